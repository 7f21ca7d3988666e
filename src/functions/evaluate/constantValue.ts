import { compare, extended, multiply, negative, subtract, type Extended } from '../numbers/extendedNumber';
import { newTies } from './algebra';
import { compile, compileCondition } from './compile';
import { doubles } from './doubleAlgebra';
import { namesOf, type Scope } from './names';
import { series } from './seriesAlgebra';
import { message, type Message } from '../../message/message';
import { numberText } from '../../numbers/numberText';
import { partsIn } from '../expression/parts';
import type { Condition, Expression, TextRange } from '../expression/tree';

/** The value of an expression of the spec, or why it has none that a double can hold. */
export type ConstantValue =
  | { readonly kind: 'value'; readonly value: number; readonly lost: LostPart | null }
  | {
      readonly kind: 'problem';
      readonly code: 'domain-error' | 'not-finite';
      /** The innermost part that has no value. */
      readonly range: TextRange;
      readonly message: Message;
    };

/** A part that is too small for a double, on which the value depends. */
export interface LostPart {
  readonly range: TextRange;
  readonly message: Message;
}

/** A value that is off by more than this part of it is another one. */
const OFF = 2 ** -40;

/** Evaluates an expression whose names are all known and that mentions no parameter. */
export function constantValue(expression: Expression, scope: Scope): ConstantValue {
  const ties = newTies();
  const value = compile(expression, namesOf(scope, doubles), doubles)([], ties);
  if (Number.isFinite(value)) {
    return { kind: 'value', value, lost: ties.underflow ? lostPart(expression, value, scope) : null };
  }
  const culprit = innermost(expression, scope);
  const code = Number.isNaN(valueOf(culprit, scope)) ? 'domain-error' : 'not-finite';
  const text = code === 'domain-error' ? outsideDomain(culprit, scope) : infinite(culprit, scope);
  return { kind: 'problem', code, range: culprit.range, message: text };
}

function valueOf(expression: Expression, scope: Scope): number {
  return compile(expression, namesOf(scope, doubles), doubles)([], newTies());
}

/** Says of a number that is too small for a double what it is taken as. */
export function tooSmall(written: string, value: number): Message {
  return message(
    '{0} is closer to 0 than a double can hold (about 2.2e-308), so it is taken as {1}.',
    written,
    tinyText(value),
  );
}

/** A tiny number with as many digits as show that it is another one: the shortest form of 9.99989e-321 is 1e-320. */
export function tinyText(value: number): string {
  return value === 0 ? '0' : value.toPrecision(6);
}

/** The innermost part that is too small for a double, if that makes a difference to the value. */
function lostPart(expression: Expression, value: number, scope: Scope): LostPart | null {
  const algebra = series(0, false);
  const [exact] = compile(expression, namesOf(scope, algebra), algebra)([], newTies());
  const off = subtract(exact, extended(value));
  if (!(compare(absolute(off), multiply(absolute(exact), extended(OFF))) > 0)) return null;
  const culprit = innermostLost(expression, scope);
  return { range: culprit.range, message: tooSmall(inNumbers(culprit, scope), valueOf(culprit, scope)) };
}

function absolute(u: Extended): Extended {
  return u.m < 0 ? negative(u) : u;
}

/** The first part in which something underflows although nothing does in its own parts; in the expression something does. */
function innermostLost(expression: Expression, scope: Scope): Expression {
  const decided = expression.kind === 'if' ? sidesIn(expression.condition) : [];
  const part = [...decided, ...computedFrom(expression, scope)].find((inner) => {
    const ties = newTies();
    compile(inner, namesOf(scope, doubles), doubles)([], ties);
    return ties.underflow;
  });
  return part === undefined ? expression : innermostLost(part, scope);
}

/** Both sides of every comparison. */
function sidesIn(condition: Condition): readonly Expression[] {
  if (condition.kind === 'comparison') return [condition.left, condition.right];
  return (partsIn(condition) as readonly Condition[]).flatMap(sidesIn);
}

