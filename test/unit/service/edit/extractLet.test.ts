// What becomes of a text when a part of it gets a name: the part is between ⟨ and ⟩; null where it cannot get one.
import assert from 'node:assert/strict';
import { check } from '../../../../src/language/meaning/checker';
import { parse } from '../../../../src/language/syntax/parser';
import { say } from '../../../../src/message/message';
import { extractLet } from '../../../../src/service/edit/extractLet';
import { apply } from '../../language/parsing';

function extracted(marked: string): string | null {
  const [start, end] = [marked.indexOf('⟨'), marked.indexOf('⟩') - 1];
  const text = marked.replace(/[⟨⟩]/g, '');
  const fix = extractLet(check(parse(text)), { start, end });
  if (fix === null) return null;
  assert.equal(say(fix.title), 'Extract to a constant');
  assert.equal(fix.preferred, false);
  return apply(text, fix.edits);
}

const cases: readonly (readonly [string, string | null])[] = [
  ['let a = 2*⟨(1 + 3)⟩', 'let value = (1 + 3)\nlet a = 2*value'],
  ['let a = ⟨2*1⟩ + 3', 'let value = 2*1\nlet a = value + 3'],
  ['let a = ⟨ 2*1 ⟩+ 3', 'let value = 2*1\nlet a =  value + 3'],
  ['let a = 2*⟨1 + 3⟩', null],
  ['let a = ⟨1 + 2⟩ + 3', 'let value = 1 + 2\nlet a = value + 3'],
  ['let a = 1 + ⟨2 + 3⟩', null],
  ['let a = -⟨2⟩^3', 'let value = 2\nlet a = -value^3'],
  ['let a = ⟨-2^3⟩*4', 'let value = -2^3\nlet a = value*4'],
  ['let a = max(⟨1/2⟩, 3)', 'let value = 1/2\nlet a = max(value, 3)'],
  ['let a = ⟨max(1/2, 3)⟩ + 1', 'let value = max(1/2, 3)\nlet a = value + 1'],
  ['let a = ⟨max⟩(1/2, 3)', null],
  // What is a whole let has its name; a rate has none.
  ['let a = ⟨1 + 2⟩', null],
  ['rate = ⟨1/10⟩', 'let value = 1/10\nrate = value'],
  // Conditions are no numbers; what is in them is.
  ['let a = if ⟨1 < 2⟩ then 3 else 4', null],
  ['let a = if ⟨1 < 2 or 3 < 4⟩ then 3 else 4', null],
  ['let a = if ⟨1 < 2 and 3 < 4⟩ then 3 else 4', null],
  ['let a = if ⟨not 1 < 2⟩ then 3 else 4', null],
  ['let a = if ⟨(1 < 2)⟩ then 3 else 4', null],
  ['let a = if not (⟨1⟩ < 2 and 3 < 4) then 3 else 4', 'let value = 1\nlet a = if not (value < 2 and 3 < 4) then 3 else 4'],
  ['let a = if 1 < 2 or 3 < ⟨4*5⟩ then 3 else 4', 'let value = 4*5\nlet a = if 1 < 2 or 3 < value then 3 else 4'],
  ['let a = if 1 < 2 then ⟨3⟩ else 4', 'let value = 3\nlet a = if 1 < 2 then value else 4'],
  ['let a = if 1 < 2 then 3 else ⟨4⟩', 'let value = 4\nlet a = if 1 < 2 then 3 else value'],
  // What depends on a parameter stays where it is.
  ['activation f(x, k = 2) = k*x + ⟨3/2⟩', 'let value = 3/2\nactivation f(x, k = 2) = k*x + value'],
  ['activation f(x, k = 2) = ⟨k*x⟩ + 3/2', null],
  ['activation f(x, k = 2) = 2*⟨k⟩ + 3/2*x', null],
  ['let k = 1\nactivation f(x) = ⟨k + 1⟩ + x', 'let k = 1\nlet value = k + 1\nactivation f(x) = value + x'],
  ['loss (y, t) = ⟨3*2⟩*(y - t)^2', 'let value = 3*2\nloss (y, t) = value*(y - t)^2'],
  ['loss (y, t) = 3*⟨(y - t)⟩^2', null],
  // Entries of matrices, of numbers and of expressions, with arguments and the indent of their line.
  ['input X = [1 ⟨2⟩ 3]', 'let value = 2\ninput X = [1 value 3]'],
  ['input X = [1 ⟨2 3⟩]', null],
  ['input X = ⟨[1 2]⟩', null],
  ['input X = [1 ⟨2*3⟩; 4 5]\'', 'let value = 2*3\ninput X = [1 value; 4 5]\''],
  ['input X = [1 2]\nlayer leaky_relu(⟨1/8⟩)\n  W = [1 2]', 'input X = [1 2]\nlet value = 1/8\nlayer leaky_relu(value)\n  W = [1 2]'],
  ['input X = [1 2]\nlayer [tanh leaky_relu(⟨1/8⟩)]\n  W = [1 2; 3 4]', 'input X = [1 2]\nlet value = 1/8\nlayer [tanh leaky_relu(value)]\n  W = [1 2; 3 4]'],
  ['input X = [1 2]\nlayer tanh\n  W = [1 ⟨-2.5⟩]', 'input X = [1 2]\nlayer tanh\n  let value = -2.5\n  W = [1 value]'],
  ['input X = [1 2]\r\nlayer tanh\r\n  W = uniform(⟨-1⟩, 1)', 'input X = [1 2]\r\nlayer tanh\r\n  let value = -1\r\n  W = uniform(value, 1)'],
  ['input X = 1\nloss huber(delta = ⟨1/2⟩)', 'input X = 1\nlet value = 1/2\nloss huber(delta = value)'],
  // A name that is there already.
  ['let value = 1\nlet value2 = 2\nlet b = ⟨3⟩ + value', 'let value = 1\nlet value2 = 2\nlet value3 = 3\nlet b = value3 + value'],
  // Nothing, several lines, a comment, what is broken.
  ['let a = 1 + ⟨ ⟩2', null],
  ['let a = 1 + ⟨2 # b⟩', null],
  ['input X = [⟨1\n2⟩]', null],
  ['let a = ⟨1⟩ + ', null],
  ['⟨let⟩ a = 1', null],
]; // prettier-ignore

describe('the name of a part of a text', () => {
  for (const [marked, expected] of cases) it(JSON.stringify(marked), () => assert.equal(extracted(marked), expected));
});
