import { distance } from '../distance';

/** How much smaller a formula may be set so that it stays in one piece. */
const WHOLE = 0.9;
/** The share of one that is set in lines, just below. */
const BROKEN = 0.899;
/** How small it may be set to fit, as a share of its usual size: beyond it scrolls. */
const SMALLEST = 0.72;
/** The same where nobody can scroll: in front of an audience. */
const SMALLEST_PRESENTED = 0.5;

/** What is less than so many windows away is seen after a short scroll. */
const NEAR = 0.5;
/** So many areas out of sight are fitted in one go. */
const SLICE = 5;

/** What can be set in one piece, or in lines that break. */
export interface Breakable {
  readonly inLines: boolean;
  /** Sets it in one piece or in lines. */
  setIn(lines: boolean): void;
}

/** An area to be fitted, as it is laid out now. */
interface Area {
  readonly content: Breakable | null;
  /** How wide it is in one piece at its usual size, in ems of its text. */
  natural: number;
  /** How wide its place was when it was set in lines, in pixels. */
  width: number;
}

interface Room {
  readonly width: number;
  readonly share: number;
}

/**
 * Fits what is wider than its place: it is set in lines that break at operators, then smaller, as far as it can still be
 * read; what is wider still scrolls. All that has changed in sight is measured together, before the next frame, the rest
 * in short slices. Far from the screen the browser does not lay out what was fitted once (see formula.css); what has
 * changed there is fitted when it comes near.
 */
