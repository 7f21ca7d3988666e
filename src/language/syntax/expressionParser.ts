import { reportBareChoice, reportExpressionWord, reportSplitCall } from './expressionProblems';
import { readForeignOperator } from './foreignSigns';
import { message } from '../../message/message';
import { culprit, reportMissing, reportMissingExpression, reportUnexpected } from './formMessages';
import { NumberScanner } from './numberScanner';
import { informOfLost, numberProblem } from './numberProblem';
import { insideParentheses } from './parentheses';
import type { TokenCursor } from './tokenCursor';
import type {
  Argument,
  Binary,
  Comparison,
  Condition,
  Expression,
  Name,
  NumberLiteral,
  TextRange,
} from '../../functions/expression/tree';
import { expressionWords } from './words';
import { ConditionMisuse, isCondition } from './conditionMisuse';

/** How deep an expression may be: the height of its tree, so that nobody who walks it need fear for the stack. */
export const maxDepth = 200;

type Operand = Expression | Condition;

/**
 * Expressions and conditions, by recursive descent: one method a level, loosest first. A method returns null once it
 * has reported why it cannot go on. In brackets, blanks separate entries (`inEntry`), until a parenthesis opens.
 */
export class ExpressionParser {
  private readonly numbers: NumberScanner;
  private readonly misuse: ConditionMisuse;
  private inEntry = false;
  private inCondition = false;
  /** Whether a choice is being read whose parentheses are missing. */
  private inChoice = false;
  private depth = 0;
  /** The height of the tree that the last method returned. */
  private height = 0;

  constructor(
    private readonly cursor: TokenCursor,
    /** Whether the name stands for a function rather than a number. */
    private readonly isFunction: (name: string) => boolean,
  ) {
    this.numbers = new NumberScanner(cursor.text);
    this.misuse = new ConditionMisuse(cursor);
  }

  /** An expression that blanks do not end. */
  expression(): Expression | null {
    this.depth = 0;
    return this.outside(() => this.value());
  }

  /** An entry of a matrix: it ends at a blank before what can start another one. */
  entry(): Expression | null {
    this.depth = 0;
    this.inEntry = true;
    this.inCondition = false;
    const node = this.value();
    this.inEntry = false;
    return node;
  }

  /** The number at the cursor; a malformed one is reported and is NaN. */
  numberLiteral(): NumberLiteral {
    const { cursor } = this;
    const { kind, start, end } = cursor.token;
    let value = this.numbers.scan(start);
    if (kind === 'bad-number' || value === Infinity) {
      const problem = numberProblem(cursor.textOf(cursor.token), cursor.token);
      cursor.report('bad-number', cursor.token, problem.message, problem.fixes);
      value = NaN;
    } else if (this.numbers.isLost) informOfLost(cursor, { start, end }, value);
    cursor.advance();
    this.height = 1;
    return { kind: 'number', value, range: { start, end } };
  }

  /** `(a, b = 1)` with the cursor at `(`; the arguments read so far and null for what is broken. */
  arguments(): readonly Argument[] | null {
    this.depth = 0;
    return this.argumentList();
  }

  private argumentList(): readonly Argument[] | null {
    return this.outside(() =>
      insideParentheses(this.cursor, (close) => {
        const items: Argument[] = [];
        let height = 0;
        while (!this.cursor.at(')')) {
          if (items.length === maxDepth) return this.reportArguments();
          const start = this.cursor.token.start;
          let name: Name | null = null;
          if (this.cursor.at('name') && this.cursor.peek().kind === '=') {
            name = this.cursor.nameOf(this.cursor.token);
            this.cursor.advance();
            this.cursor.advance();
          }
          const value = this.value();
          if (value === null) return null;
          height = Math.max(height, this.height);
          items.push({ name, value, range: { start, end: this.cursor.lastEnd } });
          if (!this.cursor.take(',')) break;
        }
        if (!close()) return null;
        return this.grown(items, height);
      }),
    );
  }

  /** Runs `parse` where blanks do not separate. */
  private outside<T>(parse: () => T): T {
    const { inEntry, inCondition } = this;
    this.inEntry = false;
    this.inCondition = false;
    const result = parse();
    this.inEntry = inEntry;
    this.inCondition = inCondition;
    return result;
  }

  private value(): Expression | null {
    return this.number(this.any());
  }

  private any(): Operand | null {
    if (this.inEntry && !this.inChoice) return this.comparison();
    return this.cursor.atWord('if') ? this.conditional() : this.or();
  }

