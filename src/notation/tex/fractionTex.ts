import { digitsOf, type Rational } from '../../functions/numbers/rational';

/** A fraction with more digits above and below together says less than a decimal. */
const READABLE = 12;

/** Whether a fraction is short enough to be read. */
export function isReadable(x: Rational): boolean {
  return digitsOf(x) <= READABLE;
}

/** A fraction in lowest terms, the sign in front; a whole number as it is. */
export function fractionTex({ n, d }: Rational): string {
  if (d === 1n) return String(n);
  return `${n < 0n ? '-' : ''}\\tfrac{${n < 0n ? -n : n}}{${d}}`;
}
