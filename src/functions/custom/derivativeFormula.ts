import { newTies } from '../evaluate/algebra';
import type { Activation } from '../builtin/activation';
import { compile } from '../evaluate/compile';
import { doubles } from '../evaluate/doubleAlgebra';
import { builtinNames } from '../evaluate/names';
import { numberOf } from '../expression/madeExpression';
import { printExpression } from '../expression/expressionPrinter';
import type { Expression } from '../expression/tree';
import { toDouble } from '../numbers/rational';
import { cellsOf, choiceOf, piecesOf, type Cells } from '../piecewise/pieces';
import { derivative } from '../symbolic/expressionDerivative';
import { mostParts, partsOf } from '../symbolic/expressionSize';
import { simplest } from '../symbolic/simplest';

/**
 * The text of a formula's derivative, as people would write it; dots for one that is too long to be read.
 * @param real the derivative and the kinks as they are computed, for what the formula says at its breaks
 * @param others further variables of the formula
 */
export function derivativeFormula(
  formula: Expression | null,
  argument: string,
  real: Pick<Activation, 'derivative' | 'isKink'> | null,
  others: readonly string[] = [],
): string {
  const found = formula && derivative(formula, argument);
  if (found === null || partsOf(found, mostParts) > mostParts) return '…';
  return printExpression(inPieces(simplest(found, [argument, ...others]), real));
}

/** A choice with its conditions made short, and at its breaks with the value that is computed there. */
function inPieces(e: Expression, real: Pick<Activation, 'derivative' | 'isKink'> | null): Expression {
  const cells = e.kind === 'if' ? cellsOf(e) : null;
  if (cells === null) return e;
  const values = cells.values.map((value, cell) =>
    real === null || cell % 2 === 0 ? value : atBreak(cells, cell, real),
  );
  return choiceOf(piecesOf({ ...cells, values }));
}

/** The formula for a break: its own, or that of one side, or the value by convention. */
function atBreak(
  { breaks, values, variable }: Cells,
  cell: number,
  real: Pick<Activation, 'derivative' | 'isKink'>,
): Expression {
  const x = toDouble(breaks[(cell - 1) / 2]);
  const wanted = real.derivative(x);
  if (!Number.isFinite(wanted)) return values[cell];
  const names = builtinNames([variable], doubles);
  const fits = (e: Expression) =>
    Math.abs(compile(e, names, doubles)([x], newTies()) - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted));
  return [values[cell], values[cell + 1], values[cell - 1]].find(fits) ?? numberOf(wanted);
}
