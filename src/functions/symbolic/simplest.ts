import { printExpression } from '../expression/expressionPrinter';
import type { Expression } from '../expression/tree';
import { simplified } from './expressionSimplify';
import { partsOf } from './expressionSize';
import { isOne, type Sum } from './normalForm';
import { NormalReader } from './normalReader';
import { written } from './normalWriter';
import { rearrangements } from './rearrangement';

/** Longer expressions are left as they are: nobody reads them, and every way to write them would be tried. */
const LONGEST = 400;

/**
 * The expression as people would write it: numbers exact, powers and like terms collected, the usual identities used,
 * and of several ways to write it the shortest. Where the expression has a value this is its value, but for the last
 * bits; it may have one where the expression has none, as 1 for x/x. Never longer than the expression.
 * @param variables names that are variables, even if they are names of constants
 */
export function simplest(expression: Expression, variables: readonly string[]): Expression {
  const plain = simplified(expression);
  if (partsOf(plain, LONGEST) > LONGEST) return plain;
  const reader = new NormalReader(!variables.includes('e'), shortest);
  const found = shortest(reader.read(plain));
  return length(found) <= length(plain) ? found : plain;
}

/** The shortest way to write a sum. */
function shortest(sum: Sum): Expression {
  let best: Expression | null = null;
  for (const candidate of rearrangements(sum).flatMap((s) => [...intoBranches(s), written(s)])) {
    if (best === null || length(candidate) < length(best)) best = candidate;
  }
  return best!;
}

/** A factor of a choice goes into its branches. */
function intoBranches(sum: Sum): Expression[] {
  const [term] = sum;
  const choice = term?.factors.find(({ base, exponent }) => base.kind === 'if' && isOne(exponent));
  if (sum.length !== 1 || choice?.base.kind !== 'if') return [];
  const rest = { ...term, factors: term.factors.filter((factor) => factor !== choice) };
  if (rest.factors.length === 0 && rest.exp.length === 0 && isOne(rest.coefficient)) return [];
  const times = (branch: Expression): Expression => {
    const reader = new NormalReader(true, shortest);
    return reader.expression({
      kind: 'binary',
      operator: '*',
      left: written([rest]),
      right: branch,
      range: branch.range,
    });
  };
  return [{ ...choice.base, then: times(choice.base.then), else: times(choice.base.else) }];
}

/** How long an expression is to read: its parts, and a quotient rather than a negative power. */
function length(e: Expression): number {
  return partsOf(e, 10 * LONGEST) + 2 * negativePowers(e);
}

function negativePowers(e: Expression): number {
  return printExpression(e).split('^-').length - 1;
}
