// Every word and formula of the pages and steps of small networks: everyBlock.txt has been read by people.
import { Analysis, type View } from '../../../src/analysis/analysis';
import { inEnglish, say, type Message } from '../../../src/message/message';
import { inLetters } from '../../../src/notation/letters/courseText';
import { buildPage } from '../../../src/page/networkPage';
import type { Block, Inline, Page } from '../../../src/page/page';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import { Steps } from '../../../src/page/steps';
import { assertAccepted } from '../accepted';

const AFFINE = `network "Two layers"
activation bump(x, a = 1) = exp(-a*x^2)
input X = [1, -0.5]
target = [0.25, 1]
layer hidden: [sigmoid bump(2)]
  W = [1 -1; 2 0.5]
  b = [0.5 -0.25]
layer 2 tanh
  W = [1 2; -1 1]
loss half_sse
rate = 0.1
`;
const BATCH = `batch X = [1 2; 0 1; -1 1]
target = onehot([1 2])
layer 2 softmax
  W = [1 0 1; 0 1 1]
  b = [0 1]
loss cross_entropy mean
`;
const CHAIN = `input X = [2]
layer relu
  W = [0.5]
  V = [1]
layer square
  W = [3]
output 1
`;
const ONE = `input X = [2 1]
layer softplus
  W = [0.5 -1]
  b = [1]
output 1
`;
const OPEN = `input X = [1 2]
layer 2 identity
  W = [1/2 1/3; 0 1]
layer 2 tanh
  W = [1 0; 1 1]
`;
const linear = (activation: string, W: string): string => `input X = [1 2]\nlayer ${activation}\n  W = ${W}\n`;
const SHAPES = 'input 3\nlayer 2 relu\n  b\nlayer wide: 12 softmax\n';

/** A text, how it is looked at, and what of the page is chosen. */
const looks: readonly (readonly [string, string, Partial<View>, Partial<PageChoices>])[] = [
  ['as it opens', AFFINE, {}, {}],
  ['general, with shapes', AFFINE, {}, { general: true, shapes: true, form: '5' }],
  ['both forms', ONE, { form: 'both' }, {}],
  ['Δ, in a course’s letters', CHAIN, {}, { form: 'delta', letters: 'course' }],
  ['from the other end, one layer', AFFINE, {}, { form: '4', layer: 1 }],
  ['the proof', AFFINE, {}, { form: 'proof', neuron: { layer: 1, index: 2 } }],
  ['as it opens', BATCH, {}, {}],
  ['one column', BATCH, { column: 2 }, { digits: { kind: 'decimals', count: 2 } }],
  ['form (1)', CHAIN, {}, { form: '1' }],
  ['form (2)', CHAIN, {}, { form: '2', general: true }],
  ['the Jacobian', OPEN, {}, { digits: { kind: 'fractions', count: 4 } }],
  ['the Jacobian from Δ, of a batch', OPEN.replace('input X = [1 2]', 'batch X = [1 3; 2 4]'), {}, { form: 'delta' }],
  ['no numbers', SHAPES, {}, { shapes: true }],
  ['one neuron with the identity', linear('identity', '[3 4]'), {}, {}],
  ['one with a bias', linear('identity', '[3 4]\n  b = [5]'), {}, {}],
  ['two neurons with the identity', linear('identity', '[3 4; 5 6]\noutput 2'), {}, {}],
  ['two layers with the identity', linear('identity', '[3 4]\nlayer identity\n  W = [2]'), {}, {}],
];

/** The blocks of a page in lines; what has been said already is left out. */
class Lines {
  readonly lines: string[] = [];
  private readonly known = new Set<string>();

  constructor(private readonly letters: PageChoices['letters']) {}

  private say(text: Message | string): string {
    return say(text, inLetters(this.letters, inEnglish));
  }

  private inline(content: readonly Inline[]): string {
    return content
      .map((part) => {
        if (part.kind === 'math') return `$${part.tex}$ (${this.say(part.spoken)})`;
        return part.kind === 'text' ? this.say(part.text) : `[${part.kind}: ${this.say(part.text)}]`;
      })
      .join('');
  }

  page({ title, sections }: Page): void {
    if (title !== null) this.lines.push(`title: ${title}`);
    for (const { id, heading, folded, blocks } of sections) {
      this.lines.push(
        `section ${id}: ${this.say(heading)}${folded === undefined ? '' : folded ? ', folded' : ', open'}`,
      );
      for (const block of blocks) this.block(block);
    }
  }

