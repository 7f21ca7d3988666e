import { multiplications } from '../engine/forward';
import type { Trace } from '../engine/trace';
import type { Steps } from '../steps/steps';
import type { Matrix } from '../network/matrix';
import { agreement, countedUnit, largestOf } from './entryStates';
import { bitsExplained, bitsOfRank, MARGIN } from './evidence';
import { slipsFor } from './knownSlips';
import { multipleOf } from './multiple';
import type { QuantityRef } from './quantity';
import { roundedResults } from './roundedPass';
import { decimals, roundingBounds, significantDigits } from './roundingBounds';
import type { Explanation, Rounding, Slip } from './slip';
import { slipPairs } from './slipPairs';
import { writtenDigits } from './writtenDigits';
import type { WrittenMatrix } from './writtenMatrix';

/** So many explanations are named where several fit equally well. */
const NAMED = 4;
/** Bits by which a slip must be better than rounding on the way, where that would explain the numbers too. */
const BETTER_THAN_ROUNDING = 12;
/** Multiplications that the search for rounded intermediate results may cost, and results at most. */
const MOST_MULTIPLICATIONS = 20_000_000;
const MOST_RESULTS = 3000;

interface Candidate {
  readonly slips: readonly Slip[];
  /** How exactly the result agrees with what is written. */
  readonly fit: 'equal' | 'close' | 'rounded';
  /** Bits explained beyond what the claim costs. */
  readonly score: number;
}

/**
 * What explains all entries of a matrix that is not the correct one: one slip, otherwise rounded intermediate results,
 * otherwise two slips, otherwise one slip and rounding, otherwise a common factor. Only what predicts the written digits
 * better than chance counts, and a slip only if rounding does not explain them as well.
 */
export function* explanationsOf(
  written: WrittenMatrix,
  wanted: QuantityRef,
  trace: Trace,
  right: Matrix,
): Steps<readonly Explanation[]> {
  const sameShape = hasShape(written, right);
  const rounding = sameShape ? withinRounding(written, wanted, trace, right) : null;
  const judge = new Judge(written, sameShape ? right : null, rounding?.bounds ?? null, looseness(wanted, trace, right));

  const single = yield* singleSlips(wanted, trace, judge);
  const exactly = best(single.filter(({ fit }) => fit !== 'rounded'));
  if (exactly.length > 0) return exactly;

  const roundings = sameShape ? yield* exactRoundings(written, wanted, trace, right, rounding?.digits ?? null) : [];
  if (roundings.length > 0) return roundings;
  if (rounding !== null) return [{ kind: 'rounding', ...rounding.digits }];

  const pairs = yield* pairsOfSlips(wanted, trace, judge);
  if (pairs.length > 0) return best(pairs);
  if (single.length > 0) return best(single);
  const multiple = sameShape ? multipleOf(written, right) : null;
  return multiple === null ? [] : [{ kind: 'slips', slips: [multiple] }];
}

function* singleSlips(wanted: QuantityRef, trace: Trace, judge: Judge): Steps<readonly Candidate[]> {
  let rank = 0;
  const found: Candidate[] = [];
  for (const { slip, value } of slipsFor(wanted, trace)) {
    yield 0;
    if (!judge.isTold(value)) continue;
    const candidate = judge.candidate([slip], value, bitsOfRank(++rank));
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

/** Pairs of slips that explain the numbers without rounding on the way. */
function* pairsOfSlips(wanted: QuantityRef, trace: Trace, judge: Judge): Steps<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const { slips, ranks, value } of slipPairs(wanted, trace)) {
    yield 0;
    if (!judge.isTold(value)) continue;
    const candidate = judge.candidate(slips, value, bitsOfRank(ranks[0]) + bitsOfRank(ranks[1]) + 1);
    if (candidate !== null && candidate.fit !== 'rounded') found.push(candidate);
  }
  return found;
}

/** The candidates of the best fit, the most likely first. */
function best(candidates: readonly Candidate[]): Explanation[] {
  const fits = (['equal', 'close', 'rounded'] as const).find((fit) => candidates.some((one) => one.fit === fit));
  const sorted = candidates.filter(({ fit }) => fit === fits).sort((a, b) => b.score - a.score);
  const texts = new Set<string>();
  const distinct = sorted.filter(({ slips }) => {
    const text = JSON.stringify(slips);
    if (isForgottenDerivative(slips, sorted)) return false;
    return !texts.has(text) && texts.add(text);
  });
  return distinct.slice(0, NAMED).map(({ slips }) => ({ kind: 'slips', slips }));
}

/** Judges results by what is written. */
class Judge {
  constructor(
    private readonly written: WrittenMatrix,
    /** null if it has another shape. */
    private readonly right: Matrix | null,
    /** How far rounding on the way may move each entry, where the written numbers are within that. */
    private readonly bounds: Matrix | null,
    /** Share of the largest entry by which rounding on the way may move an entry. */
    private readonly loose: number,
  ) {}

