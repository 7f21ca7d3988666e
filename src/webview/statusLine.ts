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

  say(text: string): void {
    this.element.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.element.textContent = ''), SHOWN);
  }
}
