// How much of something a page lists and names: at each number, and at one more.
import assert from 'node:assert/strict';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { GradientCheck, LeftOutEntry } from '../../../src/engine/trace';
import { rational } from '../../../src/functions/numbers/rational';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import { say } from '../../../src/message/message';
import { matrix } from '../../../src/network/matrix';
import { entriesOf } from '../../../src/notation/formula/entries';
import { quantitiesOf, type Quantities } from '../../../src/notation/formula/quantities';
import { checkSection } from '../../../src/page/checkSection';
import { oneSampleNote } from '../../../src/page/columnBlocks';
import { spokenDrawing } from '../../../src/page/drawing/spokenDrawing';
import { entrySteps } from '../../../src/page/entry/entryView';
import { exactnessBlocks } from '../../../src/page/exactnessBlocks';
import { formAlone } from '../../../src/page/formAlone';
import { matrixPicture } from '../../../src/page/heatMap/matrixPicture';
import { buildPage } from '../../../src/page/networkPage';
import type { Block } from '../../../src/page/page';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import { Steps } from '../../../src/page/steps';
import { finish } from '../../../src/steps/steps';

const repeat = (text: string, n: number, between = ' '): string => Array.from({ length: n }, () => text).join(between);
/** So many layers of one neuron. */
const layers = (n: number) => `input X = [1]\n${repeat('layer tanh\n  W = [0.5]', n, '\n')}\noutput 1`;

function networkOf(text: string) {
  const { network, diagnostics } = check(parse(text));
  return network ?? assert.fail(diagnostics.map(({ message }) => say(message)).join());
}

function traced(text: string) {
  const network = networkOf(text);
  return { network, trace: traceNetwork(network, network.samples[0]) };
}

function blocksOf(text: string, more: Partial<PageChoices> = {}): readonly Block[] {
  const { network, trace } = traced(text);
  const outputs = trace.backward === null ? network.layers.at(-1)!.size : 0;
  return buildPage({
    network,
    trace,
    check: null,
    choices: { ...usualChoices, ...more },
    outputs: Array.from({ length: outputs }, (_, i) => traceNetwork(network, network.samples[0], { kind: 'output', index: i + 1 })),
  }).sections.flatMap(({ blocks }) => blocks); // prettier-ignore
}

const block = (blocks: readonly Block[], id: string) => blocks.find((one) => one.id === id);
function texOf(blocks: readonly Block[], id: string): string {
  const found = block(blocks, id);
  return found?.kind === 'formula' ? found.plainTex : assert.fail(`no formula ${id}`);
}
const textOf = (found: Block | undefined) =>
  found !== undefined && 'content' in found
    ? found.content.map((part) => (part.kind === 'text' ? say(part.text) : '')).join(' ')
    : null;

