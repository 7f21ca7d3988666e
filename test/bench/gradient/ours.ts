import { builtinActivation } from '../../../src/functions/builtin/activations';
import { builtinLoss } from '../../../src/functions/builtin/losses';
import { matrix } from '../../../src/network/matrix';
import type { Network, Sample } from '../../../src/network/network';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Trace } from '../../../src/engine/trace';
import { timed, type Contestant, type Gradient, type GradientCase } from './gradientCase';

/** The engine, every ∇W made as a whole matrix. */
export const whole: Contestant = {
  name: 'NNet',
  prepare: (given) => {
    const { network, sample } = networkOf(given);
    return Promise.resolve(
      timed(
        () => everyMatrix(traceNetwork(network, sample)),
        (gradient) => gradient,
      ),
    );
  },
};

/** The engine as the extension uses it: ∇W kept as its factors, entries made when looked at. */
export const factored: Contestant = {
  name: 'NNet, factored',
  prepare: (given) => {
    const { network, sample } = networkOf(given);
    return Promise.resolve(timed(() => traceNetwork(network, sample), everyMatrix));
  },
};

function everyMatrix({ backward }: Trace): Gradient {
  const { value, gradW, gradb } = backward!;
  return { value, gradW: gradW.map((g) => g.toMatrix().data), gradb: gradb.map((g) => g!.data) };
}

function networkOf({ sizes, m, W, b, X, Y }: GradientCase): { network: Network; sample: Sample } {
  const tanh = builtinActivation('tanh')!;
  const network: Network = {
    title: null,
    sizes,
    layers: sizes.slice(1).map((size, i) => ({
      index: i + 1,
      name: null,
      inputSize: sizes[i],
      size,
      activation: { kind: 'coordinatewise', activations: new Array(size).fill(tanh), uniform: tanh },
      weights: matrix(size, sizes[i], W[i] as Float64Array<ArrayBuffer>),
      affine: true,
      bias: matrix(size, 1, b[i] as Float64Array<ArrayBuffer>),
    })),
    samples: [],
    objective: { kind: 'loss', loss: builtinLoss('half_sse')!, reduction: 'sum' },
    rate: null,
  };
  const sample: Sample = {
    name: 'X',
    kind: 'batch',
    X: matrix(sizes[0], m, X as Float64Array<ArrayBuffer>),
    target: matrix(sizes[sizes.length - 1], m, Y as Float64Array<ArrayBuffer>),
  };
  return { network, sample };
}
