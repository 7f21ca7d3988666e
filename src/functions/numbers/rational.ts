/** An exact number n/d in lowest terms, d > 0. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/**
 * n/d in lowest terms.
 * @throws RangeError if d is 0.
 */
export function rational(n: bigint, d = 1n): Rational {
  if (d === 0n) throw new RangeError('A fraction with the denominator 0 is no number.');
  const sign = d < 0n ? -1n : 1n;
  const g = gcd(n, d) * sign;
  return g === 1n ? { n, d } : { n: n / g, d: d / g };
}

/** A whole number that a double holds exactly. */
export function whole(n: number): Rational {
  return { n: BigInt(n), d: 1n };
}

export const ZERO = whole(0);
export const ONE = whole(1);

/** The greatest common divisor of two numbers, not negative. */
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function plus(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n + b.n, d: 1n };
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function negative(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, negative(b));
}

export function times(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n * b.n, d: 1n };
  return rational(a.n * b.n, a.d * b.d);
}

/** a/b, or null if b is 0. */
export function over(a: Rational, b: Rational): Rational | null {
  return b.n === 0n ? null : rational(a.n * b.d, a.d * b.n);
}

/** −1, 0 or 1. */
export function sign(a: Rational): -1 | 0 | 1 {
  return a.n > 0n ? 1 : a.n < 0n ? -1 : 0;
}

/** Whether a is less than b (−1), the same (0), or more (1). */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  return sign(minus(a, b));
}

/** The largest whole number that is not above a. */
export function floor(a: Rational): Rational {
  const towardsZero = a.n / a.d;
  return { n: a.n < 0n && towardsZero * a.d !== a.n ? towardsZero - 1n : towardsZero, d: 1n };
}

/** A bound of the number's length in digits, numerator and denominator together. */
export function digitsOf(a: Rational): number {
  return a.n.toString().length + (a.d === 1n ? 0 : a.d.toString().length) - (a.n < 0n ? 1 : 0);
}

/**
 * The double nearest to it, but for a last bit; ±∞ beyond the range of doubles. 64 bits of the quotient are kept, so
 * that long numerators and denominators, which have no double, do not matter.
 */
export function toDouble(a: Rational): number {
  if (a.n === 0n) return 0;
  const n = a.n < 0n ? -a.n : a.n;
  const shift = bits(n) - bits(a.d) - 64;
  const quotient = Number(shift > 0 ? n / (a.d << BigInt(shift)) : (n << BigInt(-shift)) / a.d);
  // Two steps, for a power of two that a double does not hold.
  const half = Math.trunc(shift / 2);
  return (a.n < 0n ? -1 : 1) * quotient * 2 ** half * 2 ** (shift - half);
}

function bits(n: bigint): number {
  return n.toString(16).length * 4;
}

/** The exact value of a decimal, `12`, `0.25`, `.5`, `1e-3`, or null if it is none, or an exponent nobody would write out. */
export function fromDecimal(text: string): Rational | null {
  const match = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (match === null) return null;
  const [, integer, decimals = '', power = '0'] = match;
  if (integer + decimals === '') return null;
  const exponent = Number(power) - decimals.length;
  if (Math.abs(exponent) > 400) return null;
  const digits = BigInt(integer + decimals);
  return exponent >= 0 ? { n: digits * 10n ** BigInt(exponent), d: 1n } : rational(digits, 10n ** BigInt(-exponent));
}
