// What is still written, shown or said of a quantity, and what is not any more: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { whole } from '../../../src/functions/numbers/rational';
import { say } from '../../../src/message/message';
import { column, matrix } from '../../../src/network/matrix';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { EntryExpression, RowTimesColumn } from '../../../src/notation/entry/entryExpression';
import { expressionTex, inLetters, inNumbers, lastStepTex, longSum } from '../../../src/notation/entry/expressionTex';
import { gradientPaths, pathsFormula } from '../../../src/notation/entry/gradientPaths';
import { entriesOf } from '../../../src/notation/formula/entries';
import type { Factor } from '../../../src/notation/formula/formula';
import { formsOf, gradientInForm } from '../../../src/notation/formula/forms';
import { quantitiesOf } from '../../../src/notation/formula/quantities';
import { spokenComposition } from '../../../src/notation/spoken/spokenNetwork';
import { spokenValue } from '../../../src/notation/spoken/spokenNumbers';
import { shownPart } from '../../../src/notation/tex/elision';
import { matrixTex } from '../../../src/notation/tex/matrixTex';
import { plainTex } from '../../../src/notation/tex/texStyle';
import { tupleTex } from '../../../src/notation/tex/tupleTex';
import { isReadable } from '../../../src/notation/tex/fractionTex';
import { finish } from '../../../src/steps/steps';
import { network } from './networks';

/** How many rows and columns are shown one after the other from the first, and what is behind the dots: `11 … 1 × 8`. */
function shown(rows: number, cols: number, ...expanded: string[]): string {
  const part = shownPart({ rows, cols }, 'k', new Set(expanded));
  const side = ({ indices }: (typeof part)['rows']) => {
    const dots = indices.indexOf(null);
    return dots < 0 ? `${indices.length}` : `${dots} … ${indices.length - dots - 1}`;
  };
  return `${side(part.rows)} × ${side(part.columns)}`;
}

/** What can be opened further. */
function more(rows: number, cols: number, ...expanded: string[]): readonly (string | null)[] {
  const part = shownPart({ rows, cols }, 'k', new Set(expanded));
  return [part.rows.more, part.columns.more];
}

/** A network of one input and one output at a batch of so many samples. */
function atSamples(samples: number) {
  const one = column([1]);
  const X = matrix(1, samples, new Float64Array(samples).fill(1));
  const of = { activation: 'tanh', inputSize: 1, size: 1, weights: one };
  const net = network([of, of], { samples: [{ name: 'X', X, target: null }] as never });
  return { net, trace: traceNetwork(net, net.samples[0]) };
}

