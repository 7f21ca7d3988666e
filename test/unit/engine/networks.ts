// Networks for the engine's tests, built from plain numbers.
import assert from 'node:assert/strict';
import type { Activation, LayerActivation } from '../../../src/functions/builtin/activation';
import { builtinActivation } from '../../../src/functions/builtin/activations';
import type { Reduction } from '../../../src/functions/builtin/loss';
import { builtinLoss } from '../../../src/functions/builtin/losses';
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
    custom: false,
    value,
    derivative,
    kinks,
    isKink: (x) => kinks.includes(x),
  };
}

/** The built-in activation of that name. */
export function builtIn(name: string): Activation {
  return builtinActivation(name) ?? assert.fail(`no activation ${name}`);
}

export interface LayerPlan {
  /** Rows of W. */
  readonly W: readonly (readonly number[])[];
  readonly b?: readonly number[] | null;
  /** One name for all neurons, or one each, or `softmax`. */
  readonly act: string | readonly string[] | Activation;
}

/** One object for all neurons with the same activation. */
function sharedBuiltIns(names: readonly string[]): Activation[] {
  const known = new Map(names.map((name) => [name, builtIn(name)]));
  return names.map((name) => known.get(name)!);
}

function layerActivation(act: LayerPlan['act'], size: number): LayerActivation {
  if (act === 'softmax') return { kind: 'softmax' };
  if (typeof act === 'string') return layerActivation(builtIn(act), size);
  if ('value' in act) {
    return { kind: 'coordinatewise', activations: new Array<Activation>(size).fill(act), uniform: act };
  }
  const activations = sharedBuiltIns(act);
  const uniform = activations.every((a) => a === activations[0]) ? activations[0] : null;
  return { kind: 'coordinatewise', activations, uniform };
}

function layer({ W: entries, b = null, act }: LayerPlan, index: number): Layer {
  const W = rows(entries);
  return {
    index,
    name: null,
    inputSize: W.cols,
    size: W.rows,
    activation: layerActivation(act, W.rows),
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
  return { kind: 'loss', loss: builtinLoss(name) ?? assert.fail(`no loss ${name}`), reduction };
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
