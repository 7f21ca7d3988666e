import type { Trace } from '../engine/trace';
import { transpose, type Matrix } from '../network/matrix';
import { batchSize } from '../network/sampleColumn';
import { times } from './products';
import { isGradient, type AskedRef } from './quantity';
import type { Slip } from './slip';
import type { WrongStep } from './wrongPass';

/** Slips that change the finished matrix: its rows and columns, its sign, or a factor. The most usual come first. */
export function finishingSlips(wanted: AskedRef, trace: Trace): WrongStep[] {
  const made = (slip: Slip, finish: (value: Matrix) => Matrix): WrongStep => ({ slip, change: { finish } });
  const scaled = (slip: Slip, factor: number): WrongStep => made(slip, (value) => times(factor, value));
  const isLoss = wanted.quantity === 'L';
  const shape = [...(isLoss ? [] : [made({ kind: 'transposed' }, transpose)]), scaled({ kind: 'negated' }, -1)];
  const { forward, backward } = trace;
  if (backward === null || !(isLoss || isGradient(wanted))) return shape;
  const out = shape;
  const { objective } = backward;
  // One sample of a batch has its share of the batch's mean.
  const m = batchSize(forward.sample);
  if (m > 1) {
    const mean = objective.kind === 'loss' && objective.reduction === 'mean';
    if (mean) out.push(scaled({ kind: 'sumNotMean', columns: m }, m));
    out.push(scaled({ kind: mean ? 'averagedTwice' : 'meanNotSum', columns: m }, 1 / m));
  }
  if (objective.kind === 'loss') {
    out.push(scaled({ kind: 'twice' }, 2), scaled({ kind: 'half' }, 1 / 2));
    const outputs = forward.output.rows;
    if (objective.loss.meanOverCoordinates && outputs > 1) {
      out.push(scaled({ kind: 'noMeanOfOutputs', outputs }, outputs));
    }
  }
  const { rate } = forward.network;
  if (rate !== null && !isLoss) {
    out.push(scaled({ kind: 'timesRate', negative: false }, rate));
    out.push(scaled({ kind: 'timesRate', negative: true }, -rate));
  }
  return out;
}
