import { constantExact } from '../evaluate/exactAlgebra';
import { builtinScope, evaluateExact } from '../evaluate/exactFormula';
import { nowhere } from '../expression/madeExpression';
import type { Condition, Conditional, Expression } from '../expression/tree';
import { compare, minus, ONE, over, plus, times, whole, type Rational } from '../numbers/rational';
import { mentions } from '../expression/substitution';
import { constants } from '../builtin/functions';
import { namesIn } from '../symbolic/expressionSize';

/** Where the conditions of a choice may change, in ascending order. */
export interface Breaks {
  readonly variable: string;
  readonly breaks: readonly Rational[];
}

/** More breaks than this are not looked at. */
const MOST = 40;

/** The breaks of a choice; null unless every condition compares what is made of straight lines in one variable. */
export function breaksOf(choice: Conditional): Breaks | null {
  const compared = comparedIn(choice);
  const names = new Set(
    compared.flatMap((e) => [...namesIn(e)]).filter((name) => !callable.has(name) && !constants.has(name)),
  );
  const [variable] = names;
  if (names.size !== 1) return null;
  try {
    const lines = new Lines(variable);
    return { variable, breaks: ascending(compared.flatMap((difference) => lines.rootsOf(difference))) };
  } catch (error) {
    if (error instanceof NotLinear) return null;
    throw error;
  }
}

const callable: ReadonlySet<string> = new Set(['abs', 'min', 'max']);

/** Where what is made of straight lines is 0; null if the expression is something else, or its zeros are no fractions. */
export function linearRoots(e: Expression, variable: string): readonly Rational[] | null {
  try {
    return new Lines(variable).rootsOf(e);
  } catch (error) {
    if (error instanceof NotLinear) return null;
    throw error;
  }
}

class NotLinear extends Error {}

function ascending(points: readonly Rational[]): readonly Rational[] {
  const sorted = [...points].sort(compare);
  return sorted.filter((point, i) => i === 0 || compare(point, sorted[i - 1]) !== 0);
}

/** The differences of what is compared in the conditions of a choice and of those nested in it. */
function comparedIn(e: Expression): readonly Expression[] {
  if (e.kind === 'group') return comparedIn(e.inner);
  return e.kind === 'if' ? [...differences(e.condition), ...comparedIn(e.then), ...comparedIn(e.else)] : [];
}

/** What is 0 where a comparison of the condition ties. */
export function differences(c: Condition): readonly Expression[] {
  switch (c.kind) {
    case 'comparison':
      return [difference(c.left, c.right)];
    case 'and':
    case 'or':
      return [...differences(c.left), ...differences(c.right)];
    case 'not':
      return differences(c.operand);
    case 'condition-group':
      return differences(c.inner);
  }
}

export function difference(left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator: '-', left, right, range: nowhere };
}

/** Functions made of straight lines, in one variable. */
class Lines {
  constructor(private readonly variable: string) {}

  /** The ends of the stretches on which the function has one sign. */
  rootsOf(e: Expression): readonly Rational[] {
    const bends = ascending(this.bendsOf(e));
    if (bends.length > MOST) throw new NotLinear();
    const roots: Rational[] = bends.filter((at) => this.at(e, at).n === 0n);
    for (let i = 0; i <= bends.length; i++) {
      const [low, high] = [bends[i - 1], bends[i]];
      const a = low ?? (high === undefined ? whole(0) : minus(high, ONE));
      const b = high ?? plus(a, ONE);
      const root = this.rootBetween(e, a, b);
      const isInside =
        root !== null &&
        (low === undefined || compare(low, root) < 0) &&
        (high === undefined || compare(root, high) < 0);
      if (isInside) roots.push(root);
    }
    return roots;
  }

  /** Where the line through two of its points is 0; null if it nowhere is, or everywhere. */
  private rootBetween(e: Expression, a: Rational, b: Rational): Rational | null {
    const [u, v] = [this.at(e, a), this.at(e, b)];
    const rise = minus(v, u);
    const part = over(u, rise);
    return part && minus(a, times(part, minus(b, a)));
  }

  private at(e: Expression, x: Rational): Rational {
    const parameters = [{ name: this.variable, default: null }];
    const found = evaluateExact({ parameters, body: e, scope: builtinScope }, [constantExact(x)]);
    if (found === null) throw new NotLinear();
    return found.value;
  }

  private varies(e: Expression): boolean {
    return mentions(e, [this.variable]);
  }

  /** Where the function has bends. */
  private bendsOf(e: Expression): readonly Rational[] {
    if (!this.varies(e)) return [];
    switch (e.kind) {
      case 'number':
      case 'name':
        return [];
      case 'group':
        return this.bendsOf(e.inner);
      case 'unary':
        return this.bendsOf(e.operand);
      case 'binary':
        if (e.operator === '^' || (e.operator === '/' && this.varies(e.right))) throw new NotLinear();
        if (e.operator === '*' && this.varies(e.left) && this.varies(e.right)) throw new NotLinear();
        return [...this.bendsOf(e.left), ...this.bendsOf(e.right)];
      case 'call': {
        const name = e.callee.text;
        if (!callable.has(name)) throw new NotLinear();
        const parts = e.arguments.map((a) => a.value);
        const own =
          name === 'abs' ? [parts[0]] : parts.flatMap((u, i) => parts.slice(i + 1).map((v) => difference(u, v)));
        return [...parts.flatMap((part) => this.bendsOf(part)), ...own.flatMap((zero) => this.rootsOf(zero))];
      }
      case 'if':
        throw new NotLinear();
    }
  }
}