  /** Whether the result has the written shape and can be told from the correct matrix by the written digits. */
  isTold(value: Matrix): boolean {
    const { written, right } = this;
    if (!hasShape(written, value) || !value.data.every((x) => Number.isFinite(x))) return false;
    if (right === null) return true;
    return value.data.some((x, i) => Math.abs(x - right.data[i]) > countedUnit(written.values.data[i], written.units.data[i]) / 2 + 1e-9 * Math.abs(x)); // prettier-ignore
  }

  candidate(slips: readonly Slip[], value: Matrix, cost: number): Candidate | null {
    const fit = agreement(this.written, value) ?? (this.isLoose(value) ? 'rounded' : null);
    if (fit === null) return null;
    const { bounds } = this;
    // Where rounding explains the numbers too, only an exact result tells more.
    if (bounds !== null && fit !== 'equal') return null;
    const share = this.loose * largestOf(value);
    const tolerance = (_: number, unit: number) =>
      fit === 'equal' ? unit / 2 : fit === 'close' ? 1.5 * unit : unit / 2 + share;
    const spread = bounds === null ? undefined : (i: number) => bounds.data[i];
    const bits = bitsExplained(this.written, value, this.right, tolerance, spread);
    const score = bits - cost - MARGIN - (bounds === null ? 0 : BETTER_THAN_ROUNDING);
    return score > 0 ? { slips, fit, score } : null;
  }

  /** Whether the written numbers come out of this one if intermediate results are rounded. */
  private isLoose(value: Matrix): boolean {
    const { values, units } = this.written;
    const share = this.loose * largestOf(value);
    return value.data.every((x, i) => Math.abs(x - values.data[i]) <= countedUnit(x, units.data[i]) / 2 + share);
  }
}

/** The share of the largest entry by which rounding to the written digits may move an entry of the correct matrix. */
function looseness(wanted: QuantityRef, trace: Trace, right: Matrix): number {
  const bounds = roundingBounds(wanted, trace, significantDigits(3));
  const largest = largestOf(right);
  return bounds === null || largest === 0 ? 0 : Math.min(0.02, largestOf(bounds) / largest);
}

/** The rounding that allows all written numbers, to as many digits as they are written with; null if none does. */
function withinRounding(
  written: WrittenMatrix,
  wanted: QuantityRef,
  trace: Trace,
  right: Matrix,
): { readonly bounds: Matrix; readonly digits: Rounding } | null {
  const { significant, decimals: places } = writtenDigits(written);
  if (significant === null) return null;
  for (const style of ['significant', 'decimals'] as const) {
    const digits = style === 'significant' ? Math.max(2, significant.most) : places;
    const half = style === 'significant' ? significantDigits(digits) : decimals(digits);
    const bounds = roundingBounds(wanted, trace, half);
    if (bounds === null) return null;
    const within = right.data.every((x, i) => {
      const unit = countedUnit(written.values.data[i], written.units.data[i]);
      return Math.abs(written.values.data[i] - x) <= unit / 2 + bounds.data[i] * (1 + 1e-9);
    });
    if (within) return { bounds, digits: { quantity: 'all', layer: 'all', digits, style, exact: false } };
  }
  return null;
}

/** Rounded intermediate results that give exactly what is written, at most two of different kinds. */
function* exactRoundings(
  written: WrittenMatrix,
  wanted: QuantityRef,
  trace: Trace,
  right: Matrix,
  within: Rounding | null,
): Steps<Explanation[]> {
  const { significant } = writtenDigits(written);
  if (significant === null) return [];
  const { network, sample } = trace.forward;
  let left = Math.min(
    MOST_RESULTS,
    20 + Math.floor(MOST_MULTIPLICATIONS / (3 * multiplications(network) * sample.X.cols)),
  );
  const found: Explanation[] = [];
  let rank = 0;
  for (const { rounding, value } of roundedResults(wanted, trace, within?.digits ?? significant.most)) {
    if (left-- <= 0) break;
    yield 0;
    rank++;
    if (agreement(written, value) !== 'equal') continue;
    const bits = bitsExplained(written, value, right, (_, unit) => unit / 2);
    if (within === null && bits < bitsOfRank(rank) + MARGIN) continue;
    if (!found.some((one) => one.kind === 'rounding' && one.quantity === rounding.quantity)) {
      found.push({ kind: 'rounding', ...rounding });
    }
    if (found.length === 2 || rounding.quantity === 'all') break;
  }
  return found;
}

function hasShape({ values }: WrittenMatrix, to: Matrix): boolean {
  return values.rows === to.rows && values.cols === to.cols;
}

/** Whether the slips are relu′ instead of σ′ where every N is positive: that is no σ′ at all, and is named so. */
function isForgottenDerivative(slips: readonly Slip[], all: readonly Candidate[]): boolean {
  const [slip] = slips;
  if (slips.length !== 1 || slip.kind !== 'otherDerivative' || slip.used !== 'relu′(N)') return false;
  return all.some(
    ({ slips: [other], slips: { length } }) =>
      length === 1 && other.kind === 'noDerivative' && other.layer === slip.layer,
  );
}
