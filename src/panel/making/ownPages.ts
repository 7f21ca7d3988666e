/** A script of the page: makes its pages while numbers are tried, from the text that the extension has lent. */
import { Analysis } from '../../analysis/analysis';
import { fill, type Translate } from '../../message/message';
import { inLetters } from '../../notation/letters/courseText';
import { defaultChoices, type PageTrial, type ViewChoices } from '../protocol';
import { type MakeOwnPages, type OwnPages, ownPagesName } from '../protocol/ownPages';
import type { LentText } from '../protocol/whatIf';
import { PageAnswers } from './pageAnswers';
import { PageMaker } from './pageMaker';
import { messageOf } from './sentPage';

class PagesOfText implements OwnPages {
  private readonly written: Promise<Analysis>;
  private readonly translate: Translate;
  private readonly maker: PageMaker;
  private readonly answers: PageAnswers;
  private letters = defaultChoices.letters;
  private last = 0;

  constructor(
    private readonly lent: LentText,
    post: Parameters<MakeOwnPages>[1],
  ) {
    const { text, words } = lent;
    this.written = Analysis.of(text, { pause });
    this.translate = (template, ...args) => fill(words[template] ?? template, ...args);
    this.maker = new PageMaker(this.translate);
    this.answers = new PageAnswers(post, (template, ...args) =>
      inLetters(this.letters, this.translate)(template, ...args),
    );
  }

  async page(turn: number, trials: readonly PageTrial[], choices: ViewChoices): ReturnType<OwnPages['page']> {
    const { uri, documentVersion } = this.lent;
    const token = {
      isOutdated: () => this.last !== turn,
      get isCancellationRequested() {
        return this.isOutdated();
      },
    };
    this.last = turn;
    this.letters = choices.letters;
    try {
      const pages = this.maker.pages(await this.written, documentVersion, choices, trials, { token, pause });
      let made = null;
      for await (const page of pages) made = page;
      if (made === null || token.isCancellationRequested) return null;
      this.answers.take(made);
      const message = messageOf(made, uri, choices, turn, inLetters(choices.letters, this.translate));
      return message.type === 'page' ? message : null;
    } catch {
      // A later page was asked for; or nobody foresaw this: the extension then makes the page, and says what is wrong.
      return null;
    }
  }

  entry(question: Parameters<OwnPages['entry']>[0]): void {
    void this.answers.entry(question);
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const make: MakeOwnPages = (lent, post) => new PagesOfText(lent, post);
Object.assign(globalThis, { [ownPagesName]: make });
