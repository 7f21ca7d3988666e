import type { PageProblem, ToPage } from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import type { ProblemsView } from './problemsView';

/** How long broken text is passed over in silence, since it mostly is a word half typed. */
const BROKEN_GRACE = 400;

/** What the page is told of the text. */
export interface StalenessActions {
  /** Says how the page relates to the text, in a word or two; empty while it is up to date. */
  showState(text: string): void;
  /** Says something to a screen reader. */
  announce(text: string): void;
}

/** Whether the page on the screen is that of the text, and what is said while it is not. */
export class Staleness {
  private stale = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly words: PageWords,
    private readonly errors: ProblemsView,
    private readonly actions: StalenessActions,
  ) {}

  /** The page is that of the text. */
  fresh(): void {
    clearTimeout(this.timer);
    this.actions.showState('');
    this.errors.show('', '', []);
    if (!this.stale) return;
    this.stale = false;
    document.body.classList.remove('stale');
    this.actions.announce(this.words.updated);
  }

  /** @param filled whether there is a page, of an earlier text. */
  problems({ problems, missing }: Extract<ToPage, { type: 'problems' }>, filled: boolean): void {
    const { words } = this;
    const why = missing === 'unreadable' ? words.unreadableWhy : '';
    if (missing !== undefined) {
      clearTimeout(this.timer);
      if (filled) this.show(words[missing], [why, words.lastVersion].join(' ').trim(), []);
      else this.errors.show(words[missing], why, []);
      return;
    }
    if (!filled) {
      const errors = problems.some(({ severity }) => severity === 'error');
      this.errors.show(errors ? words.broken : '', errors ? '' : words.nothingYet, problems);
      return;
    }
    this.actions.showState(words.broken);
    clearTimeout(this.timer);
    const show = (): void => this.show(words.broken, words.stale, problems);
    if (this.stale) show();
    else this.timer = setTimeout(show, BROKEN_GRACE);
  }

  private show(heading: string, remark: string, problems: readonly PageProblem[]): void {
    if (!this.stale) this.actions.announce(heading);
    this.stale = true;
    document.body.classList.add('stale');
    this.errors.show(heading, remark, problems);
  }
}
