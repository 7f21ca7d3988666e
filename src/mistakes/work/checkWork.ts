import type { Trace } from '../../engine/trace';
import type { Steps } from '../../steps/steps';
import { compare, type Comparison } from '../comparison';
import { countedUnit, largestOf } from '../entryStates';
import { matrixOf, type QuantityRef } from '../quantity';
import { roundingBounds, significantDigits, type HalfUnit } from '../roundingBounds';
import { writtenDigits } from '../writtenDigits';
import type { WrittenMatrix } from '../writtenMatrix';
import { givenTrace, type Given } from './givenTrace';
import { isSame, isUsedLater, placeInWork } from './orderOfWork';

/** One matrix of somebody's work. */
export interface WrittenQuantity {
  readonly quantity: QuantityRef;
  readonly written: WrittenMatrix;
}

/** One matrix of somebody's work, checked. */
export interface CheckedQuantity {
  readonly quantity: QuantityRef;
  /** With the correct matrix. */
  readonly comparison: Comparison;
  /**
   * Correct; correct but for rounding; wrong but computed correctly from an earlier wrong matrix; or wrong by itself.
   */
  readonly verdict: 'right' | 'rounded' | 'follows' | 'wrong';
  /** The earlier wrong matrices that it uses; those from which it follows, or still does not follow. */
  readonly uses: readonly QuantityRef[];
  /** What is wrong beside the matrices that it uses; null where it uses no wrong ones, or follows. */
  readonly beside: Comparison | null;
}

/** A whole work, along the computation. */
export interface CheckedWork {
  /** In the order in which they are computed, whatever order they were given in. */
  readonly quantities: readonly CheckedQuantity[];
  /** The first one that is wrong by itself; null if there is none. */
  readonly firstMistake: QuantityRef | null;
}

/**
 * Checks matrices of somebody's work, one or many, in any order. Each is compared with the correct one; one that is
 * wrong is also compared with what follows from the wrong matrices before it, so that one mistake is told once.
 * Matrices that the trace does not have are left out; of two for the same quantity the last counts.
 */
export function* checkWork(work: readonly WrittenQuantity[], trace: Trace): Steps<CheckedWork> {
  const k = trace.forward.network.layers.length;
  const place = ({ quantity }: WrittenQuantity) => placeInWork(quantity, k);
  const sorted = work
    .filter((one, i) => !work.slice(i + 1).some((later) => isSame(one.quantity, later.quantity)))
    .sort((a, b) => place(a) - place(b));
  const wrong: WrittenQuantity[] = [];
  const quantities: CheckedQuantity[] = [];
  for (const one of sorted) {
    const comparison = yield* compare(one.written, one.quantity, trace);
    if (comparison === null) continue;
    const checked = yield* checkAfter({ ...one, written: comparison.written }, comparison, wrong, trace);
    quantities.push(checked);
    const isWrong = checked.verdict === 'wrong' || checked.verdict === 'follows';
    if (isWrong && comparison.states !== null && isUsedLater(one.quantity)) {
      wrong.push({ quantity: one.quantity, written: comparison.written });
    }
  }
  return { quantities, firstMistake: quantities.find(({ verdict }) => verdict === 'wrong')?.quantity ?? null };
}

function* checkAfter(
  { quantity, written }: WrittenQuantity,
  comparison: Comparison,
  wrong: readonly WrittenQuantity[],
  trace: Trace,
): Steps<CheckedQuantity> {
  const checked = { quantity, comparison, uses: [], beside: null };
  if (comparison.explanations[0]?.kind === 'rounding') return { ...checked, verdict: 'rounded' };
  if (comparison.states !== null && !comparison.states.includes('wrong')) return { ...checked, verdict: 'right' };
  const uses = used(quantity, wrong, trace).map((one) => one.quantity);
  if (uses.length === 0) return { ...checked, verdict: 'wrong' };
  for (const fromValues of [false, true]) {
    const own = givenTrace(trace, givenOf(wrong), fromValues);
    yield 0;
    if (comparison.states !== null && follows(written, quantity, own, wrong)) {
      return { ...checked, verdict: 'follows', uses };
    }
  }
  const beside = yield* compare(written, quantity, givenTrace(trace, givenOf(wrong), false));
  const follow =
    beside !== null &&
    beside.states !== null &&
    (!beside.states.includes('wrong') || beside.explanations[0]?.kind === 'rounding');
  return follow ? { ...checked, verdict: 'follows', uses } : { ...checked, verdict: 'wrong', uses, beside };
}

function givenOf(wrong: readonly WrittenQuantity[]): Given {
  return (quantity, layer) => wrong.find((one) => isSame(one.quantity, { quantity, layer }))?.written.values;
}

/** The wrong matrices from which a matrix is computed: the nearest, and those before that change it still. */
function used(wanted: QuantityRef, wrong: readonly WrittenQuantity[], trace: Trace): readonly WrittenQuantity[] {
  let kept: readonly WrittenQuantity[] = [];
  for (const one of [...wrong].reverse()) {
    const [without, having] = [kept, [one, ...kept]].map((all) => {
      return matrixOf(wanted, givenTrace(trace, givenOf(all), true))!.data;
    });
    if (having.some((x, i) => Math.abs(x - without[i]) > 1e-12 * Math.abs(x))) kept = [one, ...kept];
  }
  return kept;
}

/**
 * Whether the written matrix is what comes out of the given ones: they are as inexact as they are written, and what lies
 * between may be rounded to as many digits as this one.
 */
function follows(written: WrittenMatrix, wanted: QuantityRef, own: Trace, wrong: readonly WrittenQuantity[]): boolean {
  const expected = matrixOf(wanted, own)!;
  const digits = writtenDigits(written).significant?.most ?? 6;
  const between = significantDigits(Math.max(2, digits));
  const half: HalfUnit = (kind, layer, x, i, carried) => {
    const given = kind === 'dSigma' ? undefined : wrong.find((one) => isSame(one.quantity, { quantity: kind, layer }));
    if (given === undefined) return between(kind, layer, x, i, carried);
    return halfUnitOf(given.written, i) - carried;
  };
  const bounds = roundingBounds(wanted, own, half)!;
  return expected.data.every((x, i) => {
    const off = Math.abs(written.values.data[i] - x);
    return off <= halfUnitOf(written, i) + Math.abs(bounds.data[i]) + 1e-9 * Math.abs(x) + 1e-12 * largestOf(expected);
  });
}

function halfUnitOf({ values, units }: WrittenMatrix, i: number): number {
  return countedUnit(values.data[i], units.data[i]) / 2;
}
