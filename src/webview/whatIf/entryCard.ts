import type { EntryRef, EntryView, Message } from '../../panel/protocol';
import { element } from '../element';
import { typeset } from '../typeset';
import { entryOf } from './ownEntry';

type Mark = HTMLElement | SVGElement;

/** What the card needs of the page. */
export interface EntryCardActions {
  ask(entry: EntryRef): void;
  say(message: Message): string;
  announce(text: string): void;
}

/** What an entry is, beside it, while the pointer or the keys are there: its name, value, derivative, and the next value. */
export class EntryCard {
  readonly element = element('div', 'entry-card');
  private mark: Mark | null = null;
  private entry: EntryRef | null = null;
  /** Whether the answer is to be said aloud too. */
  private aloud = false;
  private shown = '';

  constructor(private readonly actions: EntryCardActions) {
    // What it says is announced where the keys have led there; the pointer needs no second voice.
    this.element.setAttribute('aria-hidden', 'true');
    this.element.hidden = true;
    window.addEventListener('scroll', () => this.follow(), { passive: true, capture: true });
  }

  /** The pointer or the keys have come to a mark, or left it; says whether something will be said of it. */
  point(mark: Mark | null, byKeys: boolean): boolean {
    const entry = entryOf(mark);
    if (entry === null) {
      this.hide();
      return false;
    }
    this.aloud = byKeys;
    const same = JSON.stringify(entry) === JSON.stringify(this.entry);
    this.mark = mark;
    this.entry = entry;
    if (same && !this.element.hidden) this.place();
    else this.actions.ask(entry);
    return true;
  }

  /** The page has changed under the pointer. */
  again(find: (entry: EntryRef) => Mark | null): void {
    if (this.entry === null) return;
    if (this.mark?.isConnected !== true) this.mark = find(this.entry);
    if (this.mark === null) this.hide();
    else this.actions.ask(this.entry);
  }

  take(entry: EntryRef, { lines }: EntryView): void {
    if (this.mark === null || JSON.stringify(entry) !== JSON.stringify(this.entry)) return;
    const text = JSON.stringify(lines);
    if (text !== this.shown) {
      this.shown = text;
      this.element.replaceChildren(
        ...lines.map(({ tex }) => {
          const line = element('div');
          typeset(tex, line, false);
          return line;
        }),
      );
    }
    this.element.hidden = false;
    this.place();
    if (this.aloud) this.actions.announce(lines.map(({ spoken }) => this.actions.say(spoken)).join(', '));
    this.aloud = false;
  }

  hide(): void {
    this.mark = null;
    this.entry = null;
    this.element.hidden = true;
  }

  /** The page was scrolled: the card goes with its entry, as long as that can be seen. */
  private follow(): void {
    if (this.mark === null || this.element.hidden) return;
    const { top, bottom } = this.mark.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) this.hide();
    else this.place();
  }

  /** Below the entry, or above it where there is no room. */
  private place(): void {
    const at = this.mark!.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = Math.max(4, Math.min(at.left, window.innerWidth - width - 4));
    const below = at.bottom + 8;
    const top = below + height <= window.innerHeight ? below : Math.max(4, at.top - height - 8);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }
}
