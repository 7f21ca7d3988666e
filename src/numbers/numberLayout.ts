import { decimalOf, rounded, stripped, withDecimals, type Decimal } from './decimal';

/**
 * How many digits numbers are shown with: significant digits (2 … 17) or decimals (0 … 15); or as the fractions that they
 * are, and those that are none with so many significant digits.
 */
export interface Digits {
  readonly kind: 'significant' | 'decimals' | 'fractions';
  readonly count: number;
  /** For numbers that are rounded already: no zero behind their own digits lines up the decimals, for it might be false. */
  readonly unpadded?: true;
}

/** A number as it is shown, before a profile gives it its signs. */
export type ShownNumber =
  | { readonly kind: 'NaN' }
  | { readonly kind: 'infinite'; readonly negative: boolean }
  /** `0`, `12.50`. */
  | { readonly kind: 'plain'; readonly negative: boolean; readonly text: string }
  /** `1.25` times 10^exponent. */
  | { readonly kind: 'scientific'; readonly negative: boolean; readonly text: string; readonly exponent: number };

/** Numbers of one matrix: each is times 10^factor. */
export interface ShownNumbers {
  /** A power of ten in front of all of them, 0 if there is none. */
  readonly factor: number;
  readonly numbers: readonly ShownNumber[];
}

/** Where plain numbers end. */
export interface Limits {
  /** From 10^large(count) on a number of so many digits is scientific. */
  readonly large: (count: number) => number;
  /** The same for whole numbers, which are clear as they are. */
  readonly whole: number;
  /** Whether a common power of ten can be taken out of a matrix. */
  readonly factor: boolean;
}

/** Below 10^-SMALL a number is scientific. */
const SMALL = 4;
/** A common power of ten is taken out if the largest and the smallest number are at most so many powers apart. */
const NEAR = 3;
/** Significant digits that a few roundings on the way leave right, and those by which it is told. */
const FREE_OF_NOISE = 12;
const WITH_NOISE = 14;
/** So many numbers are kept as they are shown. */
const MOST_KEPT = 2048;
/** From here on even a number with decimals is scientific. */
const MOST_DECIMALS = 21;

/** A number that is finite and not 0. */
interface Entry {
  readonly decimal: Decimal;
  /** The power of ten of its first digit after rounding: 1 for 9.9996. */
  readonly exponent: number;
  /** The digits it needs: those asked for, or fewer if they say it all. */
  readonly needed: number;
  /** Whether these say it all. */
  readonly short: boolean;
  readonly whole: boolean;
}

/**
 * How numbers of one matrix are shown. Every entry has the significant digits asked for, or fewer if these say it all
 * (`0.15`). Decimals are the same in all entries, or in a column, as long as that gives no entry more than one digit more
 * than asked for. If all entries are tiny or large and near each other, a common power of ten is taken out; else one that
 * is tiny or large is scientific. Zero, and −0, is `0` without decimals: a dead unit is seen at once.
 * @param columns the length of a row.
 */
export function layOut(values: readonly number[], digits: Digits, limits: Limits, columns = 1): ShownNumbers {
  if (digits.kind === 'decimals') return { factor: 0, numbers: values.map((x) => fixed(x, digits.count)) };
  const count = Math.min(Math.max(digits.count, 1), 17);
  const entries = values.map((x) => entryOf(x, count));
  const present = entries.filter((entry) => entry !== null);
  const isPlain = ({ exponent, whole }: Entry) =>
    exponent >= -SMALL && (exponent < limits.large(count) || (whole && exponent < limits.whole));
  const factor = limits.factor && values.length > 1 ? commonFactor(present, isPlain) : 0;
  const plain = entries.map((entry) => (entry !== null && (factor !== 0 || isPlain(entry)) ? entry : null));
  const own = plain.map((entry) => (entry === null ? 0 : Math.max(entry.needed - 1 - (entry.exponent - factor), 0)));
  const decimals = digits.unpadded ? own : sharedDecimals(plain, own, columns, factor, count);
  const scientific = factor === 0 ? present.filter((entry) => !isPlain(entry)) : [];
  const mantissa = scientific.every(({ short }) => short)
    ? scientific.reduce((most, { needed }) => Math.max(most, needed), 1)
    : count;
  const numbers = entries.map((entry, i): ShownNumber => {
    if (entry === null) return special(values[i]);
    const { negative } = entry.decimal;
    if (plain[i] === null) return inScientificForm(entry.decimal, digits.unpadded ? entry.needed : mantissa);
    const shifted = { ...entry.decimal, exponent: entry.decimal.exponent - factor };
    return { kind: 'plain', negative, text: withDecimals(shifted, decimals[i]) };
  });
  return { factor, numbers };
}

