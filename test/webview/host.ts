/** The host of a page in tests: it answers as the extension does. */
import { Analysis } from '../../src/analysis/analysis';
import { tryNumbers } from '../../src/analysis/whatIf';
import { formsOf } from '../../src/notation/formula/forms';
import { entrySteps } from '../../src/page/entry/entryView';
import { buildPage } from '../../src/page/networkPage';
import { defaultChoices, type PageTrials, type ToHost, type ToPage, type ViewChoices } from '../../src/panel/protocol';
import { finish } from '../../src/steps/steps';
import { pageMessage } from './pages';

type PageMessage = Extract<ToPage, { type: 'page' }>;

/** Answers as the extension does, for a text in its written form. */
export class Host {
  private choices: ViewChoices = defaultChoices;

  private constructor(
    private readonly analysis: Analysis,
    private tried: Analysis,
  ) {}

  static async of(text: string): Promise<Host> {
    const analysis = await Analysis.of(text);
    return new Host(analysis, analysis);
  }

  async page(trials?: PageTrials): Promise<PageMessage> {
    const { tried } = this;
    const trace = (await tried.trace())!;
    const choices = { ...this.choices, expanded: new Set(this.choices.expanded) };
    const { choices: made } = this;
    const beside = tried.homogeneousBeside({ sample: null, column: null, output: null, form: made.network });
    const homogeneous = beside && { network: tried.networkIn(beside)!, trace: await tried.trace(beside) };
    const page = buildPage({ network: tried.network!, trace, check: await tried.check(), choices, homogeneous });
    return pageMessage(page, {
      choices: made,
      forms: formsOf(tried.network!, trace),
      networkForms: tried.forms,
      ...(trials && { trials }),
    });
  }

  async answer(message: ToHost): Promise<ToPage | null> {
    if (message.type === 'inspect') {
      const view = finish(entrySteps(message.question, (await this.tried.trace())!, this.choices));
      return { type: 'entry', question: message.question, view, words: {} };
    }
    if (message.type === 'choose') {
      this.choices = message.choices;
      return this.page();
    }
    if (message.type !== 'whatIf') return null;
    const places = message.trials.map(({ target, ...to }) => ({ place: { ...target, sample: 'X' }, to }));
    const { analysis, numbers } = tryNumbers(this.analysis, places);
    this.tried = analysis;
    const shown = numbers.map(({ place: { sample: _, ...target }, before, now }) => ({ target, before, now }));
    return this.page({ turn: message.turn, numbers: shown });
  }
}
