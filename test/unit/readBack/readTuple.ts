// W = (W_k, …, W_1) with its numbers, and a linear f written out.
import assert from 'node:assert/strict';
import type { Grid } from './approx';
import { assertShows, readCell } from './cell';
import type { Expression } from './expression';
import { expression } from './formulaReader';
import { plain } from './numberNodes';
import { assertNumbers, textOf, type Reading } from './readFormula';
import { isChar, isMacro, split, texTree, type Nodes } from './texTree';

/** Members up to which all letters are there; of more the first three and the last. */
const FULL = 6;

/** @param members what belongs in the tuple, in order: the text of each letter, and its numbers. */
export function readTuple(
  tex: string,
  left: string,
  members: readonly { readonly text: string; readonly value: Grid }[],
  reading: Reading,
): void {
  const nodes = texTree(tex);
  const [first] = nodes;
  const flat = nodes.length === 1 && first.kind === 'environment' ? first.rows.flat(2) : nodes;
  const [name, letters, numbers, ...more] = split(flat, (node) => isChar(node, '='));
  assert.equal(more.length, 0);
  assert.equal(textOf(expression(name)), left);
  const inOrder = members.map(({ text }) => text);
  const shown = members.length <= FULL ? inOrder : [...inOrder.slice(0, 3), '…', inOrder[members.length - 1]];
  assert.deepEqual(tupleOf(letters).map(textOf), shown, 'the letters of the tuple');
  // A long tuple is letters only.
  assert.equal(numbers !== undefined, members.length <= 4 && reading.symbols !== true, 'the numbers of the tuple');
  if (numbers === undefined) return;
  const matrices = tupleOf(numbers);
  assert.equal(matrices.length, members.length);
  matrices.forEach((matrix, i) => {
    assert.ok(matrix.kind === 'numbers' && matrix.label !== null, 'a member without numbers or label');
    assert.equal(textOf(matrix.label), members[i].text, 'the label under a member');
    assertNumbers(matrix, members[i].value, members[i].text, reading);
  });
}

function tupleOf(nodes: Nodes): readonly Expression[] {
  const bare = nodes.filter((node) => node.kind !== 'group' || node.body.length > 0);
  const [first] = bare;
  const isFence = bare.length === 1 && first.kind === 'fence' && first.open === '(';
  if (!isFence) assert.ok(isChar(first, '(') && isChar(bare[bare.length - 1], ')'), 'no tuple');
  const inner = isFence ? first.body : bare.slice(1, -1);
  return split(inner.filter((node) => !isMacro(node, ',')), (node) => isChar(node, ',')).map(expression);
} // prettier-ignore

/** `f(X; W) = 3 x_1 − 2 x_2 + 5`: every coefficient is a weight, the last the bias. */
export function readLinear(tex: string, { meaning, digits, seen }: Reading): void {
  const [, sum] = split(texTree(tex), (node) => isChar(node, '='));
  const { W, b } = meaning.all;
  const summands: { readonly negative: boolean; readonly nodes: Nodes }[] = [];
  let start = 0;
  let isNegative = false;
  for (let i = 0; i <= sum.length; i++) {
    const sign = isChar(sum[i], '+') || isChar(sum[i], '-');
    if (i < sum.length && !sign) continue;
    if (i > start) summands.push({ negative: isNegative, nodes: sum.slice(start, i) });
    isNegative = isChar(sum[i], '-');
    start = i + 1;
  }
  const expected = [...W[0][0], ...(b[0] === null ? [] : [b[0][0][0]])];
  assert.equal(summands.length, expected.length, 'the summands of a linear f');
  summands.forEach(({ negative, nodes }, i) => {
    const x = nodes.findIndex((node) => isChar(node, 'x'));
    assert.equal(x >= 0, i < W[0][0].length, 'every weight has its x');
    if (x >= 0) assert.equal(plain(nodes.slice(x)), W[0][0].length === 1 ? 'x' : `x_${i + 1}`);
    const number = (x < 0 ? nodes : nodes.slice(0, x)).filter((node) => !isMacro(node, ','));
    const cell = readCell(negative ? [{ kind: 'char', char: '-' }, ...number] : number, 0);
    assertShows(cell, expected[i], digits, 'a coefficient of f', seen);
  });
}
