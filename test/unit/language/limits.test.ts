// What is still read, said or written for the author, and what is not any more: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import type { Diagnostic } from '../../../src/language/text/diagnostic';
import { say } from '../../../src/message/message';

const repeat = (text: string, n: number, between = ''): string => Array.from({ length: n }, () => text).join(between);
const found = (text: string, code: string): readonly Diagnostic[] =>
  check(parse(text)).diagnostics.filter((one) => one.code === code);

/** Activations that call one another: the first has the height of its formula, each other one two more. */
const tower = (first: string, n: number): string =>
  [
    `activation f1(x) = ${first}`,
    ...Array.from({ length: n - 1 }, (_, i) => `activation f${i + 2}(x) = f${i + 1}(x)`),
    `input X = [1]\nlayer f${n}\n  W = [1]`,
  ].join('\n');

/** A largest of largest, of n words and signs: 199 calls of k ones have 2k + 2 each, and every minus sign is one more. */
function expressionOf(n: number): string {
  const k = Math.floor((n - 201) / 398) - 1;
  const more = n - 201 - 199 * (2 * k + 2);
  const call = (minus: number): string => `max(${repeat('-', minus)}${repeat('1', k, ',')})`;
  const calls = Array.from({ length: 199 }, (_, i) => call(Math.max(0, Math.min(150, more - 150 * i))));
  return `max(${calls.join(',')})`;
}

/** A text of each size, the code of what is said from one size on, and the largest size of which it is not said. */
const refused: readonly (readonly [name: string, text: (n: number) => string, code: string, largest: number])[] = [
  ['parentheses in one another', (n) => `let a = ${repeat('(', n)}1${repeat(')', n)}`, 'too-large', 199],
  ['minus signs', (n) => `let a = ${repeat('-', n)}1`, 'too-large', 199],
  ['powers of powers', (n) => `let a = ${repeat('1', n + 1, '^')}`, 'too-large', 199],
  ['words and signs of an expression', (n) => `let a = ${expressionOf(n)}`, 'too-large', 10_000],
  ['characters of a name', (n) => `let ${repeat('a', n)} = 1`, 'too-large', 1100],
  ['characters of a name in another alphabet', (n) => `let a = ${repeat('λ', n)}`, 'too-large', 1100],
  ['characters of a number', (n) => `let a = ${repeat('1', n - 2)}.1`, 'too-large', 1100],
  ['characters of a number in a matrix', (n) => `layer tanh\n  W = [1 0.${repeat('0', n - 3)}1]`, 'too-large', 1100],
  ['characters of a text with its quotes', (n) => `network "${repeat('a', n - 2)}"`, 'too-large', 10_000],
  ['spaces in a row', (n) => `let a =${repeat(' ', n)}1`, 'too-large', 100_000],
  ['spaces at the end', (n) => `let a = 1\n${repeat(' ', n)}`, 'too-large', 100_000],
  ['line breaks in parentheses', (n) => `let a = (${repeat('\n', n)}1)`, 'too-large', 100_000],
  ['comments in parentheses', (n) => `let a = (1${repeat('#\n', 40_000)}${repeat('\n', n - 80_000)})`, 'too-large', 100_000],
  ['statements', (n) => repeat('let a = 1\n', n), 'too-large', 100_000],
  ['parameters', (n) => `activation f(x, ${Array.from({ length: n - 1 }, (_, i) => `a${i} = 1`).join(', ')}) = x`, 'too-large', 200],
  ['arguments of choose', (n) => `layer 1 tanh\n  W = choose([1 2]${repeat(', 1', n)})`, 'too-large', 200],
  ['comparisons in a chain', (n) => `let a = if ${repeat('1', n + 1, ' < ')} then 1 else 2`, 'too-large', 198],
  ['arguments of a call', (n) => `let a = max(${repeat('1', n, ', ')})`, 'too-large', 200],
  ['transposes', (n) => `input X = [1]\nlayer tanh\n  W = [1]${repeat("'", n)}`, 'too-large', 200],
  ['activations in one another, from one of height 1', (n) => tower('x', n), 'too-large', 250],
  ['activations in one another, from one of height 2', (n) => tower('-x', n), 'too-large', 250],
  ['activations in one another, from one of height 3', (n) => tower('-(-x)', n), 'too-large', 249],
  ['layers', (n) => `input 1\n${repeat('layer tanh\n', n)}`, 'too-large', 10_000],
  ['neurons of a layer', (n) => `input 1\nlayer ${n} tanh\noutput 1`, 'too-large', 1_000_000],
  ['weights', (n) => `input ${n}\nlayer 1 tanh`, 'too-large', 50_000_000],
  ['weights and biases', (n) => `input ${n}\nlayer 1 tanh\n  b`, 'too-large', 49_999_999],
  ['points of a question', (n) => `input X = [1]\nlayer tanh\n  W = [1]\nexercise "A"\n  ask N1: ${n}`, 'bad-number', 1000],
]; // prettier-ignore

