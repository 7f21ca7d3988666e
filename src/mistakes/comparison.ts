import type { Matrix } from '../network/matrix';
import { matrixOf, type QuantityRef } from './quantity';
import type { Slip } from './slip';
import { slipsFor } from './knownSlips';
import type { Steps, Trace } from '../engine/trace';
import type { WrittenMatrix } from './writtenMatrix';

/** An entry equals the right one in all written digits, in all but the last, or does not. */
export type EntryState = 'equal' | 'close' | 'wrong';

/** A written matrix beside the right one. */
export interface Comparison {
  readonly claim: QuantityRef;
  /** The right matrix. */
  readonly right: Matrix;
  readonly written: WrittenMatrix;
  /** Row by row; null if the shapes differ, so that there is no entry to compare with. */
  readonly states: readonly EntryState[] | null;
  /** The most usual slip that gives all the written numbers; null if none does, or nothing is wrong. */
  readonly slip: Slip | null;
}

/** Digits beyond these say nothing: numbers from single precision have no more. */
const DIGITS = 6;
/** What a double adds to numbers that should be equal, relative to the entry and to the largest of the matrix. */
const NOISE = 1e-9;
const NOISE_OF_LARGEST = 1e-12;
/** Units of the last place by which digits that were rounded on the way may be off. */
const ROUNDED_ON_THE_WAY = 1.5;
/** Such an entry is near only if it is written with about three digits. */
const NEAR = 99.5;

/**
 * Compares a written matrix with the one it claims to be, and looks for the slip that explains it, in steps that can be
 * abandoned. null if the trace has no such matrix.
 *
 * A number agrees with the right one if that one rounds to it: |written − right| ≤ half a unit of the last written
 * place, where at most six digits count; a unit of 0 asks for the number itself. A row is read as a column where a
 * column is expected.
 */
export function* compare(written: WrittenMatrix, claim: QuantityRef, trace: Trace): Steps<Comparison | null> {
  const right = matrixOf(claim, trace);
  if (right === null) return null;
  const turned = right.cols === 1 && written.values.rows === 1 && right.rows > 1 ? asColumn(written) : written;
  const states = fits(turned, right) ? statesOf(turned, right) : null;
  const result = { claim, right, written: turned, states };
  if (states !== null && !states.includes('wrong')) return { ...result, slip: null };
  if (!tellsSomething(turned)) return { ...result, slip: null };
  let near: Slip | null = null;
  for (const { slip, value } of slipsFor(claim, trace)) {
    yield 0;
    const read = fits(turned, value) ? turned : written;
    if (!fits(read, value)) continue;
    const found = statesOf(read, value);
    if (found.every((state) => state === 'equal')) return { ...result, slip };
    if (found.every((state) => state !== 'wrong')) near ??= slip;
  }
  return { ...result, slip: near ?? (states === null ? null : multipleOf(turned, right)) };
}

function asColumn({ values, units }: WrittenMatrix): WrittenMatrix {
  return { values: { ...values, rows: values.cols, cols: 1 }, units: { ...units, rows: units.cols, cols: 1 } };
}

function fits({ values }: WrittenMatrix, to: Matrix): boolean {
  return values.rows === to.rows && values.cols === to.cols;
}

function statesOf({ values, units }: WrittenMatrix, to: Matrix): EntryState[] {
  const largest = to.data.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  return Array.from(to.data, (x, i) => stateOf(values.data[i], units.data[i], x, largest));
}

function stateOf(written: number, writtenUnit: number, right: number, largest: number): EntryState {
  const unit = countedUnit(written, writtenUnit);
  const difference = Math.abs(written - right);
  const noise = NOISE * Math.abs(right) + NOISE_OF_LARGEST * largest;
  if (difference <= unit / 2 + noise) return 'equal';
  return Math.abs(written) >= NEAR * unit && difference <= ROUNDED_ON_THE_WAY * unit + noise ? 'close' : 'wrong';
}

/** The unit of the last written digit that counts; 0 for an exact number. */
function countedUnit(x: number, written: number): number {
  if (written === 0 || x === 0) return written;
  return Math.max(written, 10 ** (Math.floor(Math.log10(Math.abs(x))) - DIGITS + 1));
}

/** Whether some entry has two digits at least; zeros and lone digits fit too many slips. */
function tellsSomething({ values, units }: WrittenMatrix): boolean {
  return values.data.some((x, i) => x !== 0 && Math.abs(x) >= 9.5 * units.data[i]);
}

/** The factor by which all entries, at least two that are not 0, differ from the right ones; null if there is none. */
function multipleOf({ values, units }: WrittenMatrix, right: Matrix): Slip | null {
  let at = 0;
  right.data.forEach((x, i) => (at = Math.abs(x) > Math.abs(right.data[at]) ? i : at));
  if (right.data.filter((x) => x !== 0).length < 2) return null;
  const taken = values.data[at];
  const factor = taken / right.data[at];
  if (factor === 0 || !Number.isFinite(factor)) return null;
  // The factor is as inexact as the number it was taken from.
  const inexact = countedUnit(taken, units.data[at]) / Math.abs(taken);
  const fitsAll = right.data.every((x, i) => {
    const value = factor * x;
    const tolerance = countedUnit(values.data[i], units.data[i]) + (inexact + NOISE) * Math.abs(value);
    return Math.abs(values.data[i] - value) <= tolerance;
  });
  return fitsAll ? { kind: 'multiple', factor } : null;
}
