/** A block that waits to be drawn. */
export interface Pending {
  readonly element: HTMLElement;
  /** Whether it was not drawn before: how much room it takes is not known. */
  readonly isNew: boolean;
  draw(): void;
}

/** How long what is visible may be drawn in one go, and a slice of the rest, in milliseconds. */
const FIRST = 60;
const SLICE = 8;

/**
 * Draws blocks: those in sight at once and together, the others in short slices between which the page stays alive,
 * again those that have come in sight first. A new list replaces the old one.
 */
export class RenderQueue {
  private pending: Pending[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param keepPlace makes a change to the page without moving what the reader looks at.
   * @param done is called when everything is drawn.
   */
  constructor(
    private readonly keepPlace: (change: () => void) => void,
    private readonly done: () => void,
  ) {}

  get busy(): boolean {
    return this.pending.length > 0;
  }

  /**
   * Draws these, in their order from top to bottom; what was still to be drawn is forgotten.
   * @param atOnce whether all that can be seen is drawn in one go; otherwise in slices too, for a page that is scrolled:
   * none of them then adds to the work of the browser's next picture.
   */
  start(pending: readonly Pending[], atOnce = true): void {
    clearTimeout(this.timer);
    this.pending = [...pending];
    if (atOnce) this.begin();
    this.next();
  }

  private begin(): void {
    const began = performance.now();
    this.keepPlace(() => {
      let fresh = this.drawSeen(began + FIRST);
      // Of a small page that is all, in one picture of the screen.
      while (this.busy && performance.now() < began + SLICE) this.pending.shift()!.draw();
      // What is drawn may be smaller than the place kept for it, so more can come in sight.
      while (this.busy && fresh) fresh = this.drawSeen(began + FIRST);
    });
  }

  /** Draws what can be seen now; says whether something was drawn for the first time, and all in time. */
  private drawSeen(end: number): boolean {
    const seen = this.takeVisible();
    const some = seen.some(({ isNew }) => isNew);
    while (seen.length > 0 && performance.now() < end) seen.shift()!.draw();
    this.pending.unshift(...seen);
    return some && seen.length === 0;
  }

  private next(): void {
    if (this.busy) this.timer = setTimeout(() => this.slice(), 0);
    else this.done();
  }

  private slice(): void {
    const end = performance.now() + SLICE;
    this.keepPlace(() => {
      const visible = this.takeVisible();
      this.pending.unshift(...visible);
      do this.pending.shift()!.draw();
      while (this.busy && performance.now() < end);
    });
    this.next();
  }

  /** Takes out what can be seen now. */
  private takeVisible(): Pending[] {
    const bottom = window.innerHeight;
    const visible = new Set(
      this.pending.filter(({ element }) => {
        const box = element.getBoundingClientRect();
        return box.bottom >= 0 && box.top <= bottom;
      }),
    );
    this.pending = this.pending.filter((item) => !visible.has(item));
    return [...visible];
  }
}
