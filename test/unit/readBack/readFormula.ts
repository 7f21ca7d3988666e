// A formula of the page is read, and everything in it is compared with the network worked out by itself.
import assert from 'node:assert/strict';
import type { Digits } from '../../../src/numbers/numberLayout';
import { approx, combined, made, sizeOf, type Grid } from './approx';
import { assertShows, meantBy, type Cell, type Seen } from './cell';
import type { Equation, Expression, Numbers } from './expression';
import { equations } from './formulaReader';
import { Unknown } from './letters';
import { assertNear, type Meaning, type Order } from './meaning';
import { texTree } from './texTree';

export interface Reading {
  readonly meaning: Meaning;
  readonly order: Order;
  readonly digits: Digits;
  readonly seen: Seen;
  /** Whether the text has no numbers. */
  readonly symbols?: boolean;
}

/** Reads all equations of a display. */
export function readFormula(tex: string, reading: Reading): void {
  for (const equation of equations(texTree(tex))) readEquation(equation, reading);
}

/** The letters at the left are what every other side says: letters by their order, numbers factor by factor. */
export function readEquation(sides: Equation, reading: Reading): void {
  const { meaning, order } = reading;
  const [left, ...others] = sides;
  const whole = known(() => meaning.value(left, 'ordinary'));
  let letters: Expression = left;
  others.forEach((side) => {
    if (side.kind === 'numbers' && !isOne(side, whole)) {
      if (whole !== null) assertNumbers(side, whole, 'the result', reading);
      return;
    }
    if (!hasNumbers(side)) {
      letters = side;
      // A • B is written only in what is read from the left.
      const inverted = side.kind === 'chain' && side.operators.includes('•');
      const value = known(() => meaning.value(side, inverted ? 'left to right' : order, whole && sizeOf(whole)));
      if (value !== null && whole !== null) assertNear(value, whole, 'the letters');
      return;
    }
    compareFactors(side, letters, reading);
  });
}

function known(value: () => Grid): Grid | null {
  try {
    return value();
  } catch (error) {
    if (error instanceof Unknown) return null;
    throw error;
  }
}

function hasNumbers(e: Expression): boolean {
  switch (e.kind) {
    case 'numbers':
      return e.bracketed || !isLetter(e);
    case 'chain':
      return e.terms.some(hasNumbers);
    case 'parentheses':
      return e.label !== null || hasNumbers(e.inner);
    case 'named':
      return hasNumbers(e.inner);
    case 'applied':
      return isOfNumbers(e.argument);
    default:
      return false;
  }
}

/** Whether a number is in the argument of a map: letters have none there, not even a 1. */
function isOfNumbers(e: Expression): boolean {
  switch (e.kind) {
    case 'numbers':
      return true;
    case 'chain':
      return e.terms.some(isOfNumbers);
    case 'parentheses':
      return isOfNumbers(e.inner);
    case 'applied':
      return isOfNumbers(e.argument);
    default:
      return false;
  }
}

/** The letter 1: ∇_{Σ_k} f = 1. */
function isOne(side: Numbers, whole: Grid | null): boolean {
  if (side.bracketed || !isLetter(side)) return false;
  return whole === null || whole.flat().every(({ v, e }) => v === 1 && e === 0);
}

/** 1 and 1/m are written in formulas of letters too. */
function isLetter({ rows, label }: Numbers): boolean {
  const [cell] = rows[0];
  if (label !== null || cell === null) return false;
  return cell.kind === 'fraction' ? cell.n === 1 : cell.kind === 'decimal' && cell.value === 1;
}

/** Numbers in the place of letters: the same operators, the label under each its letter, and the numbers of that letter. */
function compareFactors(numbers: Expression, letters: Expression, reading: Reading): void {
  const expected = unwrapped(letters);
  if (numbers.kind === 'parentheses') {
    assert.ok(expected.kind === 'parentheses', `parentheses around ${textOf(expected)}`);
    if (numbers.label !== null)
      assert.equal(textOf(numbers.label), textOf(expected.inner), 'the label under parentheses');
    return compareFactors(numbers.inner, expected.inner, reading);
  }
  if (numbers.kind === 'applied') {
    assert.ok(expected.kind === 'applied', `a map for ${textOf(expected)}`);
    assert.equal(textOf(numbers.map), textOf(expected.map), 'the map');
    return compareFactors(numbers.argument, expected.argument, reading);
  }
  if (numbers.kind === 'chain') {
    assert.ok(expected.kind === 'chain', `a chain for ${textOf(expected)}`);
    const signs = (list: readonly string[]): string => list.join('').replaceAll('thin', '·');
    assert.equal(signs(numbers.operators), signs(expected.operators), 'the operators between numbers');
    assert.equal(numbers.terms.length, expected.terms.length);
    return numbers.terms.forEach((term, i) => compareFactors(term, expected.terms[i], reading));
  }
  if (numbers.kind === 'dots') return assert.equal(expected.kind, 'dots');
  assert.ok(numbers.kind === 'numbers', `no numbers: ${textOf(numbers)}`);
  if (numbers.label !== null) assert.equal(textOf(numbers.label), textOf(expected), 'the label under a factor');
  if (expected.kind === 'symbol' && expected.name === 'bold 1') {
    return assert.ok(
      numbers.rows.flat().every((cell) => cell === null || (cell.kind === 'decimal' && cell.value === 1)),
      '𝟏',
    );
  }
  assertNumbers(numbers, reading.meaning.value(expected, 'ordinary'), textOf(expected), reading);
}

function unwrapped(e: Expression): Expression {
  if (e.kind === 'shaped') return unwrapped(e.inner);
  return e.kind === 'parentheses' && !e.transposed && e.inner.kind !== 'chain' ? unwrapped(e.inner) : e;
}

