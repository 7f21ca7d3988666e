import type { Trace } from '../../engine/trace';
import type { Steps } from '../../steps/steps';
import { compare, type Comparison } from '../comparison';
import { statesOf } from '../entryStates';
import { matrixOf, type QuantityRef } from '../quantity';
import type { WrittenMatrix } from '../writtenMatrix';

/** Numbers that are right in this share of their entries are meant to be the matrix, if nothing else tells. */
const MANY = 1 / 3;
/** So many quantities are looked at for a mistake that explains the numbers. */
const MOST = 24;

/**
 * Which of these quantities written numbers are meant to be: the first that they equal, otherwise one that rounding or a
 * typical mistake makes them of, otherwise the one that most of them equal, otherwise the only one of their shape. null
 * if nothing tells.
 */
export function* recognise(
  written: WrittenMatrix,
  among: readonly QuantityRef[],
  trace: Trace,
): Steps<QuantityRef | null> {
  const ofShape = among.flatMap((quantity) => {
    const right = matrixOf(quantity, trace);
    const fits = right !== null && hasShape(written, right.rows, right.cols);
    return fits ? [{ quantity, correct: shareOfCorrect(written, right.data.length, quantity, trace) }] : [];
  });
  yield 0;
  const equal = ofShape.find(({ correct }) => correct === 1);
  if (equal !== undefined) return equal.quantity;
  const compared: Comparison[] = [];
  // Those of another shape come last: they can be explained, as a transposed matrix is, but are seldom meant.
  const turned = among.filter((one) => {
    const right = matrixOf(one, trace);
    const sameCount = right?.data.length === written.values.data.length;
    return sameCount && !ofShape.some(({ quantity }) => quantity === one);
  });
  for (const quantity of [...ofShape.map((one) => one.quantity), ...turned].slice(0, MOST)) {
    const comparison = yield* compare(written, quantity, trace);
    if (comparison !== null) compared.push(comparison);
  }
  const rounded = compared.find(({ explanations }) => explanations[0]?.kind === 'rounding');
  const most = ofShape.reduce<(typeof ofShape)[number] | null>(
    (best, one) => (one.correct > (best?.correct ?? MANY) ? one : best),
    null,
  );
  const explained = compared.find(({ explanations }) => explanations.length > 0);
  const only = ofShape.length === 1 ? ofShape[0].quantity : null;
  return rounded?.quantity ?? most?.quantity ?? explained?.quantity ?? only;
}

function hasShape({ values }: WrittenMatrix, rows: number, cols: number): boolean {
  return (values.rows === rows && values.cols === cols) || (cols === 1 && values.rows === 1 && values.cols === rows);
}

function shareOfCorrect(written: WrittenMatrix, entries: number, quantity: QuantityRef, trace: Trace): number {
  const states = statesOf(written, matrixOf(quantity, trace)!);
  return states.filter((state) => state !== 'wrong').length / entries;
}
