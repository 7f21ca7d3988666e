import { stepsBy } from '../numbers/draggedSteps';
import { matrixOf, sideOf } from './elision';
import { nameOfElision, nameOfTarget, readMark } from './mark';
import type { Reader } from './reader';

type Mark = HTMLElement | SVGElement;

/** What can be gone to in the text, asked about or opened. */
const MARKS = '[data-t], [data-q], [data-expand]';

/** Where a key leads from the current mark, if anywhere. */
export type Move = (key: string, current: Mark | null) => Mark | null;

/**
 * The parts of a formula or drawing that lead somewhere: a click, or the arrow keys and Enter, go to a quantity in the
 * text or open an elision. Pointing at an entry lights up its row and column, and the same entry elsewhere.
 */
export class Marks {
  private current: Mark | null = null;
  /** Which mark that is, so that it is found again when the formula is set anew: the how manieth of its kind. */
  private place: { readonly selector: string; readonly index: number } | null = null;
  /** The elision that was opened at the current mark: the keys go on from the dots that are there in its place. */
  private opened: string | null = null;

  /**
   * @param area the focusable element that holds the marks; what is in it may be replaced at any time.
   * @param move how the keys go from mark to mark; along the formula unless given.
   */
  constructor(
    private readonly area: HTMLElement,
    private readonly reader: Reader,
    private readonly move: Move = (key, current) => moveAlong(area, key, current),
  ) {
    area.addEventListener('click', (event) => {
      const mark = markOf(event.target);
      // Whoever selects text with the mouse does not want to leave.
      if (!mark || window.getSelection()?.isCollapsed === false) return;
      if (this.follow(mark)) reader.entries.open(mark, false);
    });
    area.addEventListener('keydown', (event) => this.key(event));
    area.addEventListener('mouseover', (event) => {
      const mark = markOf(event.target);
      this.light(mark);
      reader.entries.point(mark, false);
    });
    area.addEventListener('mouseleave', () => {
      this.light(null);
      reader.entries.point(null, false);
    });
    area.addEventListener('blur', ({ relatedTarget }) => {
      // What was opened leads back to where the keys were.
      if (relatedTarget instanceof Element && relatedTarget.closest('.entry-detail') !== null) return;
      this.select(null);
    });
  }

