import type { HeatMapBlock } from '../../panel/protocol';
import { element, setHidden, setLabel, setText } from '../element';
import type { Reader } from '../reader';
import type { BlockView } from './blockView';
import { colourScale, onThemeChange } from './heatMapColours';
import { drawn, redraw, type Shape, shape } from './shape';

/** As in `HeatMapBlock.levels`. */
const FIRST_CHARACTER = 0x100;

type Picture = NonNullable<HeatMapBlock['picture']>;

/**
 * A large matrix as a picture: negative and positive entries in two colours, more of it the larger they are. Pointing at
 * it, or the arrow keys, say what is there, as for an entry of a formula; a click or Enter opens how it comes about, or goes to it in the text.
 */
export class HeatMapView implements BlockView<HeatMapBlock> {
  readonly element = element('figure', 'heat-map');
  private readonly canvas = element('canvas');
  /** Around the cell that is spoken of. */
  private readonly frame = element('div', 'cell-frame');
  private readonly map = element('div', 'map', this.canvas, this.frame);
  private readonly least = element('span');
  private readonly most = element('span');
  private readonly scale = element('canvas', 'scale');
  private readonly said = element('p', 'said');
  private readonly summary = element('p');
  private histogram: Shape = shape('svg', {
    class: 'histogram',
    'aria-hidden': 'true',
    preserveAspectRatio: 'none',
    viewBox: '0 0 1 1',
  });
  private bars = drawn(this.histogram);
  private readonly range = element('p', 'range', element('span'), element('span'));
  private readonly largest = element('ol');
  private readonly details: HTMLDetailsElement;
  private readonly table = element('table');
  private readonly asTable: HTMLDetailsElement;
  private picture: Picture | null = null;
  /** What the canvas shows. */
  private painted: { readonly levels: string; readonly colours: Uint32Array } | null = null;
  private id = '';
  private cell: { readonly row: number; readonly column: number } | null = null;

  constructor(private readonly reader: Reader) {
    const { words } = reader;
    this.map.tabIndex = 0;
    this.map.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.frame.hidden = true;
    const legend = element('div', 'legend', this.least, this.scale, this.most);
    this.details = element('details', '', element('summary', '', words.largestEntries), this.largest);
    const figures = element('div', 'figures', this.summary, this.bars, this.range);
    const place = element('div', 'table', this.table);
    place.tabIndex = 0;
    this.asTable = element('details', '', element('summary', '', words.heatMapTable), place);
    this.asTable.addEventListener('toggle', () => this.showTable());
    this.element.append(element('figcaption'), this.map, legend, this.said, figures, this.details, this.asTable);
    this.map.addEventListener('mousemove', (event) => this.pointer(event));
    this.map.addEventListener('mouseleave', () => this.leave());
    this.map.addEventListener('blur', () => this.leave());
    this.map.addEventListener('click', () => this.open(false));
    this.map.addEventListener('keydown', (event) => this.key(event));
    onThemeChange(this.element, () => this.paint());
  }

  show({ id, label, picture }: HeatMapBlock): void {
    const { words } = this.reader;
    // The largest entries are what a gradient is looked at for; the reader may close them.
    if (this.id === '') this.details.open = id.startsWith('gradient.');
    this.id = id;
    setText(this.element.firstElementChild!, this.reader.say(label));
    if (picture === null) {
      // What was there stays until its successor is made.
      this.element.classList.toggle('pending', this.picture === null);
      setText(this.said, words.heatMapPending);
      return;
    }
    this.element.classList.remove('pending');
    this.leave();
    this.picture = picture;
    const ofText = id.startsWith('forward.');
    setText(this.said, ofText ? words.heatMapHintText : words.heatMapHint);
    const summary = picture.summary.map((sentence) => this.reader.say(sentence)).join(' ');
    const keys = ofText ? words.heatMapKeysText : words.heatMapKeys;
    setLabel(this.map, `${this.reader.say(label)}. ${summary} ${keys}`);
    setText(this.least, picture.magnitude === '0' ? '0' : `−${picture.magnitude}`);
    setText(this.most, picture.magnitude);
    setText(this.summary, summary);
    setText(this.range.firstElementChild!, picture.least);
    setText(this.range.lastElementChild!, picture.greatest);
    this.showBars(picture.histogram);
    this.largest.replaceChildren(...picture.largest.map((entry) => element('li', '', this.link(entry))));
    this.showTable();
    this.paint();
  }

