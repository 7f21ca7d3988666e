import type { Network } from '../../network/network';
import { inParentheses, ordinary, type Chain, type Term } from './formula';
import { preActivationTerms } from './forwardFormula';
import type { Quantities } from './quantities';

/**
 * f as Σ_k(N_k), Σ_k(W_k·Σ_{k−1}(N_{k−1})), …, the first `count` right sides of §2's chain of equalities; the one after
 * the k-th goes down to X.
 */
export function compositions(q: Quantities, { layers }: Network, count: number): readonly Chain[] {
  return Array.from({ length: Math.min(count, layers.length + 1) }, (_, depth) =>
    ordinary([activationAt(q, layers, layers.length, depth)]),
  );
}

/** Σ_i(N_i), or, `depth` layers written out, Σ_i(W_i·Σ_{i−1}(…) + b_i); X for i = 0. */
function activationAt(q: Quantities, layers: Network['layers'], i: number, depth: number): Term {
  const Sigma = q.factor({ name: 'Sigma', layer: i });
  if (i === 0) return Sigma;
  const argument: Term =
    depth === 0
      ? q.factor({ name: 'N', layer: i })
      : inParentheses(
          ordinary(preActivationTerms(q, i, layers[i - 1].affine, activationAt(q, layers, i - 1, depth - 1))),
        );
  return { kind: 'application', map: Sigma.symbol, argument, shape: Sigma.shape, value: Sigma.value };
}
