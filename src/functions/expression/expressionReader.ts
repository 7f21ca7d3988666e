import { nameOf, nowhere } from './madeExpression';
import type { Argument, Binary, Comparison, Condition, Expression } from './tree';

const known = new Map<string, Expression>();

/**
 * The expression that a well-formed formula stands for: those of the built-ins, and what `printExpression` writes. The
 * parser of the language reads what people type, and explains their mistakes. Ranges mean nothing.
 * @throws Error if the text is not an expression.
 */
export function expressionOf(text: string): Expression {
  const read = known.get(text);
  if (read !== undefined) return read;
  const reader = new ExpressionReader(text);
  const expression = reader.whole();
  if (text.length <= LONGEST_KEPT) known.set(text, expression);
  return expression;
}

/** Formulas of built-ins are shorter; those of authors are not kept. */
const LONGEST_KEPT = 200;

const token =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{M}\p{N}_]*)|([<>=!]=|[-+*/^(),=<>]))/uy;

const words: ReadonlySet<string> = new Set(['if', 'then', 'else', 'and', 'or', 'not']);
const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=']);

/** Recursive descent, one method a level, loosest first. */
class ExpressionReader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(private readonly text: string) {
    const tokens: string[] = [];
    let end = 0;
    for (token.lastIndex = 0; end < text.trimEnd().length; end = token.lastIndex) {
      const match = token.exec(text);
      if (match === null) throw this.problem();
      tokens.push(match[0].trim());
    }
    this.tokens = tokens;
  }

  whole(): Expression {
    const expression = this.expression();
    if (this.at < this.tokens.length) throw this.problem();
    return expression;
  }

  private problem(): Error {
    return new Error(`Not an expression: ${this.text}`);
  }

  private get next(): string {
    return this.tokens[this.at] ?? '';
  }

  private take(wanted: string): boolean {
    const found = this.next === wanted;
    if (found) this.at++;
    return found;
  }

  private expect(wanted: string): void {
    if (!this.take(wanted)) throw this.problem();
  }

  private expression(): Expression {
    if (!this.take('if')) return this.sum();
    const condition = this.or();
    this.expect('then');
    const then = this.expression();
    this.expect('else');
    return { kind: 'if', condition, then, else: this.expression(), range: nowhere };
  }

  private or(): Condition {
    let left = this.and();
    while (this.take('or')) left = { kind: 'or', left, right: this.and(), range: nowhere };
    return left;
  }

  private and(): Condition {
    let left = this.not();
    while (this.take('and')) left = { kind: 'and', left, right: this.not(), range: nowhere };
    return left;
  }

  private not(): Condition {
    if (this.take('not')) return { kind: 'not', operand: this.not(), range: nowhere };
    // A parenthesis opens a condition or a sum: which one shows only behind it.
    const start = this.at;
    if (this.next === '(') {
      const condition = this.conditionGroup();
      if (condition !== null) return condition;
      this.at = start;
    }
    const left = this.sum();
    const operator = this.next;
    if (!comparisons.has(operator)) throw this.problem();
    this.at++;
    return {
      kind: 'comparison',
      operator: operator as Comparison['operator'],
      left,
      right: this.sum(),
      range: nowhere,
    };
  }

  private conditionGroup(): Condition | null {
    try {
      this.expect('(');
      const inner = this.or();
      this.expect(')');
      return { kind: 'condition-group', inner, range: nowhere };
    } catch {
      return null;
    }
  }

  private sum(): Expression {
    let left = this.product();
    while (this.next === '+' || this.next === '-') left = this.binary(left, () => this.product());
    return left;
  }

  private product(): Expression {
    let left = this.unary();
    while (this.next === '*' || this.next === '/') left = this.binary(left, () => this.unary());
    return left;
  }

  private binary(left: Expression, operand: () => Expression): Expression {
    const operator = this.next as Binary['operator'];
    this.at++;
    return { kind: 'binary', operator, left, right: operand(), range: nowhere };
  }

  private unary(): Expression {
    const operator = this.next;
    if (operator !== '-' && operator !== '+') return this.power();
    this.at++;
    return { kind: 'unary', operator, operand: this.unary(), range: nowhere };
  }

  private power(): Expression {
    const base = this.primary();
    return this.next === '^' ? this.binary(base, () => this.unary()) : base;
  }

  private primary(): Expression {
    const text = this.next;
    this.at++;
    if (/^[\d.]/.test(text)) return { kind: 'number', value: Number(text), range: nowhere };
    if (text === '(') {
      const inner = this.expression();
      this.expect(')');
      return { kind: 'group', inner, range: nowhere };
    }
    if (!/^[\p{L}_]/u.test(text) || words.has(text)) throw this.problem();
    if (!this.take('(')) return { kind: 'name', name: nameOf(text), range: nowhere };
    const call: Argument[] = [];
    do {
      const name = this.tokens[this.at + 1] === '=' ? nameOf(this.next) : null;
      if (name !== null) this.at += 2;
      call.push({ name, value: this.expression(), range: nowhere });
    } while (this.take(','));
    this.expect(')');
    return { kind: 'call', callee: nameOf(text), arguments: call, range: nowhere };
  }
}
