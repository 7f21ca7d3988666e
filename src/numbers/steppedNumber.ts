/** A plain number: sign, digits with a point, a power of ten; or a fraction of whole numbers. */
const decimal = /^([-+−]?)(\d*)(?:\.(\d*))?((?:e[-+]?\d+)?)$/i;
const fraction = /^([-+−]?)(\d+)(\s*\/\s*)(\d+)$/;

/** A step moves a number by at least this many powers of ten below its own size. */
const LEAST = 2;

/** How far a step goes: a unit of the last digit, or also a tenth where a small number is written without decimals. */
export type StepSize = 'digit' | 'tenth';

/** Whether a text is a number that can be stepped: digits, with a point, a power of ten or as a fraction. */
export function isSteppable(text: string): boolean {
  return fraction.test(text) || (decimal.test(text) && /\d/.test(text.replace(/e.*/i, '')));
}

/**
 * A number so many steps up (down, if negative), written as it was: as many decimals, the same power of ten, the same
 * denominator. A step is a unit of the last digit, but of a number with many digits a hundredth of its size.
 */
export function steppedNumber(text: string, steps: number, size: StepSize = 'digit'): string {
  const ratio = fraction.exec(text);
  if (ratio !== null) {
    const [, sign, top, slash, bottom] = ratio;
    const moved = signed(sign, BigInt(top)) + BigInt(steps);
    return `${moved}${slash}${bottom}`;
  }
  const [, sign, whole, decimals = '', power] = decimal.exec(text)!;
  const digits = signed(sign, BigInt(`${whole}${decimals}` || '0'));
  const own = magnitude(digits) - decimals.length;
  const unit = Math.max(-decimals.length, digits === 0n ? -decimals.length : own - LEAST);
  const exponent = size === 'tenth' && unit === 0 && own < 1 ? -1 : unit;
  const places = Math.max(decimals.length, -exponent);
  const moved = digits * 10n ** BigInt(places - decimals.length) + BigInt(steps) * 10n ** BigInt(places + exponent);
  const shown = String(moved < 0n ? -moved : moved).padStart(places + 1, '0');
  const left = shown.slice(0, shown.length - places);
  const written = places === 0 ? left : `${whole === '' && left === '0' ? '' : left}.${shown.slice(-places)}`;
  return `${moved < 0n ? '-' : ''}${written}${power}`;
}

function signed(sign: string, size: bigint): bigint {
  return sign === '' || sign === '+' ? size : -size;
}

/** The place of the first digit: 0 for units, 1 for tens; 0 for 0. */
function magnitude(digits: bigint): number {
  return String(digits < 0n ? -digits : digits).length - 1;
}
