import assert from 'node:assert/strict';
import { column, matrix } from '../../../../src/network/matrix';
import { evaluate } from '../../../../src/notation/formula/evaluation';
import { entriesOf } from '../../../../src/notation/formula/entries';
import { ChainBuilder, formula, ordinary, type Factor, type Reading } from '../../../../src/notation/formula/formula';
import { multiply, ShapeMismatch, type Operator } from '../../../../src/notation/formula/product';
import { rows } from '../networks';

const A = rows([1, 2], [3, 4]);
const u = column([5, 6]);

describe('products', () => {
  it('multiplies as the paper says', () => {
    assert.deepEqual(multiply('·', A, u), column([17, 39]));
    assert.deepEqual(multiply('•', u, A), column([17, 39]));
    assert.deepEqual(multiply('∘', u, column([2, 3])), column([10, 18]));
    assert.deepEqual(multiply('⊗', rows([1, 2]), u), rows([5, 10], [6, 12]));
    assert.deepEqual(multiply('⊗', A, rows([0, 1])), rows([0, 1, 0, 2], [0, 3, 0, 4]));
    assert.deepEqual(multiply('+', A, A), rows([2, 4], [6, 8]));
    assert.deepEqual(multiply('−', A, A), matrix(2, 2));
    assert.deepEqual(multiply('scale', column([2]), A), rows([2, 4], [6, 8]));
  });

  it('never broadcasts', () => {
    const number = column([2]);
    const misfits: readonly (readonly [Operator, typeof A, typeof A])[] = [
      ['·', u, A],
      ['•', A, u],
      ['∘', u, A],
      ['∘', number, u],
      ['∘', u, rows([1, 2])],
      ['+', A, number],
      ['+', A, u],
      ['−', u, number],
      ['scale', u, A],
    ];
    for (const [operator, a, b] of misfits) {
      assert.throws(
        () => multiply(operator, a, b),
        ShapeMismatch,
        `${a.rows}×${a.cols} ${operator} ${b.rows}×${b.cols}`,
      );
    }
  });
});

describe('evaluation', () => {
  const factor = (value: typeof A): Factor => ({
    kind: 'factor',
    symbol: { name: 'rate' },
    transposed: false,
    shape: { rows: value.rows, cols: value.cols },
    value: entriesOf(value),
  });
  const numbers = (reading: Reading, ...operators: readonly Operator[]) => {
    const chain = new ChainBuilder(reading).add('·', factor(column([2])));
    operators.forEach((operator, i) => chain.add(operator, factor(column([3 + i]))));
    return evaluate(formula(factor(column([0])), chain.chain())).value!.data[0];
  };

  it('follows the reading order', () => {
    assert.equal(numbers('left-to-right', '−', '·'), (2 - 3) * 4);
    assert.equal(numbers('right-to-left', '−', '−'), 2 - (3 - 4));
    assert.equal(numbers('ordinary', '−', '·'), 2 - 3 * 4);
    assert.equal(numbers('ordinary', '−', '−'), 2 - 3 - 4);
    assert.equal(numbers('ordinary', '·', '+', '·'), 2 * 3 + 4 * 5);
  });

  it('lets a matrix product bind more tightly than the Hadamard product', () => {
    const right = ordinary([factor(u), '∘', factor(A), '·', factor(u)]);
    assert.deepEqual(evaluate(formula(factor(u), right)).value, column([5 * 17, 6 * 39]));
  });
});
