import type { Activation } from '../builtin/activation';
import type { Loss } from '../builtin/loss';
import { expressionOf } from '../expression/expressionReader';
import { extended, toNumber } from '../numbers/extendedNumber';
import { constantJet, linearJet } from '../numbers/jet';
import { emptyScope } from './expressionEvaluator';
import { expressionJet } from './expressionJet';

/** The length of a series that has a second derivative in it. */
const ORDER = 2;

/**
 * σ″(x), from the power series of σ's formula. At a kink it is that of the piece whose σ′ the convention takes, so a
 * piecewise linear σ has 0 everywhere. A custom activation brings its own.
 */
export function secondDerivative(activation: Activation): (x: number) => number {
  if (activation.second !== undefined) return activation.second;
  const { argument, formula } = activation;
  return secondOf(formula, [argument]);
}

/** ∂²ℓ/∂y² of one coordinate, likewise. */
export function secondLossDerivative(loss: Loss): (y: number, t: number) => number {
  return loss.second ?? secondOf(loss.formula, loss.argumentNames);
}

/** The second derivative by the first of the names. */
function secondOf(formula: string, parameters: readonly string[]): (...args: readonly number[]) => number {
  const body = expressionOf(formula);
  const scope = { ...emptyScope, parameters };
  return (x, ...others) => {
    const fixed = others.map((value) => constantJet(extended(value), ORDER));
    return 2 * toNumber(expressionJet(body, scope, [linearJet(x, 1, ORDER), ...fixed], false)[ORDER]);
  };
}
