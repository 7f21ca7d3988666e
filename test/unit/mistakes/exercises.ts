// Random exercises for a textbook network and the same network for the engine.
import assert from 'node:assert/strict';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Trace } from '../../../src/engine/trace';
import type { QuantityRef } from '../../../src/mistakes/quantity';
import type { WrittenMatrix } from '../../../src/mistakes/writtenMatrix';
import { matrix } from '../../../src/network/matrix';
import { batch, lossObjective, network, rows } from '../engine/networks';
import type { LossName } from '../../../src/functions/builtin/losses';
import { type ActName, type Exercise, lossesOnPaper, type Rows } from './textbook';

/** Numbers in [0, 1), the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(next: () => number, from: readonly T[]): T {
  return from[Math.floor(next() * from.length)];
}

/** Mazur's network with his numbers. */
export const mazur: Exercise = {
  sizes: [2, 2, 2],
  W: [[[0.15, 0.2], [0.25, 0.3]], [[0.4, 0.45], [0.5, 0.55]]], // prettier-ignore
  b: [[0.35, 0.35], [0.6, 0.6]], // prettier-ignore
  act: ['sigmoid', 'sigmoid'],
  loss: 'half_sse',
  mean: false,
  rate: 0.5,
  X: [[0.05], [0.1]],
  Y: [[0.01], [0.99]],
};

/** Those of random exercises, always the same, so that another loss does not change all of them. */
const DRAWN: readonly LossName[] = ['half_sse', 'sse', 'mse', 'cross_entropy', 'binary_cross_entropy'];

/** Depth 1 … 4, width 1 … 5, batches of 1 … 4, numbers with two decimals as exercises have them. */
export function randomExercise(next: () => number, wanted: LossName | null = null): Exercise {
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const number = (scale: number) => Math.round((next() * 2 - 1) * scale * 100) / 100;
  const rowsOf = (n: number, m: number, scale: number): number[][] =>
    Array.from({ length: n }, () => Array.from({ length: m }, () => number(scale)));
  const k = pick(next, [1, 2, 2, 3, 3, 4]);
  const square = next() < 0.4 ? whole(2, 4) : null;
  const sizes = Array.from({ length: k + 1 }, () => square ?? pick(next, [1, 2, 2, 3, 3, 4, 5]));
  const m = whole(1, 4);
  const loss = wanted ?? pick(next, DRAWN);
  const { last } = lossesOnPaper[loss];
  const inner = (): ActName => pick(next, ['sigmoid', 'sigmoid', 'tanh', 'tanh', 'relu', 'softplus', 'identity']);
  const act = Array.from({ length: k }, inner);
  if (last === 'softmax' && sizes[k] === 1) sizes[k] = 3;
  if (last !== undefined) act[k - 1] = last;
  else if (next() < 0.15 && sizes[k] > 1) act[k - 1] = 'softmax';
  const target = () => (last === undefined ? number(1) : whole(0, 1));
  const Y =
    last === 'softmax'
      ? oneHot(sizes[k], m, whole)
      : Array.from({ length: sizes[k] }, () => Array.from({ length: m }, target));
  return {
    sizes,
    W: act.map((_, i) => rowsOf(sizes[i + 1], sizes[i], 1)),
    b: act.map((_, i) => (next() < 0.7 ? rowsOf(1, sizes[i + 1], 1)[0] : null)),
    act,
    loss,
    mean: next() < 0.5,
    rate: pick(next, [0.5, 0.1, 0.3, 0.05]),
    X: rowsOf(sizes[0], m, 1.5),
    Y,
  };
}

function oneHot(n: number, m: number, whole: (low: number, high: number) => number): number[][] {
  const classes = Array.from({ length: m }, () => whole(0, n - 1));
  return Array.from({ length: n }, (_, r) => classes.map((c) => (c === r ? 1 : 0)));
}

export function traceOf(e: Exercise): Trace {
  const net = {
    ...network(
      e.act.map((act, i) => ({ W: e.W[i], b: e.b[i], act })),
      lossObjective(e.loss, e.mean ? 'mean' : 'sum'),
    ),
    rate: e.rate,
  };
  return traceNetwork(net, batch(e.X, e.Y));
}

/** As someone writes it with so many significant digits, or decimals. */
export function writtenRows(A: Rows, digits: number, style: 'significant' | 'decimals' = 'significant'): WrittenMatrix {
  const texts = A.flat().map((x) =>
    style === 'decimals' ? x.toFixed(digits) : x === 0 ? '0' : x.toExponential(digits - 1),
  );
  const unit = (text: string) =>
    style === 'decimals' ? 10 ** -digits : text === '0' ? 0 : 10 ** (Number(text.split('e')[1]) - digits + 1);
  const of = (f: (text: string) => number) => matrix(A.length, A[0].length, Float64Array.from(texts, f));
  return { values: of(Number), units: of(unit) };
}

/** The matrices that can be asked for; ∇b only where there is a bias. */
export function quantitiesIn(e: Exercise): QuantityRef[] {
  const out: QuantityRef[] = [{ quantity: 'gradX', layer: 0 }];
  e.act.forEach((_, i) => {
    const layer = i + 1;
    for (const quantity of ['N', 'Sigma', 'Delta', 'gradW'] as const) out.push({ quantity, layer });
    if (e.b[i] !== null) out.push({ quantity: 'gradb', layer });
  });
  return out;
}

export function assertSame(A: Rows, data: Float64Array): void {
  const B = rows(A).data;
  assert.equal(B.length, data.length);
  B.forEach((x, i) => assert.ok(Math.abs(x - data[i]) <= 1e-9 * (1 + Math.abs(x)), `${x} is not ${data[i]}`));
}
