// What may be around a matrix, and what it makes of the numbers: a table worked out by hand.
import assert from 'node:assert/strict';
import { inEnglish, say } from '../../../../src/message/message';
import { framed } from '../../../../src/service/paste/frame';
import { isRefusal } from '../../../../src/service/paste/numberTable';
import { finish } from '../../../../src/steps/steps';

const table = [['1', '2', '3'], ['4', '5', '6']]; // prettier-ignore

/** Entries as values: decimals, or one divided by another. */
function valuesOf(before: string, behind = '', sign?: 'sign'): number[][] | string {
  const made = finish(framed(table, { before, behind }, sign));
  if (isRefusal(made)) return say(made.refusal, inEnglish);
  return made.map((row) => row.map((entry) => entry.split('/').map(Number).reduce((a, b) => a / b))); // prettier-ignore
}

const times = (factor: number) => [[1, 2, 3], [4, 5, 6]].map((row) => row.map((x) => factor * x)); // prettier-ignore
const turned = [[1, 4], [2, 5], [3, 6]]; // prettier-ignore

describe('what is around a pasted matrix', () => {
  it('a name with a sign of assignment says nothing of the numbers', () => {
    for (const name of ['W =', ' W1 = ', 'W := ', 'w ← ', 'w <- ', 'W: ', '"W1": ', "'W1' : ", 'W ≈ ', 'W_(1) = '])
      assert.deepEqual(valuesOf(name), times(1), name);
    // prettier-ignore
    for (const name of ['model.fc1.weight = ', 'W^((2)) = ', '∇_(W_1)L = ', '(∂L)/(∂W) = ', 'W{1} = '])
      assert.deepEqual(valuesOf(name), times(1), name);
  });

  it('a sign or a factor behind the name, or without one, multiplies', () => {
    for (const [before, factor] of [['-', -1], ['W = -', -1], ['W = −', -1], ['+', 1], ['2', 2], ['W = 2', 2], ['2 *', 2], ['W = 3·', 3], ['-2 *', -2], ['1/2', 0.5]] as const)
      assert.deepEqual(valuesOf(before), times(factor), before); // prettier-ignore
    for (const [behind, factor] of [['* 2', 2], ['/2', 0.5], ['·-3', -3], [' / 4;', 0.25], [';', 1], [' , ', 1], ['.', 1]] as const)
      assert.deepEqual(valuesOf('', behind), times(factor), behind); // prettier-ignore
    assert.deepEqual(valuesOf('2 *', '/ 4'), times(0.5));
  });

  it('in code a factor needs its sign of multiplication', () => {
    assert.deepEqual(valuesOf('2 *', '', 'sign'), times(2));
    assert.deepEqual(valuesOf('-', '', 'sign'), times(-1));
    assert.equal(typeof valuesOf('2', '', 'sign'), 'string');
  });

  it('each transposition turns the matrix, and may have a factor behind it', () => {
    for (const mark of ["'", ".'", 'ᵀ', '^T', '^ T', '^⊤', '^(T)', '.T', '.t()', '.transpose()', '′', "';"])
      assert.deepEqual(valuesOf('W = ', mark), turned, mark);
    assert.deepEqual(valuesOf('', '.T.T'), times(1));
    assert.deepEqual(valuesOf('', "''"), times(1));
    assert.deepEqual(valuesOf('-', '.T * 2'), turned.map((row) => row.map((x) => -2 * x))); // prettier-ignore
  });

  it('what has no meaning is refused, and what makes something else of the matrix is named', () => {
    for (const [before, behind] of [['1 +', ''], ['', '+ 1'], ['', '2'], ['', '^2'], ['f(', ')'], ['', '.T2'], ['', '^Tx'], ['', '/ 0'], ['sqrt(2) *', '* sqrt(3)']])
      assert.equal(typeof valuesOf(before, behind), 'string', `${before} … ${behind}`); // prettier-ignore
    for (const [before, label] of [['W.T = ', 'W.T ='], ['3 = ', '3 ='], ['f(x) = ', 'f(x) ='], ['a = b = ', 'a = b =']])
      assert.equal(valuesOf(before), `Couldn’t tell what “${label}” makes of the matrix. Paste the matrix alone.`); // prettier-ignore
  });

  it('2000 characters around a matrix are read, one more is another text', () => {
    const spaces = (count: number) => ' '.repeat(count);
    assert.deepEqual(valuesOf(`W =${spaces(997)}`, spaces(1000)), times(1));
    assert.equal(typeof valuesOf(`W =${spaces(997)}`, spaces(1001)), 'string');
  });
});
