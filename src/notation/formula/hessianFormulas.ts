import type { HessianVector } from '../../engine/hessianVector';
import type { Trace } from '../../engine/trace';
import type { Matrix } from '../../network/matrix';
import { batchSize } from '../../network/sampleColumn';
import { columnsSumToOne, sumOfColumns } from './deltaRecursion';
import { entriesOf, transposedEntries } from './entries';
import { formula, inParentheses, ordinary, transposedFactor, type Factor, type Formula, type Term } from './formula';
import { transposedOf } from './gradientFormula';
import type { Operator } from './product';
import type { Quantities } from './quantities';
import type { AlongName, AlongSymbol } from './symbol';

type Parts = readonly (Term | Operator)[];

/** The quantities with those of the R-operator among them. */
export function quantitiesAlong(q: Quantities, along: HessianVector): Quantities {
  return { ...q, factor: (symbol) => (symbol.name === 'along' ? factorAlong(symbol, along) : q.factor(symbol)) };
}

function factorAlong(symbol: AlongSymbol, along: HessianVector): Factor {
  const value = valueAlong(symbol, along);
  if (value === null) throw new RangeError('There is no such quantity along the direction.');
  const shape = { rows: value.rows, cols: value.cols };
  return { kind: 'factor', symbol, transposed: false, shape, value: entriesOf(value) };
}

function valueAlong({ of, layer }: AlongSymbol, { layers, d2Loss, RSeed }: HessianVector): Matrix | null {
  if (of === 'd2Loss') return d2Loss;
  if (of === 'RSeed') return RSeed;
  return layers[(layer as number) - 1][of];
}

/** R N_i = V_i·Σ_{i−1} + v_i + W_i·RΣ_{i−1}, n_i × m; X does not change along the direction. */
export function preActivationAlong(q: Quantities, i: number, affine: boolean): Formula {
  const parts: (Term | Operator)[] = [along(q, 'V', i), '·', q.factor({ name: 'Sigma', layer: i - 1 })];
  if (affine) {
    parts.push('+', along(q, 'v', i));
    if (q.columns > 1) parts.push('·', transposedOf(q, { name: 'ones', size: q.columns }));
  }
  if (i > 1) parts.push('+', q.factor({ name: 'W', layer: i }), '·', along(q, 'RSigma', i - 1));
  return formula(along(q, 'RN', i), ordinary(parts));
}

/** RΣ_i = Σ′_i ∘ R N_i; after softmax J_k·R N_k, over a batch column by column. */
export function activationAlong(q: Quantities, i: number): Formula {
  const RN = along(q, 'RN', i);
  const left = along(q, 'RSigma', i);
  if (i !== q.last || q.lastDerivative === 'dSigma') {
    return formula(left, ordinary([q.factor({ name: 'dSigma', layer: i }), '∘', RN]));
  }
  if (q.columns === 1) return formula(left, ordinary([q.factor({ name: 'Jacobian', layer: i }), '·', RN]));
  return formula(left, ordinary(throughSoftmax(q, q.factor({ name: 'Sigma', layer: i }), RN)));
}

/** R∇L = ∇²L ∘ RΣ_k; null where there is no loss, or Δ_k does not need it. */
export function lossGradientAlong(q: Quantities, { backward }: Trace): Formula | null {
  if (backward?.objective.kind !== 'loss' || backward.fused !== null) return null;
  const k = q.last as number;
  return formula(along(q, 'RSeed', k), ordinary([along(q, 'd2Loss', k), '∘', along(q, 'RSigma', k)]));
}

/** RΔ_k, the derivative of what gives Δ_k. */
export function lastDeltaAlong(q: Quantities, trace: Trace): Formula {
  const k = q.last as number;
  const left = along(q, 'RDelta', k);
  const { fused } = trace.backward!;
  if (fused !== null) return formula(left, ordinary(stableAlong(q, trace, k)));
  const front = q.front === null ? null : q.factor(q.front);
  const lossy = trace.backward!.objective.kind === 'loss';
  if (q.lastDerivative === 'Jacobian') {
    const seed = front ?? transposedOf(q, { name: 'ones', size: q.columns });
    return formula(left, ordinary(softmaxDelta(q, k, seed, lossy)));
  }
  const second: Parts = [q.factor({ name: 'along', of: 'd2Sigma', layer: k }), '∘', along(q, 'RN', k)];
  const curved: Parts = front === null ? second : [front, '∘', ...second];
  const first: Parts = lossy ? [along(q, 'RSeed', k), '∘', q.factor({ name: 'dSigma', layer: k }), '+'] : [];
  return formula(left, ordinary([...first, ...curved]));
}

