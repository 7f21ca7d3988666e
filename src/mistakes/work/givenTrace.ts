import { FactoredProduct } from '../../engine/factoredProduct';
import { faultSteps } from '../../engine/flaws/fault';
import { finish } from '../../steps/steps';
import { scalarKernels } from '../../engine/scalarKernels';
import type { Backward, Forward, LayerForward, Trace } from '../../engine/trace';
import type { Matrix } from '../../network/matrix';
import { plusColumn, product, rowSums, timesDerivative, transposedProduct } from '../products';
import type { QuantityRef } from '../quantity';
import { slopesFromValues } from '../roundedPass';
import { activated, changedStart, derivativeAt, valuesBefore } from '../wrongPass';

/** A matrix that is taken as it is given, N_i, Σ_i or Δ_i; undefined where it is computed. */
export type Given = (quantity: QuantityRef['quantity'], layer: number) => Matrix | undefined;

/**
 * The trace with some matrices given, and everything after them computed from what is given.
 * @param fromValues whether Σ′ of sigmoid and tanh is computed from Σ and not from N.
 */
export function givenTrace(trace: Trace, given: Given, fromValues: boolean): Trace {
  const { network, sample } = trace.forward;
  const layers: LayerForward[] = [];
  let values = sample.X;
  for (const layer of network.layers) {
    const sums = product(layer.weights!, values);
    const N = given('N', layer.index) ?? (layer.bias === null ? sums : plusColumn(sums, layer.bias));
    values = given('Sigma', layer.index) ?? activated(layer, N);
    const slopes = derivativeAt(layer, N);
    layers.push({ N, Sigma: values, dSigma: slopes && fromValues ? slopesFromValues(layer, values, slopes) : slopes });
  }
  const forward: Forward = { ...trace.forward, layers, output: values };
  const backward = trace.backward && givenBackward(forward, trace.backward, given);
  return { forward, backward, fault: finish(faultSteps({ forward, backward })), underflows: [] };
}

function givenBackward(forward: Forward, right: Backward, given: Given): Backward {
  const { layers } = forward.network;
  const k = layers.length;
  const { seed, lastDelta } = changedStart(forward, right, given('Sigma', k) !== undefined);
  const Delta = new Array<Matrix>(k);
  Delta[k - 1] = given('Delta', k) ?? lastDelta;
  for (let i = k - 1; i >= 1; i--) {
    Delta[i - 1] =
      given('Delta', i) ?? timesDerivative(forward.layers[i - 1], transposedProduct(layers[i].weights!, Delta[i]));
  }
  return {
    objective: right.objective,
    value: right.value,
    seed,
    fused: right.fused,
    lossKinks: right.lossKinks,
    Delta,
    gradW: Delta.map((D, i) => new FactoredProduct(D, valuesBefore(forward, i + 1), scalarKernels)),
    gradb: Delta.map((D, i) => (layers[i].affine ? rowSums(D) : null)),
    gradX: transposedProduct(layers[0].weights!, Delta[0]),
  };
}
