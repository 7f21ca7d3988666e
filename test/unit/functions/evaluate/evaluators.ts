import { newTies, type Ties } from '../../../../src/functions/evaluate/algebra';
import { compile } from '../../../../src/functions/evaluate/compile';
import { doubles, duals } from '../../../../src/functions/evaluate/doubleAlgebra';
import { namesOf, type Scope } from '../../../../src/functions/evaluate/names';
import type { Expression } from '../../../../src/functions/expression/tree';
import type { Dual } from '../../../../src/functions/numbers/dual';

/** An expression in doubles, and with its slope. */
export function evaluators(expression: Expression, scope: Scope) {
  const value = compile(expression, namesOf(scope, doubles), doubles);
  const dual = compile(expression, namesOf(scope, duals), duals);
  return {
    value: (args: readonly number[]): number => value(args, newTies()),
    dual: (args: readonly Dual[], ties: Ties): Dual => dual(args, ties),
  };
}
