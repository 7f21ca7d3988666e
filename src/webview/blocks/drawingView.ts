import type { DrawingBlock, DrawingLayout, Point } from '../../panel/protocol';
import { inSentences } from '../../message/sentences';
import type { BlockView } from './blockView';
import { element } from '../element';
import { writeMark } from '../mark';
import { Marks } from '../marks';
import { fill, type Reader } from '../reader';
import { drawn, redraw, type Shape, shape } from './shape';

type Column = DrawingBlock['columns'][number];

/** Edges beyond this number are drawn thinner, and cannot be pointed at. */
const MANY_EDGES = 400;

let legends = 0;

/** The network as neurons and edges, coloured by sign and drawn thicker the larger the number is. */
export class DrawingView implements BlockView<DrawingBlock> {
  readonly element = element('figure');
  private readonly area = element('div', 'drawing-area');
  private readonly radioName = `edges-${++legends}`;
  private readonly choice: HTMLFieldSetElement;
  private readonly signs: readonly HTMLElement[];
  private block: DrawingBlock | null = null;
  private drawing: { readonly shape: Shape; readonly element: SVGElement } | null = null;

  constructor(private readonly reader: Reader) {
    this.area.tabIndex = 0;
    this.area.setAttribute('role', 'group');
    this.choice = this.makeChoice();
    this.signs = [this.makeSign('positive'), this.makeSign('negative')];
    this.element.append(this.area, element('figcaption', '', this.choice, ...this.signs));
    new Marks(this.area, reader, (key, current) => moveTo(this.area, key, current));
  }

  show(block: DrawingBlock): void {
    this.block = block;
    const spoken = block.spoken.map((sentence) => this.reader.say(sentence));
    this.area.setAttribute('aria-label', inSentences(this.reader.say(block.label), spoken));
    this.draw();
    this.showCaption();
  }

  private get quantity(): 'weight' | 'gradient' {
    const hasGradient = this.block!.edges.some(({ gradient }) => gradient !== null);
    return hasGradient ? this.reader.edges : 'weight';
  }

  private draw(): void {
    const block = this.block!;
    const { layout } = block;
    const now = shape(
      'svg',
      { viewBox: `0 0 ${layout.width} ${layout.height}`, role: 'presentation' },
      ...this.biasEdges(layout),
      ...this.edges(),
      ...block.columns.map((column, i) => this.column(column, layout, i)),
    );
    const { drawing } = this;
    // Where only numbers are others it stays, so that the browser does not lay it out as a whole.
    const kept = drawing !== null && redraw(drawing.element, drawing.shape, now);
    const svg = kept ? drawing.element : drawn(now);
    this.drawing = { shape: now, element: svg };
    // In ems, so that it grows with the text around it.
    svg.style.width = `${layout.width / 16}em`;
    // A deep network scrolls rather than becoming too small to read.
    svg.style.minWidth = `${layout.width / 26}em`;
    if (!kept) this.area.replaceChildren(svg);
    this.reader.entries.mark(svg);
  }

  private edges(): Shape[] {
    const { columns, edges } = this.block!;
    const { words } = this.reader;
    const quantity = this.quantity;
    const thick = edges.length > MANY_EDGES ? 1.5 : 3.5;
    return edges.map(({ layer, from, to, line: ends, weight, gradient }) => {
      const { value = null, share = 0.15 } = (quantity === 'weight' ? weight : gradient) ?? {};
      const row = columns[layer].shown[to];
      const column = columns[layer - 1].shown[from];
      const line = shape('line', {
        ...ends,
        class: 'stroke',
        'stroke-width': (0.5 + thick * share).toFixed(2),
        'stroke-opacity': (0.35 + 0.65 * share).toFixed(2),
      });
      const parts = [line];
      if (edges.length <= MANY_EDGES) {
        const title = fill(words.edge, layer, row + 1, column + 1);
        const numbers = [weight, gradient].map((n, i) => (n === null ? '' : `${i ? ', ∂ = ' : ': '}${n.text}`));
        parts.push(shape('line', { ...ends, class: 'hit' }), shape('title', {}, title + numbers.join('')));
      }
      return shape(
        'g',
        {
          class: `edge ${value === null ? 'unknown' : value < 0 ? 'negative' : 'positive'}`,
          'data-layer': layer,
          'data-t': writeMark({ quantity: 'W', layer, entry: { row, column } }),
        },
        ...parts,
      );
    });
  }

  private biasEdges(layout: DrawingLayout): Shape[] {
    return layout.columns.flatMap(({ biasLines }, i) =>
      biasLines.map((line) =>
        shape('line', {
          ...line,
          class: biasLines.length > 5 ? 'bias-edge faint' : 'bias-edge',
          'data-layer': this.block!.columns[i + 1].layer,
        }),
      ),
    );
  }

