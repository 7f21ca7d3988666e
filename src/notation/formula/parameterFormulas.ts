import type { Frozen } from '../../network/homogeneous';
import { formula, inParentheses, ordinary, type Formula } from './formula';
import { transposedOf } from './gradientFormula';
import type { Quantities } from './quantities';
import type { LayerIndex, QuantitySymbol } from './symbol';

/** ∇_{b_i} f = Δ_i, for a batch Δ_i·𝟏 (the row sums), n_i × 1. */
export function biasGradient(q: Quantities, i: LayerIndex): Formula {
  const left: QuantitySymbol = { name: 'gradient', by: 'b', layer: i, objective: q.objective };
  const Delta = q.factor({ name: 'Delta', layer: i });
  const right =
    q.columns === 1 ? ordinary([Delta]) : ordinary([Delta, '·', q.factor({ name: 'ones', size: q.columns })]);
  return formula(q.factor(left), right);
}

/** ∇_X f = W_1ᵀ·Δ_1, n_0 × m. */
export function inputGradient(q: Quantities): Formula {
  const left: QuantitySymbol = { name: 'gradient', by: 'X', layer: 0, objective: q.objective };
  const right = ordinary([transposedOf(q, { name: 'W', layer: 1 }), '·', q.factor({ name: 'Delta', layer: 1 })]);
  return formula(q.factor(left), right);
}

/**
 * W_i⁺ = W_i − η∇_{W_i} f, or the same for b_i: the parameters after one step of gradient descent. Where some of W_i is
 * frozen (§3), W_i⁺ = W_i − η(M_i ∘ ∇_{W_i} f) with the mask M_i.
 */
export function updateFormula(
  q: Quantities,
  parameter: 'W' | 'b',
  i: LayerIndex,
  frozen: Frozen | null = null,
): Formula {
  const left: QuantitySymbol = { name: 'updated', of: parameter, layer: i };
  const gradient = q.factor({ name: 'gradient', by: parameter, layer: i, objective: q.objective });
  const old = q.factor({ name: parameter, layer: i });
  const step =
    frozen === null ? gradient : inParentheses(ordinary([q.factor({ name: 'mask', layer: i, frozen }), '∘', gradient]));
  return formula(q.factor(left), ordinary([old, '−', q.factor({ name: 'rate' }), 'scale', step]));
}
