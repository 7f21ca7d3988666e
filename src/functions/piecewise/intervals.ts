import { nameOf, nowhere, numberOf } from '../expression/madeExpression';
import type { Comparison, Condition, Expression } from '../expression/tree';
import { compare, fromDecimal, toDouble, type Rational } from '../numbers/rational';

/** A run of cells: from one border to another, each in it or not; null for none. */
interface Interval {
  readonly low: Rational | null;
  readonly hasLow: boolean;
  readonly high: Rational | null;
  readonly hasHigh: boolean;
}

/** Where the variable is in the cells that are marked; see `Cells`. */
export function conditionOf(variable: string, breaks: readonly Rational[], marked: readonly boolean[]): Condition {
  // All but a few single points.
  const left = marked.flatMap((isMarked, cell) => (isMarked ? [] : [cell]));
  if (left.length > 0 && left.every((cell) => cell % 2 === 1)) {
    return left.map((cell) => compared(variable, '!=', breaks[(cell - 1) / 2])).reduce(joined('and'));
  }
  return intervalsOf(breaks, marked)
    .map((interval) => conditionIn(variable, interval))
    .reduce(joined('or'));
}

function joined(kind: 'and' | 'or'): (left: Condition, right: Condition) => Condition {
  return (left, right) => ({ kind, left, right, range: nowhere });
}

function intervalsOf(breaks: readonly Rational[], marked: readonly boolean[]): readonly Interval[] {
  const found: Interval[] = [];
  for (let cell = 0; cell < marked.length; cell++) {
    if (!marked[cell]) continue;
    const first = cell;
    while (marked[cell + 1]) cell++;
    found.push({
      low: first === 0 ? null : breaks[Math.ceil(first / 2) - 1],
      hasLow: first % 2 === 1,
      high: cell === marked.length - 1 ? null : breaks[Math.floor(cell / 2)],
      hasHigh: cell % 2 === 1,
    });
  }
  return found;
}

function conditionIn(variable: string, { low, hasLow, high, hasHigh }: Interval): Condition {
  if (low !== null && high !== null) {
    if (compare(low, high) === 0) return compared(variable, '==', low);
    const above: Condition = {
      kind: 'comparison',
      operator: hasLow ? '<=' : '<',
      left: border(low),
      right: use(variable),
      range: nowhere,
    };
    return joined('and')(above, compared(variable, hasHigh ? '<=' : '<', high));
  }
  if (low !== null) return compared(variable, hasLow ? '>=' : '>', low);
  if (high !== null) return compared(variable, hasHigh ? '<=' : '<', high);
  return { kind: 'comparison', operator: '==', left: use(variable), right: use(variable), range: nowhere };
}

function compared(variable: string, operator: Comparison['operator'], at: Rational): Condition {
  return { kind: 'comparison', operator, left: use(variable), right: border(at), range: nowhere };
}

function use(variable: string): Expression {
  return { kind: 'name', name: nameOf(variable), range: nowhere };
}

/** The number as a short decimal, or as a fraction. */
function border(at: Rational): Expression {
  const value = toDouble(at);
  const read = fromDecimal(String(Math.abs(value)));
  const size = at.n < 0n ? { n: -at.n, d: at.d } : at;
  if (read !== null && compare(read, size) === 0) return numberOf(value);
  const fraction = {
    kind: 'binary',
    operator: '/',
    left: numberOf(Number(at.n)),
    right: numberOf(Number(at.d)),
  } as const;
  return { ...fraction, range: nowhere };
}
