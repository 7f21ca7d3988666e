import { element } from '../element';

/** The toolbar and what hangs below it, and the choices: as far as they stay at the window's top, they cover the page. */
export class StickyTop {
  readonly element = element('div', 'top');

  constructor(private readonly choices: HTMLElement) {}

  /** How much of the window is covered by what stays on top. */
  get covered(): number {
    return this.height + (sticks(this.choices) ? this.choices.offsetHeight : 0);
  }

  /** Above long errors in place of a page the toolbar does not stay. */
  private get height(): number {
    return sticks(this.element) ? this.element.offsetHeight : 0;
  }

  /** Keeps the heights in `--bar` and `--top`, for what stays below. */
  start(): void {
    const sizes = new ResizeObserver(() => this.measure());
    sizes.observe(this.element);
    sizes.observe(this.choices);
  }

  /** Says how high they are now: what is scrolled to at once has its place below. */
  measure(): void {
    const { style } = document.documentElement;
    style.setProperty('--bar', `${this.height}px`);
    style.setProperty('--top', `${this.covered}px`);
  }
}

function sticks(part: HTMLElement): boolean {
  return getComputedStyle(part).position === 'sticky';
}
