import type { VsCodeApi } from '../vscodeApi';

/** How long the window takes to lay the page out, in milliseconds. */
const LAID_OUT = 250;

/** The page alone and large, for an audience; the host gives it the whole window. */
export class Presentation {
  /**
   * @param keepPlace makes a change without moving what the reader looks at.
   * @param begun is told when it begins.
   */
  constructor(
    private readonly body: HTMLElement,
    private readonly keepPlace: (change: () => void) => void,
    private readonly api: VsCodeApi,
    private readonly begun: () => void,
  ) {}

  get on(): boolean {
    return this.body.classList.contains('presenting');
  }

  toggle(on = !this.on): void {
    if (on === this.on) return;
    this.keepPlace(() => this.body.classList.toggle('presenting', on));
    this.api.postMessage({ type: 'present', on });
    if (on) this.begun();
  }

  /** Begins with something particular to be seen. */
  with(show: () => void): void {
    this.toggle(true);
    show();
  }

  /** Begins or ends, or says how large the page is once the window is laid out. */
  take(asked: 'present' | 'measure'): void {
    if (asked === 'present') this.toggle();
    else setTimeout(() => this.api.postMessage({ type: 'area', area: Math.round(innerWidth * innerHeight) }), LAID_OUT);
  }
}
