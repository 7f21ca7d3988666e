import {
  add,
  cbrt,
  exp,
  extended,
  isFinite,
  ln,
  multiply,
  negative,
  one,
  scaled,
  sqrt,
  toNumber,
  zero,
  type Extended,
} from '../numbers/extendedNumber';
import { isTiny } from '../../numbers/lostDigits';
import { findUnaryFunction } from '../builtin/functions';

const inverseLn2 = extended(Math.LOG2E);
const inverseLn10 = extended(Math.LOG10E);
const ln2 = extended(Math.LN2);

interface Ends {
  /** The function where |u| is too large for a double, or its value is. */
  far(u: Extended): Extended;
  /** Where |u| is too small for a double with all its digits. */
  near(u: Extended): Extended;
}

const itself = (u: Extended): Extended => u;
const absolute = ({ m, e }: Extended): Extended => ({ m: Math.abs(m), e });
const signed = (value: Extended, like: Extended): Extended => (like.m < 0 ? negative(value) : value);
const halfExp = (u: Extended): Extended => scaled(exp(absolute(u)), -1);
const logarithm = (factor: Extended): Ends => {
  const value = (u: Extended) => multiply(ln(u), factor);
  return { far: value, near: value };
};

/** What the functions are beyond the range of doubles, where that is not simply their value at ±∞ and at 0. */
const ends: Readonly<Record<string, Ends>> = {
  exp: { far: exp, near: () => one },
  expm1: { far: (u) => (u.m > 0 ? exp(u) : negative(one)), near: itself },
  ln: logarithm(one),
  log: logarithm(one),
  log2: logarithm(inverseLn2),
  log10: logarithm(inverseLn10),
  log1p: { far: ln, near: itself },
  sqrt: { far: sqrt, near: sqrt },
  cbrt: { far: cbrt, near: cbrt },
  abs: { far: absolute, near: absolute },
  sign: { far: (u) => extended(Math.sign(u.m)), near: (u) => extended(Math.sign(u.m)) },
  sinh: { far: (u) => signed(halfExp(u), u), near: itself },
  cosh: { far: halfExp, near: () => one },
  asinh: { far: (u) => signed(add(ln(absolute(u)), ln2), u), near: itself },
  acosh: { far: (u) => add(ln(u), ln2), near: () => extended(NaN) },
  floor: { far: itself, near: (u) => (u.m < 0 ? negative(one) : zero) },
  ceil: { far: itself, near: (u) => (u.m > 0 ? one : zero) },
  round: { far: itself, near: () => zero },
  erf: { far: (u) => extended(Math.sign(u.m)), near: (u) => multiply(u, extended(2 / Math.sqrt(Math.PI))) },
};

/** Those that are their argument close to 0, and far out have no value or that at ±∞. */
const likeTheirArgument: ReadonlySet<string> = new Set(['sin', 'tan', 'asin', 'atan', 'tanh', 'atanh']);

/** Those that outgrow doubles for an argument that does not, upward or, as exp, toward 0. */
const growing: ReadonlySet<string> = new Set(['exp', 'expm1', 'sinh', 'cosh']);

/** The built-in function of one argument at an extended number. */
export function extendedValue(name: string, u: Extended): Extended {
  const x = toNumber(u);
  const y = findUnaryFunction(name)!.value(x);
  if (!isFinite(u)) return extended(y);
  const end = Object.hasOwn(ends, name) ? ends[name] : null;
  if (isTiny(x) && u.m !== 0) return end !== null ? end.near(u) : likeTheirArgument.has(name) ? u : extended(y);
  if (x - x !== 0) return end !== null ? end.far(u) : extended(y);
  const outgrown = growing.has(name) && (y - y !== 0 || (name === 'exp' && isTiny(y)));
  return outgrown ? ends[name].far(u) : extended(y);
}
