import { isSteppable, steppedNumber } from '../numbers/steppedNumber';
import type { FenceNumber, LiveWords, ToFrame } from './messages';
import { stepsBy } from '../numbers/draggedSteps';
import { NumberDrag } from './numberDrag';

/** What is done for a fence. */
export interface LiveFenceHost {
  /** Asks how a text looks. */
  show(text: string): void;
  write(text: string): void;
  /** What is shown has another size. */
  resized(): void;
}

/** A fence that is shown as formulas, and the numbers of its text, to be tried and written. */
export class LiveFence {
  private text: string | null = null;
  private readOnly = true;
  private numbers: readonly FenceNumber[] = [];
  /** The numbers that are tried, by their place among all. */
  private readonly tried = new Map<number, string>();
  /** The text that was asked about and is not answered yet, and whether there is another to ask about then. */
  private asked: string | null = null;
  private outdated = false;
  private readonly formulas = element('div', 'nnet-fence');
  private readonly whatIf = element('details', 'what-if');
  private readonly source = element('pre', 'source');
  private readonly bar = element('div', 'bar');
  private readonly write = element('button', '');
  private readonly locked = element('span', 'quiet');

  constructor(
    body: HTMLElement,
    words: LiveWords,
    private readonly host: LiveFenceHost,
  ) {
    const { write, locked, bar, whatIf, source } = this;
    const letGo = element('button', '', words.letGo);
    write.textContent = words.write;
    locked.textContent = words.locked;
    write.addEventListener('click', () => host.write(this.triedText()));
    letGo.addEventListener('click', () => this.forget());
    bar.append(write, letGo, locked);
    whatIf.append(element('summary', '', words.whatIf), element('p', 'quiet', words.hint), source, bar);
    whatIf.addEventListener('toggle', () => host.resized());
    whatIf.hidden = true;
    body.replaceChildren(this.formulas, whatIf);
    source.addEventListener('keydown', (event) => this.key(event));
    new NumberDrag(source, (at, from, steps) => this.try(at, stepped(from, steps)));
  }

  /** The text of the document; what was tried on another, or in another fence (`anew`), is let go. */
  take(text: string, readOnly: boolean, anew: boolean): void {
    this.readOnly = readOnly;
    if (text !== this.text || anew) {
      this.text = text;
      this.tried.clear();
      this.numbers = [];
      this.drawSource();
      this.ask();
    }
    this.drawTrials();
  }

  /** Asks how the text looks, or will as soon as the last question is answered. */
  ask(): void {
    if (this.text === null) return;
    this.outdated = this.asked !== null;
    if (this.outdated) return;
    this.asked = this.triedText();
    this.host.show(this.asked);
  }

  shown({ text, html, numbers }: Extract<ToFrame, { type: 'shown' }>): void {
    this.asked = null;
    // The extension makes it of what it has escaped.
    this.formulas.innerHTML = html;
    if (text === this.text) {
      this.numbers = numbers;
      this.drawSource();
    }
    if (this.outdated) this.ask();
    this.drawTrials();
  }

  private try(at: number, to: string): void {
    if (!isSteppable(to)) return;
    if (to === this.numbers[at].text) this.tried.delete(at);
    else this.tried.set(at, to);
    this.drawTrials();
    this.ask();
  }

  private forget(): void {
    this.tried.clear();
    this.drawTrials();
    this.ask();
  }

  private triedText(): string {
    const written = this.text ?? '';
    let [text, end] = ['', 0];
    this.numbers.forEach(({ start, text: before }, at) => {
      text += written.slice(end, start) + (this.tried.get(at) ?? written.slice(start, start + before.length));
      end = start + before.length;
    });
    return text + written.slice(end);
  }

  private key(event: KeyboardEvent): void {
    const at = placeOf(event.target);
    if (event.key === 'Escape' && this.tried.size > 0) this.forget();
    else if (at !== null && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const steps = stepsBy(event.key === 'ArrowUp' ? 1 : -1, event);
      this.try(at, stepped(this.tried.get(at) ?? this.numbers[at].text, steps));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The number with the keyboard keeps it: the answer to a step may come between two presses of a key. */
  private drawSource(): void {
    const written = this.text ?? '';
    const focused = placeOf(document.activeElement);
    const parts: (string | Node)[] = [];
    let end = 0;
    this.numbers.forEach(({ start, text, name }, at) => {
      const number = element('span', 'number', text);
      number.dataset['at'] = String(at);
      number.tabIndex = 0;
      number.setAttribute('role', 'spinbutton');
      number.setAttribute('aria-label', name);
      number.title = name;
      parts.push(written.slice(end, start), number);
      end = start + text.length;
    });
    this.source.replaceChildren(...parts, written.slice(end));
    if (focused !== null) this.source.querySelectorAll<HTMLElement>('.number')[focused]?.focus();
    this.whatIf.hidden = this.numbers.length === 0;
  }

  private drawTrials(): void {
    for (const number of this.source.querySelectorAll<HTMLElement>('.number')) {
      const at = placeOf(number)!;
      const { text } = this.numbers[at];
      const now = this.tried.get(at);
      number.classList.toggle('tried', now !== undefined);
      number.setAttribute('aria-valuetext', now ?? text);
      number.replaceChildren(now ?? text, ...(now === undefined ? [] : [' ', element('s', '', text)]));
    }
    this.bar.hidden = this.tried.size === 0;
    this.write.hidden = this.readOnly;
    this.locked.hidden = !this.readOnly;
    this.host.resized();
  }
}

/** A number without decimals is moved by tenths, as in the preview. */
function stepped(from: string, steps: number): string {
  return steppedNumber(from, steps, 'tenth');
}

/** Which number of the text an element is. */
function placeOf(node: EventTarget | null): number | null {
  const number = node instanceof Element ? node.closest<HTMLElement>('.number') : null;
  return number === null ? null : Number(number.dataset['at']);
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
