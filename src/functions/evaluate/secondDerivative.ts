import { newTies } from './algebra';
import type { Activation } from '../builtin/activation';
import type { Loss } from '../builtin/loss';
import { closedSecondDerivatives } from '../builtin/secondDerivatives';
import { toNumber } from '../numbers/extendedNumber';
import { linearJet } from '../numbers/jet';
import { compileBuiltin } from './compile';
import { series } from './seriesAlgebra';

/** The length of a series that has a second derivative in it. */
const ORDER = 2;

/**
 * σ″(x), in closed form where there is one, else from the power series of σ's formula. At a kink it is that of the piece
 * whose σ′ the convention takes, so a piecewise linear σ has 0 everywhere. A custom activation brings its own.
 */
export function secondDerivative(activation: Activation): (x: number) => number {
  if (activation.second !== undefined) return activation.second;
  const { argument, formula, name, custom } = activation;
  if (!custom && Object.hasOwn(closedSecondDerivatives, name)) return closedSecondDerivatives[name];
  return secondOf(formula, [argument]);
}

/** ∂²ℓ/∂y² of one coordinate, likewise. */
export function secondLossDerivative(loss: Loss): (y: number, t: number) => number {
  return loss.second ?? secondOf(loss.formula, loss.argumentNames);
}

/** The second derivative by the first of the names. */
function secondOf(formula: string, parameters: readonly string[]): (...args: readonly number[]) => number {
  const algebra = series(ORDER, false);
  const evaluate = compileBuiltin(formula, parameters, algebra);
  return (x, ...others) => {
    const fixed = others.map((value) => algebra.number(value));
    return 2 * toNumber(evaluate([linearJet(x, 1, ORDER), ...fixed], newTies())[ORDER]);
  };
}
