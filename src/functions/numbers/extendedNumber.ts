import { isTiny } from '../../numbers/lostDigits';

/**
 * Numbers with the precision of doubles and an exponent of almost any size, m·2^e: for the formulas whose parts leave
 * the range of doubles although the whole does not, as exp(x)/(1 + exp(x)) far out. 1 ≤ |m| < 2, or m is 0, ±∞ or NaN
 * and e is 0.
 */
export interface Extended {
  readonly m: number;
  readonly e: number;
}

export const zero: Extended = { m: 0, e: 0 };
export const one: Extended = { m: 1, e: 0 };
export const notANumber: Extended = { m: NaN, e: 0 };

const bits = new DataView(new ArrayBuffer(8));

/** m·2^e, brought into form. */
function normal(m: number, e: number): Extended {
  if (m === 0 || m - m !== 0) return { m, e: 0 };
  bits.setFloat64(0, m);
  const exponent = (bits.getUint16(0) >> 4) & 0x7ff;
  if (exponent === 0) return normal(m * 2 ** 60, e - 60);
  const result = e + exponent - 1023;
  if (!(Math.abs(result) < 2 ** 52)) return result > 0 ? { m: m * Infinity, e: 0 } : zero;
  bits.setUint16(0, (bits.getUint16(0) & 0x800f) | 0x3ff0);
  return { m: bits.getFloat64(0), e: result };
}

export function extended(value: number): Extended {
  return normal(value, 0);
}

/** The nearest double; ±∞ or 0 where it is out of range. */
export function toNumber({ m, e }: Extended): number {
  if (e > 1023) return m * Infinity;
  if (e < -1080) return m * 0;
  return e < -1000 ? m * 2 ** (e + 100) * 2 ** -100 : m * 2 ** e;
}

export function isFinite(u: Extended): boolean {
  return u.m - u.m === 0;
}

export function negative(u: Extended): Extended {
  return { m: -u.m, e: u.e };
}

export function add(u: Extended, v: Extended): Extended {
  if (u.m === 0 || !isFinite(v)) return isFinite(u) ? v : { m: u.m + v.m, e: 0 };
  if (v.m === 0 || !isFinite(u)) return u;
  if (u.e < v.e) return add(v, u);
  const shift = u.e - v.e;
  return shift > 60 ? u : normal(u.m + v.m * 2 ** -shift, u.e);
}

export function subtract(u: Extended, v: Extended): Extended {
  return add(u, negative(v));
}

export function multiply(u: Extended, v: Extended): Extended {
  return normal(u.m * v.m, u.e + v.e);
}

export function divide(u: Extended, v: Extended): Extended {
  return normal(u.m / v.m, u.e - v.e);
}

/** u times a power of two. */
export function scaled(u: Extended, exponent: number): Extended {
  return normal(u.m, u.e + exponent);
}

/** −1, 0 or 1; NaN for NaN. */
export function compare(u: Extended, v: Extended): number {
  if (!isFinite(u) || !isFinite(v)) return u.m === v.m ? 0 : Math.sign(u.m - v.m);
  return Math.sign(subtract(u, v).m);
}

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** e^u; ±∞ and 0 only for |u| of about 10¹⁵ and more. */
export function exp(u: Extended): Extended {
  const x = toNumber(u);
  if (Math.abs(x) < 700) return extended(Math.exp(x));
  if (!(Math.abs(x) < 1e15)) return extended(Math.exp(x));
  const k = Math.round(x / Math.LN2);
  return normal(Math.exp(x - k * LN2_HIGH - k * LN2_LOW), k);
}

/** ln u. */
export function ln(u: Extended): Extended {
  const x = toNumber(u);
  return extended(!isTiny(x) && x - x === 0 ? Math.log(x) : u.m > 0 ? Math.log(u.m) + u.e * Math.LN2 : Math.log(u.m));
}

export function sqrt(u: Extended): Extended {
  const odd = u.e % 2 === 0 ? 0 : 1;
  return normal(Math.sqrt(u.m * 2 ** odd), (u.e - odd) / 2);
}

export function cbrt(u: Extended): Extended {
  const rest = ((u.e % 3) + 3) % 3;
  return normal(Math.cbrt(u.m * 2 ** rest), (u.e - rest) / 3);
}

/** u^v, with the cases of Math.pow. */
export function power(u: Extended, v: Extended): Extended {
  const [x, y] = [toNumber(u), toNumber(v)];
  const plain = Math.pow(x, y);
  const inRange = (plain - plain === 0 && !isTiny(plain)) || x === 0 || y === 0;
  const leavesRange = u.m !== 0 && (x === 0 || x - x !== 0);
  if ((inRange && !leavesRange) || !isFinite(u) || !isFinite(v)) return extended(plain);
  if (u.m < 0 && !Number.isInteger(y)) return notANumber;
  const sign = u.m < 0 && Math.abs(y) % 2 === 1 ? -1 : 1;
  const exponent = y * (Math.log2(Math.abs(u.m)) + u.e);
  const k = Math.round(exponent);
  if (!(Math.abs(k) < 2 ** 52)) return k > 0 ? { m: sign * Infinity, e: 0 } : zero;
  return normal(sign * 2 ** (exponent - k), k);
}