describe('How much a page lists', () => {
  it('12 gradients of a check, of more the worst; five entries that were left out', () => {
    const section = (parts: number, kinks: number) => {
      const { network } = traced(layers(1));
      const leftOut = Array.from({ length: kinks }, (_, row): LeftOutEntry => ({ quantity: 'b', layer: 1, row, column: 0, why: 'kink' })); // prettier-ignore
      const of = { quantity: 'W', worst: null, compared: 1, sampled: 1, total: 1 } as const;
      const made: GradientCheck = {
        ...{ maxRelativeError: 0, worst: null, leftOut, compared: parts, sampled: parts, total: parts, columns: 1 },
        parts: Array.from({ length: parts }, (_, i) => ({ ...of, layer: i + 1, maxRelativeError: i / 1000 })),
      };
      return checkSection(network, null, made)!.blocks;
    };
    const first = (parts: number) => {
      const table = block(section(parts, 0), 'check.parts');
      assert.ok(table?.kind === 'table');
      return table.rows.map(([[cell]]) => cell.kind === 'math' && /\d+/.exec(cell.tex)?.[0]).join(' ');
    };
    assert.equal(first(12), '1 2 3 4 5 6 7 8 9 10 11 12');
    assert.equal(first(13), '13 12 11 10 9 8 7 6 5 4 3 2');
    const named = (kinks: number) => {
      const note = block(section(1, kinks), 'check.leftOut.kink');
      return note?.kind === 'note' && note.content[1].kind === 'math' ? note.content[1].tex : null;
    };
    const five = [1, 2, 3, 4, 5].map((i) => `b^{1}_{${i}}`).join(',\\ ');
    assert.deepEqual([named(5), named(6)], [five, `${five},\\ \\dots`]);
  });

  it('the signs of the weights in a drawing of 24 neurons', () => {
    const said = (inputs: number) => spokenDrawing(networkOf(`input ${inputs}\nlayer 1 tanh\n  W = ones()`), []).map((one) => say(one)).join(); // prettier-ignore
    assert.match(said(23), /Positive weights: 23; negative: 0/);
    assert.doesNotMatch(said(24), /weights/);
  });

  it('100 products of a sum, and 100 paths; of more the largest', () => {
    const inputs = (n: number) => `input X = [${Array.from({ length: n }, (_, i) => i + 1).join(' ')}]\nlayer 1 identity\n  W = ones()`; // prettier-ignore
    const hidden = (n: number) => `input X = [1]\nlayer ${n} identity\n  W = ones()\nlayer 1 identity\n  W = ones()`;
    const work = (text: string, about: 'product' | 'paths') => {
      const at = about === 'product' ? ({ quantity: 'N', layer: 1 } as const) : ({ quantity: 'X', layer: 0 } as const);
      const found = finish(entrySteps({ at: { ...at, row: 0, column: 0 }, about }, traced(text).trace, usualChoices))!;
      const { rows, rest } = found.work!.table!;
      return [rows.length, rest && say(rest.text)];
    };
    assert.deepEqual([work(inputs(100), 'product'), work(inputs(101), 'product')], [[100, null], [100, '1 smaller ones']]); // prettier-ignore
    assert.deepEqual([work(hidden(100), 'paths'), work(hidden(101), 'paths')], [[100, null], [100, '1 smaller ones']]); // prettier-ignore
  });

  it('14 quantities that are exact', () => {
    const named = (exact: number) => {
      const { network, trace } = traced(layers(4));
      let at = 0;
      const value = { ...entriesOf(matrix(1, 1, new Float64Array(1))) };
      const q: Quantities = quantitiesOf(network, trace);
      const factor: Quantities['factor'] = (symbol) => {
        const fraction = at++ < exact ? { exact: () => rational(1n, 3n) } : {};
        return { ...q.factor(symbol), value: { ...value, ...fraction } };
      };
      const [made] = exactnessBlocks(network, { ...q, factor }, { ...usualChoices, digits: { kind: 'fractions', count: 4 } as never }); // prettier-ignore
      assert.ok(made.kind === 'paragraph');
      const rounded = made.content.findIndex((part) => part.kind === 'text' && say(part.text) === 'Rounded:');
      return made.content.slice(1, rounded).map((part) => (part.kind === 'math' && part.tex === '\\dots' ? '…' : '.')).join(''); // prettier-ignore
    };
    assert.deepEqual([named(14), named(15)], ['.'.repeat(14), `${'.'.repeat(14)}…`]);
  });

  it('eight summands of a linear function', () => {
    const linear = (n: number) => block(blocksOf(`input X = [${repeat('1', n)}]\nlayer 1 identity\n  W = ones()\n  b = 1`), 'network.linear.sum'); // prettier-ignore
    assert.notEqual(linear(8), undefined);
    assert.equal(linear(9), undefined);
  });

  it('the factors of six layers of a Jacobian and of the bracket', () => {
    const text = (n: number) => `${layers(n - 1).replace('\noutput 1', '')}\nlayer tanh\n  W = [1; 2]`;
    for (const id of ['gradient.bracket.1', 'gradient.f2.1.W'])
      assert.deepEqual([6, 7].map((n) => texOf(blocksOf(text(n)), id).includes('\\dots')), [false, true], id); // prettier-ignore
  });

  it('16 activations with their formulas', () => {
    const left = (n: number) =>
      textOf(block(blocksOf(`input X = [1]\nlayer [${Array.from({ length: n }, (_, i) => `leaky_relu(0.${i + 101})`).join(' ')}]\n  W = ones()\noutput 1`), 'network.activations.left')); // prettier-ignore
    assert.deepEqual([left(16), left(17)], [null, 'Activations that are not listed: 1.']);
  });

  it('an unfolded line of 40 layers without dots', () => {
    const line = (n: number) => texOf(blocksOf(layers(n), { layer: 1, expanded: new Set(['gradient.1.W:fold']) }), 'gradient.1.W'); // prettier-ignore
    assert.deepEqual([40, 41].map((n) => line(n).includes('\\dots')), [false, true]); // prettier-ignore
  });

  it('20 lines that lead to the gradient of a chosen layer, the last of them its own', () => {
    const page = (n: number) => blocksOf(layers(n), { layer: 1, form: 'delta' });
    assert.equal(block(page(19), 'gradient.1.from.gap'), undefined);
    assert.equal(textOf(block(page(20), 'gradient.1.from.gap')), 'The lines of the layers above 19 are not shown.');
    assert.equal(page(20).filter(({ id }) => /^gradient\.1\.(from\.\d+|W)$/.test(id)).length, 20);
  });

  it('of a form alone all factors of six layers, and 30 rows of numbers together', () => {
    const alone = (n: number) => {
      const { network, trace } = traced(layers(n));
      return formAlone(network, trace, usualChoices).map(({ plainTex }) => plainTex);
    };
    assert.deepEqual([6, 7].map((n) => alone(n).join().includes('\\Delta')), [false, true]); // prettier-ignore
    // A row in letters, one of factors and one of the result for each layer; of two neurons five.
    assert.deepEqual([10, 11].map((n) => alone(n).length), [1, 11]); // prettier-ignore
    const two = 'input X = [1]\nlayer tanh\n  W = [1; 2]\nlayer tanh\n  W = [1 2; 3 4]\nlayer tanh\n  W = [1 2]\n';
    const of31 = traced(`${two}${repeat('layer tanh\n  W = [0.5]', 6, '\n')}`);
    assert.equal(formAlone(of31.network, of31.trace, usualChoices).length, 9);
  });

  it('64 samples of a batch in the forms (4) and (5)', () => {
    const { network } = traced(layers(1));
    const said = (samples: number) => textOf(oneSampleNote(network, '3', samples));
    assert.match(said(64)!, /^Formulas \(1\) and \(2\) cover one sample\./);
    assert.match(said(65)!, /^Formulas \(4\) and \(5\) are shown for at most 64 samples\./);
  });

  it('12 steps that were done before the present one', () => {
    const { network, trace } = traced(layers(8));
    const steps = new Steps(network, trace, { ...usualChoices, layer: 1 });
    const { first } = steps.overview.formulas.find(({ title }) => say(title).includes('respect to W'))!;
    const done = [12, 13].map((now) => steps.view(first + now)).map(({ done, omitted }) => [done.length, omitted]);
    assert.deepEqual(done, [[12, 0], [12, 1]]); // prettier-ignore
  });

  it('the ten largest entries of a matrix, 24 bars, and 160 × 256 cells', () => {
    const picture = (rows: number, cols: number) =>
      finish(matrixPicture(entriesOf({ rows, cols, data: Float64Array.from({ length: rows * cols }, (_, i) => i + 1) }))); // prettier-ignore
    assert.deepEqual([9, 10, 11].map((n) => picture(1, n).largest.length), [9, 10, 10]); // prettier-ignore
    assert.deepEqual(picture(1, 11).largest.map(({ value }) => value), [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]); // prettier-ignore
    assert.deepEqual(picture(12, 1).largest.map(({ value }) => value), [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]); // prettier-ignore
    assert.equal(picture(1, 100).histogram.length, 24);
    assert.deepEqual([picture(160, 256).grid, picture(161, 257).grid], [{ rows: 160, cols: 256 }, { rows: 160, cols: 256 }]); // prettier-ignore
    const { blocks } = picture(9, 7);
    assert.deepEqual([blocks.rows.length, blocks.columns.length], [8, 6]);
  });
});
