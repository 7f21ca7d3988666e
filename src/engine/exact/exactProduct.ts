import type { ExactMatrix } from '../../network/exactNetwork';
import { plus, times, ZERO, type Rational } from '../../functions/numbers/rational';
import type { Steps } from '../../steps/steps';

/** Numbers longer than this are nothing that anybody will read, and each product makes them longer. */
const LONGEST = 10n ** 80n;

/** These entries as a matrix; null if one is missing or too long. */
export function exactEntries(
  rows: number,
  cols: number,
  entry: (r: number, c: number) => Rational | null,
): ExactMatrix | null {
  const data: Rational[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) {
      const x = entry(r, c);
      if (x === null || x.n > LONGEST || x.n < -LONGEST || x.d > LONGEST) return null;
      data.push(x);
    }
  }
  return { rows, cols, data };
}

/** f of the entries of matrices of one shape; null if one of them is. */
export function entrywise(
  f: (...x: readonly Rational[]) => Rational | null,
  ...matrices: readonly (ExactMatrix | null)[]
): ExactMatrix | null {
  const all = matrices.filter((a) => a !== null);
  if (all.length < matrices.length) return null;
  const { rows, cols } = all[0];
  return exactEntries(rows, cols, (r, c) => f(...all.map((a) => a.data[r * cols + c])));
}

/** A·B in steps that can be abandoned after every row; null if A or B is. The shapes must fit. */
export function* exactProduct(a: ExactMatrix | null, b: ExactMatrix | null): Steps<ExactMatrix | null> {
  if (a === null || b === null) return null;
  const data: Rational[] = [];
  for (let r = 0; r < a.rows; r++) {
    const row = exactEntries(1, b.cols, (_, c) => {
      let sum = ZERO;
      for (let j = 0; j < a.cols; j++) sum = plus(sum, times(a.data[r * a.cols + j], b.data[j * b.cols + c]));
      return sum;
    });
    if (row === null) return null;
    data.push(...row.data);
    yield r / a.rows;
  }
  return { rows: a.rows, cols: b.cols, data };
}
