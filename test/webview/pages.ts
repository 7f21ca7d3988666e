/** Pages as `notation` makes them, written out by hand, so that these tests know every character that is shown. */
import { message } from '../../src/message/message';
import { between, layOutDrawing } from '../../src/page/drawing/drawingLayout';
import type { Block, DrawingBlock, FormulaBlock, Page, Section } from '../../src/page/page';
import { defaultChoices, type PageProblem, type ToPage, type ViewChoices } from '../../src/panel/protocol';

type PageMessage = Extract<ToPage, { type: 'page' }>;

export const uri = 'file:///spec/mazur.nnet';

/** The message that brings a page, with what a test wants different. */
export function pageMessage(page: Page, more: Partial<PageMessage> = {}): PageMessage {
  return {
    type: 'page',
    uri,
    documentVersion: 1,
    page,
    problems: [],
    choices: defaultChoices,
    samples: ['X'],
    columns: 0,
    outputs: 0,
    forms: ['3', '4', '5', 'delta', 'proof'],
    networkForms: ['written'],
    layers: 2,
    exact: false,
    words: {},
    ...more,
  };
}

/** The message for text that has no page. */
export function problemsMessage(problems: readonly PageProblem[], choices: ViewChoices = defaultChoices): ToPage {
  return { type: 'problems', uri, documentVersion: 2, problems, choices };
}

export const ragged: PageProblem = {
  severity: 'error',
  code: 'ragged-rows',
  text: 'Row 2 has 1 entry, but row 1 has 2. Give every row the same number of entries.',
  line: 10,
  column: 8,
  offset: 187,
};

const mark = (data: string, tex: string): string => `\\htmlData{${data}}{${tex}}`;

function matrix(quantity: string, rows: readonly (readonly (number | string)[])[], marked: boolean): string {
  const entry = (value: number | string, r: number, c: number): string =>
    marked && quantity !== '' ? mark(`t=${quantity}.${r}.${c}`, String(value)) : String(value);
  const lines = rows.map((row, r) => row.map((value, c) => entry(value, r, c)).join(' & '));
  return `\\begin{bmatrix*}[r] ${lines.join(' \\\\ ')} \\end{bmatrix*}`;
}

function formula(
  id: string,
  write: (mark: (data: string, tex: string) => string, marked: boolean) => string,
  label: string,
  more: Partial<FormulaBlock> = {},
): FormulaBlock {
  return {
    kind: 'formula',
    id,
    tex: write(mark, true),
    plainTex: write((_, tex) => tex, false),
    label: message(label),
    spoken: [],
    ...more,
  };
}

function layerBlocks(i: number, w: readonly number[][], b: number[], sigma: number[], previous: number[]): Block[] {
  const column = (values: readonly number[]): number[][] => values.map((value) => [value]);
  return [
    { kind: 'heading', id: `forward.${i}`, text: message('Layer {0}: sigmoid', i), layer: i },
    formula(
      `forward.${i}.numbers`,
      (m, marked) =>
        `N_${i} = ${m(`t=W.${i}`, `W_${i}`)} \\cdot ${i === 1 ? 'X' : `\\Sigma_${i - 1}`} + ${m(`t=b.${i}`, `b_${i}`)} = ` +
        `${matrix(`W.${i}`, w, marked)} \\cdot ${matrix('', column(previous), marked)} + ${matrix(`b.${i}`, column(b), marked)}`,
      `N ${i} is W ${i} times the values before, plus b ${i}`,
      { layer: i },
    ),
    formula(
      `forward.${i}.sigma`,
      (m, marked) => `${m(`t=Sigma.${i}`, `\\Sigma_${i}`)} = ${matrix('', column(sigma), marked)}`,
      `Sigma ${i} with numbers`,
      { layer: i },
    ),
  ];
}

const gradient1 = [
  [0.0004386, 0.0008771],
  [0.0004977, 0.0009954],
];
const gradient2 = [
  [0.08217, 0.08267],
  [-0.0226, -0.02274],
];

