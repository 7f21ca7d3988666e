import { transposedEntries } from './entries';
import { formula, ordinary, transposedFactor, type Formula, type Term } from './formula';
import type { Operator } from './product';
import type { Quantities } from './quantities';
import type { QuantitySymbol } from './symbol';

/** N_i = W_i·Σ_{i-1} (+ b_i), n_i × m. Over a batch the bias is written b_i·𝟏ᵀ: nothing is broadcast. */
export function preActivation(q: Quantities, layer: number, affine: boolean): Formula {
  const terms = preActivationTerms(q, layer, affine, q.factor({ name: 'Sigma', layer: layer - 1 }));
  return formula(q.factor({ name: 'N', layer }), ordinary(terms));
}

/** W_i·A (+ b_i) for what goes into the layer. */
export function preActivationTerms(
  q: Quantities,
  layer: number,
  affine: boolean,
  input: Term,
): readonly (Term | Operator)[] {
  const parts: (Term | Operator)[] = [q.factor({ name: 'W', layer }), '·', input];
  if (affine) {
    parts.push('+', q.factor({ name: 'b', layer }));
    if (q.columns > 1) {
      parts.push('·', transposedFactor(q.factor({ name: 'ones', size: q.columns }), transposedEntries));
    }
  }
  return parts;
}

/** Σ_i = Σ_i(N_i), n_i × m. */
export function activation(q: Quantities, layer: number): Formula {
  return mapped(q, { name: 'Sigma', layer }, layer);
}

/** Σ′_i = Σ′_i(N_i), n_i × m; softmax has none. */
export function activationDerivative(q: Quantities, layer: number): Formula {
  return mapped(q, { name: 'dSigma', layer }, layer);
}

function mapped(q: Quantities, symbol: QuantitySymbol, layer: number): Formula {
  const left = q.factor(symbol);
  const argument = q.factor({ name: 'N', layer });
  const { shape, value } = left;
  return formula(left, ordinary([{ kind: 'application', map: symbol, argument, shape, value }]));
}
