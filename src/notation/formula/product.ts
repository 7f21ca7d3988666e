import { finish, type Steps } from '../../steps/steps';
import { matrix, type Matrix, type Shape } from '../../network/matrix';

/**
 * The paper's products: the matrix product A · B, the Hadamard product A ∘ B, the inverted product A • B = B · A and
 * the Kronecker product A ⊗ B. Besides them the sum, the difference, a number (1 × 1) times a
 * matrix, and the scalar product of two columns, ⟨A, B⟩.
 */
export type Operator = '·' | '∘' | '•' | '⊗' | '+' | '−' | 'scale' | ',';

/** Two operands whose shapes do not fit: nothing is ever broadcast. */
export class ShapeMismatch extends Error {
  constructor(
    readonly operator: Operator,
    readonly left: Shape,
    readonly right: Shape,
  ) {
    super(
      `A ${left.rows} × ${left.cols} matrix and a ${right.rows} × ${right.cols} matrix do not fit the operation ${operator}.`,
    );
  }
}

/**
 * The shape of A op B.
 * @throws ShapeMismatch if the shapes do not fit.
 */
export function shapeOfProduct(operator: Operator, a: Shape, b: Shape): Shape {
  switch (operator) {
    case '·':
      if (a.cols !== b.rows) throw new ShapeMismatch(operator, a, b);
      return { rows: a.rows, cols: b.cols };
    case '•':
      if (b.cols !== a.rows) throw new ShapeMismatch(operator, a, b);
      return { rows: b.rows, cols: a.cols };
    case '⊗':
      return { rows: a.rows * b.rows, cols: a.cols * b.cols };
    case 'scale':
      if (a.rows !== 1 || a.cols !== 1) throw new ShapeMismatch(operator, a, b);
      return { rows: b.rows, cols: b.cols };
    case ',':
      if (a.rows !== b.rows || a.cols !== 1 || b.cols !== 1) throw new ShapeMismatch(operator, a, b);
      return { rows: 1, cols: 1 };
    case '∘':
    case '+':
    case '−':
      if (a.rows !== b.rows || a.cols !== b.cols) throw new ShapeMismatch(operator, a, b);
      return { rows: a.rows, cols: a.cols };
  }
}

/**
 * A op B.
 * @throws ShapeMismatch if the shapes do not fit.
 */
export function multiply(operator: Operator, a: Matrix, b: Matrix): Matrix {
  return finish(multiplying(operator, a, b));
}

/** `multiply` in steps that can be abandoned. */
export function* multiplying(operator: Operator, a: Matrix, b: Matrix): Steps<Matrix> {
  const { rows, cols } = shapeOfProduct(operator, a, b);
  const result = matrix(rows, cols);
  switch (operator) {
    case '·':
      yield* matrixProduct(a, b, result);
      break;
    case '•':
      yield* matrixProduct(b, a, result);
      break;
    case '⊗':
      yield* kroneckerProduct(a, b, result);
      break;
    case ',':
      for (let i = 0; i < a.data.length; i++) result.data[0] += a.data[i] * b.data[i];
      break;
    case 'scale':
      for (let i = 0; i < result.data.length; i++) result.data[i] = a.data[0] * b.data[i];
      break;
    case '∘':
      for (let i = 0; i < result.data.length; i++) result.data[i] = a.data[i] * b.data[i];
      break;
    case '+':
      for (let i = 0; i < result.data.length; i++) result.data[i] = a.data[i] + b.data[i];
      break;
    case '−':
      for (let i = 0; i < result.data.length; i++) result.data[i] = a.data[i] - b.data[i];
      break;
  }
  return result;
}

function* matrixProduct(a: Matrix, b: Matrix, into: Matrix): Steps<void> {
  for (let r = 0; r < a.rows; r++) {
    for (let j = 0; j < a.cols; j++) {
      const factor = a.data[r * a.cols + j];
      for (let c = 0; c < b.cols; c++) into.data[r * b.cols + c] += factor * b.data[j * b.cols + c];
    }
    yield r / a.rows;
  }
}

function* kroneckerProduct(a: Matrix, b: Matrix, into: Matrix): Steps<void> {
  for (let r = 0; r < into.rows; r++) {
    const aRow = Math.floor(r / b.rows) * a.cols;
    const bRow = (r % b.rows) * b.cols;
    for (let c = 0; c < into.cols; c++) {
      into.data[r * into.cols + c] = a.data[aRow + Math.floor(c / b.cols)] * b.data[bRow + (c % b.cols)];
    }
    yield r / into.rows;
  }
}
