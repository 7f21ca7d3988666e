import type { Block, Page, Section, SpokenMessage } from '../panel/protocol';
import type { BlockView } from './blocks/blockView';
import { viewFor } from './blocks/viewFor';
import { isFar, isNear } from './distance';
import { element } from './element';
import { onceAtRest } from './formula/rest';
import type { Reader } from './reader';
import { type Pending, RenderQueue } from './renderQueue';
import { SectionView } from './tools/sectionView';
import type { TabSection } from './tools/sectionTabs';

interface BlockPlace {
  readonly kind: Block['kind'];
  readonly view: BlockView;
  wanted: Block;
  /** What the wanted block and the drawn one consist of; equal means that nothing is to be done. */
  wantedContent: string;
  drawnContent: string | null;
  /** Whether it is in a section that is folded: it is drawn when that is opened. */
  folded: boolean;
}

/** The page itself. A new version is laid over the old one: a block that has not changed is not touched. */
export class DocumentView {
  readonly element = element('main');
  /** Between the title and the first section. */
  readonly remarks = element('div', 'remarks');
  private readonly title = element('h1');
  private readonly sections = new Map<string, SectionView>();
  private readonly blocks = new Map<string, BlockPlace>();
  private readonly queue: RenderQueue;
  private layer: number | null = null;
  /** Whether the network is so large that formulas are drawn only where the reader is. */
  private large = false;
  /** Whether all is wanted nevertheless: it is being printed. */
  private whole = false;
  private scrolled = false;

  /**
   * @param steps the section that follows the gradient.
   * @param keepPlace makes a change without moving what the reader looks at.
   * @param drawn is called when a version is drawn to its end.
   */
  constructor(
    private readonly reader: Reader,
    private readonly steps: HTMLElement,
    private readonly keepPlace: (change: () => void) => void,
    drawn: () => void,
  ) {
    this.queue = new RenderQueue(keepPlace, () => {
      if (!this.reader.entries.trying) onceAtRest(this.writeFolded);
      drawn();
    });
    window.addEventListener('scroll', () => this.moved(), { passive: true });
    new ResizeObserver(() => this.moved()).observe(this.element);
    // A higher window shows more, whatever the page does.
    window.addEventListener('resize', () => this.moved());
    this.element.addEventListener('beforematch', ({ target }) => this.found(target as HTMLElement));
    window.addEventListener('beforeprint', () => this.drawAll(true));
    window.addEventListener('afterprint', () => this.drawAll(false));
  }

  /** Whether there is a page. */
  get filled(): boolean {
    return this.element.childElementCount > 0;
  }

