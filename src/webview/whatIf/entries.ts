import type {
  EntryQuestion,
  EntryView,
  HeatMapCell,
  PageTrial,
  PageTrials,
  ToHost,
  ToPage,
} from '../../panel/protocol';
import type { PageWords } from '../../panel/protocol/pageWords';
import { element } from '../element';
import { readMark } from '../mark';
import type { EntryTools, Reader } from '../reader';
import { EntryCard } from './entryCard';
import { EntryDetail } from './entryDetail';
import { EntryDrag } from './entryDrag';
import { entryOf, isOfText, numberOf, targetOfEntry } from './ownEntry';
import { lightSources } from './sourceLight';
import { WhatIf } from './whatIf';
import { WhatIfBar } from './whatIfBar';

type Mark = HTMLElement | SVGElement;

/** What the entries need of the page around them. */
export interface EntriesActions {
  tell(message: ToHost): void;
  announce(text: string): void;
  /** Says aloud what can be seen already. */
  speak(text: string): void;
  /** Brings the page with these numbers. */
  tryNumbers(turn: number, trials: readonly PageTrial[]): void;
  say: Reader['say'];
  letters(): Reader['letters'];
}

/** The single numbers of the page: what each is, and what would be if it were another. */
export class Entries implements EntryTools {
  readonly bar: WhatIfBar;
  readonly card: EntryCard;
  readonly detail: EntryDetail;
  private readonly whatIf: WhatIf;
  private area: HTMLElement = element('main');
  /** Whether what is tried has been sent to be written into the text. */
  private writing = false;
  /** What a click does if there is nothing to open. */
  private unopened: (() => void) | null = null;
  /** Whether the entry of a heat map that was clicked is to be gone to, once it is known. */
  private following = false;
  /** What is tried, if the bar does not show it yet. */
  private tried: PageTrials['numbers'] | null = null;
  /** Whether anything was tried when the page last said so. */
  private began = false;

  constructor(
    private readonly words: PageWords,
    private readonly actions: EntriesActions,
  ) {
    this.whatIf = new WhatIf({
      ask: (turn, trials) => actions.tryNumbers(turn, trials),
      changed: (numbers) => (this.tried = numbers),
      ended: () => {
        actions.announce(this.writing ? words.whatIfWritten : words.whatIfEnded);
        this.writing = false;
      },
    });
    this.bar = new WhatIfBar(words, {
      write: () => {
        this.writing = true;
        actions.tell({ type: 'writeWhatIf' });
      },
      letGo: () => void this.letGo(),
      type: (target, text) => this.whatIf.type(target, text),
      letters: () => actions.letters(),
    });
    const asking = {
      ask: (question: EntryQuestion) => actions.tell({ type: 'inspect', question }),
      say: actions.say,
      announce: (text: string) => actions.speak(text),
    };
    this.card = new EntryCard({
      ...asking,
      light: (view, beside) => {
        if (!this.detail.isOpen) lightSources(view?.sources ?? [], beside);
      },
    });
    this.detail = new EntryDetail(words, {
      ...asking,
      place: ({ entry }) => {
        const target = targetOfEntry(entry);
        return target && (() => actions.tell({ type: 'goTo', target }));
      },
      light: (view, beside) => lightSources(view?.sources ?? [], beside),
    });
  }

  /** Makes the numbers in the page answer to the pointer. */
  attach(area: HTMLElement): void {
    this.area = area;
    new EntryDrag(area, this.whatIf);
    document.addEventListener('pointerdown', ({ target }) => {
      // Another entry opens in its place.
      if (target instanceof Element && target.closest('.entry-detail, [data-t], [data-q], .heat-map .map') === null)
        this.detail.close();
    });
  }

  get trying(): boolean {
    return this.whatIf.showing;
  }

  /** Takes what a page tries, before it is drawn. */
  take(trials: PageTrials | undefined): void {
    this.whatIf.take(trials);
  }

  /** Shows what the page tries, above it. */
  showTried(): void {
    const numbers = this.tried;
    if (numbers === null) return;
    this.tried = null;
    this.bar.show(numbers);
    const before = this.began;
    this.began = numbers.length > 0;
    if (this.began && !before) this.actions.announce(this.words.whatIfHint);
  }

  /** A page has been drawn: what the card says may be other now. */
  drawn(): void {
    this.card.again((at) => this.find(at));
    this.detail.again((at) => this.find(at));
  }

  takeEntry({ question, view }: Extract<ToPage, { type: 'entry' }>): void {
    if (question.about === 'value') this.card.take(question, view);
    else if (this.detail.take(question, view)) this.opened(view);
  }

  /** Another text is shown. */
  forget(): void {
    this.card.hide();
    this.detail.close();
    this.whatIf.forget();
    this.showTried();
  }

  point(mark: Mark | null, byKeys: boolean): boolean {
    const entry = entryOf(mark);
    if (entry === null) this.card.hide();
    else this.card.point(entry, mark!, byKeys);
    return entry !== null;
  }

  pointAt(cell: HeatMapCell | null, beside: Element, byKeys: boolean): void {
    if (cell === null) this.card.hide();
    else this.card.point(cell, beside, byKeys);
  }

  open(mark: Mark, byKeys: boolean): boolean {
    const entry = entryOf(mark);
    if (entry === null) return false;
    this.unopened = null;
    // Where nothing is known of a result, a click goes to where it belongs in the text.
    const target = mark.dataset['q'] === undefined ? null : readMark(mark.dataset['t'] ?? '');
    if (target !== null) this.unopened = () => this.actions.tell({ type: 'goTo', target });
    this.detail.open(entry, mark, byKeys);
    return true;
  }

  openAt(cell: HeatMapCell, beside: Element, byKeys: boolean): void {
    this.unopened = null;
    this.following = true;
    this.detail.open(cell, beside, byKeys);
  }

  close(): boolean {
    return this.detail.close();
  }

  /** The answer to what was opened is there. */
  private opened(view: EntryView | null): void {
    const { following, unopened } = this;
    this.following = false;
    this.unopened = null;
    if (view === null) unopened?.();
    else if (following && isOfText(view.entry)) {
      const target = targetOfEntry(view.entry);
      if (target !== null) this.actions.tell({ type: 'goTo', target });
    }
  }

  step(mark: Mark, steps: number): boolean {
    const target = numberOf(mark);
    if (target === null) return false;
    this.whatIf.move(target, this.whatIf.stepsOf(target) + steps);
    return true;
  }

  letGo(): boolean {
    if (!this.whatIf.letGo()) return false;
    this.actions.announce(this.words.whatIfOver);
    return true;
  }

  mark(area: Element): void {
    this.whatIf.mark(area);
  }

  private find(at: EntryQuestion['at']): Mark | null {
    if ('id' in at) return this.area.querySelector<HTMLElement>(`[data-block="${CSS.escape(at.id)}"] .cell-frame`);
    const wanted = JSON.stringify(at);
    const all = this.area.querySelectorAll<Mark>('[data-t], [data-q]');
    return [...all].find((mark) => JSON.stringify(entryOf(mark)) === wanted) ?? null;
  }
}