function holds(condition: Condition, scope: Scope): boolean | null {
  return compileCondition(condition, namesOf(scope, doubles), doubles)([], newTies());
}

/** The first part that is not finite although its own parts are; the expression itself is not finite. */
function innermost(expression: Expression, scope: Scope): Expression {
  const part = computedFrom(expression, scope).find((inner) => !Number.isFinite(valueOf(inner, scope)));
  return part === undefined ? expression : innermost(part, scope);
}

/** What the value is computed from; of an `if` the branch taken, or the condition if it cannot be decided. */
function computedFrom(e: Expression, scope: Scope): readonly Expression[] {
  // Only an `if` has a part that is a condition.
  if (e.kind !== 'if') return partsIn(e) as readonly Expression[];
  const decided = holds(e.condition, scope);
  return decided === null ? undecided(e.condition, scope) : [decided ? e.then : e.else];
}

/** The two sides of the comparison that cannot be decided. */
function undecided(c: Condition, scope: Scope): readonly Expression[] {
  switch (c.kind) {
    case 'condition-group':
      return undecided(c.inner, scope);
    case 'not':
      return undecided(c.operand, scope);
    case 'and':
    case 'or':
      return undecided(holds(c.left, scope) === null ? c.left : c.right, scope);
    case 'comparison':
      return [c.left, c.right];
  }
}

function outsideDomain(e: Expression, scope: Scope): Message {
  const text = inNumbers(e, scope);
  if (e.kind === 'binary' && e.operator === '^') {
    return message('{0} has no real value: a negative number can only be raised to an integer power.', text);
  }
  switch (e.kind === 'call' ? e.callee.text : '') {
    case 'ln':
    case 'log':
    case 'log2':
    case 'log10':
      return message('{0} has no value: the logarithm needs a positive number.', text);
    case 'log1p':
      return message('{0} has no value: the argument must be greater than −1.', text);
    case 'sqrt':
      return message('{0} has no value: the square root of a negative number is not real.', text);
    case 'asin':
    case 'acos':
    case 'atanh':
      return message('{0} has no value: the argument must lie between −1 and 1.', text);
    case 'acosh':
      return message('{0} has no value: the argument must be 1 or more.', text);
    default:
      return message('{0} has no value. Every number must be a finite real number.', text);
  }
}

const withPoles: ReadonlySet<string> = new Set(['ln', 'log', 'log2', 'log10', 'log1p', 'atanh']);

function infinite(e: Expression, scope: Scope): Message {
  const divides = e.kind === 'binary' && (e.operator === '/' ? e.right : e.operator === '^' ? e.left : null);
  if (divides && valueOf(divides, scope) === 0) {
    return message('{0} divides by zero. Every number must be finite.', inNumbers(e, scope));
  }
  if (e.kind === 'call' && withPoles.has(e.callee.text)) {
    return message('{0} is infinite. Every number must be finite.', inNumbers(e, scope));
  }
  return message('{0} is larger than a double can hold (about 1.8e308).', inNumbers(e, scope));
}

/** The operation with the values of its parts in place: `ln(-1)`, `0/0`. */
function inNumbers(e: Expression, scope: Scope): string {
  const number = (part: Expression): string => numberText(valueOf(part, scope));
  if (e.kind === 'call') return `${e.callee.text}(${e.arguments.map((a) => number(a.value)).join(', ')})`;
  if (e.kind !== 'binary') return number(e);
  const [left, right] = [number(e.left), number(e.right)];
  const bracketed = left.startsWith('-') && e.operator === '^' ? `(${left})` : left;
  return e.operator === '+' || e.operator === '-'
    ? `${left} ${e.operator} ${right}`
    : `${bracketed}${e.operator}${right.startsWith('-') ? `(${right})` : right}`;
}
