import type { PersistedState } from '../panel/protocol';

type Scroll = PersistedState['scroll'];

/** As in `scroll-padding-top`, in pixels. */
const ABOVE_HEADING = 8;

/** Keeps what the reader looks at where it is while the page around it grows and shrinks. */
export class Place {
  private ownScroll = 0;
  /** Whether a change is being made: one within it is a part of it, so that the page is laid out once. */
  private keeping = false;

  /**
   * @param top where the page begins to be seen, below what sticks to the window's top.
   * @param aside whether the page is hidden for now, so that its place stays as it was.
   * @param moved is told when the reader has scrolled.
   */
  constructor(
    private readonly page: HTMLElement,
    private readonly top: () => number,
    public scroll: Scroll,
    private readonly aside: () => boolean,
    moved: () => void,
  ) {
    window.addEventListener('scroll', () => {
      if (this.notice()) moved();
    });
    window.addEventListener('resize', () => this.restore());
    // Fonts that come late, and formulas that the browser lays out when they come near, are of another size than before.
    new ResizeObserver(() => {
      if (!this.notice()) this.restore();
    }).observe(page);
  }

  /** Makes a change to the page and scrolls so that the block at the top stays there. */
  readonly keep = (change: () => void): void => {
    if (this.keeping) {
      change();
      return;
    }
    this.keeping = true;
    try {
      // The browser tells of a scroll only with its next picture.
      this.notice();
      change();
    } finally {
      this.keeping = false;
    }
    this.restore();
  };

  /** Where the reader is. */
  here(): Scroll {
    this.notice();
    return this.scroll;
  }

  /** Goes to a place; null is the top. */
  goTo(scroll: Scroll): void {
    if (scroll === null) window.scrollTo({ top: 0, behavior: 'instant' });
    this.ownScroll = window.scrollY;
    this.scroll = scroll;
    this.restore();
  }

  /** The reader was brought to a section: its heading stays at the top, or comes there once the page is long enough. */
  hold(section: HTMLElement, heading: HTMLElement): void {
    const block = section.querySelector<HTMLElement>('[data-block]');
    if (block === null) return;
    const below = block.getBoundingClientRect().top - heading.getBoundingClientRect().top;
    this.ownScroll = window.scrollY;
    this.scroll = { block: block.dataset['block']!, offset: -Math.round(below + ABOVE_HEADING) };
  }

  /** Takes note of where the window was scrolled to; says whether it was. */
  private notice(): boolean {
    if (Math.abs(window.scrollY - this.ownScroll) < 1) return false;
    this.ownScroll = window.scrollY;
    if (!this.aside()) this.scroll = this.look();
    return true;
  }

  private restore(): void {
    if (this.scroll === null) return;
    const { block, offset } = this.scroll;
    const anchor = this.page.querySelector(`[data-block="${CSS.escape(block)}"]`);
    // What is not to be seen now, such as the page behind the steps of a presentation, has no place to keep.
    if (!anchor || anchor.getClientRects().length === 0) return;
    const by = anchor.getBoundingClientRect().top + offset - this.top();
    if (Math.abs(by) >= 1) window.scrollBy({ top: by, behavior: 'instant' });
    this.ownScroll = window.scrollY;
  }

  private look(): Scroll {
    if (window.scrollY < 1) return null;
    const top = this.top();
    for (const block of this.page.querySelectorAll<HTMLElement>('[data-block]')) {
      const box = block.getBoundingClientRect();
      if (box.bottom > top) return { block: block.dataset['block']!, offset: Math.round(top - box.top) };
    }
    return null;
  }
}