  private conditional(): Expression | null {
    return this.nested(() => {
      const { cursor } = this;
      const start = cursor.token.start;
      cursor.advance();
      const { inCondition } = this;
      this.inCondition = true;
      const condition = this.truth(this.or());
      this.inCondition = inCondition;
      if (condition === null || !this.word('then')) return null;
      let height = this.height;
      const then = this.value();
      if (then === null || !this.word('else')) return null;
      height = Math.max(height, this.height);
      const otherwise = this.value();
      if (otherwise === null) return null;
      height = Math.max(height, this.height);
      return this.grown(
        { kind: 'if', condition, then, else: otherwise, range: { start, end: cursor.lastEnd } },
        height,
      );
    });
  }

  private word(word: 'then' | 'else'): boolean {
    if (!this.cursor.atWord(word)) {
      reportMissing(this.cursor, word);
      return false;
    }
    this.cursor.advance();
    return true;
  }

  private or(): Operand | null {
    return this.junction('or', () => this.and());
  }

  private and(): Operand | null {
    return this.junction('and', () => this.not());
  }

  private junction(kind: 'or' | 'and', operand: () => Operand | null): Operand | null {
    let left = operand();
    while (left !== null && this.cursor.atWord(kind)) {
      let height = this.height;
      const first = this.truth(left);
      this.cursor.advance();
      const right = this.truth(operand());
      if (first === null || right === null) return null;
      height = Math.max(height, this.height);
      left = this.grown({ kind, left: first, right, range: this.span(first, right) }, height);
    }
    return left;
  }

  private not(): Operand | null {
    if (!this.cursor.atWord('not')) return this.comparison();
    return this.nested(() => {
      const start = this.cursor.token.start;
      this.cursor.advance();
      const operand = this.truth(this.cursor.atWord('not') ? this.not() : this.comparison(true));
      if (operand === null) return null;
      return this.grown<Condition>({ kind: 'not', operand, range: { start, end: operand.range.end } }, this.height);
    });
  }

  private comparison(negated = false): Operand | null {
    const first = this.sum();
    let operator = this.comparisonOperator();
    if (first === null || operator === null) return first;
    let left = this.number(first);
    const chain: Comparison[] = [];
    let second: TextRange | null = null;
    let height = this.height;
    while (operator !== null && left !== null) {
      if (chain.length === 1) second = this.cursor.token;
      this.cursor.advance();
      const right: Expression | null = this.number(this.sum());
      if (right === null) return null;
      height = Math.max(height, this.height);
      chain.push({ kind: 'comparison', operator, left, right, range: this.span(left, right) });
      left = right;
      operator = this.comparisonOperator();
    }
    if (height + chain.length > maxDepth) return this.reportDepth();
    this.height = height + chain.length;
    return this.misuse.unchained(chain, second, negated);
  }

  private comparisonOperator(): Comparison['operator'] | null {
    const { kind } = this.cursor.token;
    if (kind === '=' && this.inCondition) {
      this.misuse.reportSingleEquals();
      return '==';
    }
    return kind === '<' || kind === '<=' || kind === '>' || kind === '>=' || kind === '==' || kind === '!='
      ? kind
      : null;
  }

  private sum(): Operand | null {
    let left = this.product();
    while (left !== null && (this.cursor.at('+') || this.cursor.at('-')) && !this.entryEnds()) {
      left = this.binary(left, () => this.product());
    }
    return left;
  }

  private product(): Operand | null {
    let left = this.unary();
    while (left !== null && (this.cursor.at('*') || this.cursor.at('/'))) left = this.binary(left, () => this.unary());
    return left;
  }

  /** In an entry, a blank before a sign and none after it: the sign belongs to the next entry. */
  private entryEnds(): boolean {
    return this.inEntry && this.cursor.token.blankBefore && !this.cursor.blankAfter();
  }

  private binary(left: Operand, operand: () => Operand | null): Expression | null {
    const operator = this.cursor.token.kind as Binary['operator'];
    let height = this.height;
    this.cursor.advance();
    const right = operand();
    if (right === null) return null;
    height = Math.max(height, this.height);
    const product = operator === '*' ? this.misuse.conditionTimes(left, right) : null;
    if (product !== null) return this.grown(product, height + 1);
    const a = this.number(left);
    const b = this.number(right);
    if (a === null || b === null) return null;
    return this.grown({ kind: 'binary', operator, left: a, right: b, range: this.span(a, b) }, height);
  }

  private unary(): Operand | null {
    if (!this.cursor.at('+') && !this.cursor.at('-')) return this.power();
    // Without a closure: negative entries are many.
    if (this.depth >= maxDepth) return this.reportDepth();
    const { kind, start } = this.cursor.token;
    this.cursor.advance();
    this.depth++;
    const operand = this.number(this.unary());
    this.depth--;
    if (operand === null) return null;
    const range = { start, end: operand.range.end };
    return this.grown({ kind: 'unary', operator: kind as '+' | '-', operand, range }, this.height);
  }

