import type { ExactActivation, ExactMatrix, ExactNetwork } from './exactNetwork';
import { ONE, ZERO } from '../functions/numbers/rational';

/** The identity, for a formal neuron. */
const identity: ExactActivation = { value: (x) => x, derivative: () => ONE };

/** `toHomogeneous` (§3) of the exact numbers of a network. */
export function exactHomogeneous(network: ExactNetwork, affine: readonly boolean[]): ExactNetwork {
  const last = network.layers.length - 1;
  return {
    ...network,
    layers: network.layers.map(({ weights, bias, activations }, i) => ({
      weights: weights && (bias !== null || !affine[i]) ? augmented(weights, bias, i < last) : null,
      bias: null,
      activations: activations && i < last ? [...activations, identity] : activations,
    })),
    samples: network.samples.map(({ X, target }) => ({ X: X && withOnes(X), target })),
  };
}

/** `toAffine` (§3) of the exact numbers of a network. */
export function exactAffine(network: ExactNetwork): ExactNetwork {
  const last = network.layers.length - 1;
  return {
    ...network,
    layers: network.layers.map(({ weights, activations }, i) => {
      const rows = weights === null ? 0 : weights.rows - (i < last ? 1 : 0);
      return {
        weights: weights && block(weights, rows, 0, weights.cols - 1),
        bias: weights && block(weights, rows, weights.cols - 1, 1),
        activations: activations && i < last ? activations.slice(0, -1) : activations,
      };
    }),
    samples: network.samples.map(({ X, target }) => ({ X: X && block(X, X.rows - 1, 0, X.cols), target })),
  };
}

function augmented(W: ExactMatrix, b: ExactMatrix | null, formal: boolean): ExactMatrix {
  const data = Array.from({ length: W.rows }, (_, r) => [
    ...W.data.slice(r * W.cols, (r + 1) * W.cols),
    b === null ? ZERO : b.data[r],
  ]);
  if (formal) data.push([...W.data.slice(0, W.cols).map(() => ZERO), ONE]);
  return { rows: data.length, cols: W.cols + 1, data: data.flat() };
}

function withOnes({ rows, cols, data }: ExactMatrix): ExactMatrix {
  return { rows: rows + 1, cols, data: [...data, ...Array.from({ length: cols }, () => ONE)] };
}

/** The first rows of A, of the columns from `from` on so many. */
function block(A: ExactMatrix, rows: number, from: number, cols: number): ExactMatrix {
  const row = (r: number) => A.data.slice(r * A.cols + from, r * A.cols + from + cols);
  return { rows, cols, data: Array.from({ length: rows }, (_, r) => row(r)).flat() };
}
