import type { Trace } from '../engine/trace';
import type { OtherLoss } from './slip';
import type { WrongStep } from './wrongPass';

/** What a loss is taken for: another ℓ(y, t), or another end of its sum. */
interface Substitute {
  readonly used: OtherLoss;
  readonly of: readonly string[];
  readonly value: (y: number, t: number) => number;
  readonly root?: true;
}

const SQUARES = ['half_sse', 'sse', 'mse'];

/** The most usual first. */
const SUBSTITUTES: readonly Substitute[] = [
  { used: 'noSquare', of: SQUARES, value: (y, t) => y - t },
  { used: 'root', of: SQUARES, value: (y, t) => (y - t) ** 2, root: true },
  { used: 'log10', of: ['cross_entropy'], value: (y, t) => -share(t, Math.log10(y)) },
  { used: 'noLogarithm', of: ['cross_entropy'], value: (y, t) => -t * y },
  {
    used: 'log10',
    of: ['binary_cross_entropy'],
    value: (y, t) => -share(t, Math.log10(y)) - share(1 - t, Math.log10(1 - y)),
  },
  { used: 'noLogarithm', of: ['binary_cross_entropy'], value: (y, t) => -t * y - (1 - t) * (1 - y) },
  { used: 'oneTerm', of: ['binary_cross_entropy'], value: (y, t) => -share(t, Math.log(y)) },
];

/** Nothing of an infinite logarithm is 0. */
function share(part: number, log: number): number {
  return part === 0 ? 0 : part * log;
}

/** Other formulas for the loss itself. */
export function lossSlips({ backward }: Trace): WrongStep[] {
  if (backward?.objective.kind !== 'loss') return [];
  const { name } = backward.objective.loss;
  return SUBSTITUTES.filter(({ of }) => of.includes(name)).map(({ used, value, root }) => ({
    slip: { kind: 'otherLoss', used },
    change: {
      loss: value,
      ...(root ? { finish: (L) => ({ ...L, data: L.data.map(Math.sqrt) }) } : {}),
    },
  }));
}
