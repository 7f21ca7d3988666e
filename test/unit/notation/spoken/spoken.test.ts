import assert from 'node:assert/strict';
import fc from 'fast-check';
import russian from '../../../../l10n/bundle.l10n.ru.json';
import { Analysis } from '../../../../src/analysis/analysis';
import type { Trace } from '../../../../src/engine/trace';
import { inEnglish, say, type Message } from '../../../../src/message/message';
import { matrix, type Matrix } from '../../../../src/network/matrix';
import type { Network } from '../../../../src/network/network';
import { formsOf, gradientInForm, type GradientForm } from '../../../../src/notation/formula/forms';
import { entriesOf } from '../../../../src/notation/formula/entries';
import { spokenEquation, spokenFormula } from '../../../../src/notation/spoken/spokenFormula';
import { spokenValue } from '../../../../src/notation/spoken/spokenNumbers';
import type { Digits } from '../../../../src/numbers/numberLayout';
import { buildPage } from '../../../../src/page/networkPage';
import type { FormulaBlock } from '../../../../src/page/page';
import { usualChoices } from '../../../../src/page/pageChoices';
import { build, plans, RUNS, TIMEOUT } from '../randomNetworks';
import { times, transposed, worthOf, type Grid } from './spokenReader';

const bundle: Readonly<Record<string, string>> = russian;
const inRussian = (text: Message) => say(text, (template, ...args) => inEnglish(bundle[template] ?? template, ...args));

function grid({ rows, cols, data }: Matrix): Grid {
  return Array.from({ length: rows }, (_, r) => Array.from(data.subarray(r * cols, r * cols + cols)));
}

/** The matrix of a spoken name, straight from the trace. */
function numbersOf(net: Network, { forward, backward }: Trace): (name: string) => Grid {
  const named = (name: string): Grid => {
    const sample = /^(.*) of sample (\d+)$/.exec(name);
    if (sample !== null) {
      const diagonal = sample[1].startsWith('the diagonal matrix of ');
      const column = named(sample[1].replace('the diagonal matrix of ', '')).map((row) => [row[Number(sample[2]) - 1]]);
      return diagonal ? column.map(([x], i) => column.map((_, j) => (i === j ? x : 0))) : column;
    }
    if (name === 'X') return grid(forward.sample.X);
    if (name === 'Y') return grid(forward.sample.target!);
    if (name === 'the gradient of L' || /^E \d+$/.test(name)) return grid(backward!.seed);
    // Of one sample.
    if (/^e \d+$/.test(name)) return grid(backward!.seed).map(([x]) => [x]);
    if (name === '1') return [[1]];
    const ones = /^the column of (\d+) ones$/.exec(name);
    if (ones !== null) return Array.from({ length: Number(ones[1]) }, () => [1]);
    const row = /^the row of (\d+) ones$/.exec(name);
    if (row !== null) return [Array.from({ length: Number(row[1]) }, () => 1)];
    if (name === 'the transposed gradient of L') return transposed(grid(backward!.seed));
    const over = /^one over (\d+)$/.exec(name);
    if (over !== null) return [[1 / Number(over[1])]];
    const bySigma = /^the gradient of [fL](?: \d+)? with respect to Sigma (\d+)$/.exec(name);
    if (bySigma !== null) {
      const i = Number(bySigma[1]);
      if (i === net.layers.length) return grid(backward!.seed);
      return times(transposed(grid(net.layers[i].weights!)), grid(backward!.Delta[i]));
    }
    const [, what, index] = /^(.*) (\d+)$/.exec(name)!;
    const i = Number(index) - 1;
    const layer = forward.layers[i];
    switch (what) {
      case 'W':
        return grid(net.layers[i].weights!);
      case 'Sigma':
        return grid(layer.Sigma);
      case 'Sigma prime':
        return grid(layer.dSigma!);
      case 'the diagonal matrix of Sigma prime':
        return grid(layer.dSigma!).map(([x], r, all) => all.map((_, c) => (r === c ? x : 0)));
      case 'Delta':
        return grid(backward!.Delta[i]);
      case 'J': {
        const p = grid(layer.Sigma).map(([x]) => x);
        return p.map((x, r) => p.map((y, c) => (r === c ? x : 0) - x * y));
      }
      default:
        throw new Error(`Who is ${name}?`);
    }
  };
  return named;
}

