import { element } from './element';

/** How long a message stays to be seen, in milliseconds. */
const SHOWN = 2500;

/** Says short messages: aloud through a screen reader, and at the foot of the window. */
export class StatusLine {
  readonly element = element('div', 'status');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.element.setAttribute('role', 'status');
  }

  /** @param seen whether it is to be seen too: not where the page shows it already. */
  say(text: string, seen = true): void {
    this.element.textContent = text;
    this.element.classList.toggle('spoken', !seen);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.element.textContent = ''), SHOWN);
  }
}
