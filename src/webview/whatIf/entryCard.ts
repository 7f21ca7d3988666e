import type { EntryQuestion, EntryView, Message } from '../../panel/protocol';
import { element } from '../element';
import { typeset } from '../formula/typeset';

/** What the card needs of the page. */
export interface EntryCardActions {
  ask(question: EntryQuestion): void;
  say(message: Message): string;
  announce(text: string): void;
  /** The rows and columns that an entry is made of are to be lit up. */
  light(view: EntryView | null, beside: Element | null): void;
}

/** What an entry is, beside it, while the pointer or the keys are there: its name, value, derivative, and the next value. */
export class EntryCard {
  readonly element = element('div', 'entry-card');
  private beside: Element | null = null;
  private at: EntryQuestion['at'] | null = null;
  /** Whether the answer is to be said aloud too. */
  private aloud = false;
  private shown = '';

  constructor(private readonly actions: EntryCardActions) {
    // What it says is announced where the keys have led there; the pointer needs no second voice.
    this.element.setAttribute('aria-hidden', 'true');
    this.element.hidden = true;
    window.addEventListener('scroll', () => this.follow(), { passive: true, capture: true });
  }

  /** The pointer or the keys have come to an entry, of a formula or of a heat map. */
  point(at: EntryQuestion['at'], beside: Element, byKeys: boolean): void {
    this.aloud = byKeys;
    const same = JSON.stringify(at) === JSON.stringify(this.at);
    this.beside = beside;
    this.at = at;
    if (same && !this.element.hidden) this.place();
    else this.ask();
  }

  /** The page has changed under the pointer. */
  again(find: (at: EntryQuestion['at']) => Element | null): void {
    if (this.at === null) return;
    if (this.beside?.isConnected !== true) this.beside = find(this.at);
    if (this.beside === null) this.hide();
    else this.ask();
  }

  private ask(): void {
    this.actions.ask({ at: this.at!, about: 'value' });
  }

  take(question: EntryQuestion, view: EntryView | null): void {
    if (this.beside === null || view === null || JSON.stringify(question.at) !== JSON.stringify(this.at)) return;
    const { lines, note } = view;
    const spoken = [...lines.map((line) => line.spoken), ...(note === null ? [] : [note])];
    const text = JSON.stringify([lines, note]);
    if (text !== this.shown) {
      this.shown = text;
      this.element.replaceChildren(
        ...lines.map(({ tex }) => {
          const line = element('div');
          typeset(tex, line, false);
          return line;
        }),
        ...(note === null ? [] : [element('div', 'note', this.actions.say(note))]),
      );
    }
    this.element.hidden = false;
    this.place();
    this.actions.light(view, this.beside);
    if (this.aloud) this.actions.announce(spoken.map((one) => this.actions.say(one)).join(', '));
    this.aloud = false;
  }

  hide(): void {
    if (this.beside !== null) this.actions.light(null, null);
    this.beside = null;
    this.at = null;
    this.element.hidden = true;
  }

  /** The page was scrolled: the card goes with its entry, as long as that can be seen. */
  private follow(): void {
    if (this.beside === null || this.element.hidden) return;
    const { top, bottom } = this.beside.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) this.hide();
    else this.place();
  }

  /** Below the entry, or above it where there is no room. */
  private place(): void {
    const at = this.beside!.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = Math.max(4, Math.min(at.left, document.documentElement.clientWidth - width - 4));
    const below = at.bottom + 8;
    const top = below + height <= window.innerHeight ? below : Math.max(4, at.top - height - 8);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }
}
