// What is still read, said or written for the author, and what is not any more: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { format, withEdits } from '../../../src/language/format/format';
import { readMatrixFile } from '../../../src/language/matrices/matrixFile';
import { contentsOfNamed } from '../../../src/language/matrices/namedFiles';
import { check } from '../../../src/language/meaning/checker';
import { UnknownNames } from '../../../src/language/problems/unknownNames';
import { memoryProblem } from '../../../src/language/problems/memoryProblem';
import { decimalCommas } from '../../../src/language/syntax/decimalCommas';
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
  ['characters of a text that does not end', (n) => `network "${repeat('a', n - 1)}`, 'too-large', 10_000],
  ['characters of a title without quotes', (n) => `network ${n % 2 === 0 ? 'a' : ''}a${' a'.repeat(Math.ceil(n / 2) - 1)}`, 'too-large', 10_000],
  ['characters that are stuck to a number', (n) => `let a = 1${repeat('a', n - 1)}`, 'too-large', 1100],
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
  ['numbers of one statement with letters behind them', (n) => `layer tanh\n  W = [${repeat('1x', n, ' ')}]`, 'bad-number', 100],
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

/** What is said with this code, in words. */
const saidOf = (text: string, code: string): string =>
  found(text, code)
    .map((one) => say(one.message))
    .join(' ');

