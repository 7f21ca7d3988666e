/**
 * A finite number that is not 0 as a decimal: d₁.d₂d₃… times 10^exponent. The digits are the shortest that read back as
 * the same double, so 0.15 is 15 and not 1499999999999999944….
 */
export interface Decimal {
  readonly negative: boolean;
  /** The first is not 0. */
  readonly digits: string;
  /** The power of ten of the first digit. */
  readonly exponent: number;
}

/** The shortest decimal of a finite number that is not 0. */
export function decimalOf(x: number): Decimal {
  const [mantissa, power] = Math.abs(x).toExponential().split('e');
  return { negative: x < 0, digits: mantissa.replace('.', ''), exponent: Number(power) };
}

/** Rounded to `count` digits (at least 1), half away from zero; exactly so many digits, zeros at the end included. */
export function rounded(x: Decimal, count: number): Decimal {
  const { digits, exponent } = keep(x, count)!;
  return { ...x, digits: digits.slice(0, count).padEnd(count, '0'), exponent };
}

/** Without the zeros at its end. */
export function stripped(x: Decimal): Decimal {
  return { ...x, digits: x.digits.replace(/0+$/, '') };
}

/** |x| with so many decimals, rounded half away from zero: `12.50`, `0.00`. */
export function withDecimals(x: Decimal, decimals: number): string {
  const kept = keep(x, x.exponent + 1 + decimals);
  if (kept === null) return point('0'.repeat(decimals + 1), decimals);
  const { digits, exponent } = kept;
  return point(
    `${'0'.repeat(Math.max(-exponent, 0))}${digits}`.padEnd(Math.max(exponent, 0) + 1 + decimals, '0'),
    decimals,
  );
}

/** The point before the last `decimals` digits. */
function point(digits: string, decimals: number): string {
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The first `count` digits, rounded; null if that is 0. One digit more where the rounding carries: 9.9 becomes 10. */
function keep(x: Decimal, count: number): Decimal | null {
  const { digits, exponent } = x;
  if (count >= digits.length) return x;
  const up = count >= 0 && digits[count] >= '5';
  if (count <= 0) return up ? { ...x, digits: '1', exponent: exponent + 1 } : null;
  const head = digits.slice(0, count);
  if (!up) return { ...x, digits: head };
  const nines = /9*$/.exec(head)![0].length;
  if (nines === count) return { ...x, digits: `1${'0'.repeat(count)}`, exponent: exponent + 1 };
  const last = count - nines - 1;
  return { ...x, digits: `${head.slice(0, last)}${Number(head[last]) + 1}${'0'.repeat(nines)}` };
}