  /** The same in a few numbers, for those who cannot see it; while it is closed there is nothing of it. */
  private showTable(): void {
    const blocks = this.asTable.open ? this.picture?.blocks : undefined;
    if (blocks === undefined) {
      this.table.replaceChildren();
      return;
    }
    const head = (text: string, scope: 'row' | 'col') => {
      const cell = element('th', '', text);
      cell.scope = scope;
      return cell;
    };
    const { words } = this.reader;
    const rows = blocks.rows.map((name, r) =>
      element('tr', '', head(name, 'row'), ...blocks.values[r].map((value) => element('td', '', value))),
    );
    const heads = element(
      'tr',
      '',
      element('td', '', words.heatMapCorner),
      ...blocks.columns.map((name) => head(name, 'col')),
    );
    const caption = element('caption', '', words.heatMapCaption);
    this.table.replaceChildren(caption, element('thead', '', heads), element('tbody', '', ...rows));
  }

  private link({ text, target }: Picture['largest'][number]): HTMLElement {
    const link = element('button', 'link', this.reader.say(text));
    link.type = 'button';
    link.addEventListener('click', () => this.reader.goTo(target));
    return link;
  }

  private showBars(counts: readonly number[]): void {
    const most = Math.max(...counts, 1);
    const { histogram, bars } = this;
    this.histogram = {
      ...histogram,
      attributes: { ...histogram.attributes, viewBox: `0 0 ${counts.length} 1` },
      children: counts.map((count, i) => {
        // A bar of a few entries among thousands is seen too.
        const height = count === 0 ? 0 : Math.max(0.02, count / most);
        return shape('rect', { x: i + 0.08, y: 1 - height, width: 0.84, height });
      }),
    };
    if (redraw(bars, histogram, this.histogram)) return;
    this.bars = drawn(this.histogram);
    bars.replaceWith(this.bars);
  }

  private paint(): void {
    if (this.picture === null) return;
    const { rows, columns, levels } = this.picture;
    const colours = colourScale(this.element);
    this.map.style.setProperty('--ratio', String(columns / rows));
    this.map.style.setProperty('--columns', String(columns));
    if (this.painted?.levels === levels && this.painted.colours === colours) return;
    fillCells(this.canvas, columns, rows, (i) => colours[levels.charCodeAt(i) - FIRST_CHARACTER]);
    if (this.painted?.colours !== colours) fillCells(this.scale, colours.length - 1, 1, (i) => colours[i + 1]);
    this.painted = { levels, colours };
  }

  private pointer({ clientX, clientY }: MouseEvent): void {
    if (this.picture === null) return;
    const { rows, columns } = this.picture;
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const part = (at: number, size: number, cells: number) =>
      Math.min(cells - 1, Math.max(0, Math.floor((at / size) * cells)));
    this.point(part(clientY - top, height, rows), part(clientX - left, width, columns), false);
  }

  private key(event: KeyboardEvent): void {
    if (this.picture === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, columns } = this.picture;
    const step = event.shiftKey ? 10 : 1;
    const { row, column } = this.cell ?? { row: 0, column: 0 };
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [row, column - step],
      ArrowRight: [row, column + step],
      ArrowUp: [row - step, column],
      ArrowDown: [row + step, column],
      Home: [row, 0],
      End: [row, columns - 1],
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const [toRow, toColumn] = this.cell === null ? [0, 0] : move;
      this.point(Math.min(rows - 1, Math.max(0, toRow)), Math.min(columns - 1, Math.max(0, toColumn)), true);
    } else if ((event.key === 'Enter' || event.key === ' ') && this.cell !== null) this.open(true);
    else if (event.key === 'Escape' && (this.reader.entries.close() || this.cell !== null)) this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private point(row: number, column: number, byKeys: boolean): void {
    if (this.cell?.row === row && this.cell.column === column) return;
    this.cell = { row, column };
    const { rows, columns } = this.picture!;
    setHidden(this.frame, false);
    const { style } = this.frame;
    style.setProperty('left', `${(100 * column) / columns}%`);
    style.setProperty('top', `${(100 * row) / rows}%`);
    style.setProperty('width', `${100 / columns}%`);
    style.setProperty('height', `${100 / rows}%`);
    this.reader.entries.pointAt({ id: this.id, row, column }, this.frame, byKeys);
  }

  private open(byKeys: boolean): void {
    if (this.cell !== null) this.reader.entries.openAt({ id: this.id, ...this.cell }, this.frame, byKeys);
  }

  private leave(): void {
    if (this.cell !== null) this.reader.entries.pointAt(null, this.frame, false);
    this.cell = null;
    setHidden(this.frame, true);
  }
}

/** A canvas of that size with one pixel for each cell, row by row. */
function fillCells(canvas: HTMLCanvasElement, columns: number, rows: number, colourOf: (cell: number) => number): void {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const pixels = new Uint32Array(columns * rows);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colourOf(i);
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), columns, rows);
  canvas.getContext('2d')!.putImageData(image, 0, 0);
}
