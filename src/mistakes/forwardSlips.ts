import { matrix, type Matrix } from '../network/matrix';
import type { QuantityRef } from './quantity';
import type { SlipResult } from './slip';
import { softmax } from '../engine/softmax';
import type { Trace } from '../engine/trace';
import { product, transposedProduct } from './wrongBackward';

/** What is left out, or turned round, in layer i on the way forward. */
interface WrongLayer {
  readonly noBias?: boolean;
  readonly noActivation?: boolean;
  readonly transposed?: boolean;
}

/** What comes out for N_r or Σ_r if a bias, a Σ or a transposition is forgotten, the most usual first. */
export function* forwardSlips(claim: QuantityRef, trace: Trace): Generator<SlipResult, void, void> {
  const { layers } = trace.forward.network;
  const { layer: r } = claim;
  if (layers.slice(0, r).some(({ bias }) => bias !== null)) {
    yield { slip: { kind: 'noBias' }, value: wrongForward(claim, trace, (i) => ({ noBias: i === r }))! };
    yield { slip: { kind: 'noBias' }, value: wrongForward(claim, trace, () => ({ noBias: true }))! };
  }
  for (let layer = r - 1; layer >= 1; layer--) {
    const value = wrongForward(claim, trace, (i) => ({ noActivation: i === layer }))!;
    yield { slip: { kind: 'noActivation', layer }, value };
  }
  const transposed = wrongForward(claim, trace, (i) => ({ transposed: i === r }));
  if (transposed !== null) yield { slip: { kind: 'untransposed' }, value: transposed };
}

/** N_r or Σ_r, n_r × m, with these things done wrong; null where W_iᵀ does not fit. */
function wrongForward({ quantity, layer: r }: QuantityRef, { forward }: Trace, wrong: (i: number) => WrongLayer) {
  let values: Matrix = forward.sample.X;
  for (let i = 1; ; i++) {
    const { weights, bias, activation, size, inputSize } = forward.network.layers[i - 1];
    const { noBias, noActivation, transposed } = wrong(i);
    if (transposed && size !== inputSize) return null;
    const N = transposed ? transposedProduct(weights!, values) : product(weights!, values);
    if (bias !== null && !noBias) N.data.forEach((x, j) => (N.data[j] = x + bias.data[Math.floor(j / N.cols)]));
    if (i === r && quantity === 'N') return N;
    const Sigma = matrix(N.rows, N.cols);
    if (noActivation) Sigma.data.set(N.data);
    else if (activation.kind === 'softmax') softmax(N, Sigma);
    else {
      const { activations } = activation;
      N.data.forEach((x, j) => (Sigma.data[j] = activations[Math.floor(j / N.cols)].value(x)));
    }
    if (i === r) return Sigma;
    values = Sigma;
  }
}
