import type { Trace } from '../engine/trace';
import type { Steps } from '../steps/steps';
import type { Matrix } from '../network/matrix';
import { statesOf, type EntryState } from './entryStates';
import { explanationsOf } from './explanations';
import { matrixOf, type QuantityRef } from './quantity';
import type { Explanation } from './slip';
import { writtenDigits, type WrittenDigits } from './writtenDigits';
import type { WrittenMatrix } from './writtenMatrix';

/** A written matrix beside the correct one. */
export interface Comparison {
  readonly quantity: QuantityRef;
  /** The correct matrix. */
  readonly right: Matrix;
  readonly written: WrittenMatrix;
  /** To which precision it is written, and so compared. */
  readonly digits: WrittenDigits;
  /** Row by row; null if the shapes differ, so that there is no entry to compare with. */
  readonly states: readonly EntryState[] | null;
  /** What explains all written numbers, the most likely first; empty if nothing does, or nothing is wrong. */
  readonly explanations: readonly Explanation[];
}

/**
 * Compares a written matrix with a matrix of the trace, and looks for what explains the wrong entries, in steps that can
 * be abandoned. null if the trace has no such matrix.
 *
 * An entry is correct if it matches the exact value rounded to the digits that are written: |written − right| ≤ half a
 * unit of the last written place, at most six digits; a unit of 0 asks for the number itself. A row is read as a column
 * where a column is expected.
 */
export function* compare(written: WrittenMatrix, quantity: QuantityRef, trace: Trace): Steps<Comparison | null> {
  const right = matrixOf(quantity, trace);
  if (right === null) return null;
  const turned = right.cols === 1 && written.values.rows === 1 && right.rows > 1 ? asColumn(written) : written;
  yield 0;
  const states = fits(turned, right) ? statesOf(turned, right) : null;
  yield 0;
  const result = { quantity, right, written: turned, digits: writtenDigits(turned), states };
  yield 0;
  if (states !== null && !states.includes('wrong')) return { ...result, explanations: [] };
  const explanations = yield* explanationsOf(turned, quantity, trace, right);
  const onlyRounding = states !== null && explanations[0]?.kind === 'rounding';
  return {
    ...result,
    states: onlyRounding ? states.map((state) => (state === 'wrong' ? 'close' : state)) : states,
    explanations,
  };
}

function asColumn({ values, units }: WrittenMatrix): WrittenMatrix {
  return { values: { ...values, rows: values.cols, cols: 1 }, units: { ...units, rows: units.cols, cols: 1 } };
}

function fits({ values }: WrittenMatrix, to: Matrix): boolean {
  return values.rows === to.rows && values.cols === to.cols;
}
