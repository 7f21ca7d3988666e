import fc from 'fast-check';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Trace } from '../../../src/engine/trace';
import { matrix, type Matrix } from '../../../src/network/matrix';
import type { Network, Objective, Sample } from '../../../src/network/network';
import { losses } from '../readBack/textbook';
import { loss, network } from './networks';

/** How many random networks a property is tried on; more with NNET_FUZZ. */
export const RUNS = Number(process.env.NNET_FUZZ ?? 200);

/** Enough for that many, in ms, also where other programs run. */
export const TIMEOUT = 120_000 + 20 * RUNS;

export interface Case {
  readonly net: Network;
  readonly trace: Trace;
}

const activations = ['tanh', 'sigmoid', 'softplus', 'gaussian', 'sin', 'identity', 'relu', 'elu', 'softsign'];

const objectives = ['output', ...Object.keys(losses)];

export interface Plan {
  readonly sizes: readonly number[];
  readonly columns: number;
  /** `output` or a loss. */
  readonly objective: string;
  readonly softmax: boolean;
  readonly mixed: boolean;
  readonly affine: number;
  readonly mean: boolean;
  readonly seed: number;
}

/** Networks of up to five layers, homogeneous and affine, with and without a loss, softmax, batches, several outputs. */
export function plans(more: { sizes?: fc.Arbitrary<readonly number[]>; columns?: number } = {}): fc.Arbitrary<Plan> {
  return fc.record({
    sizes: more.sizes ?? fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 6 }),
    columns: fc.integer({ min: 1, max: more.columns ?? 4 }),
    objective: fc.constantFrom(...objectives),
    softmax: fc.boolean(),
    mixed: fc.boolean(),
    affine: fc.nat(63),
    mean: fc.boolean(),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  });
}

/** Numbers in [−1, 1), the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
}

export function randomMatrix(rows: number, cols: number, next: () => number, scale = 1): Matrix {
  const m = matrix(rows, cols);
  for (let i = 0; i < m.data.length; i++) m.data[i] = next() * scale;
  return m;
}

/** The network of a plan, at its one sample. */
export function build(plan: Plan): Case {
  const { sizes, columns, mixed } = plan;
  const next = numbers(plan.seed);
  const k = sizes.length - 1;
  const outputs = sizes[k];
  const entropy = Object.hasOwn(losses, plan.objective) && losses[plan.objective].ofProbabilities;
  // The one output of softmax is 1, and 1 − 1 has no logarithm.
  const softmax = plan.softmax && !(entropy && outputs === 1);
  const pick = () => activations[Math.floor(((next() + 1) / 2) * activations.length)];
  const layers = sizes.slice(1).map((size, i) => {
    const last = i === k - 1;
    const name = last && softmax ? 'softmax' : last && entropy ? 'sigmoid' : pick();
    const each = mixed && !(last && (softmax || entropy)) ? Array.from({ length: size }, pick) : name;
    return {
      activation: each,
      inputSize: sizes[i],
      size,
      weights: randomMatrix(size, sizes[i], next, 1.5 / Math.sqrt(sizes[i])),
      ...((plan.affine >> i) & 1 ? { bias: randomMatrix(size, 1, next) } : {}),
    };
  });
  const target = randomMatrix(outputs, columns, next);
  for (let i = 0; i < target.data.length; i++) if (entropy) target.data[i] = (target.data[i] + 1) / 2;
  const objective: Objective =
    plan.objective === 'output'
      ? { kind: 'output', index: 1 + Math.floor(((next() + 1) / 2) * outputs) }
      : loss(plan.objective, plan.mean ? 'mean' : 'sum');
  const sample: Sample = {
    name: 'X',
    kind: columns === 1 ? 'input' : 'batch',
    X: randomMatrix(sizes[0], columns, next),
    target,
  };
  const net = network(layers, { samples: [sample], objective, rate: 0.5 });
  return { net, trace: traceNetwork(net, sample) };
}
