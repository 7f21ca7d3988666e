import type { Activation } from '../builtin/activation';
import type { Loss } from '../builtin/loss';
import { add, extended, multiply, negative, type Extended } from '../numbers/extendedNumber';
import { linearJet } from '../numbers/jet';
import { newTies } from './algebra';
import { compileBuiltin } from './compile';
import { isTiny } from '../../numbers/lostDigits';
import { series } from './seriesAlgebra';

/** Built-ins whose formula cancels where they are tiny; they are 0 at 0 at most. */
const neverZero = {
  Sigma: new Set(['softplus', 'gelu', 'mish']),
  dSigma: new Set(['tanh']),
};

/**
 * Whether σ(x) or σ′(x), which a double takes as `value`, is closer to 0 than a double can hold with all its digits. A
 * number that is 0, or exactly this one, has lost nothing.
 */
export function isLostValue(activation: Activation, quantity: 'Sigma' | 'dSigma', x: number, value: number): boolean {
  if (!isTiny(value)) return false;
  if (!activation.custom && neverZero[quantity].has(activation.name)) return x !== 0;
  const [sigma, slope] = (activation.extended ?? extendedBuiltin(activation))(x);
  return isAnother(quantity === 'Sigma' ? sigma : slope, value);
}

/** Likewise for ℓ(y, t); a custom loss whose formula calls custom functions has no such value. */
export function isLostLoss(loss: Loss, y: number, t: number, value: number): boolean {
  if (!isTiny(value)) return false;
  const algebra = series(0, false);
  const evaluate = compileBuiltin(loss.formula, loss.argumentNames, algebra);
  const [exact] = evaluate([algebra.number(y), algebra.number(t)], newTies());
  return isAnother(exact, value);
}

/** σ(x) and σ′(x) of a built-in by its formula, however small they are. */
export function extendedBuiltin({ formula, argument }: Activation): (x: number) => readonly [Extended, Extended] {
  const algebra = series(1, false);
  return (x) => {
    const [value, slope] = compileBuiltin(formula, [argument], algebra)([linearJet(x, 1, 1)], newTies());
    return [value, slope];
  };
}

/** Whether a small double is not the number, but for the last bits of the number. */
function isAnother(exact: Extended, value: number): boolean {
  if (exact.m - exact.m !== 0 || exact.m === 0 || exact.e >= -1022) return false;
  const off = add(exact, negative(extended(value)));
  const allowed = multiply(exact, extended(2 ** -40));
  return off.m !== 0 && (off.e > allowed.e || (off.e === allowed.e && Math.abs(off.m) > Math.abs(allowed.m)));
}
