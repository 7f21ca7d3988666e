import { ChainBuilder, formula, inParentheses, ordinary, type Formula } from './formula';
import { transposedOf, weightGradient } from './gradientFormula';
import type { Quantities } from './quantities';
import { shifted, type LayerIndex, type QuantitySymbol } from './symbol';

/**
 * The base case, which the paper leaves out: ∇_{Σ_k} f = 1, n_k × m; with a loss ∇L, with a chosen output e_j.
 */
export function outputGradient(q: Quantities): Formula {
  const ones: QuantitySymbol = { name: 'ones', size: q.columns };
  const value = q.front === null ? transposedOf(q, ones) : q.factor(q.front);
  return formula(q.factor(activationGradient(q, q.last)), ordinary([value]));
}

/** Formula (7), read from the left to the right: ∇_{Σ_r} f = (∇_{Σ_{r+1}} f) ∘ Σ′_{r+1} • W_{r+1}ᵀ, n_r × m. */
export function innerIdentity(q: Quantities, r: LayerIndex): Formula {
  const next = shifted(r, 1);
  const right = throughActivation(q, next).add('•', transposedOf(q, { name: 'W', layer: next }));
  return formula(q.factor(activationGradient(q, r)), right.chain(), '7');
}

/** Formula (6), read from the left to the right: ∇_{W_r} f = (∇_{Σ_r} f) ∘ Σ′_r · Σ_{r−1}ᵀ, n_r × n_{r−1}. */
export function outerIdentity(q: Quantities, r: LayerIndex): Formula {
  const right = throughActivation(q, r).add('·', transposedOf(q, { name: 'Sigma', layer: shifted(r, -1) }));
  return formula(q.factor(weightGradient(q, r)), right.chain(), '6');
}

/** (∇_{Σ_i} f) ∘ Σ′_i, which is Δ_i; after softmax (∇_{Σ_k} f) • J_kᵀ. */
function throughActivation(q: Quantities, layer: LayerIndex): ChainBuilder {
  const chain = new ChainBuilder('left-to-right');
  const last = layer === q.last;
  if (last && q.beginsWithDelta) return chain.add('·', q.factor({ name: 'Delta', layer }));
  chain.add('·', inParentheses(ordinary([q.factor(activationGradient(q, layer))])));
  return last && q.lastDerivative === 'Jacobian'
    ? chain.add('•', transposedOf(q, { name: 'Jacobian', layer }))
    : chain.add('∘', q.factor({ name: 'dSigma', layer }));
}

function activationGradient(q: Quantities, layer: LayerIndex): QuantitySymbol {
  return { name: 'gradient', by: 'Sigma', layer, objective: q.objective };
}