  private power(): Operand | null {
    const base = this.primary();
    readForeignOperator(this.cursor);
    if (base === null || !this.cursor.at('^')) return base;
    return this.nested(() => this.binary(base, () => this.unary()));
  }

  private primary(): Operand | null {
    const { cursor } = this;
    switch (cursor.token.kind) {
      case 'number':
      case 'bad-number':
        return this.numberLiteral();
      case 'name':
        return this.nameOrCall();
      case '(':
        return this.nested(() => this.outside(() => this.group()));
      case '[':
        cursor.report(
          'unexpected-token',
          cursor.token,
          message('Expected a number, not a matrix: only numbers can be calculated with. Write every entry, as in [2*1 2*3].'), // prettier-ignore
        );
        return null;
      case 'unknown':
      case 'open-string':
        reportUnexpected(cursor);
        return null;
      default:
        reportMissingExpression(cursor);
        return null;
    }
  }

  private group(): Operand | null {
    const start = this.cursor.token.start;
    return insideParentheses(this.cursor, (close): Operand | null => {
      const inner = this.any();
      if (inner === null || !close()) return null;
      const range = { start, end: this.cursor.lastEnd };
      return isCondition(inner)
        ? this.grown({ kind: 'condition-group', inner, range }, this.height)
        : this.grown({ kind: 'group', inner, range }, this.height);
    });
  }

  private nameOrCall(): Expression | null {
    const { cursor } = this;
    if (cursor.atWord('if')) return this.bareChoice();
    const name = cursor.nameOf(cursor.token);
    if (expressionWords.has(name.text)) {
      reportExpressionWord(cursor, name);
      return null;
    }
    cursor.advance();
    if (!cursor.at('(') || (this.inEntry && cursor.token.blankBefore && !this.isSplitCall(name))) {
      this.height = 1;
      return { kind: 'name', name, range: name.range };
    }
    return this.nested(() => {
      const args = this.argumentList();
      if (args === null) return null;
      const range = { start: name.range.start, end: cursor.lastEnd };
      return this.grown({ kind: 'call', callee: name, arguments: args, range }, this.height);
    });
  }

  /** Whether `name (` in brackets is a call with a blank in it, which is reported. */
  private isSplitCall(name: Name): boolean {
    if (!this.isFunction(name.text)) return false;
    const { cursor } = this;
    reportSplitCall(cursor, name);
    return true;
  }

  /** A choice as an operand or an entry, without the parentheses that it needs there. */
  private bareChoice(): Expression | null {
    const { cursor, inEntry, inChoice } = this;
    const { start, end } = cursor.token;
    this.inChoice = true;
    const choice = this.conditional();
    this.inChoice = inChoice;
    if (choice === null) return null;
    reportBareChoice(cursor, { start, end }, choice.range, inEntry);
    return choice;
  }

  private number(node: Operand | null): Expression | null {
    return node === null ? null : isCondition(node) ? this.misuse.asNumber(node, this.inEntry) : node;
  }

  private truth(node: Operand | null): Condition | null {
    if (node === null || isCondition(node)) return node;
    // What follows is the mistake, and would have made a condition of it.
    if (!this.cursor.at('unknown')) return this.misuse.asCondition(node);
    reportUnexpected(this.cursor);
    return null;
  }

  private span(left: { range: TextRange }, right: { range: TextRange }): TextRange {
    return { start: left.range.start, end: right.range.end };
  }

  /** Runs `parse` one level deeper, if there is one. */
  private nested<T>(parse: () => T | null): T | null {
    if (this.depth >= maxDepth) return this.reportDepth();
    this.depth++;
    const node = parse();
    this.depth--;
    return node;
  }

  /** The node, of one level more than its highest child, if it is not too high. */
  private grown<T>(node: T, childHeight: number): T | null {
    this.height = childHeight + 1;
    return this.height > maxDepth ? this.reportDepth() : node;
  }

  private reportArguments(): null {
    this.cursor.report(
      'too-large',
      culprit(this.cursor),
      message('A call has at most {0} arguments. Split it with let.', maxDepth),
    );
    this.cursor.silence();
    return null;
  }

  private reportDepth(): null {
    this.cursor.report(
      'too-large',
      culprit(this.cursor),
      message('The expression is nested deeper than {0}. Split it with let.', maxDepth),
    );
    this.cursor.silence();
    return null;
  }
}
