import { argumentOf, isOne, ungrouped } from '../../functions/expression/patterns';
import { callOf, nameOf, nowhere } from '../../functions/expression/madeExpression';
import { mapParts, partMap } from '../../functions/expression/parts';
import { negated, simplified } from '../../functions/symbolic/expressionSimplify';
import type { Expression } from '../../functions/expression/tree';

/** What a last layer gives instead of its rounded outputs: ln y, ln(1 − y) and 1 − y, null where it has none. */
export interface ExactOutput {
  /** The name in these expressions, and what it is called in the script. */
  readonly name: string;
  readonly code: string;
  readonly log: Expression;
  readonly logRest: Expression | null;
  readonly rest: Expression | null;
}

const named = (text: string): Expression => ({ kind: 'name', name: nameOf(text), range: nowhere });

/** Of sigmoid at N: −ln(1 + e^−N), −ln(1 + e^N) and sigmoid(−N). */
export function sigmoidOutput(code: string): ExactOutput {
  const N = named('N');
  return {
    ...{ name: 'N', code },
    log: negated(callOf('softplus', negated(N))),
    logRest: negated(callOf('softplus', N)),
    rest: callOf('sigmoid', negated(N)),
  };
}

/** Of softmax, whose logarithm is called so. */
export function softmaxOutput(code: string): ExactOutput {
  return { name: 'log', code, log: named('log'), logRest: null, rest: null };
}

/**
 * ℓ or ∂ℓ/∂y, of the output y, with what `exact` has of it: so nothing overflows, and no digits are lost, where the
 * output is rounded to 0 or 1.
 */
export function lossOfN(formula: Expression, y: string, exact: ExactOutput): Expression {
  const isOutput = (e: Expression | null): boolean => {
    const name = e && ungrouped(e);
    return name?.kind === 'name' && name.name.text === y;
  };
  const isRest = (e: Expression | null): boolean => {
    const difference = e && ungrouped(e);
    return (
      difference?.kind === 'binary' &&
      difference.operator === '-' &&
      isOne(difference.left) &&
      isOutput(difference.right)
    );
  };
  const map = partMap((e) => {
    const of = argumentOf('ln', e);
    if (isOutput(of)) return exact.log;
    if (exact.logRest !== null && isRest(of)) return exact.logRest;
    if (exact.rest !== null && isRest(e)) return exact.rest;
    return mapParts(splitQuotient(e, isOutput), map);
  });
  return simplified(map.expression(formula));
}

/** a·ln(t/y) as a·ln t − a·ln y. */
function splitQuotient(e: Expression, isOutput: (e: Expression) => boolean): Expression {
  if (e.kind !== 'binary' || e.operator !== '*') return e;
  const of = argumentOf('ln', e.right);
  const quotient = of && ungrouped(of);
  if (quotient?.kind !== 'binary' || quotient.operator !== '/' || !isOutput(quotient.right)) return e;
  const times = (u: Expression): Expression => ({ ...e, right: callOf('ln', u) });
  return { ...e, operator: '-', left: times(quotient.left), right: times(quotient.right) };
}
