import { builtinActivation } from '../../../src/functions/builtin/activations';
import { builtinLoss } from '../../../src/functions/builtin/losses';
import type { Activation, LayerActivation } from '../../../src/functions/builtin/activation';
import type { Reduction } from '../../../src/functions/builtin/loss';
import { column, matrix, type Matrix } from '../../../src/network/matrix';
import type { Layer, Network, Objective, Sample } from '../../../src/network/network';

/** A matrix from its rows. */
export function rows(...entries: readonly (readonly number[])[]): Matrix {
  return matrix(entries.length, entries[0].length, Float64Array.from(entries.flat()));
}

export interface LayerSpec {
  /** One activation for all neurons, or one each; `softmax`. */
  readonly activation: string | readonly (string | Activation)[] | Activation;
  readonly inputSize: number;
  readonly size: number;
  readonly weights?: Matrix | null;
  /** A bias makes the layer affine; `null`: affine, its numbers to come. */
  readonly bias?: Matrix | null;
  readonly name?: string;
}

/** A network of these layers, f itself (or nothing, if there are several outputs) as its objective unless said otherwise. */
export function network(
  layers: readonly LayerSpec[],
  more: { title?: string; samples?: readonly Sample[]; objective?: Objective; rate?: number } = {},
): Network {
  const sizes = [layers[0].inputSize, ...layers.map(({ size }) => size)];
  const several = sizes[sizes.length - 1] > 1;
  return {
    title: more.title ?? null,
    sizes,
    layers: layers.map((spec, i): Layer => ({
      index: i + 1,
      name: spec.name ?? null,
      inputSize: spec.inputSize,
      size: spec.size,
      activation: layerActivation(spec),
      weights: spec.weights ?? null,
      affine: spec.bias !== undefined,
      bias: spec.bias ?? null,
    })),
    samples: more.samples ?? [],
    objective: more.objective ?? (several ? { kind: 'none' } : { kind: 'output', index: 1 }),
    rate: more.rate ?? null,
  };
}

function layerActivation({ activation, size }: LayerSpec): LayerActivation {
  if (activation === 'softmax') return { kind: 'softmax' };
  if (typeof activation === 'object' && 'value' in activation) {
    return { kind: 'coordinatewise', activations: new Array<Activation>(size).fill(activation), uniform: activation };
  }
  if (typeof activation === 'string') {
    const one = builtinActivation(activation)!;
    return { kind: 'coordinatewise', activations: new Array<Activation>(size).fill(one), uniform: one };
  }
  const activations = activation.map((one) => (typeof one === 'string' ? builtinActivation(one)! : one));
  return { kind: 'coordinatewise', activations, uniform: null };
}

export function input(X: readonly number[], target?: readonly number[]): Sample {
  return { name: 'X', kind: 'input', X: column(X), target: target === undefined ? null : column(target) };
}

export function loss(name: string, reduction: Reduction = 'sum'): Objective {
  return { kind: 'loss', loss: builtinLoss(name)!, reduction };
}

/** Mazur's step-by-step example. */
export const mazur = network(
  [
    {
      name: 'hidden',
      activation: 'sigmoid',
      inputSize: 2,
      size: 2,
      weights: rows([0.15, 0.2], [0.25, 0.3]),
      bias: column([0.35, 0.35]),
    },
    {
      activation: 'sigmoid',
      inputSize: 2,
      size: 2,
      weights: rows([0.4, 0.45], [0.5, 0.55]),
      bias: column([0.6, 0.6]),
    },
  ],
  {
    title: "Mazur's step-by-step example",
    samples: [input([0.05, 0.1], [0.01, 0.99])],
    objective: loss('half_sse'),
    rate: 0.5,
  },
);
