import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate } from '../../../../src/notation/formula/evaluation';
import type { Chain, Formula, Term } from '../../../../src/notation/formula/formula';
import { diagonalForm } from '../../../../src/notation/formula/diagonalForm';
import { kroneckerForm } from '../../../../src/notation/formula/kroneckerForm';
import { foldedGradient, formsOf, gradientInForm, type GradientForm } from '../../../../src/notation/formula/forms';
import { lastDelta, stableLastDelta } from '../../../../src/notation/formula/deltaRecursion';
import { gradientFormula } from '../../../../src/notation/formula/gradientFormula';
import { gradientSystem, layersDown } from '../../../../src/notation/formula/gradientSystem';
import { biasGradient, inputGradient, updateFormula } from '../../../../src/notation/formula/parameterFormulas';
import { activation, activationDerivative, preActivation } from '../../../../src/notation/formula/forwardFormula';
import { ShapeMismatch } from '../../../../src/notation/formula/product';
import { quantitiesOf } from '../../../../src/notation/formula/quantities';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import { assertClose, assertHolds } from '../holds';
import { input, loss, mazur, network, rows } from '../networks';
import { build, numbers, plans, randomMatrix, RUNS, TIMEOUT } from '../randomNetworks';

describe('forms of the gradient', () => {
  it('folds what a line shares with the one above into its value, with the same gradient', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net, trace } = build(plan);
        const q = quantitiesOf(net, trace);
        const k = net.layers.length;
        for (const form of formsOf(net, trace)) {
          for (let r = 1; r < k; r++) {
            const folded = foldedGradient(form, q, r);
            if (form === 'delta' || form === 'proof') assert.equal(folded, null);
            else {
              assertHolds([folded!], `form ${form}, r = ${r}`);
              assertClose(folded!, trace.backward!.gradW[r - 1], `form ${form}, ∇W${r}`);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('evaluates every form to the engine’s gradient, for random networks', () => {
    const seen = new Set<GradientForm>();
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net, trace } = build(plan);
        for (const form of formsOf(net, trace)) {
          seen.add(form);
          for (let r = 1; r <= net.layers.length; r++) {
            const formulas = gradientInForm(form, net, trace, r);
            assertHolds(formulas, `form ${form}, r = ${r}`);
            const last = formulas[formulas.length - 1];
            assertClose(last, trace.backward!.gradW[r - 1], `form ${form}, ∇W${r}`);
          }
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(['3', '4', '5', 'delta', 'proof'].every((form) => seen.has(form as GradientForm)));
  }).timeout(TIMEOUT);

  it('evaluates (1) and (2) for chains of numbers', () => {
    const ones = fc.integer({ min: 2, max: 6 }).map((n) => new Array<number>(n).fill(1));
    fc.assert(
      fc.property(plans({ sizes: ones, columns: 1 }), (plan) => {
        const { net, trace } = build({ ...plan, softmax: false });
        for (const form of ['1', '2'] as const) {
          assert.ok(formsOf(net, trace).includes(form));
          net.layers.forEach((_, i) => assertHolds(gradientInForm(form, net, trace, i + 1), `form ${form}`));
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('offers (1) and (2) only for chains of numbers, (4) and (5) for up to 64 samples', () => {
    const plan = {
      sizes: [2, 1],
      columns: 1,
      objective: 'output',
      softmax: false,
      mixed: false,
      affine: 0,
      mean: false,
    } as const;
    const one = build({ ...plan, seed: 7 });
    assert.deepEqual(formsOf(one.net, one.trace), ['3', '4', '5', 'delta', 'proof']);
    const batch = build({ ...plan, columns: 3, seed: 7 });
    assert.deepEqual(formsOf(batch.net, batch.trace), ['3', '4', '5', 'delta', 'proof']);
    const many = build({ ...plan, columns: 65, seed: 7 });
    assert.deepEqual(formsOf(many.net, many.trace), ['3', 'delta', 'proof']);
    const q = quantitiesOf(batch.net, batch.trace);
    assert.throws(() => kroneckerForm(q, 1, [1]), RangeError, '⊗ does not sum over a batch');
    assert.throws(() => diagonalForm(q, 1, [1]), RangeError);
  });

  it('evaluates the forward formulas, biases, ∇X, Δ of the last layer and the update', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net, trace } = build(plan);
        const q = quantitiesOf(net, trace);
        for (const { index, affine, activation: map } of net.layers) {
          assertHolds([preActivation(q, index, affine), activation(q, index)], 'forward');
          if (map.kind === 'coordinatewise') assertHolds([activationDerivative(q, index)], 'forward');
          assertHolds([updateFormula(q, 'W', index)], 'update');
          if (affine) assertHolds([biasGradient(q, index), updateFormula(q, 'b', index)], 'bias');
        }
        assertHolds([inputGradient(q), lastDelta(q)], 'ends');
        const stable = stableLastDelta(q, trace);
        assert.equal(stable === null, trace.backward!.fused === null);
        if (stable !== null) assertClose(stable, stable.result, 'stable Δ');
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('gives Mazur’s published numbers', () => {
    const trace = traceNetwork(mazur, mazur.samples[0]);
    const published = [
      rows([0.000438568, 0.000877135], [0.000497713, 0.000995425]),
      rows([0.082167041, 0.082667628], [-0.02260254, -0.022740242]),
    ];
    for (const r of [1, 2]) {
      const value = evaluate(gradientInForm('3', mazur, trace, r)[0]).value!;
      value.data.forEach((x, i) => assert.ok(Math.abs(x - published[r - 1].data[i]) < 2e-9));
    }
  });

  it('begins with Δ where ∇L is larger than a double can hold, and only there', () => {
    const at = (N: number) => {
      const net = network([{ activation: 'sigmoid', inputSize: 1, size: 1, weights: rows([1]) }], {
        samples: [input([N], [0])],
        objective: loss('binary_cross_entropy'),
      });
      return { net, trace: traceNetwork(net, net.samples[0]) };
    };
    for (const [N, begins] of [
      [2, false],
      [20, false],
      [800, true],
    ] as const) {
      const { net, trace } = at(N);
      assert.equal(quantitiesOf(net, trace).beginsWithDelta, begins, `N = ${N}`);
      for (const form of formsOf(net, trace)) {
        const formulas = gradientInForm(form, net, trace, 1);
        assertClose(formulas[formulas.length - 1], trace.backward!.gradW[0], `form ${form}, N = ${N}`);
      }
    }
  });
});

describe('the reading of formula (3)', () => {
  /** The formula with its braces taken for parentheses. */
  function bracesAsParentheses({ right, ...formula }: Formula): Formula {
    const terms: Term[] = [];
    const operators: Chain['operators'][number][] = [];
    for (let i = 0; i < right.terms.length; i++) {
      const brace = right.braces.find(({ from }) => from === i);
      if (i > 0) operators.push(right.operators[i - 1]);
      if (brace === undefined) {
        terms.push(right.terms[i]);
        continue;
      }
      const inner: Chain = {
        kind: 'chain',
        reading: 'left-to-right',
        terms: right.terms.slice(brace.from, brace.to + 1),
        operators: right.operators.slice(brace.from, brace.to),
        braces: [],
      };
      terms.push({ kind: 'parentheses', inner });
      i = brace.to;
    }
    return { ...formula, right: { kind: 'chain', reading: 'left-to-right', terms, operators, braces: [] } };
  }

  function homogeneous(sizes: readonly number[]) {
    const next = numbers(11);
    const net = network(
      sizes.slice(1).map((size, i) => ({
        activation: 'tanh',
        inputSize: sizes[i],
        size,
        weights: randomMatrix(size, sizes[i], next),
      })),
      { samples: [input(Array.from({ length: sizes[0] }, next))] },
    );
    return { net, trace: traceNetwork(net, net.samples[0]) };
  }

  for (const sizes of [
    [1, 3, 3, 1],
    [1, 6, 6, 6, 6, 6, 1],
  ]) {
    it(`braces read as parentheses fit and are wrong in value for ${sizes.join('-')}, r = 1`, () => {
      const { net, trace } = homogeneous(sizes);
      const [formula] = gradientInForm('3', net, trace, 1);
      const right = evaluate(formula);
      const wrong = evaluate(bracesAsParentheses(formula));
      assert.deepEqual(wrong.shape, right.shape);
      const differ = right.value!.data.some((x, i) => Math.abs(x - wrong.value!.data[i]) > 1e-3 * Math.abs(x));
      assert.ok(differ, 'the wrong reading should give other numbers');
    });
  }

  it('braces read as parentheses do not fit for 4-3-5-2-1, and are not broadcast', () => {
    const { net, trace } = homogeneous([4, 3, 5, 2, 1]);
    for (const r of [1, 2, 3]) {
      const [formula] = gradientInForm('3', net, trace, r);
      assert.throws(() => evaluate(bracesAsParentheses(formula)), ShapeMismatch, `r = ${r}`);
    }
  });

  it('takes the products one at a time from the left, with the shapes of the design', () => {
    const { net, trace } = homogeneous([4, 3, 5, 2, 1]);
    const { steps } = evaluate(gradientInForm('3', net, trace, 2)[0]);
    assert.deepEqual(
      steps.map(({ operator, result }) => [operator, result.shape.rows, result.shape.cols]),
      [
        ['•', 2, 1],
        ['∘', 2, 1],
        ['•', 5, 1],
        ['∘', 5, 1],
        ['·', 5, 3],
      ],
    );
    assert.deepEqual(
      steps.map(({ operands: [left, right] }) => [left.span, right.span]),
      [1, 2, 3, 4, 5].map((i) => [
        { from: 0, to: i - 1 },
        { from: i, to: i },
      ]),
    );
  });

  it('takes the products of (4) from the right, and of (5) inside the bracket first', () => {
    const { net, trace } = homogeneous([4, 3, 2, 1]);
    const four = evaluate(gradientInForm('4', net, trace, 1)[0]).steps;
    assert.deepEqual(
      four.map(({ operator, result: { shape } }) => `${operator} ${shape.rows}×${shape.cols}`),
      ['· 2×1', '∘ 2×1', '· 3×1', '∘ 3×1', '⊗ 3×4'],
    );
    assert.deepEqual(four[0].operands[0].span, { from: 4, to: 4 });
    const five = evaluate(gradientInForm('5', net, trace, 1)[0]).steps;
    assert.deepEqual(
      five.map(({ operator, path, result: { shape } }) => `${operator} [${path.join()}] ${shape.rows}×${shape.cols}`),
      ['· [1] 3×2', '· [1] 3×2', '· [1] 3×1', '· [1] 3×1', '⊗ [] 3×4'],
    );
  });

  it('gives shapes alone where there are no numbers', () => {
    const { net } = homogeneous([4, 3, 2, 1]);
    const { steps, value, shape } = evaluate(gradientInForm('3', net, null, 1)[0]);
    assert.equal(value, null);
    assert.deepEqual(shape, { rows: 3, cols: 4 });
    assert.equal(steps.length, 5);
  });

  it('refuses to evaluate a formula with dots', () => {
    const { net, trace } = homogeneous([1, 1, 1, 1, 1, 1, 1, 1]);
    const q = quantitiesOf(net, trace);
    const system = gradientSystem(gradientFormula, q, 7, 6);
    assert.equal(system.length, 5);
    assert.equal(system[3], null);
    assert.throws(() => evaluate(system[4]!), RangeError);
    assert.deepEqual(layersDown(7, 1, 6), [7, 6, 5, 'dots', 2, 1]);
  });
});
