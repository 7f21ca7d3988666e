import type { Loss } from '../network/loss';
import type { Dual } from './dual';
import { compile, type Scope } from './expressionEvaluator';
import { printExpression } from './expressionPrinter';
import type { Expression } from './tree';

/** The loss of `loss (y, t) = EXPR`, summed over the coordinates; its names must all be known. */
export function ownLoss(y: string, t: string, body: Expression, scope: Pick<Scope, 'lets' | 'functions'>): Loss {
  const compiled = compile(body, { ...scope, parameters: [y, t] });
  const at = (output: number, target: number): readonly Dual[] => [
    { value: output, slope: 1 },
    { value: target, slope: 0 },
  ];
  return {
    name: 'own',
    parameters: [],
    formula: printExpression(body),
    argumentNames: [y, t],
    defaultReduction: 'sum',
    meanOverCoordinates: false,
    value: (output, target) => compiled.value([output, target]),
    derivative: (output, target) => compiled.dual(at(output, target), 0, { seen: false }).slope,
    isKink: (output, target) => {
      const tie = { seen: false };
      compiled.dual(at(output, target), 0, tie);
      if (!tie.seen) return false;
      const left = compiled.dual(at(output, target), -1, tie);
      const right = compiled.dual(at(output, target), 1, tie);
      return Math.abs(left.slope - right.slope) > 1e-12 * Math.max(1, Math.abs(left.slope));
    },
  };
}
