import { findBuiltinLoss, type LossName } from '../functions/builtin/losses';
import type { Trace } from '../engine/trace';
import type { OtherLoss } from './slip';
import type { WrongStep } from './wrongPass';

/** What a loss is taken for: another ℓ(y, t), or another end of its sum. */
interface Substitute {
  readonly used: OtherLoss;
  readonly value: (y: number, t: number) => number;
  readonly root?: true;
}

const ofSquares: readonly Substitute[] = [
  { used: 'noSquare', value: (y, t) => y - t },
  { used: 'root', value: (y, t) => (y - t) ** 2, root: true },
];

/** What each loss is often taken for, the most usual first. */
const substitutes: Readonly<Record<LossName, readonly Substitute[]>> = {
  half_sse: ofSquares,
  sse: ofSquares,
  mse: ofSquares,
  l1: [],
  huber: [],
  cross_entropy: [
    { used: 'log10', value: (y, t) => -share(t, Math.log10(y)) },
    { used: 'noLogarithm', value: (y, t) => -t * y },
  ],
  binary_cross_entropy: [
    { used: 'log10', value: (y, t) => -share(t, Math.log10(y)) - share(1 - t, Math.log10(1 - y)) },
    { used: 'noLogarithm', value: (y, t) => -t * y - (1 - t) * (1 - y) },
    { used: 'oneTerm', value: (y, t) => -share(t, Math.log(y)) },
  ],
};

/** Nothing of an infinite logarithm is 0. */
function share(part: number, log: number): number {
  return part === 0 ? 0 : part * log;
}

/** Other formulas for the loss itself. */
export function lossSlips({ backward }: Trace): WrongStep[] {
  if (backward?.objective.kind !== 'loss') return [];
  const builtin = findBuiltinLoss(backward.objective.loss.name);
  return (builtin === null ? [] : substitutes[builtin.name]).map(({ used, value, root }) => ({
    slip: { kind: 'otherLoss', used },
    change: {
      loss: value,
      ...(root ? { finish: (L) => ({ ...L, data: L.data.map(Math.sqrt) }) } : {}),
    },
  }));
}
