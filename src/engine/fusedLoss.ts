import type { Loss } from '../functions/builtin/loss';
import type { Matrix } from '../network/matrix';
import type { Layer } from '../network/network';
import { sigmoid, softplus } from '../functions/numbers/specialFunctions';
import { CompensatedSum } from './compensatedSum';
import { softmaxColumn } from './softmax';
import type { Backward } from './trace';

/**
 * A loss and a last layer that are computed together from N_k: the value does not overflow where Σ_k is rounded to 0
 * or 1, and Δ_k does not come from ∞·0.
 */
export interface FusedLoss {
  readonly kind: NonNullable<Backward['fused']>;
  /** Adds L's terms of all columns to `sum` and writes Δ_k (before any mean) to `Delta`; all n_k × m. */
  evaluate(N: Matrix, Y: Matrix, sum: CompensatedSum, Delta: Matrix): void;
}

/** The stable form of this loss after this last layer, or null if there is none. */
export function fusedLoss(loss: Loss, last: Layer): FusedLoss | null {
  if (loss.name === 'cross_entropy' && last.activation.kind === 'softmax') return softmaxCrossEntropy;
  if (loss.name !== 'binary_cross_entropy' || last.activation.kind !== 'coordinatewise') return null;
  const { activations } = last.activation;
  const sigmoid = activations.every((a) => !a.own && (a.name === 'sigmoid' || a.name === 'logistic'));
  return sigmoid ? sigmoidBinaryCrossEntropy : null;
}

/**
 * L = Σ_j y_j·(ln Σ_i e^{N_i} − N_j) and Δ_k = p·ΣY − Y for any target Y. The difference is taken as
 * p_j·(ΣY − y_j) − y_j·(1 − p_j), with 1 − p_j from the other exponentials, so that nothing cancels for a class label.
 */
const softmaxCrossEntropy: FusedLoss = {
  kind: 'softmax-cross-entropy',
  evaluate(N, Y, sum, Delta) {
    const { rows, cols } = N;
    for (let c = 0; c < cols; c++) {
      const { top, max, rest } = softmaxColumn(N, c);
      const all = 1 + rest;
      const logAll = Math.log1p(rest);
      const mass = new CompensatedSum();
      for (let i = c; i < rows * cols; i += cols) mass.add(Y.data[i]);
      for (let r = 0, i = c; r < rows; r++, i += cols) {
        const y = Y.data[i];
        const e = Math.exp(N.data[i] - max);
        const others = r === top ? rest : all - e;
        if (y !== 0) {
          sum.add(y * (max - N.data[i]));
          sum.add(y * logAll);
        }
        Delta.data[i] = ((mass.value - y) * e - y * others) / all;
      }
    }
  },
};

/**
 * L = Σ_j [y_j·ln(1 + e^{−N_j}) + (1 − y_j)·ln(1 + e^{N_j})] and Δ_k = p − Y, taken as (1 − y_j)·p_j − y_j·(1 − p_j)
 * with 1 − p_j = 1/(1 + e^{N_j}).
 */
const sigmoidBinaryCrossEntropy: FusedLoss = {
  kind: 'sigmoid-binary-cross-entropy',
  evaluate(N, Y, sum, Delta) {
    for (let i = 0; i < N.data.length; i++) {
      const x = N.data[i];
      const y = Y.data[i];
      if (y !== 0) sum.add(y * softplus(-x));
      if (y !== 1) sum.add((1 - y) * softplus(x));
      Delta.data[i] = (1 - y) * sigmoid(x) - y * sigmoid(-x);
    }
  },
};
