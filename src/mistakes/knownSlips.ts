import type { Trace } from '../engine/trace';
import { backwardSlips } from './backwardSlips';
import { finishingSlips } from './finishingSlips';
import { forwardSlips } from './forwardSlips';
import { formulaSlips } from './derivativeSlips';
import { lossSlips } from './lossSlips';
import { isGradient, matrixOf, type AskedRef } from './quantity';
import { otherMatrices, withoutFormal } from './otherMatrices';
import { wrongPass, type SlipResult, type WrongStep } from './wrongPass';

/** All slips that are changes of the computation, the most usual first. */
export interface WrongSteps {
  /** Of the way to the matrix. */
  readonly way: readonly WrongStep[];
  /** Of the finished matrix. */
  readonly finishing: readonly WrongStep[];
}

export function wrongStepsTo(wanted: AskedRef, trace: Trace): WrongSteps {
  const { layer: r, quantity } = wanted;
  const finishing = finishingSlips(wanted, trace);
  if (isGradient(wanted)) {
    const all = trace.forward.layers.length;
    return { way: [...backwardSlips(wanted, trace), ...forwardSlips(all, true, trace)], finishing };
  }
  const own = quantity === 'dSigma' ? formulaSlips(r, trace) : quantity === 'L' ? lossSlips(trace) : [];
  const way = [...own, ...forwardSlips(r, quantity === 'Sigma' || quantity === 'L', trace)];
  way.push({ slip: { kind: 'untransposed' }, change: { transposed: new Map([[r, true]]) } });
  return { way, finishing };
}

/**
 * What comes out for a matrix if one slip is made, the most usual first. A result may have another shape than the
 * correct matrix, and may happen to equal it.
 */
export function* slipsFor(wanted: AskedRef, trace: Trace): Generator<SlipResult, void, void> {
  if (matrixOf(wanted, trace) === null) return;
  yield* withoutFormal(wanted, trace);
  const { way, finishing } = wrongStepsTo(wanted, trace);
  for (const { slip, change } of [...finishing, ...way]) {
    const value = wrongPass(wanted, trace, change);
    if (value !== null) yield { slip, value };
  }
  yield* otherMatrices(wanted, trace);
}
