import { ChainBuilder, formula, inParentheses, ordinary, type Chain, type Formula } from './formula';
import { ellipsis, transposedOf, weightGradient, type LayerList } from './gradientFormula';
import type { Quantities } from './quantities';
import { shifted, type LayerIndex } from './symbol';

/**
 * Formula (5), in the ordinary order, with the square diagonal matrices Σ̂′_i in place of the columns Σ′_i:
 * ∇_{W_r} f = Σ_{r−1}ᵀ ⊗ (Σ̂′_r · W_{r+1}ᵀ · Σ̂′_{r+1} · … · W_kᵀ · Σ̂′_k), n_r × n_{r−1},
 * with · ∇L or · e_j at the end of the bracket, which is an n_r-column. Softmax's J_kᵀ is square already.
 * @throws RangeError for a batch, whose samples have a diagonal matrix each.
 */
export function diagonalForm(q: Quantities, r: LayerIndex, layers: LayerList): Formula {
  if (q.columns > 1)
    throw new RangeError('Formula (5) is for one sample: each sample has diagonal matrices of its own.');
  const chain = diagonalBracket(q, layers);
  const right = chain.terms.length === 1 ? chain.terms[0] : inParentheses(chain);
  const row = transposedOf(q, { name: 'Sigma', layer: shifted(r, -1) });
  return formula(q.factor(weightGradient(q, r)), ordinary([row, '⊗', right]), '5');
}

/**
 * The bracket of (5), Σ̂′_r · W_{r+1}ᵀ · … · Σ̂′_k with ∇L or e_j at its end: an n_r-column; without either of them
 * n_r × n_k, and column j is ∇_{N_r} f_j.
 */
export function diagonalBracket(q: Quantities, layers: LayerList): Chain {
  const bracket = new ChainBuilder('ordinary');
  [...layers].reverse().forEach((layer, position) => {
    if (layer === 'dots') {
      bracket.add('·', ellipsis);
      return;
    }
    if (position > 0) bracket.add('·', transposedOf(q, { name: 'W', layer }));
    bracket.add('·', derivativeOf(q, layer, position === layers.length - 1));
  });
  if (q.front !== null && !q.beginsWithDelta) bracket.add('·', q.factor(q.front));
  return bracket.chain();
}

function derivativeOf(q: Quantities, layer: LayerIndex, last: boolean) {
  if (last && q.beginsWithDelta) return q.factor({ name: 'Delta', layer });
  if (last && q.lastDerivative === 'Jacobian') return transposedOf(q, { name: 'Jacobian', layer });
  return q.factor({ name: 'diagonal', layer });
}
