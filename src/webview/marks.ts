import type { SourceTarget } from '../panel/protocol';
import { matrixOf, sideOf } from './elision';
import { nameOfElision, nameOfTarget, readMark, writeMark } from './mark';
import type { Reader } from './reader';

type Mark = HTMLElement | SVGElement;
type Entry = SourceTarget & { readonly entry: { readonly row: number; readonly column: number } };

/** Where a key leads from the current mark, if anywhere. */
export type Move = (key: string, current: Mark | null) => Mark | null;

/**
 * The parts of a formula or drawing that lead somewhere: a click, or the arrow keys and Enter, go to a quantity in the
 * text or open an elision. Pointing at an entry lights up its row and column, and the same entry elsewhere.
 */
export class Marks {
  private current: Mark | null = null;
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
      if (mark && window.getSelection()?.isCollapsed !== false) this.follow(mark);
    });
    area.addEventListener('keydown', (event) => this.key(event));
    area.addEventListener('mouseover', (event) => this.light(markOf(event.target)));
    area.addEventListener('mouseleave', () => this.light(null));
    area.addEventListener('blur', () => this.select(null));
  }

  private follow(mark: Mark): void {
    const { t, expand } = mark.dataset;
    if (expand !== undefined) this.reader.open(expand);
    const target = t === undefined ? null : readMark(t);
    if (target) this.reader.goTo(target);
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.area || event.ctrlKey || event.metaKey || event.altKey) return;
    const current = this.current?.isConnected ? this.current : this.dotsAfter();
    const next = this.move(event.key, current);
    if (next) this.select(next);
    else if (event.key === 'Enter' && current) {
      this.follow(current);
      this.opened = current.dataset['expand'] ?? null;
    } else if (event.key === 'Escape' && current) this.select(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
    this.light(mark);
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

  private light(mark: Mark | null): void {
    for (const lit of document.querySelectorAll('.lit, .lit-entry')) lit.classList.remove('lit', 'lit-entry');
    const target = entryOf(mark);
    if (!target) return;
    const { row, column } = target.entry;
    for (const same of document.querySelectorAll(`[data-t="${writeMark(target)}"]`)) same.classList.add('lit-entry');
    if (target.quantity !== 'W') return;
    for (const other of marksIn(this.area)) {
      const there = entryOf(other);
      if (there?.quantity !== 'W' || there.layer !== target.layer) continue;
      if (there.entry.row === row || there.entry.column === column) other.classList.add('lit');
    }
  }
}

function marksIn(area: Element): Mark[] {
  return [...area.querySelectorAll<Mark>('[data-t], [data-expand]')];
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
  return node instanceof Element ? node.closest<Mark>('[data-t], [data-expand]') : null;
}

function entryOf(mark: Mark | null): Entry | null {
  const target = readMark(mark?.dataset['t'] ?? '');
  return target?.entry ? { ...target, entry: target.entry } : null;
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
  const target = entryOf(current);
  if (!target) return null;
  const from = current.getBoundingClientRect();
  const next = others.find((mark) => {
    const there = entryOf(mark);
    if (there?.quantity !== target.quantity || there.layer !== target.layer) return false;
    const box = mark.getBoundingClientRect();
    return box.left < from.right && box.right > from.left;
  });
  return next ?? null;
}
