import { fromDecimal, rational, times, type Rational } from '../../functions/numbers/rational';

/**
 * An entry, or a factor before a matrix, as a product: `sign · top · √root / bottom`, or with the root below. The digits
 * are kept as they are written.
 */
export interface Factor {
  readonly negative: boolean;
  /** Decimals without a sign. */
  readonly top: string;
  readonly bottom: string | null;
  readonly root: string | null;
  readonly rootBelow: boolean;
}

export const one: Factor = { negative: false, top: '1', bottom: null, root: null, rootBelow: false };

/** The factor as text of this language. */
export function factorText({ negative, top, bottom, root, rootBelow }: Factor): string {
  const sign = negative ? '-' : '';
  if (root === null) return `${sign}${top}${bottom === null ? '' : `/${bottom}`}`;
  if (rootBelow) return `${sign}${top}/${bottom === null ? '' : `${bottom}/`}sqrt(${root})`;
  return `${sign}${top === '1' ? '' : `${top}*`}sqrt(${root})${bottom === null ? '' : `/${bottom}`}`;
}

/** The product of two; null if both have a root. */
export function product(a: Factor, b: Factor): Factor | null {
  if (a.root !== null && b.root !== null) return null;
  const rooted = a.root === null ? b : a;
  return {
    negative: a.negative !== b.negative,
    top: timesDecimal(a.top, b.top),
    bottom: a.bottom === null ? b.bottom : b.bottom === null ? a.bottom : timesDecimal(a.bottom, b.bottom),
    root: rooted.root,
    rootBelow: rooted.rootBelow,
  };
}

/** The quotient of two; null if both have a root, or the divisor is 0. */
export function quotient(a: Factor, b: Factor): Factor | null {
  if (Number(b.top) === 0) return null;
  const { negative, top, bottom, root, rootBelow } = b;
  return product(a, { negative, top: bottom ?? '1', bottom: isOne(top) ? null : top, root, rootBelow: !rootBelow });
}

/** The power of ten 10^exponent. */
export function powerOfTen(exponent: number): Factor {
  return { ...one, top: exponent === 0 ? '1' : `1e${exponent}` };
}

function isOne(decimal: string): boolean {
  return /^1\.?0*$/.test(decimal);
}

/** Multiplies decimals exactly. A power of ten joins the exponent, and the digits stay. */
function timesDecimal(a: string, b: string): string {
  const power = (x: string) => /^1(?:\.0*)?e([+-]?\d+)$/i.exec(x)?.[1];
  const [ofA, ofB] = [power(a), power(b)];
  if (ofB !== undefined) return shifted(a, Number(ofB));
  if (ofA !== undefined) return shifted(b, Number(ofA));
  if (isOne(b)) return a;
  if (isOne(a)) return b;
  return decimalText(times(exact(a), exact(b)), a, b);
}

function shifted(decimal: string, exponent: number): string {
  const [digits, own] = decimal.split(/e/i);
  if (/^0*\.?0*$/.test(digits)) return digits;
  const sum = Number(own ?? 0) + exponent;
  return sum === 0 ? digits : `${digits}e${sum}`;
}

function exact(decimal: string): Rational {
  const [digits] = decimal.split(/e/i);
  return fromDecimal(digits) ?? rational(0n);
}

/** The product of two decimals, whose digits behind the point are known. */
function decimalText({ n, d }: Rational, a: string, b: string): string {
  const places = [a, b].map((x) => /\.(\d*)/.exec(x)?.[1].length ?? 0).reduce((x, y) => x + y);
  const exponent = [a, b].map((x) => Number(x.split(/e/i)[1] ?? 0)).reduce((x, y) => x + y);
  const scaled = ((n * 10n ** BigInt(places)) / d).toString().padStart(places + 1, '0');
  const digits = places === 0 ? scaled : `${scaled.slice(0, -places)}.${scaled.slice(-places)}`;
  return exponent === 0 ? digits : `${digits}e${exponent}`;
}
