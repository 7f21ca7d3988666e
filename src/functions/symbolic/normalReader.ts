import { callOf, nowhere } from '../expression/madeExpression';
import { printExpression } from '../expression/expressionPrinter';
import type { Binary, Call, Condition, Expression } from '../expression/tree';
import { fromDecimal, ONE, times, whole, type Rational } from '../numbers/rational';
import { tidySum } from './identities';
import {
  atom,
  exponential,
  factored,
  HALF,
  isOne,
  isWhole,
  number,
  numberIn,
  opposite,
  termPower,
  termProduct,
  type Sum,
  type Term,
} from './normalForm';
import { sumFactor } from './rearrangement';

/** Numbers with more digits than this are not multiplied with others. */
const LONGEST_LITERAL = 17;

const even: ReadonlySet<string> = new Set(['cos', 'cosh', 'abs']);
const odd: ReadonlySet<string> = new Set([
  'sin',
  'tan',
  'sinh',
  'tanh',
  'asin',
  'atan',
  'asinh',
  'atanh',
  'cbrt',
  'erf',
  'sign',
]);

/** Reads expressions as sums in normal form. A part that is shared is read once. */
export class NormalReader {
  private readonly known = new Map<Expression, Sum>();

  /**
   * @param isConstantE whether `e` is Euler's number here
   * @param simplest how a part that is not taken apart is written
   */
  constructor(
    private readonly isConstantE: boolean,
    private readonly simplest: (sum: Sum) => Expression,
  ) {}

  read(e: Expression): Sum {
    const known = this.known.get(e);
    if (known !== undefined) return known;
    const sum = this.unread(e);
    this.known.set(e, sum);
    return sum;
  }

  /** The expression, simplified. */
  expression(e: Expression): Expression {
    return this.simplest(this.read(e));
  }

  private unread(e: Expression): Sum {
    switch (e.kind) {
      case 'number': {
        const text = String(e.value);
        const value = text.replace(/[-.]|e.*/g, '').length <= LONGEST_LITERAL ? fromDecimal(text) : null;
        return value === null ? atom(e) : number(value, !Number.isInteger(e.value));
      }
      case 'name':
        return e.name.text === 'e' && this.isConstantE ? exponential(number(ONE)) : atom(e);
      case 'group':
        return this.read(e.inner);
      case 'unary':
        return e.operator === '-' ? opposite(this.read(e.operand)) : this.read(e.operand);
      case 'binary':
        return this.binary(e);
      case 'call':
        return this.call(e);
      case 'if':
        return atom({
          ...e,
          condition: this.condition(e.condition),
          then: this.expression(e.then),
          else: this.expression(e.else),
        });
    }
  }

  condition(c: Condition): Condition {
    switch (c.kind) {
      case 'comparison':
        return { ...c, left: this.expression(c.left), right: this.expression(c.right) };
      case 'and':
      case 'or':
        return { ...c, left: this.condition(c.left), right: this.condition(c.right) };
      case 'not':
        return { ...c, operand: this.condition(c.operand) };
      case 'condition-group':
        return this.condition(c.inner);
    }
  }

  private binary({ operator, left, right }: Binary): Sum {
    const u = this.read(left);
    const v = this.read(right);
    switch (operator) {
      case '+':
        return tidySum([...u, ...v]);
      case '-':
        return tidySum([...u, ...opposite(v)]);
      case '*':
        return this.product(u, v);
      case '/':
        return this.product(u, this.power(v, whole(-1), false));
      case '^':
        return this.raised(u, v);
    }
  }

  private product(u: Sum, v: Sum): Sum {
    if (u.length === 0 || v.length === 0) return [];
    const a = this.asTerm(u);
    const b = this.asTerm(v);
    const term = termProduct(a, b);
    if (term !== null) return tidySum([this.joined(term)]);
    // The second number is kept as it is.
    const kept = termProduct(
      { ...b, coefficient: ONE, decimal: false },
      this.asTerm(atom(this.simplest(number(b.coefficient, b.decimal)))),
    );
    return tidySum([termProduct(a, kept!)!]);
  }

  /** u·uᵛ as u^(v + 1). */
  private joined(term: Term): Term {
    for (const power of term.factors) {
      const { base } = power;
      if (base.kind !== 'binary' || base.operator !== '^' || !isOne(power.exponent)) continue;
      const key = printExpression(base.left);
      const other = term.factors.find(
        ({ base: u, exponent }) => printExpression(u) === key && isWhole(exponent) && exponent.n > 0n,
      );
      if (other === undefined) continue;
      const rest = { ...term, factors: term.factors.filter((factor) => factor !== power && factor !== other) };
      const exponent = tidySum([...this.read(base.right), ...number(other.exponent)]);
      const [whole] = this.raised(this.read(base.left), exponent);
      return termProduct(rest, whole) ?? term;
    }
    return term;
  }

