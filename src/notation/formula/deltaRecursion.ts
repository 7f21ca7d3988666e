import type { Trace } from '../../engine/trace';
import type { Matrix } from '../../network/matrix';
import { batchSize } from '../../network/sampleColumn';
import {
  ChainBuilder,
  formula,
  inParentheses,
  ordinary,
  type Chain,
  type Factor,
  type Formula,
  type Term,
} from './formula';
import { Portion } from '../../steps/portion';
import { finish, type Steps } from '../../steps/steps';
import { transposedOf, weightGradient } from './gradientFormula';
import type { Quantities } from './quantities';
import { shifted, type LayerIndex, type QuantitySymbol } from './symbol';

/**
 * Δ_k, n_k × m, with which the recursion begins: Σ′_k, ∇L ∘ Σ′_k, or e_j ∘ Σ′_k. After softmax, which is not
 * coordinate-wise, J_kᵀ·∇L for one sample and, column by column of a batch, Σ_k ∘ (∇L − 𝟏·𝟏ᵀ·(Σ_k ∘ ∇L)).
 */
export function lastDelta(q: Quantities): Formula {
  const layer = q.last;
  const front = q.front === null ? null : q.factor(q.front);
  if (q.lastDerivative === 'dSigma') {
    const derivative = q.factor({ name: 'dSigma', layer });
    return deltaFormula(q, layer, front === null ? ordinary([derivative]) : ordinary([front, '∘', derivative]));
  }
  if (q.columns === 1) {
    const Jacobian = transposedOf(q, { name: 'Jacobian', layer });
    return deltaFormula(q, layer, ordinary(front === null ? [Jacobian] : [Jacobian, '·', front]));
  }
  const Sigma = q.factor({ name: 'Sigma', layer });
  const seed = front ?? transposedOf(q, { name: 'ones', size: q.columns });
  const dots = inParentheses(ordinary([Sigma, '∘', seed]));
  const difference = inParentheses(ordinary([seed, '−', ...sumOfColumns(q, dots)]));
  return deltaFormula(q, layer, ordinary([Sigma, '∘', difference]));
}

/**
 * Δ_k in the stable form that the engine takes, or null where it takes none: Σ_k − Y for softmax with cross-entropy and
 * sigmoid with binary cross-entropy, times 1/m for a mean; Σ_k ∘ (𝟏·𝟏ᵀ·Y) − Y if a softmax target does not sum to 1.
 */
export function stableLastDelta(q: Quantities, { forward, backward }: Trace): Formula | null {
  const target = forward.sample.target;
  if (backward === null || backward.fused === null || target === null) return null;
  const layer = q.last;
  const m = batchSize(forward.sample);
  const Sigma = q.factor({ name: 'Sigma', layer });
  const Y = q.factor({ name: 'Y' });
  const weighted = backward.fused === 'softmax-cross-entropy' && !columnsSumToOne(target);
  const difference = weighted
    ? ordinary([Sigma, '∘', inParentheses(ordinary(sumOfColumns(q, Y))), '−', Y])
    : ordinary([Sigma, '−', Y]);
  const mean = backward.objective.kind === 'loss' && backward.objective.reduction === 'mean' && m > 1;
  return deltaFormula(
    q,
    layer,
    mean ? ordinary([q.factor({ name: 'reciprocal', of: m }), 'scale', inParentheses(difference)]) : difference,
  );
}

/** Whether Δ_k comes from Δ_{k+1} and W_{k+1}, as in the paper: it does not after softmax, nor where digits would be lost. */
export function hasStart(q: Quantities): boolean {
  return q.lastDerivative === 'dSigma' && !q.beginsWithDelta;
}

/** Δ_{i+1} or W_{i+1}, which for i = k are where the recursion starts. */
export function nextOf(q: Quantities, of: 'W' | 'Delta', i: LayerIndex): QuantitySymbol {
  const layer = shifted(i, 1);
  return i === q.last ? { name: 'start', of, layer } : { name: of, layer };
}

/** Δ_i = (W_{i+1}ᵀ·Δ_{i+1}) ∘ Σ′_i, n_i × m (§5, remark 3); for i = k only where `hasStart`. */
export function deltaStep(q: Quantities, i: LayerIndex): Formula {
  const back = ordinary([transposedOf(q, nextOf(q, 'W', i)), '·', q.factor(nextOf(q, 'Delta', i))]);
  return deltaFormula(q, i, ordinary([inParentheses(back), '∘', q.factor({ name: 'dSigma', layer: i })]));
}

/** The same read from the left to the right, as the paper writes it first: Δ_i = Δ_{i+1} • W_{i+1}ᵀ ∘ Σ′_i. */
export function deltaStepFromLeft(q: Quantities, i: LayerIndex): Formula {
  const right = new ChainBuilder('left-to-right')
    .add('•', q.factor(nextOf(q, 'Delta', i)))
    .add('•', transposedOf(q, nextOf(q, 'W', i)))
    .add('∘', q.factor({ name: 'dSigma', layer: i }));
  return deltaFormula(q, i, right.chain());
}

/** ∇_{W_i} f = Δ_i·Σ_{i-1}ᵀ, n_i × n_{i-1}. */
export function gradientFromDelta(q: Quantities, i: LayerIndex): Formula {
  const Delta = q.factor({ name: 'Delta', layer: i });
  const right = ordinary([Delta, '·', transposedOf(q, { name: 'Sigma', layer: shifted(i, -1) })]);
  return formula(q.factor(weightGradient(q, i)), right);
}

function deltaFormula(q: Quantities, layer: LayerIndex, right: Chain): Formula {
  return formula(q.factor({ name: 'Delta', layer }), right);
}

/** 𝟏·𝟏ᵀ·A: in every row the sums of the columns of A. */
export function sumOfColumns(q: Quantities, a: Term): readonly [Factor, '·', Factor, '·', Term] {
  const { shape } = q.factor({ name: 'Sigma', layer: q.last });
  const ones: QuantitySymbol = { name: 'ones', size: shape?.rows ?? 1 };
  return [q.factor(ones), '·', transposedOf(q, ones), '·', a];
}

export function columnsSumToOne(target: Matrix): boolean {
  return finish(columnsSumToOneSteps(target));
}

const known = new WeakMap<Matrix, boolean>();
/** Additions that take a few milliseconds. */
const AT_ONCE = 1 << 19;

/** Finds it in steps that can be abandoned; afterwards it is known. */
export function* columnsSumToOneSteps(target: Matrix): Steps<boolean> {
  const before = known.get(target);
  if (before !== undefined) return before;
  const { rows, cols, data } = target;
  // In the order of the memory: a large batch takes five times as long column by column.
  const sums = new Float64Array(cols);
  const portion = new Portion(AT_ONCE);
  for (let r = 0, i = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) sums[c] += data[i++];
    if (portion.fills(cols)) yield r / rows;
  }
  const found = sums.every((sum) => Math.abs(sum - 1) <= 1e-12);
  known.set(target, found);
  return found;
}
