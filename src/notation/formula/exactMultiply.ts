import { entrywise, exactEntries, exactProduct } from '../../engine/exact/exactProduct';
import type { Steps } from '../../steps/steps';
import { transposedExact, type ExactMatrix } from '../../network/exactNetwork';
import { minus, plus, times } from '../../functions/numbers/rational';
import { shapeOfProduct, type Operator } from './product';

/**
 * A op B in fractions, in steps that can be abandoned; null if one of them has none, or the result is too long to be read.
 * @throws ShapeMismatch if the shapes do not fit.
 */
export function* multiplyingExact(
  operator: Operator,
  a: ExactMatrix | null,
  b: ExactMatrix | null,
): Steps<ExactMatrix | null> {
  if (a === null || b === null) return null;
  const { rows, cols } = shapeOfProduct(operator, a, b);
  switch (operator) {
    case '·':
      return yield* exactProduct(a, b);
    case '•':
      return yield* exactProduct(b, a);
    case '⊗':
      return exactEntries(rows, cols, (r, c) =>
        times(
          a.data[Math.floor(r / b.rows) * a.cols + Math.floor(c / b.cols)],
          b.data[(r % b.rows) * b.cols + (c % b.cols)],
        ),
      );
    case ',':
      return yield* exactProduct(transposedExact(a), b);
    case 'scale':
      return entrywise((x) => times(a.data[0], x), b);
    case '∘':
      return entrywise(times, a, b);
    case '+':
      return entrywise(plus, a, b);
    case '−':
      return entrywise(minus, a, b);
  }
}