const mazurColumns: DrawingBlock['columns'] = [
  {
    layer: 0,
    size: 2,
    name: null,
    activation: null,
    shown: [0, 1],
    elidedAfter: null,
    affine: false,
    formal: false,
    values: [
      { short: '0.05', text: '0.05' },
      { short: '0.10', text: '0.1' },
    ],
  },
  {
    layer: 1,
    size: 2,
    name: 'hidden',
    activation: 'sigmoid',
    shown: [0, 1],
    elidedAfter: null,
    affine: true,
    formal: false,
    values: [
      { short: '0.59', text: '0.59327' },
      { short: '0.60', text: '0.596884' },
    ],
  },
  {
    layer: 2,
    size: 2,
    name: null,
    activation: 'sigmoid',
    shown: [0, 1],
    elidedAfter: null,
    affine: true,
    formal: false,
    values: [
      { short: '0.75', text: '0.751365' },
      { short: '0.77', text: '0.772928' },
    ],
  },
];

const layout = layOutDrawing(mazurColumns);

const edges = (layer: number, weights: readonly number[][], gradients: readonly number[][]): DrawingBlock['edges'] =>
  weights.flatMap((row, to) =>
    row.map((weight, from) => ({
      layer,
      from,
      to,
      line: between(layout.columns[layer - 1].neurons[from], layout.columns[layer].neurons[to], layout.radius),
      weight: { value: weight, text: String(weight), share: weight / 0.55 },
      gradient: {
        value: gradients[to][from],
        text: String(gradients[to][from]),
        share: Math.abs(gradients[to][from]) / 0.08267,
      },
    })),
  );

const mazurDrawing: DrawingBlock = {
  kind: 'drawing',
  id: 'network.drawing',
  label: message('The network as neurons and connections'),
  symbols: { input: 'X', activations: 'Σ', index: 'below' },
  spoken: [message('layer {0} has {1} neurons', 1, 2)],
  columns: mazurColumns,
  layout,
  edges: [
    ...edges(1, [[0.15, 0.2], [0.25, 0.3]], gradient1), // prettier-ignore
    ...edges(2, [[0.4, 0.45], [0.5, 0.55]], gradient2), // prettier-ignore
  ],
};

