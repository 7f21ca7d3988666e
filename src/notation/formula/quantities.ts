import type { Trace } from '../../engine/trace';
import type { Network, Objective } from '../../network/network';
import { derivedFactor, isDerived } from './derivedQuantities';
import type { Factor } from './formula';
import { traceFactor } from './traceQuantities';
import type { LayerIndex, ObjectiveSymbol, QuantitySymbol } from './symbol';

/** The quantities that formulas are made of: those of a network at hand, or the letters of a general formula. */
export interface Quantities {
  /** k. */
  readonly last: LayerIndex;
  /** m, the number of samples that are looked at. */
  readonly columns: number;
  /** Where one sample of a batch is looked at on its own: which one, from 1, of how many. */
  readonly column: { readonly index: number; readonly of: number } | null;
  readonly objective: ObjectiveSymbol;
  /** What stands in front of Σ′_k: ∇L, the indicator e_j of the chosen output, or nothing, as in the paper. */
  readonly front: QuantitySymbol | null;
  /**
   * Whether the gradient formulas begin with Δ_k: where it is no product of the paper's kinds (softmax over a batch), or
   * where that product would lose digits (a saturated last layer, for which the engine has a stable form).
   */
  readonly beginsWithDelta: boolean;
  /** What stands for Σ′_k: softmax has a Jacobian instead, since it is not coordinate-wise. */
  readonly lastDerivative: 'dSigma' | 'Jacobian';
  /** A quantity as a factor, with its shape and value where they are known. */
  readonly factor: (symbol: QuantitySymbol) => Factor;
}

/** The letters of the paper's own f, with no sizes and no numbers: k layers, n_k = 1. */
export const generalQuantities: Quantities = {
  last: { letter: 'k', offset: 0 },
  columns: 1,
  column: null,
  objective: { letter: 'f', output: null, column: null },
  front: null,
  beginsWithDelta: false,
  lastDerivative: 'dSigma',
  factor: (symbol) => ({ kind: 'factor', symbol, transposed: false, shape: null, value: null }),
};

/**
 * The quantities of a network, with the numbers of a trace if there is one.
 * Nothing is copied: values are views that make an entry when it is looked at.
 */
export function quantitiesOf(network: Network, trace: Trace | null): Quantities {
  const k = network.layers.length;
  const sample = trace?.forward.sample ?? network.samples[0];
  const columns = sample?.X.cols ?? 1;
  const column = sample?.column ?? null;
  const objective = trace?.backward?.objective ?? network.objective;
  const outputs = network.sizes[k];
  const softmax = network.layers[k - 1]?.activation.kind === 'softmax';
  const q: Quantities = {
    last: k,
    columns,
    column,
    objective:
      objective.kind === 'loss'
        ? { letter: 'L', output: null, column: column?.index ?? null }
        : { letter: 'f', output: objective.kind === 'output' && outputs > 1 ? objective.index : null, column: null },
    front: frontOf(objective, outputs, columns),
    beginsWithDelta: (softmax && columns > 1) || (trace !== null && losesDigits(trace)),
    lastDerivative: softmax ? 'Jacobian' : 'dSigma',
    factor: (symbol) => {
      if (symbol.name === 'along') return generalQuantities.factor(symbol);
      return isDerived(symbol) ? derivedFactor(symbol, q) : traceFactor(symbol, { network, trace, columns });
    },
  };
  return q;
}

function frontOf(objective: Objective, outputs: number, columns: number): Quantities['front'] {
  if (objective.kind === 'loss') return { name: 'lossGradient' };
  if (objective.kind === 'none' || outputs === 1) return null;
  return { name: 'indicator', output: objective.index, columns };
}

/** How far ∇L ∘ Σ′_k (or Jᵀ·∇L) may be from the engine's stable Δ_k, relative to its largest entry. */
const TOLERANCE = 5e-13;

/** Whether the engine's stable Δ_k and the product that the formula would show for it differ in digits that matter. */
function losesDigits({ forward, backward }: Trace): boolean {
  if (backward === null || backward.fused === null) return false;
  const { seed } = backward;
  const Delta = backward.Delta[backward.Delta.length - 1];
  const { Sigma: P, dSigma } = forward.layers[forward.layers.length - 1];
  const m = seed.cols;
  let largest = 0;
  let worst = 0;
  for (let c = 0; c < m; c++) {
    let dot = 0;
    if (dSigma === null) for (let i = c; i < seed.data.length; i += m) dot += P.data[i] * seed.data[i];
    for (let i = c; i < seed.data.length; i += m) {
      const product = dSigma === null ? P.data[i] * (seed.data[i] - dot) : seed.data[i] * dSigma.data[i];
      const difference = Math.abs(product - Delta.data[i]);
      if (!Number.isFinite(difference)) return true;
      worst = Math.max(worst, difference);
      largest = Math.max(largest, Math.abs(Delta.data[i]));
    }
  }
  return worst > TOLERANCE * largest;
}
