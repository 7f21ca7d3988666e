import type { PageTrials, ToHost, ToPage } from '../../panel/protocol';
import type { PageWords } from '../../panel/protocol/pageWords';
import { element } from '../element';
import type { EntryTools, Reader } from '../reader';
import { EntryCard } from './entryCard';
import { EntryDrag } from './entryDrag';
import { entryOf, numberOf } from './ownEntry';
import { WhatIf } from './whatIf';
import { WhatIfBar } from './whatIfBar';

type Mark = HTMLElement | SVGElement;

/** What the entries need of the page around them. */
export interface EntriesActions {
  tell(message: ToHost): void;
  announce(text: string): void;
  /** The text whose page is shown. */
  uri(): string;
  say: Reader['say'];
  letters(): Reader['letters'];
}

/** The single numbers of the page: what each is, and what would be if it were another. */
export class Entries implements EntryTools {
  readonly bar: WhatIfBar;
  readonly card: EntryCard;
  private readonly whatIf: WhatIf;
  private area: HTMLElement = element('main');
  /** Whether what is tried has been sent to be written into the text. */
  private writing = false;
  /** Whether anything was tried when the page last said so. */
  private began = false;

  constructor(
    private readonly words: PageWords,
    private readonly actions: EntriesActions,
  ) {
    this.whatIf = new WhatIf({
      ask: (turn, trials) => actions.tell({ type: 'whatIf', uri: actions.uri(), turn, trials }),
      changed: (numbers) => this.show(numbers),
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
    this.card = new EntryCard({
      ask: (entry) => actions.tell({ type: 'inspect', entry }),
      say: (message) => actions.say(message),
      announce: (text) => actions.announce(text),
    });
  }

  /** Makes the numbers in the page answer to the pointer. */
  attach(area: HTMLElement): void {
    this.area = area;
    new EntryDrag(area, this.whatIf);
  }

  get trying(): boolean {
    return this.whatIf.showing;
  }

  /** Takes what a page tries, before it is drawn. */
  take(trials: PageTrials | undefined): void {
    this.whatIf.take(trials);
  }

  /** A page has been drawn: what the card says may be other now. */
  drawn(): void {
    this.card.again((entry) => this.find(entry));
  }

  takeEntry({ entry, view }: Extract<ToPage, { type: 'entry' }>): void {
    this.card.take(entry, view);
  }

  /** Another text is shown. */
  forget(): void {
    this.card.hide();
    this.whatIf.forget();
  }

  point(mark: Mark | null, byKeys: boolean): boolean {
    return this.card.point(mark, byKeys);
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

  private show(numbers: PageTrials['numbers']): void {
    this.bar.show(numbers);
    const before = this.began;
    this.began = numbers.length > 0;
    if (this.began && !before) this.actions.announce(this.words.whatIfHint);
  }

  private find(entry: ReturnType<typeof entryOf>): Mark | null {
    const wanted = JSON.stringify(entry);
    const all = this.area.querySelectorAll<Mark>('[data-t], [data-q]');
    return [...all].find((mark) => JSON.stringify(entryOf(mark)) === wanted) ?? null;
  }
}
