import { transposedEntries } from './entries';
import {
  ChainBuilder,
  formula,
  transposedFactor,
  type Chain,
  type Ellipsis,
  type Factor,
  type Formula,
} from './formula';
import type { Quantities } from './quantities';
import { shifted, type LayerIndex, type QuantitySymbol } from './symbol';

/** Layers in the order in which a formula names them, `dots` where some are left out. */
export type LayerList = readonly (LayerIndex | 'dots')[];

export const ellipsis: Ellipsis = { kind: 'ellipsis' };

/** The transposed factor, e.g. W_iᵀ. */
export function transposedOf(q: Quantities, symbol: QuantitySymbol): Factor {
  return transposedFactor(q.factor(symbol), transposedEntries);
}

/** ∇_{W_r} f as a symbol. */
export function weightGradient(q: Quantities, r: LayerIndex): QuantitySymbol {
  return { name: 'gradient', by: 'W', layer: r, objective: q.objective };
}

/**
 * Formula (3), read from the left to the right:
 * ∇_{W_r} f = Σ′_k • W_kᵀ ∘ Σ′_{k−1} • W_{k−1}ᵀ ∘ … ∘ Σ′_r · Σ_{r−1}ᵀ, n_r × n_{r−1},
 * with ∇L or e_j in front where there is a loss or a chosen output. A batch has the same formula: its last product sums
 * over the samples. After softmax, • J_kᵀ stands in the place of ∘ Σ′_k.
 * @param layers k … r; only without dots can the formula be evaluated.
 */
export function gradientFormula(q: Quantities, r: LayerIndex, layers: LayerList): Formula {
  return formula(q.factor(weightGradient(q, r)), leftToRight(q, layers), '3');
}

function leftToRight(q: Quantities, layers: LayerList): Chain {
  const chain = new ChainBuilder('left-to-right');
  layers.forEach((layer, position) => {
    if (layer === 'dots') {
      chain.add('∘', ellipsis);
      return;
    }
    if (position === 0) beginChain(q, chain);
    else chain.add('∘', q.factor({ name: 'dSigma', layer }));
    if (position < layers.length - 1) {
      chain.add('•', transposedOf(q, { name: 'W', layer })).brace('under', 2);
    } else {
      chain.add('·', transposedOf(q, { name: 'Sigma', layer: shifted(layer, -1) })).brace('over', 2);
    }
  });
  return chain.chain();
}

/** Everything up to and with layer k's own factor: Σ′_k, ∇L ∘ Σ′_k, ∇L • J_kᵀ, or Δ_k. */
function beginChain(q: Quantities, chain: ChainBuilder): void {
  const layer = q.last;
  if (q.beginsWithDelta) {
    chain.add('·', q.factor({ name: 'Delta', layer }));
    return;
  }
  if (q.front !== null) chain.add('·', q.factor(q.front));
  if (q.lastDerivative === 'dSigma') chain.add('∘', q.factor({ name: 'dSigma', layer }));
  else chain.add('•', transposedOf(q, { name: 'Jacobian', layer }));
}