  /** Goes where a mark leads: a result opens how it comes about, by `open`; says whether that is still to be done. */
  private follow(mark: Mark): boolean {
    const { t, q, expand } = mark.dataset;
    if (expand !== undefined) this.reader.open(expand);
    const target = t === undefined || q !== undefined ? null : readMark(t);
    if (target) this.reader.goTo(target);
    return expand === undefined;
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.area || event.ctrlKey || event.metaKey) return;
    const current = this.currentMark() ?? this.dotsAfter();
    if (event.altKey) {
      if (current !== null && this.step(event, current)) event.preventDefault();
      return;
    }
    if (event.key === 'Escape' && (this.reader.entries.close() || this.reader.entries.letGo())) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const next = this.move(event.key, current);
    if (next) this.select(next);
    else if (current === null || !this.act(event.key, current)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What a key does at a mark; says whether it does anything. */
  private act(key: string, mark: Mark): boolean {
    const { entries } = this.reader;
    switch (key) {
      case 'Enter':
        // A number of the text is there; how a result comes about is here.
        if (this.follow(mark) && mark.dataset['q'] !== undefined) entries.open(mark, true);
        this.opened = mark.dataset['expand'] ?? null;
        return true;
      case ' ':
        // What an entry is, also of a number of the text.
        return entries.open(mark, true);
      case 'Escape':
        this.select(null);
        return true;
      default:
        return false;
    }
  }

  /** The formula was set anew: the mark that the keys had come to is marked again. */
  restore(): void {
    if (this.current?.isConnected === false) this.currentMark()?.classList.add('current-mark');
  }

  private currentMark(): Mark | null {
    const { current, place } = this;
    if (current === null || current.isConnected) return current;
    if (place === null) return null;
    const again = [...this.area.querySelectorAll<Mark>(place.selector)].at(place.index) ?? null;
    if (again !== null) this.current = again;
    return again;
  }

  /** Alt with an arrow moves the number at the mark, with Shift ten steps. */
  private step({ key, shiftKey }: KeyboardEvent, mark: Mark): boolean {
    const direction = key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0;
    return direction !== 0 && this.reader.entries.step(mark, stepsBy(direction, { shiftKey }));
  }

  /** The dots that stand where those that were opened with the keys have been. */
  private dotsAfter(): Mark | null {
    const { opened } = this;
    if (opened === null) return null;
    const same = (other: string) => matrixOf(other) === matrixOf(opened) && sideOf(other) === sideOf(opened);
    return marksIn(this.area).find((mark) => same(mark.dataset['expand'] ?? '')) ?? null;
  }

  private select(mark: Mark | null): void {
    if (this.current === mark) return;
    this.opened = null;
    this.current?.classList.remove('current-mark');
    this.current = mark;
    this.place = mark && this.placeOf(mark);
    this.light(mark);
    this.reader.entries.point(mark, true);
    if (!mark) return;
    mark.classList.add('current-mark');
    mark.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { t } = mark.dataset;
    const target = t === undefined ? null : readMark(t);
    const { words } = this.reader;
    this.reader.announce(
      target ? nameOfTarget(target, this.reader.letters, words) : nameOfElision(mark.dataset['expand'] ?? '', words),
    );
  }

  private placeOf(mark: Mark): { selector: string; index: number } | null {
    const name = (['q', 't'] as const).find((key) => mark.dataset[key] !== undefined);
    if (name === undefined) return null;
    const selector = `[data-${name}="${mark.dataset[name]}"]`;
    return { selector, index: [...this.area.querySelectorAll(selector)].indexOf(mark) };
  }

  private light(mark: Mark | null): void {
    for (const lit of document.querySelectorAll('.lit, .lit-entry')) lit.classList.remove('lit', 'lit-entry');
    const place = placeIn(mark);
    if (place === null) return;
    const key = mark!.dataset['q'] === undefined ? 't' : 'q';
    for (const same of document.querySelectorAll(`[data-${key}="${place.name}"]`)) same.classList.add('lit-entry');
    const others = marksIn(this.area).flatMap((other) => {
      const there = placeIn(other);
      return there !== null && there.matrix === place.matrix ? [{ other, there }] : [];
    });
    // A column alone has no row to be found in.
    if (others.every(({ there }) => there.column === 0)) return;
    for (const { other, there } of others) {
      if (there.row === place.row || there.column === place.column) other.classList.add('lit');
    }
  }
}

/** The entry that a mark shows: `gradW.2.0.1` is in the matrix `gradW.2`. */
function placeIn(mark: Mark | null): { name: string; matrix: string; row: number; column: number } | null {
  const name = mark?.dataset['q'] ?? mark?.dataset['t'] ?? '';
  const found = /^(\w+\.\d+)\.(\d+)\.(\d+)$/.exec(name);
  return found && { name, matrix: found[1], row: Number(found[2]), column: Number(found[3]) };
}

function marksIn(area: Element): Mark[] {
  return [...area.querySelectorAll<Mark>(MARKS)];
}

/** Compares two marks by the order in which they are read; KaTeX sets a matrix column by column. */
function byReading(a: Mark, b: Mark): number {
  const inOrder = a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  let table = a.closest('.mtable');
  while (table && !table.contains(b)) table = table.parentElement?.closest('.mtable') ?? null;
  return table ? rowIn(table, a) - rowIn(table, b) || inOrder : inOrder;
}

/** The row of a matrix that a mark is in, from 0. */
function rowIn(table: Element, mark: Mark): number {
  let cell: Element = mark;
  let row = 0;
  for (let list = mark.closest('.vlist'); list && table.contains(list); list = list.parentElement!.closest('.vlist')) {
    while (cell.parentElement !== list) cell = cell.parentElement!;
    // The outermost list inside the table is the column itself.
    row = [...list.children].indexOf(cell);
  }
  return row;
}

function markOf(node: EventTarget | null): Mark | null {
  return node instanceof Element ? node.closest<Mark>(MARKS) : null;
}

function moveAlong(area: Element, key: string, current: Mark | null): Mark | null {
  const all = marksIn(area).sort(byReading);
  const at = current ? all.indexOf(current) : -1;
  switch (key) {
    case 'ArrowRight':
      return all[at + 1] ?? null;
    case 'ArrowLeft':
      return all[at - 1] ?? null;
    case 'ArrowDown':
      return current && inColumn(all.slice(at + 1), current);
    case 'ArrowUp':
      return current && inColumn(all.slice(0, at).reverse(), current);
    case 'Home':
      return all[0] ?? null;
    case 'End':
      return all.at(-1) ?? null;
    default:
      return null;
  }
}

/** The next entry straight below or above in the same matrix; in a transposed one that is the next column of W. */
function inColumn(others: readonly Mark[], current: Mark): Mark | null {
  const place = placeIn(current);
  if (place === null) return null;
  const from = current.getBoundingClientRect();
  const next = others.find((mark) => {
    if (placeIn(mark)?.matrix !== place.matrix) return false;
    const box = mark.getBoundingClientRect();
    return box.left < from.right && box.right > from.left;
  });
  return next ?? null;
}