/** How many are reported one by one of as many mistakes; and whether a last one says that there are more. */
const counted: readonly (readonly [name: string, text: (n: number) => string, code: string, most: number, said?: RegExp])[] = [
  ['rows that are too short', (n) => `input X = [1 2]\nlayer tanh\n  W = [${repeat('1 2', n + 1, '; ')}; ${repeat('1', n, '; ')}]`, 'ragged-rows', 10],
  ['labels that are too large', (n) => `batch X = [${repeat('1', n, ' ')}]\ntarget = onehot([${repeat('9', n, ' ')}])\nlayer 2 softmax\n  W = [1; 2]\nloss cross_entropy`, 'target-size', 10],
  ['lines that are no statement', (n) => repeat('x\n', n), 'unknown-statement', 1000, /^More than 1.000 problems; the rest are not listed\.$/],
  ['repeated statements', (n) => repeat('rate = 1\n', n + 1), 'duplicate-statement', 1000, /^More than 1.000 problems of this kind; the rest are not listed\.$/],
  ['unused definitions', (n) => Array.from({ length: n }, (_, i) => `let c${i} = 1`).join('\n'), 'unused-let', 1000, /^More than 1.000 problems of this kind/],
]; // prettier-ignore

/** A fix by its title that is offered up to a size. */
const fixed: readonly (readonly [name: string, text: (n: number) => string, title: RegExp, largest: number])[] = [
  ['zeros that a row lacks', (n) => `layer tanh\n  W = [${repeat('1', n + 1, ' ')}; 1]`, /^Pad with zeros$/, 100],
  ['labels that count from 0', (n) => `batch X = [${repeat('1', n, ' ')}]\ntarget = onehot([${repeat('0 1', n / 2, ' ')}])\nlayer 2 softmax\n  W = [1; 2]\nloss cross_entropy`, /^Count the labels from 1$/, 1000],
  ['zeros of a target', (n) => `input X = [1]\nlayer ${n} tanh\n  W = ones()\nloss sse`, /^Add a target of zeros/, 100],
  ['ones of an input', (n) => `layer tanh\n  W = [${repeat('1', n, ' ')}]\noutput 1`, /^Add an input of ones/, 100],
]; // prettier-ignore

describe('The limits of the language', () => {
  for (const [name, text, code, largest] of refused) {
    it(`${name}: ${largest}`, () => {
      assert.deepEqual(
        found(text(largest), code).map((one) => say(one.message)),
        [],
      );
      assert.equal(found(text(largest + 1), code).length, 1);
    });
  }
  for (const [name, text, code, most, said] of counted) {
    it(`${name}: the first ${most} are reported`, () => {
      assert.equal(found(text(most), code).length, most);
      const all = found(text(most + 2), code);
      assert.equal(all.length, said === undefined ? most : most + 1);
      if (said !== undefined) assert.match(say(all.at(-1)!.message), said);
    });
  }
  for (const [name, text, title, largest] of fixed) {
    it(`${name}: up to ${largest} are written by a fix`, () => {
      const titles = (n: number) =>
        check(parse(text(n))).diagnostics.flatMap(({ fixes }) => fixes.map((one) => say(one.title)));
      assert.ok(
        titles(largest).some((one) => title.test(one)),
        titles(largest).join(),
      );
      assert.ok(!titles(largest + 2).some((one) => title.test(one)), titles(largest + 2).join());
    });
  }
});