/** The derivative of Σ_k − Y and its like. */
function stableAlong(q: Quantities, { forward, backward }: Trace, k: number): Parts {
  const { target } = forward.sample;
  const m = batchSize(forward.sample);
  const RSigma = along(q, 'RSigma', k);
  const weighted = backward!.fused === 'softmax-cross-entropy' && !columnsSumToOne(target!);
  const whole: Parts = weighted
    ? [RSigma, '∘', inParentheses(ordinary(sumOfColumns(q, q.factor({ name: 'Y' }))))]
    : [RSigma];
  const { objective } = backward!;
  const mean = objective.kind === 'loss' && objective.reduction === 'mean' && m > 1;
  return mean ? [q.factor({ name: 'reciprocal', of: m }), 'scale', inParentheses(ordinary(whole))] : whole;
}

/** The derivative of p ∘ (g − 𝟏·𝟏ᵀ·(p ∘ g)), where g is ∇L or e_j. */
function softmaxDelta(q: Quantities, k: number, g: Factor, lossy: boolean): Parts {
  const p = q.factor({ name: 'Sigma', layer: k });
  const Rp = along(q, 'RSigma', k);
  const Rg = lossy ? along(q, 'RSeed', k) : null;
  const changes: Parts = [Rp, '∘', g, ...(Rg === null ? [] : (['+', p, '∘', Rg] as const))];
  const sums = sumOfColumns(q, inParentheses(ordinary(changes)));
  return [
    ...throughSoftmax(q, Rp, g, p),
    ...(Rg === null
      ? (['−', p, '∘', inParentheses(ordinary(sums))] as const)
      : (['+', p, '∘', inParentheses(ordinary([Rg, '−', ...sums]))] as const)),
  ];
}

/** a ∘ (b − 𝟏·𝟏ᵀ·(p ∘ b)). */
function throughSoftmax(q: Quantities, a: Factor, b: Factor, p = a): Parts {
  const dots = inParentheses(ordinary([p, '∘', b]));
  return [a, '∘', inParentheses(ordinary([b, '−', ...sumOfColumns(q, dots)]))];
}

/** RΔ_i = (V_{i+1}ᵀ·Δ_{i+1} + W_{i+1}ᵀ·RΔ_{i+1}) ∘ Σ′_i + (W_{i+1}ᵀ·Δ_{i+1}) ∘ Σ″_i ∘ R N_i for i < k. */
export function deltaAlong(q: Quantities, i: number): Formula {
  const W = transposedOf(q, { name: 'W', layer: i + 1 });
  const Delta = q.factor({ name: 'Delta', layer: i + 1 });
  const first = ordinary([transposed(along(q, 'V', i + 1)), '·', Delta, '+', W, '·', along(q, 'RDelta', i + 1)]);
  const right = ordinary([
    inParentheses(first),
    '∘',
    q.factor({ name: 'dSigma', layer: i }),
    '+',
    inParentheses(ordinary([W, '·', Delta])),
    '∘',
    along(q, 'd2Sigma', i),
    '∘',
    along(q, 'RN', i),
  ]);
  return formula(along(q, 'RDelta', i), right);
}

/** (HV)_i = RΔ_i·Σ_{i−1}ᵀ + Δ_i·(RΣ_{i−1})ᵀ, of the shape of W_i. */
export function weightProduct(q: Quantities, i: number): Formula {
  const parts: (Term | Operator)[] = [along(q, 'RDelta', i), '·', transposedOf(q, { name: 'Sigma', layer: i - 1 })];
  if (i > 1) parts.push('+', q.factor({ name: 'Delta', layer: i }), '·', transposed(along(q, 'RSigma', i - 1)));
  return formula(along(q, 'HV', i), ordinary(parts));
}

/** (Hv)_i = RΔ_i, over a batch its row sums. */
export function biasProduct(q: Quantities, i: number): Formula {
  const RDelta = along(q, 'RDelta', i);
  const sums: Parts = q.columns === 1 ? [RDelta] : [RDelta, '·', q.factor({ name: 'ones', size: q.columns })];
  return formula(along(q, 'Hv', i), ordinary(sums));
}

function along(q: Quantities, of: AlongName, layer: number): Factor {
  return q.factor({ name: 'along', of, layer });
}

function transposed(factor: Factor): Factor {
  return transposedFactor(factor, transposedEntries);
}