/** What letters say, without shapes and numbers: for comparing a label with a factor. */
export function textOf(e: Expression): string {
  switch (e.kind) {
    case 'symbol':
      return `${e.name}_${e.index}^${e.sample}^${e.row}${e.transposed ? 'T' : ''}`;
    case 'numbers':
      return `[${e.rows.map((row) => row.map((cell) => cellText(cell)).join(' ')).join(';')}]`;
    case 'chain':
      return e.terms.map((term, i) => (i === 0 ? '' : ` ${e.operators[i - 1]} `) + textOf(term)).join('');
    case 'parentheses':
      return e.transposed || e.inner.kind === 'chain'
        ? `(${textOf(e.inner)})${e.transposed ? 'T' : ''}`
        : textOf(e.inner);
    case 'applied':
      return `${textOf(e.map)}(${textOf(e.argument)})`;
    case 'named':
      return textOf(e.inner);
    case 'row':
      return `(${textOf(e.inner)})^${e.row}${e.transposed ? 'T' : ''}`;
    case 'local':
      return `∇[${textOf(e.by)}](${textOf(e.of)})`;
    case 'collected':
      return `{${textOf(e.inner)}}`;
    case 'sum':
      return `Σ(${textOf(e.inner)})`;
    case 'shaped':
      return textOf(e.inner);
    case 'dots':
      return '…';
  }
}

function cellText(cell: Cell | null): string {
  if (cell === null) return '…';
  return cell.kind === 'fraction' ? `${cell.n}/${cell.d}` : String(cell.value);
}

/** The numbers shown are those of the matrix; where some are left out, the first and the last are there. */
export function assertNumbers({ rows, shape }: Numbers, expected: Grid, where: string, reading: Reading): void {
  const size = sizeOf(expected);
  if (shape !== null) assert.deepEqual(shape, size, `${where}: the shape under the numbers`);
  const places = shownPlaces(rows, size, where);
  rows.forEach((row, i) => {
    const r = places.rows[i];
    assert.equal(row.length, rows[0].length, `${where}: a ragged matrix`);
    row.forEach((cell, j) => {
      const c = places.columns[j];
      if (r === null || c === null) return assert.equal(cell, null, `${where}: dots`);
      assert.ok(cell !== null, `${where}: dots`);
      assertShows(cell, expected[r][c], reading.digits, where, reading.seen);
    });
  });
}

/** Which rows and columns are shown, from 0; null for dots. */
function shownPlaces(rows: Numbers['rows'], size: { rows: number; cols: number }, where: string) {
  const side = (dots: readonly boolean[], count: number): (number | null)[] => {
    const gap = dots.indexOf(true);
    if (gap < 0) assert.equal(dots.length, count, `${where}: the shape`);
    else assert.ok(dots.length < count && dots.lastIndexOf(true) === gap, `${where}: the shape`);
    return dots.map((dot, i) => (dot ? null : gap >= 0 && i > gap ? count - (dots.length - i) : i));
  };
  return {
    rows: side(rows.map((row) => row.every((cell) => cell === null)), size.rows),
    columns: side(rows[0].map((_, j) => rows.every((row) => row[j] === null)), size.cols),
  }; // prettier-ignore
}

/**
 * A step of the player, A op B = C, the last of a formula with what it gives: the factors with a label are their letters'
 * numbers, and C is what the numbers shown come to, as far as they are exact.
 */
export function readStep(tex: string, reading: Reading): void {
  const [sides, ...more] = equations(texTree(tex));
  assert.equal(more.length, 0, 'a step is one equation');
  const [product, result, given] = sides;
  assert.ok(result?.kind === 'numbers' && sides.length <= 3, `no step: ${tex}`);
  if (given !== undefined) assertNumbers(result, reading.meaning.value(given, 'ordinary'), textOf(given), reading);
  if (product.kind === 'applied') {
    const { argument, map } = product;
    assert.ok(argument.kind === 'numbers' && argument.label === null);
    assertNumbers(argument, reading.meaning.all.N[Number(map.index) - 1], 'the argument', reading);
    assertNumbers(result, reading.meaning.symbol(map), textOf(map), reading);
    return;
  }
  assert.ok(product.kind === 'chain' && product.operators.length === 1, `no product: ${tex}`);
  const [a, b] = product.terms.map((term) => {
    assert.ok(term.kind === 'numbers');
    if (term.label !== null) {
      if (term.label.kind === 'symbol' && term.label.name === 'bold 1') {
        assert.ok(
          term.rows.flat().every((cell) => cell?.kind === 'decimal' && cell.value === 1),
          '𝟏',
        );
      } else assertNumbers(term, reading.meaning.value(term.label, 'ordinary'), textOf(term.label), reading);
    }
    return meant(term, reading);
  });
  if (a === null || b === null) return;
  // Between numbers, a number times a matrix has the dot of a product.
  const operator = product.operators[0];
  const scale = operator === '·' && a.length === 1 && a[0].length === 1 && (b.length > 1 || b[0].length > 1);
  assertNumbers(result, combined(scale ? 'thin' : operator, a, b), 'the product', reading);
}

function meant({ rows, shape }: Numbers, { digits }: Reading): Grid | null {
  if (rows.flat().some((cell) => cell === null)) return null;
  if (shape !== null)
    assert.deepEqual(shape, { rows: rows.length, cols: rows[0].length }, 'the shape under the numbers');
  return made(rows.length, rows[0].length, (r, c) => {
    const { v, e } = meantBy(rows[r][c]!, digits);
    return approx.of(v, e);
  });
}
