import { multiplications } from '../engine/forward';
import type { Trace } from '../engine/trace';
import type { Matrix } from '../network/matrix';
import { wrongStepsTo } from './knownSlips';
import type { WrongStep } from './wrongPass';
import type { QuantityRef } from './quantity';
import type { Slip } from './slip';
import { combined, wrongPass } from './wrongPass';

/** What comes out if two slips are made, with their places among all slips, from 1. */
export interface PairResult {
  readonly slips: readonly [Slip, Slip];
  readonly ranks: readonly [number, number];
  readonly value: Matrix;
}

/** Multiplications that the search may cost, and pairs at most. */
const MOST_MULTIPLICATIONS = 50_000_000;
const MOST_PAIRS = 6000;

/**
 * Pairs of slips, the most usual first: two changes of the finished matrix (transposed and without 1/m); one on the way
 * and one of the finished matrix (without Σ′ and the wrong sign); then two on the way, for small networks all that do
 * not concern the same thing, for larger ones as many as can be computed in a moment. A slip that gives another matrix
 * altogether (of one sample, of another quantity) is not paired.
 */
export function* slipPairs(wanted: QuantityRef, trace: Trace): Generator<PairResult, void, void> {
  const { way, finishing } = wrongStepsTo(wanted, trace);
  const steps = [...finishing, ...way];
  const rank = new Map(steps.map((step, i) => [step, i + 1]));
  const made = (a: WrongStep, b: WrongStep, value: Matrix): PairResult => ({
    slips: [a.slip, b.slip],
    ranks: [rank.get(a)!, rank.get(b)!],
    value,
  });
  const nothing = wrongPass(wanted, trace, {})!;
  for (const [i, a] of finishing.entries()) {
    for (const b of finishing.slice(i + 1)) {
      if (areOneFactor(a.slip, b.slip)) continue;
      yield made(a, b, b.change.finish!(a.change.finish!(nothing)));
    }
  }
  const effort = multiplications(trace.forward.network) * trace.forward.sample.X.cols * 3 + 200;
  let left = Math.min(MOST_PAIRS, Math.floor(MOST_MULTIPLICATIONS / effort));
  for (const a of way) {
    if (left-- <= 0) return;
    const value = wrongPass(wanted, trace, a.change);
    if (value === null) continue;
    for (const b of finishing) yield made(a, b, b.change.finish!(value));
  }
  for (const [i, a] of way.entries()) {
    for (const b of way.slice(i + 1)) {
      const both = combined(a.change, b.change);
      if (both === null) continue;
      if (left-- <= 0) return;
      const value = wrongPass(wanted, trace, both);
      if (value !== null) yield made(a, b, value);
    }
  }
}

/** Whether the two are only one more factor, which one slip says better, or cancel each other. */
function areOneFactor(a: Slip, b: Slip): boolean {
  const kinds = [a.kind, b.kind];
  if (kinds.includes('transposed')) return false;
  if (kinds.includes('timesRate')) return true;
  return kinds.includes('twice') && kinds.includes('half');
}