  private asTerm(u: Sum): Sum[number] {
    return u.length === 1 ? u[0] : sumFactor(u, ONE, false)[0];
  }

  /** u to a power that is a number. */
  private power(u: Sum, exponent: Rational, decimal: boolean): Sum {
    if (exponent.n === 0n) return number(ONE);
    if (isOne(exponent)) return u;
    if (u.length === 0) return atom(this.simplest(u), exponent, decimal);
    if (u.length > 1) return sumFactor(u, exponent, decimal);
    const [term] = u;
    if (isWhole(exponent)) {
      const power = termPower(term, exponent);
      return power === null ? atom(this.simplest(u), exponent, decimal) : tidySum([power]);
    }
    const root = this.root(u, exponent);
    if (root !== null) return root;
    const { coefficient, factors, exp } = term;
    if (coefficient.n > 0n && factors.length > 0 && exp.length === 0 && factors.every(({ key }) => key === 'pi')) {
      const outside = this.power(number(coefficient, term.decimal), exponent, decimal);
      return this.product(outside, [
        {
          ...term,
          coefficient: ONE,
          factors: factors.map((pi) => ({ ...pi, exponent: times(pi.exponent, exponent) })),
        },
      ]);
    }
    if (isOne(coefficient) && factors.length === 0) {
      return exponential(exp.flatMap((t) => this.product([t], number(exponent, decimal))));
    }
    const [factor] = factors;
    // Only where it is not negative does a base have a root: then (a^(1/m))^(1/n) is a^(1/(mn)).
    if (
      isOne(coefficient) &&
      factors.length === 1 &&
      exp.length === 0 &&
      (isOne(factor.exponent) || !isWhole(factor.exponent))
    ) {
      return factored({ ...factor, exponent: times(factor.exponent, exponent), decimal: decimal || factor.decimal });
    }
    return atom(this.simplest(u), exponent, decimal);
  }

  /** The square root of a number that has one. */
  private root(u: Sum, exponent: Rational): Sum | null {
    const value = numberIn(u);
    if (value === null || exponent.n !== 1n || exponent.d !== 2n || value.n < 0n) return null;
    const [n, d] = [value.n, value.d].map((part) => BigInt(Math.round(Math.sqrt(Number(part)))));
    return n * n === value.n && d * d === value.d ? number({ n, d }, u[0].decimal) : null;
  }

  private raised(u: Sum, v: Sum): Sum {
    const exponent = numberIn(v);
    if (exponent !== null)
      return this.power(
        u,
        exponent,
        v.some((term) => term.decimal),
      );
    const [base] = u;
    if (u.length === 1 && base.factors.length === 0 && isOne(base.coefficient) && base.exp.length > 0) {
      return exponential(this.product(base.exp, v));
    }
    return atom({ kind: 'binary', operator: '^', left: this.simplest(u), right: this.simplest(v), range: nowhere });
  }

  private call(call: Call): Sum {
    const name = call.callee.text;
    if (call.arguments.length !== 1 || call.arguments[0].name !== null) {
      return atom({ ...call, arguments: call.arguments.map((a) => ({ ...a, value: this.expression(a.value) })) });
    }
    const u = this.read(call.arguments[0].value);
    if (u.length > 0 && u[0].coefficient.n < 0n && (even.has(name) || odd.has(name))) {
      const turned = this.applied(name, opposite(u));
      return even.has(name) ? turned : opposite(turned);
    }
    return this.applied(name, u);
  }

  private applied(name: string, u: Sum): Sum {
    switch (name) {
      case 'exp':
        return this.exponential(u);
      case 'sqrt':
        return this.power(u, HALF, false);
      case 'ln':
      case 'log': {
        const value = numberIn(u);
        if (value !== null && isOne(value)) return [];
        const [{ coefficient, factors, exp } = number(ONE)[0]] = u;
        return u.length === 1 && isOne(coefficient) && factors.length === 0 && exp.length > 0
          ? exp
          : atom(callOf('ln', this.simplest(u)));
      }
      default:
        return atom(callOf(name, this.simplest(u)));
    }
  }

  /** e^u, with e^(c·ln v) as a power of v. */
  private exponential(u: Sum): Sum {
    for (const term of u) {
      const [factor] = term.factors;
      const { base } = factor ?? {};
      if (term.factors.length !== 1 || term.exp.length > 0 || !isOne(factor.exponent)) continue;
      if (base.kind !== 'call' || base.callee.text !== 'ln') continue;
      const power = this.power(this.read(base.arguments[0].value), term.coefficient, term.decimal);
      return this.product(this.exponential(u.filter((other) => other !== term)), power);
    }
    return u.length === 0 ? number(ONE) : exponential(u);
  }
}
