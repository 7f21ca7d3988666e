import type { Rational } from '../../functions/numbers/rational';
import { message, type Message } from '../../message/message';
import type { Shape } from '../../network/matrix';
import type { Digits } from '../../numbers/numberLayout';
import { spokenNumber, spokenNumbers, type SpokenNumber } from '../../numbers/numberText';
import type { Entries } from '../formula/entries';
import type { Chain, Factor, Letters, Term } from '../formula/formula';
import { isReadable } from '../tex/fractionTex';
import { spokenFactor, type Spoken } from './spokenSymbol';

/** Entries up to which a matrix is read out. */
const MOST_ENTRIES = 50;
/** From so many on each row says which it is. */
const NAMED_ROWS = 13;
/** Entries up to which the least and the largest are looked for. */
const MOST_COMPARED = 10_000;

/**
 * The shape of a quantity and its numbers, `W 2 is 2 by 2: 0.40, 0.45; 0.50, 0.55`, row by row where there are more, or of
 * a large matrix the least and the largest with their places.
 */
export function spokenValue(
  name: Spoken,
  shape: Shape | null,
  value: Entries | null,
  digits: Digits | null,
): readonly Message[] {
  if (shape === null) return [];
  const { rows, cols } = shape;
  if (value === null || digits === null) return [message('{0} is {1} by {2}', name, rows, cols)];
  if (rows * cols > MOST_ENTRIES) return [spokenRange(name, value, digits)];
  const { exponent, numbers } = saidEntries(value, digits);
  const said = list(
    Array.from({ length: rows }, (_, r) => {
      const row = list(numbers.slice(r * cols, (r + 1) * cols), ', ');
      return rows > 1 && cols > 1 && rows * cols >= NAMED_ROWS ? message('row {0}: {1}', r + 1, row) : row;
    }),
    '; ',
  );
  if (rows === 1 && cols === 1) return [message('{0} is {1}', name, said)];
  return exponent === 0
    ? [message('{0} is {1} by {2}: {3}', name, rows, cols, said)]
    : [message('{0} is {1} by {2}, each entry times 10 to the power {3}: {4}', name, rows, cols, signed(exponent), said)]; // prettier-ignore
}

/** The shape of a large matrix with its least and its largest entry; the shape alone where some entry is no number. */
function spokenRange(name: Spoken, value: Entries, digits: Digits): Message {
  const { rows, cols } = value;
  const shape = message('{0} is {1} by {2}', name, rows, cols);
  if (rows * cols > MOST_COMPARED) return shape;
  const row = new Float64Array(cols);
  const least = { x: Infinity, r: 0, c: 0 };
  const largest = { x: -Infinity, r: 0, c: 0 };
  for (let r = 0; r < rows; r++) {
    if (value.row) value.row(r, row);
    else for (let c = 0; c < cols; c++) row[c] = value.entry(r, c);
    for (let c = 0; c < cols; c++) {
      const x = row[c];
      if (!Number.isFinite(x)) return shape;
      if (x < least.x) Object.assign(least, { x, r, c });
      if (x > largest.x) Object.assign(largest, { x, r, c });
    }
  }
  if (least.x === largest.x) return message('{0} is {1} by {2}, and every entry is {3}', name, rows, cols, saidNumber(least.x, digits)); // prettier-ignore
  return message(
    '{0} is {1} by {2}, with the least entry {3} in row {4}, column {5}, and the largest {6} in row {7}, column {8}',
    ...[name, rows, cols, saidNumber(least.x, digits), least.r + 1, least.c + 1],
    ...[saidNumber(largest.x, digits), largest.r + 1, largest.c + 1],
  );
}

/** One number as it is said: `0.5`, `−1.25 times 10 to the power −9`. */
export function saidNumber(x: number, digits: Digits): Spoken {
  return said(spokenNumber(x, digits));
}

/** A sum of multiples, or of numbers where `of` is null, each with its sign: `3 times x 1 minus 4 times x 2 plus 0.5`. */
export function saidSum(
  summands: readonly { readonly factor: number; readonly of: Spoken | null }[],
  digits: Digits,
): Spoken {
  const written = summands.map(({ factor, of }) => ({ number: spokenNumber(factor, digits), of }));
  const term = (number: SpokenNumber, of: Spoken | null): Spoken =>
    of === null ? said(number) : message('{0} times {1}', said(number), of);
  const [first, ...rest] = written;
  return rest.reduce(
    (sum, { number, of }) => {
      if (!number.text.startsWith('−')) return message('{0} plus {1}', sum, term(number, of));
      return message('{0} minus {1}', sum, term({ ...number, text: number.text.slice(1) }, of));
    },
    term(first.number, first.of),
  );
}

function said({ text, power }: SpokenNumber): Spoken {
  return power === undefined ? text : message('{0} times 10 to the power {1}', text, power);
}

function signed(exponent: number): string {
  return `${exponent < 0 ? '−' : ''}${Math.abs(exponent)}`;
}

/** What is said with signs between, which read the same in every language. */
function list(parts: readonly Spoken[], between: string): Spoken {
  if (parts.every((part) => typeof part === 'string')) return parts.join(between);
  return { template: parts.map((_, i) => `{${i}}`).join(between), args: parts };
}

/** The entries row by row as the formula shows them: fractions if all can be read as such, or decimals. */
function saidEntries(
  value: Entries,
  digits: Digits,
): { readonly exponent: number; readonly numbers: readonly Spoken[] } {
  const { rows, cols, exact } = value;
  const all = <T>(entry: (r: number, c: number) => T): readonly T[] =>
    Array.from({ length: rows * cols }, (_, i) => entry(Math.floor(i / cols), i % cols));
  if (digits.kind === 'fractions' && exact !== undefined) {
    const fractions = all(exact);
    if (fractions.every(isReadable)) return { exponent: 0, numbers: fractions.map(saidFraction) };
  }
  const { exponent, numbers } = spokenNumbers(all((r, c) => value.entry(r, c)), digits, cols); // prettier-ignore
  return { exponent, numbers: numbers.map(said) };
}

function saidFraction({ n, d }: Rational): string {
  const size = n < 0n ? -n : n;
  return `${n < 0n ? '−' : ''}${d === 1n ? size : `${size}/${d}`}`;
}

/** The shapes of all that occurs in some chains, each once, in the order of writing; with digits the numbers too. */
export function spokenFactors(chains: readonly Chain[], letters: Letters, digits: Digits | null): readonly Message[] {
  const seen = new Set<string>();
  const found: Message[] = [];
  for (const factor of chains.flatMap(factorsOf)) {
    const key = JSON.stringify([factor.symbol, factor.transposed]);
    if (seen.has(key) || saysItself(factor)) continue;
    seen.add(key);
    found.push(...spokenValue(spokenFactor(factor, letters), factor.shape, factor.value, digits));
  }
  return found;
}

/** One over m, or a column of ones. */
function saysItself({ symbol }: Factor): boolean {
  return symbol.name === 'reciprocal' || symbol.name === 'ones';
}

function factorsOf({ terms }: Chain): readonly Factor[] {
  const of = (term: Term): readonly Factor[] => {
    switch (term.kind) {
      case 'factor':
        return [term];
      case 'application':
        return of(term.argument);
      case 'parentheses':
        return factorsOf(term.inner);
      case 'ellipsis':
        return [];
    }
  };
  return terms.flatMap(of);
}
