import type { Loss } from '../builtin/loss';
import { compile, type Scope } from '../evaluate/expressionEvaluator';
import { expressionJet } from '../evaluate/expressionJet';
import { printExpression } from '../expression/expressionPrinter';
import { mayTie } from '../symbolic/expressionSize';
import { FunctionOfOne } from '../evaluate/functionOfOne';
import { derivativeFormula } from './derivativeFormula';
import { scopeOf } from './ownActivation';
import type { Expression } from '../expression/tree';
import { writtenOut } from '../symbolic/writtenOut';

/** The loss of `loss (y, t) = EXPR`, summed over the coordinates; its names must all be known. */
export function ownLoss(y: string, t: string, body: Expression, around: Pick<Scope, 'lets' | 'functions'>): Loss {
  const scope = scopeOf(body, { ...around, parameters: [y, t] });
  const compiled = compile(body, scope);
  const loss = new FunctionOfOne({
    mayTie: mayTie(body, scope.functions),
    value: (args) => compiled.value(args),
    dual: (args, tie) => compiled.dual(args, tie),
    jet: (args, beside) => expressionJet(body, scope, args, beside),
  });
  const formula = writtenOut(body, scope);
  return {
    name: 'own',
    parameters: [],
    formula: printExpression(formula ?? body),
    derivativeFormula: derivativeFormula(formula, y, null, [t]),
    argumentNames: [y, t],
    defaultReduction: 'sum',
    meanOverCoordinates: false,
    ofDifference: false,
    value: (output, target) => loss.value(output, [target]),
    second: (output, target) => loss.second(output, [target]),
    derivative: (output, target) => loss.derivative(output, [target]),
    isKink: (output, target) => loss.isKink(output, [target]),
  };
}
