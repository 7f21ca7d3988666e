import type { DrawingBlock, DrawingLayout, Point } from '../../panel/protocol';
import { inSentences } from '../../message/sentences';
import type { BlockView } from './blockView';
import { element, svgElement } from '../element';
import { writeMark } from '../mark';
import { Marks } from '../marks';
import { fill, type Reader } from '../reader';

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
    const svg = svgElement('svg', { viewBox: `0 0 ${layout.width} ${layout.height}`, role: 'presentation' });
    // In ems, so that it grows with the text around it.
    svg.style.width = `${layout.width / 16}em`;
    // A deep network scrolls rather than becoming too small to read.
    svg.style.minWidth = `${layout.width / 26}em`;
    svg.append(...this.biasEdges(layout), ...this.edges());
    block.columns.forEach((column, i) => svg.append(this.column(column, layout, i)));
    this.area.replaceChildren(svg);
    this.reader.entries.mark(svg);
  }

  private edges(): SVGElement[] {
    const { columns, edges } = this.block!;
    const { words } = this.reader;
    const quantity = this.quantity;
    const thick = edges.length > MANY_EDGES ? 1.5 : 3.5;
    return edges.map(({ layer, from, to, line: ends, weight, gradient }) => {
      const { value = null, share = 0.15 } = (quantity === 'weight' ? weight : gradient) ?? {};
      const row = columns[layer].shown[to];
      const column = columns[layer - 1].shown[from];
      const group = svgElement('g', {
        class: `edge ${value === null ? 'unknown' : value < 0 ? 'negative' : 'positive'}`,
        'data-layer': layer,
        'data-t': writeMark({ quantity: 'W', layer, entry: { row, column } }),
      });
      const line = svgElement('line', { ...ends, class: 'stroke', 'stroke-width': (0.5 + thick * share).toFixed(2) });
      line.setAttribute('stroke-opacity', (0.35 + 0.65 * share).toFixed(2));
      group.append(line);
      if (edges.length <= MANY_EDGES) {
        const title = fill(words.edge, layer, row + 1, column + 1);
        const numbers = [weight, gradient].map((n, i) => (n === null ? '' : `${i ? ', ∂ = ' : ': '}${n.text}`));
        group.append(svgElement('line', { ...ends, class: 'hit' }), svgElement('title', {}, title + numbers.join('')));
      }
      return group;
    });
  }

  private biasEdges(layout: DrawingLayout): SVGElement[] {
    return layout.columns.flatMap(({ biasLines }, i) =>
      biasLines.map((line) =>
        svgElement('line', {
          ...line,
          class: biasLines.length > 5 ? 'bias-edge faint' : 'bias-edge',
          'data-layer': this.block!.columns[i + 1].layer,
        }),
      ),
    );
  }

  private column(column: Column, layout: DrawingLayout, i: number): SVGElement {
    const { words } = this.reader;
    const { x, neurons, ellipsis, bias, name, activation } = layout.columns[i];
    const { layer } = column;
    const { symbols } = this.block!;
    const whole = layer === 0 ? 'X.0' : writeMark({ quantity: 'Sigma', layer });
    const head = symbol(layer === 0 ? symbols.input : symbols.activations, layer, symbols, x, layout.headY, whole);
    const group = svgElement('g', { class: 'column', 'data-layer': layer }, head);
    if (layer > 0) {
      const middle = (x + layout.columns[i - 1].x) / 2;
      group.append(symbol('W', layer, symbols, middle, layout.headY, writeMark({ quantity: 'W', layer })));
    }
    if (name !== null) group.append(label('name', x, layout.nameY, name));
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
      const neuron = svgElement(
        'g',
        {
          class: formal ? 'neuron formal' : 'neuron',
          'data-t': writeMark(target),
          'data-x': at.x,
          'data-y': at.y,
        },
        svgElement('circle', { cx: at.x, cy: at.y, r: layout.radius }),
        svgElement('title', {}, value === undefined || formal ? title : `${title}: ${value.text}`),
      );
      if (value !== undefined) neuron.append(fitted(at, layout.radius, value.short));
      group.append(neuron);
    });
    if (ellipsis) {
      const more = svgElement('title', {}, fill(words.hidden, column.size - column.shown.length));
      group.append(svgElement('g', { class: 'ellipsis' }, label('', ellipsis.x, ellipsis.y, '⋮'), more));
    }
    if (bias) {
      group.append(
        svgElement(
          'g',
          { class: 'formal', 'data-t': `b.${layer + 1}`, 'data-x': bias.x, 'data-y': bias.y },
          svgElement('circle', { cx: bias.x, cy: bias.y, r: layout.radius * 0.8 }),
          fitted(bias, layout.radius, '+1'),
          svgElement('title', {}, fill(words.biasNode, layer + 1)),
        ),
      );
    }
    const size = label('size', x, layout.footY, ` = ${column.size}`);
    size.prepend(svgElement('tspan', { class: 'variable' }, 'n'));
    group.append(size);
    if (activation !== null) group.append(label('activation', x, layout.activationY, activation));
    return group;
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
    const line = svgElement('line', { x1: 0, y1: 5, x2: 26, y2: 5, class: 'stroke', 'stroke-width': 2.5 });
    const sample = svgElement(
      'svg',
      { viewBox: '0 0 26 10', class: `sample edge ${sign}`, 'aria-hidden': 'true' },
      line,
    );
    return element('span', 'sign', sample, this.reader.words[sign]);
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
): SVGTextElement {
  const text = svgElement('text', { class: letter === 'Σ' ? 'symbol' : 'symbol latin', x, y, 'data-t': mark }, letter);
  if (layer === 0) return text;
  const [dy, written] = index === 'below' ? [4, String(layer)] : [-7, `[${layer}]`];
  text.append(svgElement('tspan', { class: 'index', dy }, written));
  return text;
}

function label(className: string, x: number, y: number, text: string): SVGTextElement {
  return svgElement('text', { class: className, x, y }, text);
}

/** A text in a circle, small enough to stay inside. */
function fitted(at: Point, radius: number, text: string): SVGTextElement {
  const made = label('value', at.x, at.y, text);
  made.setAttribute('font-size', Math.min(12.5, (3.1 * radius) / text.length).toFixed(1));
  return made;
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
