import { builtinActivation } from '../builtin/activations';
import { constants, findUnaryFunction } from '../builtin/functions';
import { power } from '../numbers/dual';
import type { Algebra } from './algebra';

/** A double, and a bound of how far rounding on the way to it may have moved it. */
export interface Bounded {
  readonly value: number;
  readonly error: number;
}

/** A function's value and its slope along its first parameter. */
export interface BoundedDual {
  readonly value: Bounded;
  readonly slope: Bounded;
}

/** Half a unit of the last place of 1. */
const EPSILON = 2 ** -53;
/** By so much of a number it is moved to see how a function changes there. */
const STEP = 1e-6;
/** Whole multiples of this are taken for exact values of a function where its argument is 0. */
const SHORT = 2 ** -20;

const exact = (value: number): Bounded => ({ value, error: 0 });
const ZERO = exact(0);

/** A number of no parameter. */
export function boundedConstant(value: number): BoundedDual {
  return { value: exact(value), slope: ZERO };
}

function sum(a: Bounded, b: Bounded): Bounded {
  const value = a.value + b.value;
  // What the sum has lost, exactly (Knuth).
  const part = value - a.value;
  const lost = a.value - (value - part) + (b.value - part);
  return { value, error: a.error + b.error + Math.abs(lost) };
}

function negative({ value, error }: Bounded): Bounded {
  return { value: -value, error };
}

function product(a: Bounded, b: Bounded): Bounded {
  const value = a.value * b.value;
  const carried = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error;
  return { value, error: carried + roundedAway(value, isWholePart(a.value) && isWholePart(b.value)) };
}

function quotient(a: Bounded, b: Bounded): Bounded {
  const value = a.value / b.value;
  const least = Math.abs(b.value) - b.error;
  if (!(least > 0)) return { value, error: Infinity };
  const carried = (a.error + Math.abs(value) * b.error) / least;
  return { value, error: carried + roundedAway(value, value * b.value === a.value && isWholePart(value)) };
}

/** f(a), by how f changes beside a. */
function applied(name: string, f: (x: number) => number, a: Bounded): Bounded {
  const value = f(a.value);
  return { value, error: spread(f, a, value) + roundedAway(value, isExact(name, a, value)) };
}

function spread(f: (x: number) => number, { value: x, error }: Bounded, y: number): number {
  if (error === 0) return 0;
  const step = Math.max(error, STEP * Math.abs(x));
  const moved = [f(x - step), f(x + step)].map((there) => Math.abs(there - y)).filter((d) => !Number.isNaN(d));
  return moved.length === 0 ? Infinity : Math.max(...moved) * (error / step);
}

function roundedAway(value: number, isExactly: boolean): number {
  return isExactly ? 0 : EPSILON * Math.abs(value);
}

/** Whether products of two such numbers are exact: below 64, with at most 20 bits behind the point. */
function isWholePart(x: number): boolean {
  return Number.isInteger(x / SHORT) && Math.abs(x / SHORT) < 2 ** 26;
}

/** Whether a function with this value has rounded nothing. */
function isExact(name: string, a: Bounded, value: number): boolean {
  if (a.error > 0) return false;
  if (value === a.value) return true;
  if (a.value === 0) return Number.isInteger(value / SHORT);
  if (name === 'sqrt') return value * value === a.value && isWholePart(value);
  return ['abs', 'sign', 'floor', 'ceil', 'round', 'step', 'relu'].includes(name) || (a.value === 1 && value === 0);
}

/** A function by the chain rule. */
function chained(name: string, f: (x: number) => number, slope: (x: number) => number, u: BoundedDual): BoundedDual {
  const isFlat = u.slope.value === 0 && u.slope.error === 0;
  return { value: applied(name, f, u.value), slope: isFlat ? ZERO : product(applied(name, slope, u.value), u.slope) };
}

function raised(u: BoundedDual, v: BoundedDual): BoundedDual {
  const n = v.value.value;
  if (v.value.error === 0 && v.slope.value === 0 && v.slope.error === 0) {
    if (n === 1) return u;
    if (n === 2) return products(u, u);
    const isWhole = Number.isInteger(n) && isWholePart(u.value.value) && u.value.error === 0;
    const value = applied('^', (x) => power(x, n), u.value);
    return {
      value: isWhole && Math.abs(value.value) < 2 ** 53 && Number.isInteger(value.value) ? exact(value.value) : value,
      slope: product(
        applied('^', (x) => n * power(x, n - 1), u.value),
        u.slope,
      ),
    };
  }
  const ln = applied('ln', Math.log, u.value);
  const exponent = product(v.value, ln);
  const y = power(u.value.value, n);
  const value = { value: y, error: Math.abs(y) * (exponent.error + 2 * EPSILON) };
  const along = sum(product(v.slope, ln), product(v.value, quotient(u.slope, u.value)));
  return { value, slope: product(value, along) };
}

function products(u: BoundedDual, v: BoundedDual): BoundedDual {
  return { value: product(u.value, v.value), slope: sum(product(u.value, v.slope), product(v.value, u.slope)) };
}

/** Doubles with their slope, each with a bound of its rounding error: for whoever asks which digits are right. */
export const boundedDuals: Algebra<BoundedDual> = {
  number: boundedConstant,
  none: () => boundedConstant(NaN),
  constant: (name) => {
    const value = constants.get(name);
    return value === undefined ? undefined : { value: { value, error: EPSILON * Math.abs(value) }, slope: ZERO };
  },
  negative: (u) => ({ value: negative(u.value), slope: negative(u.slope) }),
  operations: {
    '+': (u, v) => ({ value: sum(u.value, v.value), slope: sum(u.slope, v.slope) }),
    '-': (u, v) => ({ value: sum(u.value, negative(v.value)), slope: sum(u.slope, negative(v.slope)) }),
    '*': products,
    '/': (u, v) => {
      const value = quotient(u.value, v.value);
      return { value, slope: quotient(sum(u.slope, negative(product(value, v.slope))), v.value) };
    },
    '^': raised,
    min: (u, v) => (u.value.value <= v.value.value ? u : v),
    max: (u, v) => (u.value.value >= v.value.value ? u : v),
  },
  order: (u, v) => u.value.value - v.value.value,
  unary: (name) => {
    const { value, slope } = findUnaryFunction(name)!;
    return (u) => chained(name, value, slope, u);
  },
  activation: (name, parameters) => {
    const activation = builtinActivation(
      name,
      parameters.map((p) => p.value.value),
    )!;
    return (u) =>
      chained(
        name,
        (x) => activation.value(x),
        (x) => activation.derivative(x),
        u,
      );
  },
};

/** How many digits of a number rounding has left: 16 of an exact one, at least 0. */
export function rightDigits({ value, error }: Bounded): number {
  if (!Number.isFinite(value) || error === 0) return 16;
  return Math.max(0, Math.min(16, Math.floor(-Math.log10(error / Math.abs(value)))));
}
