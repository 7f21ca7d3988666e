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
import { isTiny } from '../../numbers/lostDigits';
import type { Algebra, Ties } from './algebra';

/** Functions that are 0 in whole intervals: there nothing has underflown. */
const flat: ReadonlySet<string> = new Set(['sign', 'floor', 'ceil', 'round', 'relu', 'step', 'hard_tanh', 'hard_sigmoid', 'abs']); // prettier-ignore

/** The number, noted if it is tiny and comes from none that is. */
function noted(value: number, ties: Ties, isFromTiny: boolean): number {
  if (isTiny(value) && !isFromTiny) ties.underflow = true;
  return value;
}

/** Plain doubles: NaN outside the domain, and where an overflow on the way hides the value. They note no ties. */
export const doubles: Algebra<number> = {
  number: (value) => value,
  none: () => NaN,
  constant: (name) => constants.get(name),
  negative: (u) => -u,
  operations: {
    '+': (u, v) => u + v,
    '-': (u, v) => u - v,
    '*': (u, v, ties) => noted(u * v, ties, u === 0 || v === 0),
    '/': (u, v, ties) => noted(quotient(u, v), ties, u === 0),
    '^': (u, v, ties) => noted(power(u, v), ties, u === 0),
    min: (u, v) => Math.min(u, v),
    max: (u, v) => Math.max(u, v),
  },
  order: (u, v) => u - v,
  unary: (name) => single(name, findUnaryFunction(name)!.value),
  activation: (name, parameters) => {
    const activation = builtinActivation(name, parameters)!;
    return single(name, (u) => activation.value(u));
  },
};

function single(name: string, value: (u: number) => number): (u: number, ties: Ties) => number {
  return flat.has(name) ? value : (u, ties) => noted(value(u), ties, isTiny(u));
}

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
    '*': (u, v, ties) => {
      const product = dualProduct(u, v);
      const isFromZero = (u.slope === 0 || v.value === 0) && (u.value === 0 || v.slope === 0);
      noted(product.slope, ties, isFromZero);
      return product;
    },
    '/': (u, v, ties) => {
      const ratio = dualQuotient(u, v);
      noted(ratio.slope, ties, u.slope === 0 && (u.value === 0 || v.slope === 0));
      return ratio;
    },
    '^': (u, v, ties) => {
      if (u.value === 0 && v.value < 1 && v.value > 0 && !u.constant) ties.seen = true;
      const raised = dualPower(u, v);
      noted(raised.slope, ties, u.value === 0 || (u.slope === 0 && v.slope === 0) || v.value === 0);
      return raised;
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
    return chained(name, value, slope, isKink);
  },
  activation: (name, parameters) => {
    const activation = builtinActivation(
      name,
      parameters.map((p) => p.value),
    )!;
    return chained(
      name,
      (u) => activation.value(u),
      (u) => activation.derivative(u),
      (u) => activation.isKink(u),
    );
  },
};

/** A function by the chain rule. */
function chained(
  name: string,
  value: (u: number) => number,
  slope: (u: number) => number,
  isKink: ((u: number) => boolean) | undefined,
): (u: Dual, ties: Ties) => Dual {
  return (u, ties) => {
    if (!u.constant && isKink?.(u.value)) ties.seen = true;
    const along = u.slope === 0 ? 0 : slopeProduct(slope(u.value), u.slope);
    if (!flat.has(name)) noted(along, ties, u.slope === 0 || u.value === 0);
    return { value: value(u.value), slope: along, constant: u.constant };
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
