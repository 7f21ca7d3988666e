import type { PageWords } from '../../panel/protocol/pageWords';
import { element } from '../element';
import { setOptions } from '../options';

/** A section of the page, with its heading. */
export interface TabSection {
  readonly id: string;
  readonly section: HTMLElement;
  readonly heading: HTMLElement;
}

/** Where in the window a section counts as the one that is read, from the top. */
const READING_LINE = 30;

type Tab = TabSection & { readonly tab: HTMLButtonElement };

/** The sections of the page as tabs that show where the reader is; those that have no room are in a list behind them. */
export class SectionTabs {
  readonly element = element('nav', 'tabs');
  private readonly bar = element('div');
  private readonly list = element('select');
  /** The width that tabs were last divided for, in pixels. */
  private width = 0;
  /** Whether the list was last used by keys, which then stay with it. */
  private byKeys = false;
  private tabs: readonly Tab[] = [];
  private read: HTMLElement | null = null;
  /** The section that the reader went to by its tab, until they scroll on. */
  private goal: HTMLElement | null = null;
  private readonly observer: IntersectionObserver;

  /** @param go brings a section into view. */
  constructor(
    private readonly words: PageWords,
    private readonly go: (section: TabSection) => void,
  ) {
    this.element.setAttribute('aria-label', words.sections);
    this.bar.setAttribute('role', 'toolbar');
    this.bar.setAttribute('aria-label', words.sections);
    this.list.setAttribute('aria-label', words.moreSections);
    this.list.hidden = true;
    this.element.append(this.bar, this.list);
    this.bar.addEventListener('keydown', (event) => this.key(event));
    this.list.addEventListener('keydown', () => (this.byKeys = true));
    this.list.addEventListener('pointerdown', () => (this.byKeys = false));
    this.list.addEventListener('change', () => this.chooseListed());
    new ResizeObserver(() => {
      if (this.element.clientWidth !== this.width) this.divide();
    }).observe(this.element);
    const options = { rootMargin: `-${READING_LINE}% 0px -${100 - READING_LINE}% 0px` };
    this.observer = new IntersectionObserver(() => this.showRead(), options);
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      document.addEventListener(type, () => this.leaveGoal(), { capture: true, passive: true });
    }
  }

  /** The section that is read; null while there is none. */
  get current(): HTMLElement | null {
    return this.read;
  }

  /** Shows these sections. */
  show(sections: readonly TabSection[]): void {
    const same =
      sections.length === this.tabs.length &&
      sections.every((one, i) => {
        const { section, tab } = this.tabs[i];
        return one.section === section && this.nameOf(one) === tab.textContent;
      });
    if (same) return;
    const before = this.read;
    this.observer.disconnect();
    this.tabs = sections.map((one) => {
      const tab = element('button', '', this.nameOf(one));
      tab.type = 'button';
      tab.addEventListener('click', () => this.choose(one));
      return { ...one, tab };
    });
    this.bar.replaceChildren(...this.tabs.map(({ tab }) => tab));
    this.read = sections.find(({ section }) => section === before)?.section ?? sections[0]?.section ?? null;
    this.divide();
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

  /** The reader went back to where they were, perhaps within one picture of the browser. */
  followReader(): void {
    this.leaveGoal();
    this.showRead();
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

  /**
   * Shows which section is read: what the reader went to, or else the one at the reading line. Also for whoever moves
   * the page: the browser tells only of a section that crosses the line from one of its pictures to the next.
   */
  showRead(): void {
    if (this.goal !== null) return;
    const line = (window.innerHeight * READING_LINE) / 100;
    const read = this.tabs.find(({ section }) => {
      const { top, bottom } = section.getBoundingClientRect();
      return top <= line && bottom > line;
    });
    if (read !== undefined && read.section !== this.read) this.mark(read.section);
  }

  private mark(current: HTMLElement | null): void {
    this.read = current;
    for (const { section, tab } of this.tabs) setCurrent(tab, section === current && !tab.hidden);
    const listed = this.tabs.find(({ section, tab }) => section === current && tab.hidden);
    setCurrent(this.list, listed !== undefined);
    this.list.value = listed?.id ?? '';
    // Of the tabs one is reached by Tab, the others from there by arrow keys.
    const shown = this.tabs.filter(({ tab }) => !tab.hidden);
    const reached = shown.find(({ section }) => section === current) ?? shown[0];
    for (const one of this.tabs) one.tab.tabIndex = one === reached ? 0 : -1;
  }

  /** Shows as many tabs as there is room for, and lists the others. */
  private divide(): void {
    this.width = this.element.clientWidth;
    for (const { tab } of this.tabs) tab.hidden = false;
    this.list.hidden = false;
    const ends = this.tabs.map(({ tab }) => tab.offsetLeft + tab.offsetWidth - this.bar.offsetLeft);
    const whole = Math.max(0, ...ends) <= this.width;
    const room = this.width - this.list.offsetWidth;
    this.tabs.forEach(({ tab }, i) => (tab.hidden = !whole && ends[i] > room));
    this.list.hidden = whole;
    const listed = this.tabs.filter(({ tab }) => tab.hidden);
    setOptions(this.list, [['', this.words.more], ...listed.map((one) => [one.id, this.nameOf(one)] as const)]);
    this.mark(this.read);
  }

  private nameOf({ id, heading }: TabSection): string {
    return this.words.shortHeadings[id] ?? heading.textContent ?? '';
  }

  private chooseListed(): void {
    const wanted = this.tabs.find(({ id }) => id === this.list.value);
    if (wanted === undefined) return;
    this.choose(wanted);
    if (this.byKeys) this.list.focus();
  }

  private key(event: KeyboardEvent): void {
    const all = this.tabs.map(({ tab }) => tab).filter(({ hidden }) => !hidden);
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

function setCurrent(element: HTMLElement, here: boolean): void {
  if (here) element.setAttribute('aria-current', 'location');
  else element.removeAttribute('aria-current');
}
