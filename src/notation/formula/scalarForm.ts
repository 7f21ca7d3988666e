import { nextOf } from './deltaRecursion';
import { ChainBuilder, formula, type Formula, type Letters } from './formula';
import { ellipsis, weightGradient, type LayerList } from './gradientFormula';
import type { ExplicitForm } from './gradientSystem';
import type { Quantities } from './quantities';
import { shifted, type LayerIndex } from './symbol';

/** Formula (1): as (2), with the arguments, σ′_k(N_k) for σ′_k. */
export const scalarFormWithArguments: ExplicitForm = (q, r, layers) =>
  scalarFormula(q, r, layers, '1', 'numbers with arguments');

/**
 * Formula (2), for networks with n = n_1 = … = n_k = 1 at one sample, where everything is a number:
 * ∇_{w_r} f = σ′_k w_k σ′_{k−1} w_{k−1} … σ′_r σ_{r−1}, with ∇L in front where there is a loss.
 */
export const scalarForm: ExplicitForm = (q, r, layers) => scalarFormula(q, r, layers, '2', 'numbers');

function scalarFormula(q: Quantities, r: LayerIndex, layers: LayerList, tag: string, letters: Letters): Formula {
  const chain = new ChainBuilder('left-to-right');
  layers.forEach((layer, position) => {
    if (layer === 'dots') {
      chain.add('·', ellipsis);
      return;
    }
    if (position === 0 && q.beginsWithDelta) {
      chain.add('·', q.factor({ name: 'Delta', layer }));
    } else {
      if (position === 0 && q.front !== null) chain.add('·', q.factor(q.front));
      chain.add('·', q.factor({ name: 'dSigma', layer }));
    }
    if (position < layers.length - 1) chain.add('·', q.factor({ name: 'W', layer })).brace('under', 2);
    else chain.add('·', q.factor({ name: 'Sigma', layer: shifted(layer, -1) })).brace('over', 2);
  });
  return formula(q.factor(weightGradient(q, r)), chain.chain(), tag, letters);
}

/** §4's own recursion: Δ_i = Δ_{i+1} w_{i+1} σ′_i, from Δ_{k+1} = w_{k+1} = 1, with a loss from Δ_{k+1} = ∇L. */
export function scalarDelta(q: Quantities, i: LayerIndex): Formula {
  const right = new ChainBuilder('left-to-right')
    .add('·', q.factor(nextOf(q, 'Delta', i)))
    .add('·', q.factor(nextOf(q, 'W', i)))
    .add('·', q.factor({ name: 'dSigma', layer: i }));
  return formula(q.factor({ name: 'Delta', layer: i }), right.chain(), null, 'numbers');
}

/** ∇_{w_i} f = Δ_i σ_{i−1}, where σ_0 = x. */
export function scalarGradient(q: Quantities, i: LayerIndex): Formula {
  const right = new ChainBuilder('left-to-right')
    .add('·', q.factor({ name: 'Delta', layer: i }))
    .add('·', q.factor({ name: 'Sigma', layer: shifted(i, -1) }));
  return formula(q.factor(weightGradient(q, i)), right.chain(), null, 'numbers');
}