describe('The limits of what is written, named and made', () => {
  it('a matrix of 100 000 characters is laid out, a longer one is left as it is', () => {
    const text = (n: number) => `layer tanh\n  W = [1,  2${' '.repeat(n - 7)}]`;
    const isLaidOut = (n: number) => withEdits(text(n), format(parse(text(n)))).length < 100;
    assert.deepEqual([isLaidOut(100_000), isLaidOut(100_001)], [true, false]);
  });

  it('statements of 10 000 characters are lined up with others', () => {
    const text = (n: number) => `input aa = [1]\ninput b  = [1${' 1'.repeat((n - 14) / 2)}${' '.repeat(n % 2)}]`;
    const kept = (n: number) => {
      const [, { range }] = parse(text(n)).statements;
      assert.equal(range.end - range.start, n);
      return withEdits(text(n), format(parse(text(n)))).includes('b  =');
    };
    assert.deepEqual([kept(10_000), kept(10_001)], [true, false]);
  });

  it('decimal commas are seen in a matrix of 1 000 000 characters', () => {
    const commas = (n: number) => {
      const spec = parse(
        `layer tanh\n  W = [${`0,15${' '.repeat(90_000)}`.repeat(10)}0,20${' '.repeat(n - 900_050)}0,25]`,
      );
      const [, W] = spec.statements;
      assert.ok(W.kind === 'weights' && W.value?.kind === 'literal');
      assert.equal(W.value.brackets.end - W.value.brackets.start, n);
      return decimalCommas(spec.text, W.value)?.length ?? null;
    };
    assert.deepEqual([commas(1_000_000), commas(1_000_001)], [12, null]);
  });

  it('files of 100 000 000 numbers and 1000 files are read', () => {
    const data = new Float64Array(0);
    const read = (numbers: number, files = 3) => {
      const spec = parse(Array.from({ length: files }, (_, i) => `input X${i} = file("${i}.csv")\n`).join(''));
      const all = contentsOfNamed(spec, () => ({ kind: 'matrix', rows: numbers, cols: 1, data }));
      return [...all.values()].filter(({ kind }) => kind === 'matrix').length;
    };
    assert.deepEqual([read(100_000_000), read(100_000_001), read(50_000_000), read(50_000_001)], [2, 1, 3, 2]);
    assert.deepEqual([read(1, 1000), read(1, 1001)], [1000, 1000]);
    const left = (numbers: number) => {
      const spec = parse(Array.from({ length: 1001 }, (_, i) => `input X${i} = file("${i}.csv")\n`).join(''));
      const last = contentsOfNamed(spec, () => ({ kind: 'matrix', rows: numbers, cols: 1, data })).get('1000.csv')!;
      return last.kind === 'problem' ? say(last.message) : '';
    };
    assert.match(left(100_000), /a text can name at most 1.000 files/);
    assert.match(left(100_001), /those above have more than 100.000.000 numbers/);
  });

  it('an array of 50 000 000 numbers is read', () => {
    const said = (numbers: number) => {
      const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${numbers}, 1), }`.padEnd(117) + '\n';
      const bytes = Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0, ...Buffer.from(header)]);
      const content = readMatrixFile('w.npy', bytes);
      return content.kind === 'problem' ? say(content.message) : '';
    };
    assert.match(said(50_000_000), /is incomplete/);
    assert.match(said(50_000_001), /has more than 50.?000.?000 numbers/);
  });

  it('a layer has 1 000 000 neurons, and of what is made for it the entries are counted then', () => {
    const layer = (size: number) => saidOf(`input 51\nlayer ${size} tanh\noutput 1`, 'too-large');
    assert.match(layer(1_000_000), /^Up to layer 1 the network has 51000000 weights/);
    assert.match(layer(1_000_001), /^Layer 1 has 1000001 neurons/);
    const target = (size: number, made: string) => saidOf(`batch X = [${repeat('1', 51, ' ')}]\ntarget = ${made}\nlayer ${size} tanh\n  W = ones()\nloss sse`, 'too-large'); // prettier-ignore
    for (const made of ['zeros()', `onehot([${repeat('1', 51, ' ')}])`]) {
      assert.match(target(1_000_000, made), /The target has 1000000 × 51 entries/, made);
      assert.doesNotMatch(target(1_000_001, made), /The target/, made);
    }
    const size = (n: number) => found(`input 1\nlayer ${n} tanh\noutput 1`, 'bad-number').flatMap(({ fixes }) => fixes.map((one) => say(one.title))).length; // prettier-ignore
    assert.deepEqual([size(1_000_000.4), size(1_000_000.6)], [1, 0]);
  });

  it('all that is made for several inputs is counted together, one alone by its own size', () => {
    const text = (columns: number) => `batch A = [1 1]\ntarget = zeros()\nbatch B = [${repeat('1', columns, ' ')}]\ntarget = zeros()\nlayer 1000000 tanh\n  W = zeros()\nloss sse`; // prettier-ignore
    assert.match(
      saidOf(text(50), 'too-large'),
      /With these, the inputs and targets that are made have 52000000 entries/,
    );
    assert.match(saidOf(text(51), 'too-large'), /The target has 1000000 × 51 entries/);
  });

  it('a network holds 100 000 000 numbers at its samples', () => {
    // A weight, n + 4 numbers for each of so many columns.
    const problem = (rows: number, cols: number) => {
      const layer = { size: 1, inputSize: 1, affine: false, statement: { keyword: { start: 0, end: 0 } }, index: 1 };
      const statements = { data: { keyword: { start: 0, end: 0 } } };
      return memoryProblem([layer] as never, [{ sample: { name: 'X', X: { rows, cols } }, statements }] as never);
    };
    assert.equal(problem(99_999_999 - 4, 1), null);
    assert.notEqual(problem(99_999_999 - 3, 1), null);
  });

  it('a layer of 100 outputs and a target of 100 zeros are offered', () => {
    const titles = (text: string) => check(parse(text)).diagnostics.flatMap(({ fixes }) => fixes.map((one) => say(one.title))).join('; '); // prettier-ignore
    const layer = (n: number) => titles(`input 1\noutput ${n}`);
    assert.match(layer(100), /Add layer 100 sigmoid/);
    assert.doesNotMatch(layer(101), /Add layer/);
    const size = (n: number) => titles(`input 1\nlayer tanh\noutput ${n}`);
    assert.match(size(100), /Add the size 100/);
    assert.doesNotMatch(size(101), /Add the size/);
    const input = (n: number) => titles(`layer ${n} tanh\n  W = [${repeat('1', n, '; ')}]\nloss sse`);
    assert.match(input(100), /Add an input of ones/);
    assert.doesNotMatch(input(101), /Add an input of ones/);
  });

  it('equal entries are looked for in a layer of 256 neurons with different functions', () => {
    const said = (n: number) => found(`input X = [1]\nlayer [${n - 1} identity tanh]\n  W = ones()\nexercise "A"\n  give N1[1]\n  ask Sigma1`, 'repeated-quantity').length; // prettier-ignore
    assert.deepEqual([said(256), said(257)], [1, 0]);
  });

  it('an activation has 4000 operations, with those of the activations that it calls', () => {
    const group = (n: number) => `(${repeat('x', n, ' + ')})`;
    // 1980 names, 41 groups and 1979 signs.
    const whole = `${repeat(group(48), 40, ' + ')} + ${group(60)}`;
    const said = (text: string) => saidOf(`${text}\ninput X = [1]\nlayer g\n  W = [1]\noutput 1`, 'too-large');
    assert.equal(said(`activation g(x) = ${whole}`), '');
    assert.match(said(`activation g(x) = -${whole}`), /^g has too many operations/);
    // A call and its argument with 1996, 1997 or 1998 operations, twice, and a sign.
    const half = `${repeat(group(48), 20, ' + ')} + ${group(28)}`;
    const called = (minus: string) => said(`activation f(x) = ${minus}${half}\nactivation g(x) = f(x) + f(x)`);
    assert.deepEqual(['', '-', '--'].map((minus) => called(minus) === ''), [true, true, false]); // prettier-ignore
  });

  it('a name is compared with others until it was with 200 000 of them', () => {
    const isFound = (before: number) => {
      const unknown = new UnknownNames(parse(''));
      const name = { text: 'point', range: { start: 0, end: 5 } };
      unknown.unknownSample(name, () => new Array<string>(before).fill('q'), null);
      return /Did you mean pint\?/.test(say(unknown.unknownSample(name, () => ['pint'], null).message));
    };
    assert.deepEqual([isFound(200_000), isFound(200_001)], [true, false]);
  });
});
