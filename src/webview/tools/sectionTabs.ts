import { element } from '../element';

/** A section of the page, with its heading. */
export interface TabSection {
  readonly section: HTMLElement;
  readonly heading: HTMLElement;
}

/** Where in the window a section counts as the one that is read, from the top. */
const READING_LINE = 30;

/** The sections of the page as tabs that show where the reader is. */
export class SectionTabs {
  readonly element = element('nav', 'tabs');
  private readonly bar = element('div');
  private tabs: readonly (TabSection & { readonly tab: HTMLButtonElement })[] = [];
  /** The section that the reader went to by its tab, until they scroll on. */
  private goal: HTMLElement | null = null;
  private readonly observer: IntersectionObserver;

  /** @param go brings a section into view. */
  constructor(
    label: string,
    private readonly go: (section: TabSection) => void,
  ) {
    this.element.setAttribute('aria-label', label);
    this.bar.setAttribute('role', 'toolbar');
    this.bar.setAttribute('aria-label', label);
    this.element.append(this.bar);
    this.bar.addEventListener('keydown', (event) => this.key(event));
    const options = { rootMargin: `-${READING_LINE}% 0px -${100 - READING_LINE}% 0px` };
    this.observer = new IntersectionObserver((entries) => this.seen(entries), options);
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      document.addEventListener(type, () => this.leaveGoal(), { capture: true, passive: true });
    }
  }

  /** The section that is read; null while there is none. */
  get current(): HTMLElement | null {
    return this.tabs.find(({ tab }) => tab.hasAttribute('aria-current'))?.section ?? null;
  }

  /** Shows these sections. */
  show(sections: readonly TabSection[]): void {
    const same =
      sections.length === this.tabs.length &&
      sections.every(({ section, heading }, i) => {
        const { section: known, tab } = this.tabs[i];
        return section === known && heading.textContent === tab.textContent;
      });
    if (same) return;
    const { current } = this;
    this.observer.disconnect();
    this.tabs = sections.map((one) => {
      const tab = element('button', '', one.heading.textContent ?? '');
      tab.type = 'button';
      tab.addEventListener('click', () => this.choose(one));
      return { ...one, tab };
    });
    this.bar.replaceChildren(...this.tabs.map(({ tab }) => tab));
    this.mark(sections.find(({ section }) => section === current)?.section ?? sections[0]?.section ?? null);
    for (const { section } of sections) this.observer.observe(section);
  }

  /** Goes to the section with that number, from 1; says whether there is one. */
  goTo(number: number): boolean {
    const wanted = this.tabs[number - 1];
    if (wanted === undefined) return false;
    this.choose(wanted);
    return true;
  }

  /** The page was scrolled otherwise than by a tab. */
  leaveGoal(): void {
    this.goal = null;
  }

  /** Another page begins at its top. */
  restart(): void {
    this.leaveGoal();
    this.mark(this.tabs[0]?.section ?? null);
  }

  private choose(wanted: TabSection): void {
    this.go(wanted);
    this.showGoal(wanted.section);
  }

  /** The reader was brought to a section, until they scroll on. */
  showGoal(section: HTMLElement): void {
    this.goal = section;
    this.mark(section);
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    const entered = entries.filter(({ isIntersecting }) => isIntersecting).at(-1)?.target;
    if (entered instanceof HTMLElement && this.goal === null) this.mark(entered);
  }

  private mark(current: HTMLElement | null): void {
    for (const { section, tab } of this.tabs) {
      const here = section === current;
      // Of the tabs one is reached by Tab, the others from there by arrow keys.
      tab.tabIndex = here ? 0 : -1;
      if (!here) tab.removeAttribute('aria-current');
      else {
        tab.setAttribute('aria-current', 'location');
        this.bringIntoView(tab);
      }
    }
  }

  /** Scrolls the row of tabs, and never the page. */
  private bringIntoView(tab: HTMLElement): void {
    const { bar } = this;
    const left = tab.offsetLeft - bar.offsetLeft;
    if (left < bar.scrollLeft) bar.scrollLeft = left;
    else if (left + tab.offsetWidth > bar.scrollLeft + bar.clientWidth) {
      bar.scrollLeft = left + tab.offsetWidth - bar.clientWidth;
    }
  }

  private key(event: KeyboardEvent): void {
    const all = this.tabs.map(({ tab }) => tab);
    const at = all.findIndex((tab) => tab === document.activeElement);
    const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    if (at < 0 || !Object.hasOwn(steps, event.key)) return;
    const next = all.at(steps[event.key] % all.length)!;
    for (const tab of all) tab.tabIndex = tab === next ? 0 : -1;
    next.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}
