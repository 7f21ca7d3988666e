/** Whether a double is 0, or so small that it has not all its digits. */
export function isTiny(x: number): boolean {
  return Math.abs(x) < 2 ** -1022;
}

/** How much larger, as a power of ten, the digits of tiny numbers are compared. */
const ENLARGED = 200;

/**
 * Whether the tiny double that a number was read as is another number: 0 for `1e-400`, or one of fewer digits, as
 * 9.99989e-321 for `1e-320`. A double that was written out reads as itself, and has lost nothing.
 * @param written digits with a point or not, and an exponent or not; not 0
 */
export function hasLostDigits(written: string, value: number): boolean {
  const [digits, exponent = '0'] = written.toLowerCase().split('e');
  const enlarged = Number(`${digits}e${Number(exponent) + ENLARGED}`);
  return Math.abs(enlarged - Math.abs(value) * 10 ** ENLARGED) > 2 ** -40 * enlarged || value === 0;
}
