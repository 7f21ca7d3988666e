/** The host of a page in tests: it answers as the extension does. */
import { Analysis } from '../../src/analysis/analysis';
import { inEnglish } from '../../src/message/message';
import { PageAnswers } from '../../src/panel/making/pageAnswers';
import { PageMaker } from '../../src/panel/making/pageMaker';
import { messageOf } from '../../src/panel/making/sentPage';
import { defaultChoices, type PageTrial, type ToHost, type ToPage, type ViewChoices } from '../../src/panel/protocol';

type PageMessage = Extract<ToPage, { type: 'page' }>;

/** The address of the text, which tests do not look at. */
const URI = 'file:///network.nnet';

/** Answers as the extension does, for one version of a text. */
export class Host {
  private choices: ViewChoices = defaultChoices;
  private readonly maker = new PageMaker(inEnglish);
  private answered: ToPage | null = null;
  private readonly answers = new PageAnswers((message) => (this.answered = message), inEnglish);

  private constructor(
    private readonly analysis: Analysis,
    /** Whether the page gets the text, to make pages with other numbers itself. */
    private readonly lends: boolean,
  ) {}

  static async of(text: string, { lends = false } = {}): Promise<Host> {
    return new Host(await Analysis.of(text), lends);
  }

  async page(trials: readonly PageTrial[] = [], turn: number | null = null): Promise<PageMessage> {
    const { choices } = this;
    let made = null;
    for await (const page of this.maker.pages(this.analysis, 1, choices, trials, {})) made = page;
    if (made === null) throw new Error('no page');
    this.answers.take(made);
    return messageOf(made, URI, choices, turn, inEnglish) as PageMessage;
  }

  async answer(message: ToHost): Promise<ToPage | readonly ToPage[] | null> {
    switch (message.type) {
      case 'inspect':
        await this.answers.entry(message.question);
        return this.answered;
      case 'choose':
        this.choices = message.choices;
        return this.page();
      case 'whatIf': {
        const page = await this.page(message.trials, message.turn);
        const text = { type: 'text' as const, uri: URI, documentVersion: 1, text: this.analysis.text, words: {} };
        return this.lends ? [page, text] : page;
      }
      default:
        return null;
    }
  }
}