describe('The limits of the notation', () => {
  it('12 rows and columns are shown; of more the first three and the last, and eight more with each step', () => {
    assert.deepEqual([shown(12, 12), shown(13, 12), shown(12, 13)], ['12 × 12', '3 … 1 × 12', '12 × 3 … 1']);
    assert.deepEqual([shown(99, 1, 'k/r1'), shown(99, 1, 'k/r2')], ['11 … 1 × 1', '19 … 1 × 1']);
    assert.deepEqual([shown(1, 99, 'k/c1'), shown(1, 99, 'k/c2')], ['1 × 11 … 1', '1 × 19 … 1']);
    // Dots for a single one would save nothing.
    assert.deepEqual([shown(13, 1, 'k/r1'), shown(14, 1, 'k/r1')], ['13 × 1', '11 … 1 × 1']);
    assert.deepEqual(more(20, 21, 'k/r1'), ['k/r2', 'k/c1']);
    assert.deepEqual(more(20, 21, 'k/r2', 'k/c3'), [null, null]);
  });

  it('an opened matrix has at most 100 rows, 100 columns and 2500 entries', () => {
    assert.deepEqual([100, 101, 102].map((n) => shown(n, 1, 'k')), ['100 × 1', '101 × 1', '99 … 1 × 1']); // prettier-ignore
    assert.deepEqual([100, 101, 102].map((n) => shown(1, n, 'k')), ['1 × 100', '1 × 101', '1 × 99 … 1']); // prettier-ignore
    assert.deepEqual([shown(50, 50, 'k'), shown(52, 52, 'k')], ['50 × 50', '49 … 1 × 49 … 1']);
    assert.deepEqual([shown(25, 100, 'k'), shown(26, 100, 'k')], ['25 × 100', '26 × 95 … 1']);
    assert.deepEqual([shown(100, 25, 'k'), shown(100, 26, 'k')], ['100 × 25', '95 … 1 × 26']);
    assert.deepEqual(more(200, 1, 'k'), [null, null]);
    assert.deepEqual([more(200, 1, 'k/r11'), more(200, 1, 'k/r12')].map(([rows]) => rows), ['k/r12', null]); // prettier-ignore
  });

  it('a fraction of 12 digits is read, and one of 13 is not', () => {
    const fraction = (n: bigint, d: bigint) => isReadable({ n, d });
    assert.deepEqual([fraction(123457n, 654321n), fraction(1234567n, 654321n), fraction(-123457n, 1654321n)], [true, false, false]); // prettier-ignore
    assert.deepEqual([isReadable(whole(99_999_999_999)), isReadable(whole(10 ** 13))], [true, false]);
  });

  it('50 entries are said one by one, from 13 on with their row; of 10 000 the least and the largest', () => {
    const said = (rows: number, cols: number) => {
      const value = entriesOf(
        matrix(
          rows,
          cols,
          Float64Array.from({ length: rows * cols }, (_, i) => i),
        ),
      );
      return spokenValue('W', value, value, { kind: 'significant', count: 4 }).map((text) => say(text)).join(); // prettier-ignore
    };
    assert.equal(said(2, 6), 'W is 2 by 6: 0, 1, 2, 3, 4, 5; 6, 7, 8, 9, 10, 11');
    assert.equal(said(2, 7), 'W is 2 by 7: row 1: 0, 1, 2, 3, 4, 5, 6; row 2: 7, 8, 9, 10, 11, 12, 13');
    assert.equal(said(1, 50), `W is 1 by 50: ${Array.from({ length: 50 }, (_, i) => i).join(', ')}`);
    assert.equal(said(1, 51), 'W is 1 by 51, with the least entry 0 in row 1, column 1, and the largest 50 in row 1, column 51'); // prettier-ignore
    assert.match(said(100, 100), /^W is 100 by 100, with the least entry 0 in .* and the largest 9999 in row 100, column 100$/); // prettier-ignore
    assert.equal(said(73, 137), 'W is 73 by 137');
  });

  it('the function of five layers is said in full', () => {
    const said = (layers: number) => {
      const net = network(Array.from({ length: layers }, () => ({ activation: 'tanh', inputSize: 1, size: 1 })));
      return spokenComposition(quantitiesOf(net, null), net, 'matrices').map((text) => say(text)).join(); // prettier-ignore
    };
    for (let i = 1; i <= 5; i++) assert.match(said(5), new RegExp(`W ${i} `));
    assert.match(said(6), /W 6 .*W 5 /);
    assert.doesNotMatch(said(6), /W [1-3] /);
  });

  it('the forms (4) and (5) are there for 64 samples, and for reading show the summands of four', () => {
    const forms = (samples: number) => {
      const { net, trace } = atSamples(samples);
      return formsOf(net, trace).join(' ');
    };
    assert.deepEqual([forms(64), forms(65)], ['3 4 5 delta proof', '3 delta proof']);
    const summands = (samples: number) => {
      const { net, trace } = atSamples(samples);
      return gradientInForm('5', net, trace, 1, 6)[0].right.terms.map(({ kind }) => kind).join(' '); // prettier-ignore
    };
    assert.equal(summands(4), 'parentheses parentheses parentheses parentheses');
    assert.equal(summands(5), 'parentheses parentheses ellipsis parentheses');
  });

  it('of more than 100 paths the 100 largest are listed', () => {
    const listed = (hidden: number) => {
      const numbers = Float64Array.from({ length: hidden }, (_, i) => i + 1);
      const weights = matrix(hidden, 1, numbers);
      const [first, last] = [{ inputSize: 1, size: hidden, weights }, { inputSize: hidden, size: 1, weights: matrix(1, hidden, numbers) }]; // prettier-ignore
      const net = network([first, last].map((layer) => ({ ...layer, activation: 'identity' })), { samples: [{ name: 'X', X: column([1]), target: null }] as never }); // prettier-ignore
      const q = quantitiesOf(net, traceNetwork(net, net.samples[0]));
      const { count, largest, rest } = finish(gradientPaths(pathsFormula(q, 'X', 0), 0, 0))!;
      return [count, largest.length, rest];
    };
    assert.deepEqual(listed(100), [100, 100, 0]);
    assert.deepEqual(listed(101), [101, 100, 1]);
  });

  it('three products of a row and a column are written out, four are a sum', () => {
    const entry = (j: number): EntryExpression => ({ kind: 'entry', symbol: { name: 'W', layer: 1 }, row: 0, column: j, value: j + 1 }); // prettier-ignore
    const sum = (count: number): RowTimesColumn => ({ kind: 'row times column', count, term: entry, left: null, right: null }); // prettier-ignore
    const letters = inLetters((_, r, c) => `w_{${r}${c}}`, (_, argument) => argument); // prettier-ignore
    const numbers = inNumbers(String, (_, argument) => argument);
    const twice = (count: number): EntryExpression => ({ kind: 'product', factors: [sum(count), entry(0)] });
    const less = (count: number): EntryExpression => ({ kind: 'sum', left: entry(0), right: sum(count), minus: true });
    assert.equal(expressionTex(sum(3), letters), 'w_{00} + w_{01} + w_{02}');
    assert.equal(expressionTex(sum(4), letters), '\\sum_{j=1}^{4} w_{0j}');
    assert.deepEqual([3, 4].map((count) => expressionTex(sum(count), numbers)), ['1 + 2 + 3', '10']); // prettier-ignore
    assert.deepEqual([3, 4].map((count) => expressionTex(twice(count), numbers)), ['(1 + 2 + 3) \\cdot 1', '10 \\cdot 1']); // prettier-ignore
    assert.deepEqual([3, 4].map((count) => expressionTex(less(count), numbers)), ['1 - (1 + 2 + 3)', '1 - 10']); // prettier-ignore
    assert.deepEqual([3, 4].map((count) => lastStepTex(sum(count), String)), ['1 + 2 + 3', '10']); // prettier-ignore
    assert.deepEqual(
      [3, 4].map((count) => longSum(twice(count)) === null),
      [true, false],
    );
  });

  it('a matrix on paper is at most 40 em wide; of a wider one of more than six columns dots are shown', () => {
    const look = { digits: { kind: 'significant', count: 12 }, key: 'k', expanded: new Set<string>(), attribute: () => null } as const; // prettier-ignore
    // A column of numbers with n digits takes n/2 + 1 em.
    const columns = (cols: number, number: number) => matrixTex(entriesOf(matrix(1, cols, new Float64Array(cols).fill(number))), look, plainTex).tex.split('&').length; // prettier-ignore
    assert.deepEqual([columns(8, 12345678), columns(9, 1234567)], [8, 5]);
    assert.deepEqual([columns(6, 123456789012), columns(7, 123456789012)], [6, 5]);
  });

  it('a tuple has no dots up to six members, its numbers up to four, in lines of 40 em', () => {
    const of = (...values: readonly (readonly number[])[]) => {
      const members = values.map((row, i): Factor => ({ kind: 'factor', symbol: { name: 'W', layer: i + 1 }, transposed: false, shape: { rows: 1, cols: row.length }, value: entriesOf(matrix(1, row.length, Float64Array.from(row))) })); // prettier-ignore
      return tupleTex('W', members, 'matrices', { digits: { kind: 'significant', count: 12 }, id: 'a', expanded: new Set(), shapes: false }, plainTex); // prettier-ignore
    };
    const some = (n: number) => of(...Array.from({ length: n }, () => [1, 2]));
    assert.deepEqual([6, 7].map((n) => some(n).includes('\\dots')), [false, true]); // prettier-ignore
    assert.deepEqual([4, 5].map((n) => some(n).includes('underset')), [true, false]); // prettier-ignore
    // 30 em, one between and 9; 32, one and 7.5.
    const row = (n: number, number: number) => new Array<number>(n).fill(number);
    assert.equal(of(row(6, 12345678), row(3, 1234)).includes('\\quad'), false);
    assert.equal(of(row(8, 123456), row(3, 123)).includes('\\quad'), true);
  });
});
