import { ChainBuilder, formula, type Formula } from './formula';
import { ellipsis, transposedOf, weightGradient, type LayerList } from './gradientFormula';
import type { Quantities } from './quantities';
import { shifted, type LayerIndex } from './symbol';

/**
 * Formula (4), read from the right to the left:
 * ∇_{W_r} f = Σ_{r−1}ᵀ ⊗ Σ′_r ∘ W_{r+1}ᵀ · Σ′_{r+1} ∘ … ∘ W_kᵀ · Σ′_k, n_r × n_{r−1},
 * with ∘ ∇L or ∘ e_j at the end where there is a loss or a chosen output, after softmax J_kᵀ · ∇L.
 * The Kronecker product of a row and a column is their product, so (4) is for one sample: over a batch it would not sum.
 * @throws RangeError for a batch.
 */
export function kroneckerForm(q: Quantities, r: LayerIndex, layers: LayerList): Formula {
  if (q.columns > 1)
    throw new RangeError('Formula (4) is for one sample: the Kronecker product does not sum over a batch.');
  const chain = new ChainBuilder('right-to-left');
  chain.add('⊗', transposedOf(q, { name: 'Sigma', layer: shifted(r, -1) }));
  [...layers].reverse().forEach((layer, position) => {
    if (layer === 'dots') {
      chain.add('∘', ellipsis);
      return;
    }
    if (position > 0) chain.add('∘', transposedOf(q, { name: 'W', layer }));
    chain.add(position === 0 ? '⊗' : '·', derivativeOf(q, layer, position === layers.length - 1));
    chain.brace(position === 0 ? 'over' : 'under', 2);
  });
  if (q.front !== null && !q.beginsWithDelta) {
    chain.add(q.lastDerivative === 'dSigma' ? '∘' : '·', q.factor(q.front));
  }
  return formula(q.factor(weightGradient(q, r)), chain.chain(), '4');
}

function derivativeOf(q: Quantities, layer: LayerIndex, last: boolean) {
  if (last && q.beginsWithDelta) return q.factor({ name: 'Delta', layer });
  if (last && q.lastDerivative === 'Jacobian') return transposedOf(q, { name: 'Jacobian', layer });
  return q.factor({ name: 'dSigma', layer });
}