  block(block: Block): void {
    const said = this.linesOf(block).map((line) => `  ${line}`);
    // A formula of this name with other numbers: they are read back elsewhere.
    const text = block.kind === 'formula' ? said[0] : said.join('\n');
    if (this.known.has(text)) return;
    this.known.add(text);
    this.lines.push(...said);
  }

  private linesOf(block: Block): string[] {
    const head = `${block.kind} ${block.id}${'layer' in block && block.layer !== undefined ? ` of layer ${block.layer}` : ''}`;
    switch (block.kind) {
      case 'heading':
        return [`${head}: ${this.say(block.text)}`];
      case 'paragraph':
        return [`${head}: ${this.inline(block.content)}`];
      case 'note':
        return [`${head} (${block.tone}): ${this.inline(block.content)}`];
      case 'table':
        return [head, ...[block.head, ...block.rows].map((row) => `  ${row.map((cell) => this.inline(cell)).join(' | ')}`)];
      case 'formula': {
        const { tag = '', label, spoken, plainTex, fold, beside } = block;
        const more = [fold && `${fold.folded ? 'folded' : 'unfolded'} by ${fold.key}`, beside && `${beside.side}: ${this.say(beside.caption)}`];
        return [
          [`${head} ${tag}: ${this.say(label)}`, ...more.filter((one) => one !== undefined)].join('; '),
          `  ${plainTex}`,
          `  ${spoken.map((sentence) => this.say(sentence)).join(' ')}`,
        ];
      }
      case 'drawing':
        return [
          `${head}: ${this.say(block.label)}; ${block.symbols.input} ${block.symbols.activations} ${block.symbols.index}`,
          `  ${block.spoken.map((sentence) => this.say(sentence)).join(' ')}`,
          ...block.columns.map((column) => `  ${JSON.stringify(column)}`),
          ...block.edges.map(({ layer, from, to, weight, gradient }) => `  ${JSON.stringify([layer, from, to, ...[weight, gradient].map((one) => one && [one.text, one.share.toFixed(3)])])}`),
        ];
      default:
        return [`${head}: ${JSON.stringify(block, (_, value: unknown) => (isMessage(value) ? this.say(value) : value))}`];
    }
  } // prettier-ignore
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'template' in value;
}

describe('Pages of small networks', () => {
  it('have the words and formulas that were accepted', async () => {
    const all: string[] = [];
    const lines = new Map([['paper', new Lines('paper')] as const, ['course', new Lines('course')] as const]);
    for (const [name, text, asked, chosen] of looks) {
      const view: View = { sample: null, column: null, output: null, form: 'written', ...asked };
      const analysis = await Analysis.of(text);
      const choices = { ...usualChoices, ...chosen };
      const into = lines.get(choices.letters)!;
      const network = analysis.networkIn(view)!;
      const traced = async (of: View) => {
        const trace = await analysis.trace(of);
        return trace && choices.digits.kind === 'fractions' ? analysis.withFractions(trace) : trace;
      };
      const trace = await traced(view);
      // Elsewhere its rounding errors depend on the machine.
      const check = text === CHAIN ? await analysis.check(view) : null;
      const beside = analysis.homogeneousBeside(view);
      const homogeneous = beside && {
        network: analysis.networkIn(beside)!,
        trace: (await traced(beside))!,
        outputs: [],
      };
      const size = network.layers.at(-1)!.size;
      const outputs = trace !== null && trace.backward === null ? await Promise.all(Array.from({ length: size }, (_, i) => traced({ ...view, output: i + 1 }))) : []; // prettier-ignore
      const from = into.lines.length;
      into.page(buildPage({ network, trace, check, choices, outputs: outputs.map((one) => one!), homogeneous }));
      all.push(`# ${text.split('\n')[0]}: ${name}`, ...into.lines.slice(from));
      if (name !== 'as it opens') continue;
      const steps = new Steps(network, trace, choices);
      const at = into.lines.length;
      for (let i = 0; i < steps.overview.count; i++) {
        const { title, formula, current, sentence, done, omitted, layer } = steps.view(i);
        into.lines.push(
          `step ${i} of layer ${layer}: ${say(title)}. ${say(sentence)} ${done.length} done, ${omitted} more`,
        );
        for (const block of [formula, current]) if (block !== null) into.block(block);
      }
      all.push(...into.lines.slice(at));
    }
    assertAccepted('page/everyBlock.txt', all);
  });
});
