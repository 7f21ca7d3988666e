/** How small a formula may be set to fit, as a share of its usual size: beyond it scrolls. */
const SMALLEST = 0.72;
/** The same where nobody can scroll: in front of an audience. */
const SMALLEST_PRESENTED = 0.5;

/**
 * Sets what is wider than its place smaller, as far as it can still be read; what is wider still scrolls. Measures all
 * that has changed together, before the next frame.
 */
export class Fit {
  private readonly changed = new Set<HTMLElement>();
  private readonly sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) this.request(target as HTMLElement);
  });

  /** @param keepPlace makes a change without moving what the reader looks at. */
  constructor(private readonly keepPlace: (change: () => void) => void) {}

  /** Fits an area now and whenever its width changes. */
  watch(area: HTMLElement): void {
    this.sizes.observe(area);
  }

  /** Fits an area whose content has changed. */
  request(area: HTMLElement): void {
    if (this.changed.size === 0) requestAnimationFrame(() => this.fit());
    this.changed.add(area);
  }

  private fit(): void {
    const areas = [...this.changed].filter((area) => area.isConnected);
    this.changed.clear();
    const least = document.body.classList.contains('presenting') ? SMALLEST_PRESENTED : SMALLEST;
    const before = areas.map((area) => area.style.getPropertyValue('--fit'));
    // First all are set at their usual size, then all are measured: the browser lays the page out once.
    for (const area of areas) area.style.removeProperty('--fit');
    const shares = areas.map(({ clientWidth, scrollWidth }) => Math.max(least, Math.min(1, clientWidth / scrollWidth)));
    const write = (): void => areas.forEach((area, i) => setShare(area, shares[i]));
    if (areas.every((area, i) => before[i] === shareText(shares[i]))) write();
    else this.keepPlace(write);
  }
}

function setShare(area: HTMLElement, share: number): void {
  if (share < 1) area.style.setProperty('--fit', shareText(share));
}

/** Rounded down, so that a pixel less does not make it scroll. */
function shareText(share: number): string {
  return share < 1 ? String(Math.floor(share * 200) / 200) : '';
}