/** Mazur's two by two by two. `w` is the first weight, so that two versions differ in what depends on it. */
export function mazurPage(w = 0.15): Page {
  const sections: Section[] = [
    {
      id: 'network',
      heading: message('The network'),
      blocks: [
        {
          kind: 'paragraph',
          id: 'network.words',
          content: [
            { kind: 'text', text: message('An affine network of {0} layers; every', 2) },
            { kind: 'math', tex: mark('t=Sigma.1', '\\Sigma_i'), spoken: '' },
            {
              kind: 'text',
              text: message('acts coordinate by coordinate, and the gradient has the shape of its matrix.'),
            },
          ],
        },
        formula(
          'network.chain',
          (m) =>
            `L : \\mathbb{R}^{2} \\xrightarrow{${m('t=W.1', 'W_1')}} \\mathbb{R}^{2} \\overset{\\Sigma_1}{\\rightrightarrows} \\mathbb{R}^{2} ` +
            `\\xrightarrow{${m('t=W.2', 'W_2')}} \\mathbb{R}^{2} \\overset{\\Sigma_2}{\\rightrightarrows} \\mathbb{R}^{2} \\xrightarrow{L} \\mathbb{R}`,
          'The chain of maps from the input to the loss',
        ),
        mazurDrawing,
      ],
    },
    {
      id: 'forward',
      heading: message('Forward'),
      blocks: [
        ...layerBlocks(1, [[w, 0.2], [0.25, 0.3]], [0.35, 0.35], [0.5933, 0.5969], [0.05, 0.1]), // prettier-ignore
        ...layerBlocks(2, [[0.4, 0.45], [0.5, 0.55]], [0.6, 0.6], [0.7514, 0.7729], [0.5933, 0.5969]), // prettier-ignore
        formula('forward.loss', (m) => `${m('t=loss.0', 'L')} = 0.2984`, 'The loss is 0.2984'),
      ],
    },
    {
      id: 'gradient',
      heading: message('Gradient'),
      blocks: [
        formula(
          'gradient.symbolic',
          () =>
            "\\left\\{\\begin{aligned} \\nabla_{W_2} L &= \\nabla L \\circ \\overbrace{\\Sigma'_2 \\cdot \\Sigma_1^T} \\\\ " +
            "\\nabla_{W_1} L &= \\nabla L \\circ \\underbrace{\\Sigma'_2 \\bullet W_2^T}_{\\circ} \\overbrace{\\Sigma'_1 \\cdot X^T} \\end{aligned}\\right.",
          'Formula 3: the gradient by every matrix',
          { tag: '(3)' },
        ),
        { kind: 'note', id: 'gradient.note', tone: 'info', content: [{ kind: 'text', text: message('The actions order in (3) is from the left to the right.') }] }, // prettier-ignore
        formula(
          'gradient.2.numbers',
          (_, marked) => `\\nabla_{W_2} L = ${matrix('W.2', gradient2, marked)}`,
          'The gradient by W 2 with numbers',
          { layer: 2 },
        ),
        formula(
          'gradient.1.numbers',
          (_, marked) => `\\nabla_{W_1} L = ${matrix('W.1', gradient1, marked)}`,
          'The gradient by W 1 with numbers',
          { layer: 1 },
        ),
      ],
    },
    {
      id: 'check',
      heading: message('Check'),
      blocks: [
        {
          kind: 'table',
          id: 'check.table',
          head: ['Quantity', 'Largest relative error', 'Entries compared'].map((text) => [
            { kind: 'text', text: message(text) },
          ]),
          rows: [1, 2].map((i) => [
            [{ kind: 'math', tex: `W_${i}`, spoken: '' }],
            [{ kind: 'math', tex: '4.1 \\times 10^{-11}', spoken: '' }],
            [{ kind: 'text', text: message('{0} of {1}', 4, 4) }],
          ]),
        },
      ],
    },
  ];
  return { title: 'Two by two by two', sections };
}

/** A page of many formulas: far more than can be seen, or drawn without the reader noticing. */
export function longPage(count: number, version = 0): Page {
  const value = (i: number, k: number): number => Math.round(1000 * Math.sin(i * 7 + k + version)) / 1000;
  const blocks = Array.from({ length: count }, (_, i) =>
    formula(
      `long.${i}`,
      (_, marked) =>
        `A_{${i}} = ${matrix(
          '',
          Array.from({ length: 4 }, (_, r) => Array.from({ length: 4 }, (_, c) => value(i, r * 4 + c))),
          marked,
        )}`,
      `Matrix ${i}`,
    ),
  );
  return { title: 'Long', sections: [{ id: 'forward', heading: message('Forward'), blocks }] };
}

/** A matrix with an elision, or with more of it once the reader has opened it. */
export function elidedPage(expanded: boolean, elision = 'forward.1.W'): Page {
  const rows = expanded ? 14 : 3;
  const lines = Array.from({ length: rows }, (_, r) => `${r + 1} & ${r + 2}`);
  const dots = `${mark(`expand=${elision}`, '\\vdots')} & ${mark(`expand=${elision}`, '\\vdots')}`;
  const tex = (marked: boolean): string =>
    `W_1 = \\begin{bmatrix} ${[...lines, ...(expanded ? [] : [marked ? dots : '\\vdots & \\vdots']), '14 & 15'].join(' \\\\ ')} \\end{bmatrix}`;
  const block: FormulaBlock = {
    kind: 'formula',
    id: 'forward.1',
    tex: tex(true),
    plainTex: tex(false),
    label: message('W 1'),
    spoken: [],
    layer: 1,
  };
  return { title: null, sections: [{ id: 'forward', heading: message('Forward'), blocks: [block] }] };
}
