import assert from 'node:assert/strict';
import fc from 'fast-check';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Network } from '../../../src/network/network';
import {
  activationCoordinate,
  productRule,
  weightCoordinate,
  type Equalities,
} from '../../../src/notation/formula/coordinateProof';
import { evaluate } from '../../../src/notation/formula/evaluation';
import { formula, type Formula } from '../../../src/notation/formula/formula';
import { quantitiesOf } from '../../../src/notation/formula/quantities';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import { assertTypesets } from '../notation/katexCheck';
import { assertClose } from '../notation/holds';
import { input, loss, mazur, network, rows } from '../notation/networks';
import { build, plans, RUNS, TIMEOUT } from '../notation/randomNetworks';

const formulasOf = ({ left, members }: Equalities): readonly Formula[] => members.map((right) => formula(left, right));

describe('the proof, coordinate by coordinate', () => {
  it('has in every member the row of ∇W and the entry of ∇Σ that the engine finds', () => {
    fc.assert(
      fc.property(plans({ columns: 1 }), fc.nat(), fc.nat(), (plan, a, b) => {
        const { net, trace } = build(plan);
        const q = quantitiesOf(net, trace);
        const k = net.layers.length;
        const layer = 1 + (a % k);
        const index = 1 + (b % net.sizes[layer]);
        const { gradW, Delta, seed } = trace.backward!;
        const { affine } = net.layers[layer - 1];
        const six = formulasOf(weightCoordinate(q, { layer, index }, affine));
        const row = gradW[layer - 1];
        const wanted = { rows: 1, cols: row.cols, entry: (_: number, c: number) => row.entry(index - 1, c) };
        for (const member of six) assertClose(member, wanted, `(6), layer ${layer}, neuron ${index}`);
        const rule = formulasOf(productRule(q, { layer, index }))[0];
        assert.deepEqual(rule.shape, { rows: 1, cols: net.sizes[layer - 1] });
        if (layer === k) return;
        // Σ_j (Δ_{r+1})_j (W_{r+1})_{ji}, by its own loop.
        const W = net.layers[layer].weights!;
        let sum = 0;
        for (let j = 0; j < W.rows; j++) sum += Delta[layer].data[j] * W.data[j * W.cols + index - 1];
        const seven = formulasOf(activationCoordinate(q, { layer, index }, net.layers[layer].affine));
        assert.equal(seven.length, q.beginsWithDelta && layer + 1 === k ? 2 : 5);
        for (const member of seven) {
          assertClose(member, { rows: 1, cols: 1, entry: () => sum }, `(7), layer ${layer}, neuron ${index}`);
        }
        assert.ok(seed.rows > 0);
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('takes Δ_k itself where the product for it would lose its digits: an output that is as good as its target', () => {
    // N₂ = (40, 0), so that 1 − p₁ = p₂ = 1/(1 + e⁴⁰), and Δ₂ = (−p₂, p₂), but σ(N) alone is (1, p₂).
    const saturated = network(
      [
        { activation: 'identity', inputSize: 1, size: 1, weights: rows([2]) },
        { activation: 'softmax', inputSize: 1, size: 2, weights: rows([20], [0]) },
      ],
      { samples: [input([1], [1, 0])], objective: loss('cross_entropy') },
    );
    const q = quantitiesOf(saturated, traceNetwork(saturated, saturated.samples[0]));
    assert.ok(q.beginsWithDelta);
    const p = 1 / (1 + Math.exp(40));
    const one = (x: number) => ({ rows: 1, cols: 1, entry: () => x });
    for (const [index, Delta] of [
      [1, -p],
      [2, p],
    ] as const) {
      const six = formulasOf(weightCoordinate(q, { layer: 2, index }, false));
      assert.equal(six.length, 1);
      assertClose(six[0], one(2 * Delta), `(6) of neuron ${index}`);
    }
    // ∇_{Σ₁} L = 20·(−p) + 0·p, and with Σ′₁ = 1 and x = 1 the same by w₁.
    const seven = formulasOf(activationCoordinate(q, { layer: 1, index: 1 }, false));
    assert.equal(seven.length, 2);
    for (const member of seven) assertClose(member, one(-20 * p), '(7)');
    const first = formulasOf(weightCoordinate(q, { layer: 1, index: 1 }, false));
    assert.equal(first.length, 3);
    for (const member of first) assertClose(member, one(-20 * p), '(6) of layer 1');
  });

  it('refuses a row where a column belongs', () => {
    const { net, trace } = build({ sizes: [2, 3, 2], columns: 1, objective: 'half_sse', softmax: false, mixed: false, affine: 0, mean: false, seed: 5 }); // prettier-ignore
    const q = quantitiesOf(net, trace);
    const { left, members } = activationCoordinate(q, { layer: 1, index: 1 }, false);
    const [, , third] = members;
    const [term] = third.terms;
    assert.ok(term.kind === 'parentheses' && term.angle);
    const untransposed = term.inner.terms.map((one) =>
      one.kind === 'factor' && one.transposed ? q.factor(one.symbol) : one,
    );
    const wrong = { ...third, terms: [{ ...term, inner: { ...term.inner, terms: untransposed } }] };
    assert.throws(() => evaluate(formula(left, wrong)));
  });
});

/** By hand: N_1 = [3; −1], Σ_1 = [9; 1], Σ′_1 = [6; −2], N_2 = 7, Σ_2 = 49, Σ′_2 = 14. */
const net = network(
  [
    { activation: 'square', inputSize: 2, size: 2, weights: rows([1, 1], [1, -1]) },
    { activation: 'square', inputSize: 2, size: 1, weights: rows([1, -2]) },
  ],
  { samples: [input([1, 2])] },
);

function proof(of: Network, change: Partial<PageChoices> = {}) {
  const trace = of.samples.length === 0 ? null : traceNetwork(of, of.samples[0]);
  const page = buildPage({ network: of, trace, check: null, choices: { ...usualChoices, ...change } });
  assertTypesets(page);
  return page.sections.find(({ id }) => id === 'proof')!;
}

describe('the section of the proof', () => {
  const lines = (id: string, change: Partial<PageChoices> = {}) => {
    const block = proof(net, { neuron: { layer: 1, index: 2 }, ...change }).blocks.find((b) => b.id === id);
    assert.ok(block?.kind === 'formula', id);
    return block.plainTex.match(/&= .*?(?= \\\\\[0\.[48]em\]|\s\\end\{aligned\})/g)!;
  };
  const row = (...entries: readonly string[]) =>
    `\\left[\\begin{array}{${'r'.repeat(entries.length)}} ${entries.join(' & ')} \\end{array}\\right]`;

  it('is folded unless the form is the proof’s', () => {
    assert.equal(proof(net).folded, true);
    assert.equal(proof(net, { form: 'proof' }).folded, false);
  });

  it('proves (6) for a neuron with its numbers', () => {
    // ∇_{Σ_1^2} f = 14 · (−2) = −28; times Σ′ = −2 times [1 2].
    const six = lines('proof.6.neuron');
    assert.equal(six[0], '&= \\nabla_{\\Sigma_1^{2}} f \\cdot \\nabla_{W_1^{2}} \\Sigma_1^{2}');
    assert.equal(
      six[1],
      `&= \\underset{\\nabla_{\\Sigma_1^{2}} f}{-28} \\cdot \\underset{\\nabla_{W_1^{2}} \\Sigma_1^{2}}{${row('-2', '-4')}}`,
    );
    assert.equal(six[2], '&= \\nabla_{\\Sigma_1^{2}} f \\cdot \\nabla_{W_1^{2}} (\\Sigma_1^{2}(W_1^{2} \\cdot X))');
    assert.equal(six[4], "&= \\nabla_{\\Sigma_1^{2}} f \\cdot \\Sigma'^{2}_1 \\cdot X^T");
    assert.equal(six.at(-1), `&= ${row('56', '112')}`);
  });

  it('proves (7) for a neuron with its numbers', () => {
    const seven = lines('proof.7.neuron');
    assert.deepEqual(
      seven.filter((_, i) => i % 2 === 0),
      [
        '&= \\langle \\nabla_{\\Sigma_2} f , \\nabla_{\\Sigma_1^{2}} \\Sigma_2 \\rangle',
        '&= \\langle \\nabla_{\\Sigma_2} f , \\nabla_{\\Sigma_1^{2}} (\\Sigma_2(W_2 \\cdot \\Sigma_1)) \\rangle',
        "&= \\langle \\nabla_{\\Sigma_2} f , \\Sigma'_2 \\circ ((W_2^T)^{2})^T \\rangle",
        "&= \\langle (\\nabla_{\\Sigma_2} f) \\circ \\Sigma'_2 , ((W_2^T)^{2})^T \\rangle",
        "&= (\\nabla_{\\Sigma_2} f) \\circ \\Sigma'_2 \\bullet (W_2^T)^{2}",
        '&= -28',
      ],
    );
    assert.ok(seven[7].includes('{\\left\\langle 1 \\circ 14 , (-2) \\right\\rangle}'), seven[7]);
  });

  it('has the base case, the rule, and the paper’s letters', () => {
    const tex = (id: string) => {
      const block = proof(net).blocks.find((b) => b.id === id);
      return block?.kind === 'formula' ? block.plainTex : null;
    };
    assert.equal(tex('proof.base.formula'), '\\nabla_{\\Sigma_2} f = 1');
    assert.equal(tex('proof.rule.general'), '\\nabla_A (A \\cdot B) = B^T');
    assert.ok(tex('proof.6.general')!.includes('\\{ \\nabla_{W_r^{i}} f \\}_i'));
    assert.ok(
      tex('proof.6.general')!.endsWith(
        "&= (\\nabla_{\\Sigma_r} f) \\circ \\Sigma'_r \\cdot \\Sigma_{r-1}^T \\end{aligned}",
      ),
    );
    assert.ok(tex('proof.7.general')!.includes("\\Sigma'_{r+1} \\circ ((W_{r+1}^T)^{i})^T"));
  });

  it('offers one sample of a batch, and has letters and shapes without numbers', () => {
    const batch = { ...mazur, samples: [{ ...mazur.samples[0], kind: 'batch' as const, X: rows([1, 2], [3, 4]), target: rows([1, 0], [0, 1]) }] }; // prettier-ignore
    assert.deepEqual(
      proof(batch).blocks.map(({ id }) => id),
      ['proof.oneSample'],
    );
    const bare = proof({ ...net, samples: [] });
    assert.ok(bare.blocks.some(({ id }) => id === 'proof.7.neuron'));
    assert.deepEqual(
      proof(net, { neuron: { layer: 9, index: 9 } }).blocks.find((b) => b.kind === 'neuron'),
      { kind: 'neuron', id: 'proof.neuron', sizes: [2, 1], layer: 2, index: 1 },
    );
  });
});