describe('spoken formulas', () => {
  it('of random networks, worked out from the words alone, give the engine’s gradient', () => {
    const seen = new Set<GradientForm>();
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net, trace } = build(plan);
        const named = numbersOf(net, trace);
        for (const form of formsOf(net, trace)) {
          if (form === '1' || form === '2') continue;
          seen.add(form);
          for (let r = 1; r <= net.layers.length; r++) {
            const sentence = say(spokenEquation(gradientInForm(form, net, trace, r).at(-1)!));
            assert.match(sentence, new RegExp(`^the gradient of [fL]( \\d+)? with respect to W ${r} equals`));
            const found = worthOf(sentence, named);
            const wanted = trace.backward!.gradW[r - 1];
            const scale = Math.max(1e-300, ...found.flat().map(Math.abs), ...[trace.backward!.seed, ...trace.backward!.Delta].flatMap((d) => [...d.data]).map(Math.abs)); // prettier-ignore
            assert.deepEqual([found.length, found[0].length], [wanted.rows, wanted.cols], sentence);
            found.forEach((row, i) =>
              row.forEach((x, j) =>
                assert.ok(Math.abs(x - wanted.entry(i, j)) <= 1e-9 * scale, `${sentence}: ${x}, ${wanted.entry(i, j)}`),
              ),
            );
          }
        }
      }),
      { numRuns: RUNS },
    );
    assert.deepEqual([...seen].sort(), ['3', '4', '5', 'delta', 'proof']);
  }).timeout(TIMEOUT);

  const paper = 'input X = [0.5; -1]\nlayer tanh\n W = [1 2; 0 -1]\nlayer sigmoid\n W = [1 1]';
  const cases: readonly (readonly [GradientForm, string, string])[] = [
    [
      '3',
      'the gradient of f with respect to W 1 equals, from left to right: Sigma prime 2, then W 2 transposed times it, then the Hadamard product with Sigma prime 1, then times X transposed',
      'градиент f по W 1 равняется, слева направо: сигма штрих 2, затем умножить слева на W 2 транспонированную, затем умножить по Адамару на сигма штрих 1, затем умножить на X транспонированную',
    ],
    [
      '4',
      'the gradient of f with respect to W 1 equals, from right to left: Sigma prime 2, then W 2 transposed times it, then the Hadamard product with Sigma prime 1, then X transposed in the Kronecker product with it',
      'градиент f по W 1 равняется, справа налево: сигма штрих 2, затем умножить слева на W 2 транспонированную, затем умножить по Адамару на сигма штрих 1, затем умножить по Кронекеру слева на X транспонированную',
    ],
    [
      '5',
      'the gradient of f with respect to W 1 equals X transposed, Kronecker product with open parenthesis, the diagonal matrix of Sigma prime 1 times W 2 transposed times the diagonal matrix of Sigma prime 2, close parenthesis',
      'градиент f по W 1 равняется: X транспонированная умножить по Кронекеру на скобка открывается, диагональная матрица из сигма штрих 1 умножить на W 2 транспонированную умножить на диагональную матрицу из сигма штрих 2, скобка закрывается',
    ],
    [
      'delta',
      'the gradient of f with respect to W 1 equals Delta 1 times X transposed',
      'градиент f по W 1 равняется: дельта 1 умножить на X транспонированную',
    ],
    [
      'proof',
      'the gradient of f with respect to W 1 equals, from left to right: the gradient of f with respect to Sigma 1, then the Hadamard product with Sigma prime 1, then times X transposed',
      'градиент f по W 1 равняется, слева направо: градиент f по сигма 1, затем умножить по Адамару на сигма штрих 1, затем умножить на X транспонированную',
    ],
  ];
  for (const [form, english, russianText] of cases) {
    it(`say form ${form} of the paper in both languages`, async () => {
      const analysis = await Analysis.of(paper);
      const spoken = spokenEquation(gradientInForm(form, analysis.network!, null, 1).at(-1)!);
      assert.equal(say(spoken), english);
      assert.equal(inRussian(spoken), russianText);
    });
  }

  it('say the shapes and numbers, of a large matrix the least and the largest', async () => {
    const analysis = await Analysis.of(paper);
    const trace = await analysis.trace({ sample: null, column: null, output: null, form: 'written' });
    const [formula] = gradientInForm('3', analysis.network!, trace, 2);
    // By hand: N1 = (−1.5, 1), Σ1 = tanh N1 = (−0.90515, 0.76159), N2 = −0.14356, σ′ = 0.24872.
    assert.deepEqual(
      spokenFormula(formula, { kind: 'significant', count: 4 })
        .slice(1)
        .map((text) => say(text)),
      [
        'Sigma prime 2 is 0.2487',
        'Sigma 1 transposed is 1 by 2: −0.9051, 0.7616',
        'the gradient of f with respect to W 2 is 1 by 2: −0.2251, 0.1894',
      ],
    );
    const ones = (n: number) => new Array<string>(n).fill('1').join(' ');
    const large = await Analysis.of(
      `input X = [${ones(25)} -2 ${ones(25)}]\nlayer tanh\n W = [${ones(51)}; ${ones(50)} 3/2]\nlayer tanh\n W = [1 1]`,
    );
    const [long] = gradientInForm('3', large.network!, await large.trace({ sample: null, column: null, output: null, form: 'written' }), 1); // prettier-ignore
    const said = spokenFormula(long, { kind: 'significant', count: 4 });
    const X = said.find(({ args }) => typeof args[0] === 'object' && say(args[0]) === 'X transposed')!;
    assert.equal(
      say(X),
      'X transposed is 1 by 51, with the least entry −2 in row 1, column 26, and the largest 1 in row 1, column 1',
    );
    assert.equal(
      inRussian(X),
      'X транспонированная: 1 на 51, наименьший элемент −2 в строке 1, столбце 26, наибольший 1 в строке 1, столбце 1',
    );
  });

  it('say numbers with the digits that are shown: as many decimals in a matrix, and a power of ten that is taken out', () => {
    const named = (digits: Digits, ...data: readonly number[]) => {
      const value = entriesOf(matrix(2, 1, Float64Array.from(data)));
      return spokenValue('W', value, value, digits).map((text) => say(text));
    };
    const four: Digits = { kind: 'significant', count: 4 };
    assert.deepEqual(named(four, 0.17944, 0.0123456), ['W is 2 by 1: 0.17944; 0.01235']);
    assert.deepEqual(named(four, 1.25e-9, -2e-9), ['W is 2 by 1, each entry times 10 to the power −9: 1.25; −2.00']);
  });

  it('are there for every formula and the drawing of a page', async () => {
    const analysis = await Analysis.of(paper);
    for (const trace of [null, await analysis.trace({ sample: null, column: null, output: null, form: 'written' })]) {
      for (const form of ['3', '4', '5', 'delta', 'proof'] as const) {
        const choices = { ...usualChoices, form, general: true };
        const page = buildPage({ network: analysis.network!, trace, check: null, choices });
        const blocks = page.sections.flatMap((section) => section.blocks);
        const spoken = blocks.filter((block) => block.kind === 'formula' || block.kind === 'drawing') as FormulaBlock[];
        assert.ok(spoken.length > 15);
        for (const block of spoken) {
          assert.ok(block.spoken.length > 0, block.id);
          for (const text of block.spoken) {
            assert.doesNotMatch(say(text), /\\|\{\d|undefined|null/, block.id);
            assert.doesNotMatch(inRussian(text), /\\|\{\d|undefined|null/, block.id);
          }
        }
      }
    }
  });
});
