import { constantExact } from '../evaluate/exactAlgebra';
import { builtinScope, evaluateExact } from '../evaluate/exactFormula';
import { nowhere, numberOf } from '../expression/madeExpression';
import { printExpression } from '../expression/expressionPrinter';
import type { Condition, Conditional, Expression } from '../expression/tree';
import { minus, ONE, over, plus, whole, type Rational } from '../numbers/rational';
import { breaksOf } from './breaks';
import { conditionOf } from './intervals';

/** One of the formulas that a choice is made of. */
export interface Piece {
  readonly value: Expression;
  /** Where it holds; of several pieces exactly one does. */
  readonly condition: Condition;
}

/** The real line in cells: before the first break, the break itself, between it and the next one, and so on. */
export interface Cells {
  readonly variable: string;
  readonly breaks: readonly Rational[];
  /** What holds in each of the 2n + 1 cells. */
  readonly values: readonly Expression[];
  /** The formulas in the order in which they are written. */
  readonly inOrder: readonly Expression[];
}

/**
 * A choice by conditions on one variable, as what holds in each part of the real line; null if a condition is on
 * something else, or its border is not a fraction.
 */
export function cellsOf(choice: Conditional): Cells | null {
  const found = breaksOf(choice);
  if (found === null) return null;
  const { variable, breaks } = found;
  const values = samples(breaks).map((x) => valueAt(choice, variable, x));
  return values.every((value) => value !== null) ? { variable, breaks, values, inOrder: branches(choice) } : null;
}

/** The pieces of cells: cells with the same formula are one piece. */
export function piecesOf({ variable, breaks, values, inOrder }: Cells): readonly Piece[] {
  const texts = values.map(printExpression);
  const written = inOrder.map(printExpression).filter((text) => texts.includes(text));
  return [...new Set([...written, ...texts])].map((text) => ({
    value: values[texts.indexOf(text)],
    condition: conditionOf(
      variable,
      breaks,
      texts.map((other) => other === text),
    ),
  }));
}

function branches(e: Expression): readonly Expression[] {
  if (e.kind === 'group') return branches(e.inner);
  return e.kind === 'if' ? [...branches(e.then), ...branches(e.else)] : [e];
}

/** A choice as pieces of which exactly one holds everywhere. */
export function disjointPieces(choice: Conditional): readonly Piece[] {
  const cells = cellsOf(choice);
  if (cells !== null) return piecesOf(cells);
  const pieces: Piece[] = [];
  let before: Condition | null = null;
  let rest: Expression = choice;
  while (rest.kind === 'if') {
    pieces.push({ value: rest.then, condition: both(before, rest.condition) });
    before = both(before, not(rest.condition));
    rest = rest.else;
    while (rest.kind === 'group') rest = rest.inner;
  }
  return [...pieces, { value: rest, condition: before! }];
}

/** Pieces as a choice; the last one holds wherever the others do not. */
export function choiceOf(pieces: readonly Piece[]): Expression {
  return pieces
    .slice(0, -1)
    .reduceRight<Expression>(
      (rest, { value, condition }) => ({ kind: 'if', condition, then: value, else: rest, range: nowhere }),
      pieces[pieces.length - 1].value,
    );
}

/** The points to look at: one of each cell. */
function samples(breaks: readonly Rational[]): readonly Rational[] {
  if (breaks.length === 0) return [whole(0)];
  const points = [minus(breaks[0], ONE)];
  breaks.forEach((at, i) => {
    const next = breaks[i + 1];
    points.push(at, next === undefined ? plus(at, ONE) : over(plus(at, next), whole(2))!);
  });
  return points;
}

/** The branch that is taken at x. */
function valueAt(e: Expression, variable: string, x: Rational): Expression | null {
  if (e.kind === 'group') return valueAt(e.inner, variable, x);
  if (e.kind !== 'if') return e;
  const test: Expression = { ...e, then: numberOf(1), else: numberOf(0) };
  const holds = exactAt(test, variable, x);
  return holds && valueAt(holds.n === 1n ? e.then : e.else, variable, x);
}

/** The value of an expression at x; null if it is not a fraction. */
export function exactAt(body: Expression, variable: string, x: Rational): Rational | null {
  const parameters = [{ name: variable, default: null }];
  return evaluateExact({ parameters, body, scope: builtinScope }, [constantExact(x)])?.value ?? null;
}

function both(a: Condition | null, b: Condition): Condition {
  return a === null ? b : { kind: 'and', left: a, right: b, range: nowhere };
}

const opposites = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' } as const;

/** The opposite of a condition, without `not`. */
function not(c: Condition): Condition {
  switch (c.kind) {
    case 'comparison':
      return { ...c, operator: opposites[c.operator] };
    case 'condition-group':
      return not(c.inner);
    case 'not':
      return c.operand;
    case 'and':
    case 'or':
      return { kind: c.kind === 'and' ? 'or' : 'and', left: not(c.left), right: not(c.right), range: nowhere };
  }
}
