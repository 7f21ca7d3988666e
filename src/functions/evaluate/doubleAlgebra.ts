import { builtinActivation } from '../builtin/activations';
import { constants, findUnaryFunction } from '../builtin/functions';
import {
  constantDual,
  dualDifference,
  dualPower,
  dualProduct,
  dualQuotient,
  dualSum,
  power,
  quotient,
  slopeProduct,
  type Dual,
} from '../numbers/dual';
import type { Algebra, Ties } from './algebra';

/** Plain doubles: NaN outside the domain, and where an overflow on the way hides the value. They note no ties. */
export const doubles: Algebra<number> = {
  number: (value) => value,
  none: () => NaN,
  constant: (name) => constants.get(name),
  negative: (u) => -u,
  operations: {
    '+': (u, v) => u + v,
    '-': (u, v) => u - v,
    '*': (u, v) => u * v,
    '/': quotient,
    '^': power,
    min: (u, v) => Math.min(u, v),
    max: (u, v) => Math.max(u, v),
  },
  order: (u, v) => u - v,
  unary: (name) => findUnaryFunction(name)!.value,
  activation: (name, parameters) => {
    const activation = builtinActivation(name, parameters)!;
    return (u) => activation.value(u);
  },
};

const notANumber: Dual = { value: NaN, slope: NaN, constant: false };

/** Doubles with their slope along the direction that the arguments' slopes give. */
export const duals: Algebra<Dual> = {
  number: constantDual,
  none: () => notANumber,
  constant: (name) => {
    const value = constants.get(name);
    return value === undefined ? undefined : constantDual(value);
  },
  negative: (u) => ({ value: -u.value, slope: -u.slope, constant: u.constant }),
  operations: {
    '+': dualSum,
    '-': dualDifference,
    '*': dualProduct,
    '/': dualQuotient,
    '^': (u, v, ties) => {
      if (u.value === 0 && v.value < 1 && v.value > 0 && !u.constant) ties.seen = true;
      return dualPower(u, v);
    },
    min: (u, v, ties) => extreme(-1, u, v, ties),
    max: (u, v, ties) => extreme(1, u, v, ties),
  },
  order: (u, v, ties) => {
    noteTie(u, v, ties);
    return u.value - v.value;
  },
  unary: (name) => {
    const { value, slope, isKink } = findUnaryFunction(name)!;
    return chained(value, slope, isKink);
  },
  activation: (name, parameters) => {
    const activation = builtinActivation(
      name,
      parameters.map((p) => p.value),
    )!;
    return chained(
      (u) => activation.value(u),
      (u) => activation.derivative(u),
      (u) => activation.isKink(u),
    );
  },
};

/** A function by the chain rule. */
function chained(
  value: (u: number) => number,
  slope: (u: number) => number,
  isKink: ((u: number) => boolean) | undefined,
): (u: Dual, ties: Ties) => Dual {
  return (u, ties) => {
    if (!u.constant && isKink?.(u.value)) ties.seen = true;
    return {
      value: value(u.value),
      slope: u.slope === 0 ? 0 : slopeProduct(slope(u.value), u.slope),
      constant: u.constant,
    };
  };
}

function extreme(flip: 1 | -1, u: Dual, v: Dual, ties: Ties): Dual {
  noteTie(u, v, ties);
  // A NaN wins over everything, as in Math.max.
  if (Number.isNaN(u.value) || Number.isNaN(v.value)) return notANumber;
  // At a tie the first argument is followed.
  const ahead = u.value === v.value || (u.value - v.value) * flip > 0 ? u : v;
  return { ...ahead, constant: u.constant && v.constant };
}

function noteTie(u: Dual, v: Dual, ties: Ties): void {
  if (u.value === v.value && !(u.constant && v.constant)) ties.seen = true;
}