  private column(column: Column, layout: DrawingLayout, i: number): Shape {
    const { words } = this.reader;
    const { x, neurons, ellipsis, bias, name, activation } = layout.columns[i];
    const { layer } = column;
    const { symbols } = this.block!;
    const whole = layer === 0 ? 'X.0' : writeMark({ quantity: 'Sigma', layer });
    const head = symbol(layer === 0 ? symbols.input : symbols.activations, layer, symbols, x, layout.headY, whole);
    const parts = [head];
    if (layer > 0) {
      const middle = (x + layout.columns[i - 1].x) / 2;
      parts.push(symbol('W', layer, symbols, middle, layout.headY, writeMark({ quantity: 'W', layer })));
    }
    if (name !== null) parts.push(label('name', x, layout.nameY, name));
    neurons.forEach((at, p) => {
      const index = column.shown[p];
      const value = column.values?.[p];
      const formal = column.formal && index === column.size - 1;
      const title = formal
        ? fill(words.biasNode, layer + 1)
        : layer === 0
          ? fill(words.inputEntry, index + 1)
          : fill(words.neuron, index + 1, layer);
      const target = { quantity: layer === 0 ? 'X' : 'Sigma', layer, entry: { row: index, column: 0 } } as const;
      const neuron = shape(
        'g',
        {
          class: formal ? 'neuron formal' : 'neuron',
          'data-t': writeMark(target),
          'data-x': at.x,
          'data-y': at.y,
        },
        shape('circle', { cx: at.x, cy: at.y, r: layout.radius }),
        shape('title', {}, value === undefined || formal ? title : `${title}: ${value.text}`),
        ...(value === undefined ? [] : [fitted(at, layout.radius, value.short)]),
      );
      parts.push(neuron);
    });
    if (ellipsis) {
      const more = shape('title', {}, fill(words.hidden, column.size - column.shown.length));
      parts.push(shape('g', { class: 'ellipsis' }, label('', ellipsis.x, ellipsis.y, '⋮'), more));
    }
    if (bias) {
      parts.push(
        shape(
          'g',
          { class: 'formal', 'data-t': `b.${layer + 1}`, 'data-x': bias.x, 'data-y': bias.y },
          shape('circle', { cx: bias.x, cy: bias.y, r: layout.radius * 0.8 }),
          fitted(bias, layout.radius, '+1'),
          shape('title', {}, fill(words.biasNode, layer + 1)),
        ),
      );
    }
    const n = shape('tspan', { class: 'variable' }, 'n');
    parts.push(label('size', x, layout.footY, n, ` = ${column.size}`));
    if (activation !== null) parts.push(label('activation', x, layout.activationY, activation));
    return shape('g', { class: 'column', 'data-layer': layer }, ...parts);
  }

  private showCaption(): void {
    const { edges } = this.block!;
    const quantity = this.quantity;
    this.choice.hidden = edges.every(({ gradient }) => gradient === null);
    for (const radio of this.choice.querySelectorAll('input')) radio.checked = radio.value === quantity;
    for (const sign of this.signs) sign.hidden = edges.every((edge) => edge[quantity] === null);
  }

  private makeChoice(): HTMLFieldSetElement {
    const { words } = this.reader;
    const set = element('fieldset', 'edges-choice', element('legend', '', words.edgesShow));
    for (const [what, word] of [
      ['weight', words.edgesWeight],
      ['gradient', words.edgesGradient],
    ] as const) {
      const radio = element('input');
      radio.type = 'radio';
      radio.name = this.radioName;
      radio.value = what;
      radio.addEventListener('change', () => this.reader.showEdges(what));
      set.append(element('label', '', radio, word));
    }
    return set;
  }

  private makeSign(sign: 'positive' | 'negative'): HTMLElement {
    const line = shape('line', { x1: 0, y1: 5, x2: 26, y2: 5, class: 'stroke', 'stroke-width': 2.5 });
    const sample = shape('svg', { viewBox: '0 0 26 10', class: `sample edge ${sign}`, 'aria-hidden': 'true' }, line);
    return element('span', 'sign', drawn(sample), this.reader.words[sign]);
  }
}

/** X, Σ_i or W_i over the drawing. */
function symbol(
  letter: string,
  layer: number,
  { index }: DrawingBlock['symbols'],
  x: number,
  y: number,
  mark: string,
): Shape {
  const [dy, written] = index === 'below' ? [4, String(layer)] : [-7, `[${layer}]`];
  return shape(
    'text',
    { class: letter === 'Σ' ? 'symbol' : 'symbol latin', x, y, 'data-t': mark },
    letter,
    ...(layer === 0 ? [] : [shape('tspan', { class: 'index', dy }, written)]),
  );
}

function label(className: string, x: number, y: number, ...content: readonly (Shape | string)[]): Shape {
  return shape('text', { class: className, x, y }, ...content);
}

/** A text in a circle, small enough to stay inside. */
function fitted({ x, y }: Point, radius: number, text: string): Shape {
  const size = Math.min(12.5, (3.1 * radius) / text.length).toFixed(1);
  return shape('text', { class: 'value', x, y, 'font-size': size }, text);
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** The nearest neuron in the direction of an arrow key. */
function moveTo(area: Element, key: string, current: Element | null): SVGElement | null {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  const neurons = [...area.querySelectorAll<SVGElement>('[data-x]')];
  if (!current) return neurons[0] ?? null;
  const from = positionOf(current);
  let best: SVGElement | null = null;
  let least = Infinity;
  for (const neuron of neurons) {
    const to = positionOf(neuron);
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const along = dx * direction.x + dy * direction.y;
    const across = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    // Up and down stay in the column; left and right take the nearest column, then the nearest height.
    if (along < 1 || (direction.y !== 0 && across > 1)) continue;
    const distance = along * 10 + across;
    if (distance < least) [best, least] = [neuron, distance];
  }
  return best;
}

function positionOf(neuron: Element): Point {
  return { x: Number(neuron.getAttribute('data-x')), y: Number(neuron.getAttribute('data-y')) };
}
