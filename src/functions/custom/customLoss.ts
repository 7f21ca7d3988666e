import type { Loss } from '../builtin/loss';
import { compileOver } from '../evaluate/compile';
import type { Scope } from '../evaluate/names';
import { printExpression } from '../expression/expressionPrinter';
import { costOf, mayTie } from '../symbolic/expressionSize';
import { FunctionOfOne } from '../evaluate/functionOfOne';
import { derivativeFormula } from './derivativeFormula';
import { scopeOf } from './customActivation';
import type { Expression } from '../expression/tree';
import { writtenOut } from '../symbolic/writtenOut';

/** The loss of `loss (y, t) = EXPR`, summed over the coordinates; its names must all be known. */
export function customLoss(y: string, t: string, body: Expression, around: Pick<Scope, 'lets' | 'functions'>): Loss {
  const scope = scopeOf(body, { ...around, parameters: [y, t] });
  const loss = new FunctionOfOne({ mayTie: mayTie(body, scope.functions), over: compileOver(body, scope) });
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
    ofProbabilities: false,
    cost: costOf(body, scope.functions),
    value: (output, target) => loss.value(output, [target]),
    second: (output, target) => loss.second(output, [target]),
    derivative: (output, target) => loss.derivative(output, [target]),
    rightDigits: (output, target) => loss.rightDigits(output, [target]),
    isKink: (output, target) => loss.isKink(output, [target]),
  };
}