/** A number in scientific form with exactly so many digits: 4.8·10⁻¹². */
export function scientificForm(x: number, count: number): ShownNumber {
  return Number.isFinite(x) && x !== 0 ? inScientificForm(decimalOf(x), count) : special(x);
}

function inScientificForm(x: Decimal, count: number): ShownNumber {
  const { negative, digits, exponent } = rounded(x, count);
  const text = count === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return { kind: 'scientific', negative, text, exponent };
}

function special(x: number): ShownNumber {
  if (Number.isNaN(x)) return { kind: 'NaN' };
  return x === 0 ? { kind: 'plain', negative: false, text: '0' } : { kind: 'infinite', negative: x < 0 };
}

/** A number with so many decimals; one too large for them has as many in scientific form. */
function fixed(x: number, count: number): ShownNumber {
  if (!Number.isFinite(x) || x === 0) return special(x);
  const decimal = decimalOf(x);
  if (decimal.exponent >= MOST_DECIMALS) return inScientificForm(decimal, count + 1);
  const text = withDecimals(decimal, count);
  return { kind: 'plain', negative: x < 0 && /[1-9]/.test(text), text };
}

/** The last numbers with so many digits: a page shows most of its numbers in several formulas. */
let kept: { readonly count: number; readonly entries: Map<number, Entry> } = { count: 0, entries: new Map() };

function entryOf(x: number, count: number): Entry | null {
  if (!Number.isFinite(x) || x === 0) return null;
  if (kept.count !== count || kept.entries.size >= MOST_KEPT) kept = { count, entries: new Map() };
  let entry = kept.entries.get(x);
  if (entry === undefined) kept.entries.set(x, (entry = madeEntry(x, count)));
  return entry;
}

function madeEntry(x: number, count: number): Entry {
  const decimal = decimalOf(x);
  // What the last bits of a double make of 2.1 (2.0999999999999996) counts as 2.1 if that many digits are not asked for.
  const said = stripped(count <= FREE_OF_NOISE ? rounded(decimal, WITH_NOISE) : decimal);
  const short = said.digits.length <= count;
  const { exponent } = short ? said : rounded(decimal, count);
  return { decimal, exponent, needed: short ? said.digits.length : count, short, whole: Number.isInteger(x) };
}

/** The power of ten to take out; 0 for none. */
function commonFactor(entries: readonly Entry[], isPlain: (entry: Entry) => boolean): number {
  if (entries.length === 0 || entries.every(isPlain)) return 0;
  const exponents = entries.map(({ exponent }) => exponent);
  const largest = exponents.reduce((a, b) => Math.max(a, b));
  const smallest = exponents.reduce((a, b) => Math.min(a, b));
  if (largest - smallest > NEAR) return 0;
  return largest < -SMALL || largest > 0 ? largest : 0;
}

/** The decimals of every plain entry, where each needs its own: the same for all, else the same in a column, else each its own. */
function sharedDecimals(
  entries: readonly (Entry | null)[],
  own: readonly number[],
  columns: number,
  factor: number,
  count: number,
): readonly number[] {
  const most = own.reduce((a, b) => Math.max(a, b), 0);
  const bears = (entry: Entry | null, decimals: number) =>
    decimals === 0 || entry === null || entry.exponent - factor + 1 + decimals <= count + 1;
  if (entries.every((entry) => bears(entry, most))) return own.map(() => most);
  const ofColumn = Array.from({ length: columns }, (_, c) => {
    const mostHere = own.reduce((max, d, i) => (i % columns === c ? Math.max(max, d) : max), 0);
    return entries.every((entry, i) => i % columns !== c || bears(entry, mostHere)) ? mostHere : null;
  });
  return own.map((decimals, i) => ofColumn[i % columns] ?? decimals);
}
