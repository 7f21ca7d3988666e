/**
 * How many digits numbers are shown with: significant digits (2 … 17) or decimals (0 … 15); or as the fractions that they
 * are, and those that are none with so many significant digits.
 */
export interface Digits {
  readonly kind: 'significant' | 'decimals' | 'fractions';
  readonly count: number;
}

/** Numbers that stand together, e.g. in a matrix, as TeX: each cell times 10^exponent. */
export interface FormattedNumbers {
  /** A power of ten in front of all of them, 0 if there is none. */
  readonly exponent: number;
  /** As many decimals in every cell as in any other, so that they line up at the right. */
  readonly cells: readonly string[];
}

/** Below 10^-SMALL and from 10^LARGE on a power of ten is taken out. */
const SMALL = 4;
const LARGE = 7;
/** Significant digits that a few roundings on the way leave right. */
const FREE_OF_NOISE = 12;
/** Decimals that a small entry of a matrix may add to those the largest needs, to keep three significant digits. */
const EXTRA = 3;

/** One number as TeX: `0.5`, `-1.25 \times 10^{-9}`, `\infty`. */
export function formatNumber(x: number, digits: Digits): string {
  const { exponent, cells } = formatNumbers([x], digits);
  return exponent === 0 ? cells[0] : `${cells[0]} \\times 10^{${exponent}}`;
}

/**
 * Numbers that belong together, with the same number of decimals. Those that have a short exact decimal form keep it
 * (`0.15`, `0.20`), others are rounded. If all are tiny or some are huge, a common power of ten is taken out; a single
 * entry that would look like 0 without being it is written in scientific form. Zero, and −0, is `0` without decimals: a
 * dead unit is seen at once.
 */
export function formatNumbers(values: readonly number[], digits: Digits): FormattedNumbers {
  const finite = values.filter((x) => Number.isFinite(x) && x !== 0);
  if (finite.length === 0) return { exponent: 0, cells: values.map((x) => cell(x, 0, 0, digits)) };
  const significant = digits.kind === 'decimals' ? 17 : Math.min(Math.max(digits.count, 1), 17);
  const exponents = finite.map((x) => exponentOf(x, significant));
  const largest = exponents.reduce((a, b) => Math.max(a, b));

  if (digits.kind === 'decimals') {
    const exponent = largest >= 21 ? largest : 0;
    return { exponent, cells: values.map((x) => cell(x, exponent, digits.count, digits)) };
  }
  const exponent = (largest < -SMALL || largest >= Math.max(LARGE, significant)) && !allShort(finite) ? largest : 0;
  const decimals = decimalsOf(
    finite,
    exponent,
    exponents.map((e) => e - exponent),
    significant,
  );
  return { exponent, cells: values.map((x) => cell(x, exponent, decimals, digits)) };

  /** Whole numbers such as 20000000 are clear as they are. */
  function allShort(numbers: readonly number[]): boolean {
    return largest >= 0 && largest < 12 && numbers.every((x) => Number.isInteger(x));
  }
}

/** The decimals that all cells share: those of the longest exact form, as far as the significant digits go. */
function decimalsOf(
  values: readonly number[],
  exponent: number,
  exponents: readonly number[],
  significant: number,
): number {
  let exact = 0;
  for (const x of values) {
    exact = Math.max(exact, exactDecimals(x, exponent, significant));
    if (exact === Infinity) break;
  }
  const largest = exponents.reduce((a, b) => Math.max(a, b));
  const forLargest = Math.max(significant - 1 - largest, 0);
  // Smaller ones would be 0 even so, and are written in scientific form.
  const visible = exponents.filter((e) => e >= -(forLargest + EXTRA));
  const smallest = visible.reduce((a, b) => Math.min(a, b), largest);
  const rounded = Math.max(
    forLargest,
    Math.min(significant - 1 - smallest, forLargest + 1),
    Math.min(Math.min(significant, 3) - 1 - smallest, forLargest + EXTRA),
  );
  return Math.min(exact, rounded);
}

/**
 * The decimals of x·10^-exponent if its shortest form has no more than the significant digits, else ∞. What the last
 * bits of a double make of 2.1 (2.0999999999999996) counts as 2.1 if that many digits are not asked for.
 */
function exactDecimals(x: number, exponent: number, significant: number): number {
  const rounded = significant <= FREE_OF_NOISE ? Number(x.toPrecision(FREE_OF_NOISE + 2)) : x;
  const [mantissa, power] = Math.abs(rounded).toExponential().split('e');
  const digits = mantissa.replace('.', '').length;
  return digits > significant ? Infinity : Math.max(digits - 1 - (Number(power) - exponent), 0);
}

/** ⌊log10 |x|⌋ after rounding to the significant digits, so that 9.9996 counts as 10. */
function exponentOf(x: number, significant: number): number {
  return Number(x.toExponential(significant - 1).split('e')[1]);
}

function cell(x: number, exponent: number, decimals: number, digits: Digits): string {
  if (Number.isNaN(x)) return '\\mathrm{NaN}';
  if (!Number.isFinite(x)) return x > 0 ? '\\infty' : '-\\infty';
  if (x === 0) return '0';
  const text = scaled(x, -exponent).toFixed(Math.min(decimals, 100));
  if (Number(text) !== 0) return text;
  if (digits.kind !== 'decimals') return scientific(x, exponent, digits.count);
  return text.replace('-', '');
}

/** x·10^power without the rounding of a division by 10^power. */
function scaled(x: number, power: number): number {
  if (power === 0) return x;
  const [mantissa, own] = x.toExponential().split('e');
  return Number(`${mantissa}e${Number(own) + power}`);
}

/** x·10^-exponent in scientific form. */
function scientific(x: number, exponent: number, significant: number): string {
  const [mantissa, power] = x.toExponential(Math.min(significant, 3) - 1).split('e');
  return `${mantissa} \\times 10^{${Number(power) - exponent}}`;
}