  /** Shows a page; what cannot be seen yet follows in idle time. */
  show(page: Page, uri: string): void {
    const title = page.title ?? fileName(uri);
    this.large = page.sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'heatMap'));
    this.reader.lean = this.large;
    this.keepPlace(() => {
      if (this.title.textContent !== title) this.title.textContent = title;
      const seen = new Set<string>();
      const sections = page.sections.flatMap((section) => {
        const laidOut = this.layOut(section, seen);
        return section.id === 'gradient' ? [laidOut, this.steps] : [laidOut];
      });
      for (const [id, { view }] of this.blocks) {
        if (seen.has(id)) continue;
        view.element.remove();
        this.blocks.delete(id);
      }
      arrange(this.element, [this.title, this.remarks, ...sections]);
    });
    this.draw();
  }

  /** Draws what has changed; of a large network only what is near, and what is far is taken away. */
  private draw(): void {
    const { wanted, away } = this.work();
    this.queue.start(wanted.map((place) => this.pendingOf(place)));
    takeAway(away);
  }

  private drawAll(whole: boolean): void {
    this.whole = whole;
    this.draw();
  }

  /** The search of the browser has found the text in the place of a formula, or of a block of a folded section. */
  private found(stand: HTMLElement): void {
    const id = stand.dataset['stands'] ?? stand.closest<HTMLElement>('[data-block]')?.dataset['block'];
    const place = this.blocks.get(id ?? '');
    if (place === undefined) return;
    const section = [...this.sections.values()].find((one) => one.section.contains(place.view.element));
    if (section?.folded) this.turn(section, false);
    if (place.drawnContent !== place.wantedContent) this.pendingOf(place).draw();
    place.view.element.scrollIntoView({ block: 'center', behavior: 'instant' });
  }

  /** What folded sections say, for the search; not while a number is tried, when the page changes with every picture. */
  private readonly writeFolded = (): void => {
    for (const section of this.sections.values()) {
      const within = [...this.blocks.values()].filter(({ view }) => view.element.parentElement === section.section);
      section.write(
        within.map(({ wanted }) => wanted),
        (message) => this.reader.say(message),
      );
    }
  };

  private work(): { wanted: BlockPlace[]; away: BlockPlace[] } {
    const lazy = this.large && !this.whole;
    const [wanted, away]: [BlockPlace[], BlockPlace[]] = [[], []];
    for (const place of this.blocks.values()) {
      if (place.folded) continue;
      const { element } = place.view;
      const parted = lazy && place.kind === 'formula';
      const outdated = place.wantedContent !== place.drawnContent;
      if (outdated && (!parted || isNear(element) || element.contains(document.activeElement))) wanted.push(place);
      else if (parted && place.drawnContent !== null && (outdated || isFar(element))) away.push(place);
    }
    if (lazy) onceAtRest(this.standIn);
    return { wanted, away };
  }

  /** Leaves text in the places of formulas that are not drawn; nobody searches while a number is dragged. */
  private readonly standIn = (): void => {
    for (const { kind, view, wanted, drawnContent, folded } of this.blocks.values())
      if (kind === 'formula' && drawnContent === null && !folded) view.standIn?.(wanted);
  };

  /** The window is elsewhere: once for each picture of the browser. */
  private moved(): void {
    if (!this.large || this.scrolled) return;
    this.scrolled = true;
    requestAnimationFrame(() => {
      this.scrolled = false;
      const { wanted, away } = this.work();
      if (wanted.length > 0)
        this.queue.start(
          wanted.map((place) => this.pendingOf(place)),
          false,
        );
      takeAway(away);
    });
  }

  /** The sections with their headings, as they follow each other. */
  get parts(): readonly TabSection[] {
    return Array.from(this.element.querySelectorAll<HTMLElement>(':scope > section'), (section) =>
      partOf(section, section.querySelector('h2')!),
    );
  }

  /** Opens a section if it is folded, and brings it into view. */
  reveal({ id, heading }: TabSection): void {
    const section = this.sections.get(id);
    if (section?.folded) this.turn(section, false);
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: 'start', behavior: 'instant' });
    heading.focus({ preventScroll: true });
  }

  /** A section by its id; null where the page has none. */
  section(id: string): TabSection | null {
    const section = this.sections.get(id);
    return section?.section.isConnected ? section : null;
  }

  /** What belongs to a layer and comes first, within the section that is read or else anywhere. */
  blockOfLayer(layer: number, section: HTMLElement | null): HTMLElement | null {
    const selector = `.block[data-layer="${layer}"]`;
    return section?.querySelector<HTMLElement>(selector) ?? this.element.querySelector<HTMLElement>(selector);
  }

  /** Tells the blocks on the screen what has come later: their words for a screen reader. */
  speak(message: SpokenMessage): void {
    this.reader.takeSpoken(message);
    for (const [id, said] of Object.entries(message.sentences)) {
      const place = this.blocks.get(id);
      if (place && place.drawnContent !== null) place.view.speak?.(said);
    }
  }

  /** Takes the page away. */
  clear(): void {
    this.queue.start([]);
    this.blocks.clear();
    this.element.replaceChildren();
  }

  /** Draws the drawings again, after the reader has chosen what they show. */
  redrawDrawings(): void {
    for (const place of this.blocks.values()) {
      if (place.kind === 'drawing' && place.drawnContent !== null) this.pendingOf(place).draw();
    }
  }

  /** Marks what belongs to a layer; null marks nothing. */
  highlight(layer: number | null): void {
    this.layer = layer;
    this.markLayer(this.element);
  }

  private layOut({ id, heading, folded, blocks }: Section, seen: Set<string>): HTMLElement {
    const place = this.sectionView(id);
    place.take(folded);
    place.setTitle(this.reader.say(heading));
    const elements = blocks.map((block) => {
      seen.add(block.id);
      const known = this.blockPlace(block);
      known.view.expect?.(block);
      known.folded = place.folded;
      bear(known.view.element, 'layer' in block ? block.layer : undefined);
      return known.view.element;
    });
    arrange(place.section, [...place.parts, ...elements]);
    return place.section;
  }

  private turn(section: SectionView, folded: boolean): void {
    section.fold(folded);
    for (const place of this.blocks.values())
      if (place.view.element.parentElement === section.section) place.folded = folded;
    this.draw();
  }

  private sectionView(id: string): SectionView {
    let made = this.sections.get(id);
    if (!made) {
      made = new SectionView(id, () => this.keepPlace(() => this.turn(made!, !made!.folded)));
      this.sections.set(id, made);
    }
    return made;
  }

  private blockPlace(block: Block): BlockPlace {
    const content = JSON.stringify(block);
    const known = this.blocks.get(block.id);
    if (known?.kind === block.kind) {
      known.wanted = block;
      known.wantedContent = content;
      return known;
    }
    known?.view.element.remove();
    const view = viewFor(block, this.reader);
    view.element.classList.add('block', block.kind, 'undrawn');
    view.element.dataset['block'] = block.id;
    const what = { kind: block.kind, wanted: block, wantedContent: content };
    const place: BlockPlace = { ...what, view, drawnContent: null, folded: false };
    this.blocks.set(block.id, place);
    return place;
  }

  private pendingOf(place: BlockPlace): Pending {
    const { view } = place;
    return {
      element: view.element,
      isNew: place.drawnContent === null,
      draw: () => {
        view.show(place.wanted);
        place.drawnContent = place.wantedContent;
        view.element.classList.remove('undrawn');
        view.element.style.removeProperty('min-height');
        this.markLayer(view.element);
      },
    };
  }

  private markLayer(within: HTMLElement): void {
    const wanted = String(this.layer);
    for (const part of [within, ...within.querySelectorAll<HTMLElement | SVGElement>('[data-layer]')]) {
      part.classList.toggle('current', part.dataset['layer'] === wanted);
    }
  }
}

function partOf(section: HTMLElement, heading: HTMLElement): TabSection {
  return { id: heading.id.replace(/^section-/, ''), section, heading };
}

/** Marks a block with its layer, if it has not been. */
function bear({ dataset }: HTMLElement, layer: number | undefined): void {
  if (layer === undefined) delete dataset['layer'];
  else if (dataset['layer'] !== String(layer)) dataset['layer'] = String(layer);
}

/** Takes off the page what was drawn of blocks; their places stay as they are. */
function takeAway(places: readonly BlockPlace[]): void {
  const away = places.filter(({ view }) => !view.element.contains(document.activeElement));
  // All are measured before any is changed: the browser lays the page out once.
  const heights = away.map(({ view }) => view.element.offsetHeight);
  away.forEach((place, i) => {
    const { element } = place.view;
    element.style.minHeight = `${heights[i]}px`;
    element.classList.add('undrawn');
    place.drawnContent = null;
    place.view.takeAway?.();
    place.view.standIn?.(place.wanted);
  });
}

/** The name of a text without a title. */
function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

/** Makes these the children of a parent, in this order; those that are in their place are not moved. */
function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(children);
  for (const child of [...parent.children]) {
    if (!wanted.has(child)) child.remove();
  }
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
}
