import { fusedLoss } from '../fusedLoss';
import { indexNotFinite } from '../finite';
import { hessianVectorSteps, type HessianVector, type LayerAlong } from '../hessianVector';
import type { Matrix } from '../../network/matrix';
import type { Steps } from '../../steps/steps';
import type { Trace } from '../trace';

/** An entry of what the R-operator gives that is infinite or NaN. */
export interface HessianFault {
  readonly quantity: Exclude<keyof LayerAlong, 'V' | 'v'> | Exclude<keyof HessianVector, 'layers'>;
  /** From 1; k for what is of the loss. */
  readonly layer: number;
  /** From 0; column of the batch, or of HV. */
  readonly row: number;
  readonly column: number;
}

/**
 * The first entry that is not finite on the way to the Hessian times the direction, in the order of the computation, of a
 * trace without a fault; null if all are finite. What follows from it is not looked at: one cause is named.
 */
export function* hessianFaultSteps(trace: Trace): Steps<HessianFault | null> {
  const along = trace.fault === null ? yield* hessianVectorSteps(trace) : null;
  if (along === null) return null;
  const { layers, d2Loss, RSeed } = along;
  for (const [i, { RN, RSigma, d2Sigma }] of layers.entries()) {
    const found = yield* firstOf({ RN, RSigma, d2Sigma }, i + 1);
    if (found !== null) return found;
  }
  // A loss that is computed together with the last layer does not take them on the way to RΔ_k.
  const found = isFused(trace) ? null : yield* firstOf({ d2Loss, RSeed }, layers.length);
  if (found !== null) return found;
  for (let i = layers.length; i >= 1; i--) {
    const { RDelta, HV, Hv } = layers[i - 1];
    const inLayer = yield* firstOf({ RDelta, HV, Hv }, i);
    if (inLayer !== null) return inLayer;
  }
  return null;
}

function isFused({ forward, backward }: Trace): boolean {
  const { layers } = forward.network;
  const { objective } = backward!;
  return objective.kind === 'loss' && fusedLoss(objective.loss, layers[layers.length - 1]) !== null;
}

/** The first entry of the matrices, in their order, that is not finite. */
function* firstOf(
  matrices: Partial<Record<HessianFault['quantity'], Matrix | null>>,
  layer: number,
): Steps<HessianFault | null> {
  for (const [quantity, A] of Object.entries(matrices) as [HessianFault['quantity'], Matrix | null][]) {
    const at = A === null ? -1 : yield* indexNotFinite(A.data);
    if (A !== null && at >= 0) return { quantity, layer, row: Math.floor(at / A.cols), column: at % A.cols };
  }
  return null;
}