export class Fit {
  private readonly areas = new WeakMap<HTMLElement, Area>();
  /** What has changed since the last frame, and what of it is not fitted yet. */
  private readonly changed = new Set<HTMLElement>();
  private readonly waiting = new Set<HTMLElement>();
  /** Those that the browser does not lay out now. */
  private readonly skipped = new WeakSet<HTMLElement>();
  private marking = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) this.request(target as HTMLElement);
  });

  /** @param keepPlace makes a change without moving what the reader looks at. */
  constructor(private readonly keepPlace: (change: () => void) => void) {}

  /** Fits an area now and whenever its width changes; what cannot be set in lines is only set smaller. */
  watch(area: HTMLElement, content: Breakable | null = null): void {
    this.areas.set(area, { content, natural: 0, width: 0 });
    this.sizes.observe(area);
    area.addEventListener('contentvisibilityautostatechange', (event) => {
      if ((event as ContentVisibilityAutoStateChangeEvent).skipped) this.skipped.add(area);
      else {
        this.skipped.delete(area);
        this.request(area);
      }
    });
  }

  /** Fits an area whose content has changed. */
  request(area: HTMLElement): void {
    if (this.changed.size === 0) {
      document.body.toggleAttribute('data-fitting', true);
      requestAnimationFrame(() => this.begin());
    }
    this.changed.add(area);
  }

  private begin(): void {
    const laidOut = [...this.changed].filter((area) => !this.skipped.has(area));
    const near = laidOut.filter((area) => distance(area) < NEAR);
    for (const area of laidOut) this.waiting.add(area);
    for (const area of near) this.waiting.delete(area);
    this.changed.clear();
    this.fit(near);
    this.next();
  }

  private next(): void {
    clearTimeout(this.timer);
    this.sayWhetherFitting();
    if (this.waiting.size > 0) this.timer = setTimeout(() => this.slice(), 0);
  }

  private slice(): void {
    const some = [...this.waiting].slice(0, SLICE);
    for (const area of some) this.waiting.delete(area);
    this.fit(some);
    this.next();
  }

  private fit(changed: readonly HTMLElement[]): void {
    const all = changed.filter((area) => area.isConnected && area.clientWidth > 0 && area.childElementCount > 0);
    const [lines, whole] = [[] as HTMLElement[], [] as HTMLElement[]];
    for (const area of all) {
      const known = this.areas.get(area)!;
      if (!known.content?.inLines) whole.push(area);
      else if (known.width !== area.clientWidth || overflows(area)) lines.push(area);
    }
    const before = whole.map(shareOf);
    // First all are set at their usual size, then all are measured: the browser lays the page out once.
    for (const area of whole) area.style.removeProperty('--fit');
    const shares = whole.map((area) => this.measure(area));
    const tooWide = whole.filter((area, i) => shares[i] < WHOLE && this.areas.get(area)!.content !== null);
    const toLayOut = [...tooWide, ...lines];
    const rooms = toLayOut.map((area) => this.roomIn(area));
    const write = (): void => whole.forEach((area, i) => setShare(area, Math.max(least(), shares[i])));
    const asBefore = whole.every((_, i) => before[i] === shareText(Math.max(least(), shares[i])));
    if (asBefore && toLayOut.length === 0) write();
    else
      this.keepPlace(() => {
        write();
        this.layOut(toLayOut, rooms);
        this.layOut(this.shrunkUnevenly(all, false));
        this.layOut(this.shrunkUnevenly(all, true));
      });
    this.mark(all.filter(({ classList }) => !classList.contains('fitted')));
  }

  /** From now on these need not be laid out far from the screen. */
  private mark(areas: readonly HTMLElement[]): void {
    if (areas.length === 0) return;
    this.marking++;
    // The browser knows how large something is after it has shown it once.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const area of areas) area.classList.add('fitted');
        this.marking--;
        this.sayWhetherFitting();
      }),
    );
  }

  private sayWhetherFitting(): void {
    document.body.toggleAttribute('data-fitting', this.changed.size + this.waiting.size + this.marking > 0);
  }

  /** How much smaller an area in one piece has to be to fit. */
  private measure(area: HTMLElement): number {
    const known = this.areas.get(area)!;
    const { clientWidth, scrollWidth } = area;
    known.natural = scrollWidth / textSize(area);
    return Math.min(1, clientWidth / scrollWidth);
  }

  /**
   * Sets areas in one piece smaller again that are still too wide, as where letters have whole pixels: they do not shrink
   * evenly. Returns those that are to be set in lines instead: the last time all that can be.
   */
  private shrunkUnevenly(areas: readonly HTMLElement[], isLast: boolean): readonly HTMLElement[] {
    const still = areas.filter(
      (area) => !this.areas.get(area)!.content?.inLines && Number(shareOf(area)) > least() && overflows(area),
    );
    const shares = still.map((area) => (Number(shareOf(area)) * area.clientWidth) / area.scrollWidth);
    const widths = still.map((area) => area.clientWidth / textSize(area));
    const inLines = still.filter((area, i) => (shares[i] < WHOLE || isLast) && this.areas.get(area)!.content !== null);
    still.forEach((area, i) => {
      const share = inLines.includes(area) ? Math.min(shares[i], BROKEN) : shares[i];
      this.areas.get(area)!.natural = widths[i] / share;
      setShare(area, Math.max(least(), share));
    });
    return inLines;
  }

  /** How wide the place of an area is, in pixels, and what share that is of what it would take in one piece. */
  private roomIn(area: HTMLElement): Room {
    const { clientWidth } = area;
    return { width: clientWidth, share: clientWidth / (this.areas.get(area)!.natural * textSize(area)) };
  }

  /** Sets areas in lines, or in one piece again where there is room for it. All are measured before one is changed. */
  private layOut(areas: readonly HTMLElement[], rooms = areas.map((area) => this.roomIn(area))): void {
    const broken = areas.filter((area, i) => {
      const known = this.areas.get(area)!;
      const { width, share } = rooms[i];
      const inLines = share < WHOLE;
      area.style.removeProperty('--fit');
      area.classList.remove('stacked');
      if (inLines !== known.content!.inLines) known.content!.setIn(inLines);
      if (inLines) known.width = width;
      else setShare(area, Math.min(1, share));
      return inLines;
    });
    const stacked = broken.filter(overflows);
    for (const area of stacked) area.classList.add('stacked');
    const shares = stacked.map(({ clientWidth, scrollWidth }) => clientWidth / scrollWidth);
    stacked.forEach((area, i) => setShare(area, Math.max(least(), shares[i])));
  }
}

function overflows({ clientWidth, scrollWidth }: HTMLElement): boolean {
  return scrollWidth > clientWidth;
}

function textSize(area: HTMLElement): number {
  return parseFloat(getComputedStyle(area).fontSize);
}

function least(): number {
  return document.body.classList.contains('presenting') ? SMALLEST_PRESENTED : SMALLEST;
}

function shareOf(area: HTMLElement): string {
  return area.style.getPropertyValue('--fit');
}

function setShare(area: HTMLElement, share: number): void {
  if (share < 1) area.style.setProperty('--fit', shareText(share));
}

/** Rounded down, so that a pixel less does not make it scroll. */
function shareText(share: number): string {
  return share < 1 ? String(Math.floor(share * 200) / 200) : '';
}
