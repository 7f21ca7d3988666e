// Networks for the engine's tests, built from plain numbers.
import type { Activation } from '../../../src/network/activation';
import type { Loss, Reduction } from '../../../src/network/loss';
import { column, matrix, type Matrix } from '../../../src/network/matrix';
import type { Layer, Network, Objective, Sample } from '../../../src/network/network';

type Scalar = (x: number) => number;

/** An activation with what the engine asks of it. */
export function activation(name: string, value: Scalar, derivative: Scalar, kinks: number[] = []): Activation {
  return {
    name,
    parameters: [],
    formula: name,
    derivativeFormula: name,
    argument: 'x',
    own: false,
    value,
    derivative,
    isKink: (x) => kinks.includes(x),
  };
}

const sigmoid: Scalar = (x) => 1 / (1 + Math.exp(-x));

export const activations: Record<string, Activation> = Object.fromEntries(
  [
    activation(
      'identity',
      (x) => x,
      () => 1,
    ),
    activation('sigmoid', sigmoid, (x) => sigmoid(x) * sigmoid(-x)),
    activation('tanh', Math.tanh, (x) => 1 / Math.cosh(x) ** 2),
    activation(
      'relu',
      (x) => Math.max(x, 0),
      (x) => (x > 0 ? 1 : 0),
      [0],
    ),
    activation('softplus', (x) => Math.log1p(Math.exp(x)), sigmoid),
    activation(
      'softsign',
      (x) => x / (1 + Math.abs(x)),
      (x) => 1 / (1 + Math.abs(x)) ** 2,
    ),
    activation(
      'gaussian',
      (x) => Math.exp(-x * x),
      (x) => -2 * x * Math.exp(-x * x),
    ),
    activation('sin', Math.sin, Math.cos),
    activation('cos', Math.cos, (x) => -Math.sin(x)),
    activation('exp', Math.exp, Math.exp),
    activation(
      'square',
      (x) => x * x,
      (x) => 2 * x,
    ),
    activation(
      'step',
      (x) => (x >= 0 ? 1 : 0),
      () => 0,
      [0],
    ),
  ].map((a) => [a.name, a]),
);

type Pair = (y: number, t: number) => number;

function loss(
  name: string,
  value: Pair,
  derivative: Pair,
  isKink: (y: number, t: number) => boolean = () => false,
): Loss {
  return {
    name,
    parameters: [],
    formula: name,
    argumentNames: ['y', 't'],
    defaultReduction: name === 'mse' ? 'mean' : 'sum',
    meanOverCoordinates: name === 'mse',
    value,
    derivative,
    isKink,
  };
}

const xlny: Pair = (x, y) => (x === 0 ? 0 : x * Math.log(y));

export const losses: Record<string, Loss> = Object.fromEntries(
  [
    loss(
      'half_sse',
      (y, t) => (y - t) ** 2 / 2,
      (y, t) => y - t,
    ),
    loss(
      'sse',
      (y, t) => (y - t) ** 2,
      (y, t) => 2 * (y - t),
    ),
    loss(
      'mse',
      (y, t) => (y - t) ** 2,
      (y, t) => 2 * (y - t),
    ),
    loss(
      'l1',
      (y, t) => Math.abs(y - t),
      (y, t) => Math.sign(y - t),
      (y, t) => y === t,
    ),
    loss(
      'cross_entropy',
      (y, t) => -xlny(t, y),
      (y, t) => (t === 0 ? 0 : -t / y),
    ),
    loss(
      'binary_cross_entropy',
      (y, t) => -xlny(t, y) - xlny(1 - t, 1 - y),
      (y, t) => (t === 0 ? 0 : -t / y) + (t === 1 ? 0 : (1 - t) / (1 - y)),
    ),
  ].map((l) => [l.name, l]),
);

export interface LayerPlan {
  /** Rows of W. */
  readonly W: readonly (readonly number[])[];
  readonly b?: readonly number[] | null;
  /** One name for all neurons, or one each, or `softmax`. */
  readonly act: string | readonly string[] | Activation;
}

function layer(plan: LayerPlan, index: number): Layer {
  const W = rows(plan.W);
  const { act, b = null } = plan;
  const each =
    typeof act === 'string'
      ? new Array<Activation>(W.rows).fill(activations[act])
      : Array.isArray(act)
        ? act.map((name: string) => activations[name])
        : new Array<Activation>(W.rows).fill(act as Activation);
  return {
    index,
    name: null,
    inputSize: W.cols,
    size: W.rows,
    activation:
      act === 'softmax'
        ? { kind: 'softmax' }
        : { kind: 'coordinatewise', activations: each, uniform: each.every((a) => a === each[0]) ? each[0] : null },
    weights: W,
    affine: b !== null,
    bias: b && column(b),
  };
}

export function rows(entries: readonly (readonly number[])[]): Matrix {
  return matrix(entries.length, entries[0].length, Float64Array.from(entries.flat()));
}

export function network(plans: readonly LayerPlan[], objective: Objective = { kind: 'output', index: 1 }): Network {
  const layers = plans.map((plan, i) => layer(plan, i + 1));
  return {
    title: null,
    sizes: [layers[0].inputSize, ...layers.map((l) => l.size)],
    layers,
    samples: [],
    objective,
    rate: null,
  };
}

/** One column. */
export function input(x: readonly number[], target: readonly number[] | null = null): Sample {
  return { name: 'X', kind: 'input', X: column(x), target: target && column(target) };
}

/** Columns side by side, given as rows of X and Y. */
export function batch(X: readonly (readonly number[])[], Y: readonly (readonly number[])[] | null = null): Sample {
  return { name: 'X', kind: 'batch', X: rows(X), target: Y && rows(Y) };
}

export function lossObjective(name: string, reduction: Reduction = 'sum'): Extract<Objective, { kind: 'loss' }> {
  return { kind: 'loss', loss: losses[name], reduction };
}

/** A stream of numbers in (−1, 1), the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

export function randomRows(n: number, m: number, next: () => number, scale = 1): number[][] {
  return Array.from({ length: n }, () => Array.from({ length: m }, () => scale * next()));
}
