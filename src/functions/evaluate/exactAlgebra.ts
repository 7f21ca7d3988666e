import {
  compare,
  floor,
  fromDecimal,
  minus,
  negative,
  ONE,
  over,
  plus,
  rational,
  sign,
  times,
  ZERO,
  type Rational,
} from '../numbers/rational';
import { newTies, type Algebra, type Ties } from './algebra';
import { findBuiltinActivation } from '../builtin/activations';
import { compileBuiltin } from './compile';

/** An exact number and its derivative by one variable: the exact counterpart of `Dual`. */
export interface ExactDual {
  readonly value: Rational;
  readonly slope: Rational;
  /** Whether it does not depend on the variable at all. */
  readonly constant: boolean;
}

export function constantExact(value: Rational): ExactDual {
  return { value, slope: ZERO, constant: true };
}

/** Cap the length of a number: longer ones only grow. */
const LONGEST = 10n ** 100n;
/** Steps that one evaluation may take. */
const MOST_STEPS = 2_000;
/** The largest power that is multiplied out. */
const LARGEST_POWER = 64;

/** Thrown where a value is no fraction, does not exist or is too long. */
export class NotExact extends Error {}

/** Fractions with their slope. Where there is no exact value, `NotExact` is thrown. */
export const exact: Algebra<ExactDual> = {
  number: (value) => constantExact(known(fromDecimal(String(value)))),
  none: () => {
    throw new NotExact();
  },
  // π and e are no fractions.
  constant: () => undefined,
  negative: (u) => ({ ...u, value: negative(u.value), slope: negative(u.slope) }),
  operations: {
    '+': (u, v) => joined(u, v, plus(u.value, v.value), plus(u.slope, v.slope)),
    '-': (u, v) => joined(u, v, minus(u.value, v.value), minus(u.slope, v.slope)),
    '*': product,
    '/': quotient,
    '^': power,
    min: (u, v, ties) => extreme(-1, u, v, ties),
    max: (u, v, ties) => extreme(1, u, v, ties),
  },
  order,
  unary: (name) => unary.get(name) ?? (() => exact.none()),
  activation: (name, parameters) => {
    if (onlyNear.has(name)) throw new NotExact();
    const builtin = findBuiltinActivation(name)!;
    const names = ['x', ...builtin.parameters.map((p) => p.name)];
    const value = compileBuiltin(builtin.formula(), names, exact);
    const derivative = compileBuiltin(builtin.derivativeFormula(), names, exact);
    return (u, ties) => {
      // What the two formulas meet on their way is decided in them already; for those above it is a tie.
      const inside = newTies(ties.steps);
      const fixed = constantExact(u.value);
      const found = value([fixed, ...parameters], inside).value;
      const slope = u.slope.n === 0n ? ZERO : derivative([fixed, ...parameters], inside).value;
      if (!u.constant) {
        const varying = newTies(inside.steps);
        value([{ value: u.value, slope: ONE, constant: false }, ...parameters], varying);
        inside.steps = varying.steps;
        if (varying.seen) ties.seen = true;
      }
      ties.steps = inside.steps;
      return bounded({ value: found, slope: times(slope, u.slope), constant: u.constant });
    };
  },
  step: (ties) => {
    ties.steps++;
    if (ties.steps > MOST_STEPS) throw new NotExact();
  },
};

/** The built-in activations whose formulas have constants in them that are only near the real ones. */
export const onlyNear: ReadonlySet<string> = new Set(['selu']);

function known(value: Rational | null): Rational {
  if (value === null) throw new NotExact();
  return value;
}

function bounded(u: ExactDual): ExactDual {
  for (const { n, d } of [u.value, u.slope]) {
    if (n > LONGEST || n < -LONGEST || d > LONGEST) throw new NotExact();
  }
  return u;
}

/** What is made of u and v. */
function joined(u: ExactDual, v: ExactDual, value: Rational, slope: Rational): ExactDual {
  return bounded({ value, slope, constant: u.constant && v.constant });
}

function product(u: ExactDual, v: ExactDual): ExactDual {
  return joined(u, v, times(u.value, v.value), plus(times(u.slope, v.value), times(u.value, v.slope)));
}

function quotient(u: ExactDual, v: ExactDual): ExactDual {
  const value = known(over(u.value, v.value));
  return joined(u, v, value, known(over(minus(u.slope, times(value, v.slope)), v.value)));
}

function power(u: ExactDual, v: ExactDual): ExactDual {
  const { n, d } = v.value;
  if (d !== 1n || v.slope.n !== 0n || n > LARGEST_POWER || n < -LARGEST_POWER) throw new NotExact();
  const constant = u.constant && v.constant;
  let result: ExactDual = { ...constantExact(ONE), constant };
  for (let i = 0; i < Math.abs(Number(n)); i++) result = product(result, u);
  return { ...(n < 0n ? quotient(constantExact(ONE), result) : result), constant };
}

function order(u: ExactDual, v: ExactDual, ties: Ties): -1 | 0 | 1 {
  const found = compare(u.value, v.value);
  if (found === 0 && !(u.constant && v.constant)) ties.seen = true;
  return found;
}

function extreme(flip: 1 | -1, u: ExactDual, v: ExactDual, ties: Ties): ExactDual {
  // At a tie the first argument is followed.
  return { ...(order(u, v, ties) * flip >= 0 ? u : v), constant: u.constant && v.constant };
}

/** A function that is constant between its jumps. */
function stairs(value: (u: Rational) => Rational, jumps: (u: Rational) => boolean) {
  return (u: ExactDual, ties: Ties): ExactDual => {
    if (!u.constant && jumps(u.value)) ties.seen = true;
    return { value: value(u.value), slope: ZERO, constant: u.constant };
  };
}

const HALF = rational(1n, 2n);
const isZero = (u: Rational): boolean => u.n === 0n;
const isWhole = (u: Rational): boolean => u.d === 1n;

/** The built-in functions that take fractions to fractions. */
const unary: ReadonlyMap<string, (u: ExactDual, ties: Ties) => ExactDual> = new Map([
  ['sign', stairs((u) => rational(BigInt(sign(u))), isZero)],
  ['floor', stairs(floor, isWhole)],
  ['ceil', stairs((u) => negative(floor(negative(u))), isWhole)],
  [
    'round',
    stairs(
      // Half away from zero.
      (u) => (u.n < 0n ? negative(floor(plus(negative(u), HALF))) : floor(plus(u, HALF))),
      (u) => u.d === 2n,
    ),
  ],
  [
    'abs',
    (u: ExactDual, ties: Ties): ExactDual => {
      const side = sign(u.value);
      if (side === 0 && !u.constant) ties.seen = true;
      const factor = rational(BigInt(side));
      return { value: times(factor, u.value), slope: times(factor, u.slope), constant: u.constant };
    },
  ],
]);
