import { reportBareChoice, reportExpressionWord, reportSplitCall } from './expressionProblems';
import { ExpressionDepth, maxDepth } from './expressionDepth';
import { readForeignOperator } from './foreignSigns';
import { message } from '../../message/message';
import { reportMissingExpression, reportUnexpected } from './formMessages';
import { NumberScanner } from './numberScanner';
import { readNumber } from './numberProblem';
import { insideParentheses } from './parentheses';
import { readWord } from './statementParts';
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
  private readonly depth: ExpressionDepth;

  constructor(
    private readonly cursor: TokenCursor,
    /** Whether the name stands for a function rather than a number. */
    private readonly isFunction: (name: string) => boolean,
  ) {
    this.numbers = new NumberScanner(cursor.text);
    this.misuse = new ConditionMisuse(cursor);
    this.depth = new ExpressionDepth(cursor);
  }

  /** An expression that blanks do not end. */
  expression(): Expression | null {
    this.depth.restart();
    return this.outside(() => this.value());
  }

  /** An entry of a matrix: it ends at a blank before what can start another one. */
  entry(): Expression | null {
    this.depth.restart();
    this.inEntry = true;
    this.inCondition = false;
    const node = this.value();
    this.inEntry = false;
    return node;
  }

  /** The number at the cursor; a malformed one is reported and is NaN. */
  numberLiteral(): NumberLiteral {
    this.depth.height = 1;
    return readNumber(this.cursor, this.numbers);
  }

  /** `(a, b = 1)` with the cursor at `(`; the arguments read so far and null for what is broken. */
  arguments(): readonly Argument[] | null {
    this.depth.restart();
    return this.argumentList();
  }

  private argumentList(): readonly Argument[] | null {
    return this.outside(() =>
      insideParentheses(this.cursor, (close) => {
        const items: Argument[] = [];
        let height = 0;
        while (!this.cursor.at(')')) {
          if (items.length === maxDepth) return this.depth.tooManyArguments();
          const start = this.cursor.token.start;
          let name: Name | null = null;
          if (this.cursor.at('name') && this.cursor.peek().kind === '=') {
            name = this.cursor.nameOf(this.cursor.token);
            this.cursor.advance();
            this.cursor.advance();
          }
          const value = this.value();
          if (value === null) return null;
          height = Math.max(height, this.depth.height);
          items.push({ name, value, range: { start, end: this.cursor.lastEnd } });
          if (!this.cursor.take(',')) break;
        }
        if (!close()) return null;
        return this.depth.grown(items, height);
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
    return this.depth.nested(() => {
      const { cursor } = this;
      const start = cursor.token.start;
      cursor.advance();
      const { inCondition } = this;
      this.inCondition = true;
      const condition = this.misuse.truth(this.or());
      this.inCondition = inCondition;
      if (condition === null || !readWord(cursor, 'then')) return null;
      let height = this.depth.height;
      const then = this.value();
      if (then === null || !readWord(cursor, 'else')) return null;
      height = Math.max(height, this.depth.height);
      const otherwise = this.value();
      if (otherwise === null) return null;
      height = Math.max(height, this.depth.height);
      return this.depth.grown(
        { kind: 'if', condition, then, else: otherwise, range: { start, end: cursor.lastEnd } },
        height,
      );
    });
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
      let height = this.depth.height;
      const first = this.misuse.truth(left);
      this.cursor.advance();
      const right = this.misuse.truth(operand());
      if (first === null || right === null) return null;
      height = Math.max(height, this.depth.height);
      left = this.depth.grown({ kind, left: first, right, range: span(first, right) }, height);
    }
    return left;
  }

  private not(): Operand | null {
    if (!this.cursor.atWord('not')) return this.comparison();
    return this.depth.nested(() => {
      const start = this.cursor.token.start;
      this.cursor.advance();
      const operand = this.misuse.truth(this.cursor.atWord('not') ? this.not() : this.comparison(true));
      if (operand === null) return null;
      return this.depth.grown<Condition>(
        { kind: 'not', operand, range: { start, end: operand.range.end } },
        this.depth.height,
      );
    });
  }

  private comparison(negated = false): Operand | null {
    const first = this.sum();
    let operator = this.misuse.comparisonOperator(this.inCondition);
    if (first === null || operator === null) return first;
    let left = this.number(first);
    const chain: Comparison[] = [];
    let second: TextRange | null = null;
    let height = this.depth.height;
    while (operator !== null && left !== null) {
      if (chain.length === 1) second = this.cursor.token;
      this.cursor.advance();
      const right: Expression | null = this.number(this.sum());
      if (right === null) return null;
      height = Math.max(height, this.depth.height);
      chain.push({ kind: 'comparison', operator, left, right, range: span(left, right) });
      if (height + chain.length > maxDepth) return this.depth.tooDeep();
      left = right;
      operator = this.misuse.comparisonOperator(this.inCondition);
    }
    this.depth.height = height + chain.length;
    return this.misuse.unchained(chain, second, negated);
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
    let height = this.depth.height;
    this.cursor.advance();
    const right = operand();
    if (right === null) return null;
    height = Math.max(height, this.depth.height);
    const product = operator === '*' ? this.misuse.conditionTimes(left, right) : null;
    if (product !== null) return this.depth.grown(product, height + 1);
    const a = this.number(left);
    const b = this.number(right);
    if (a === null || b === null) return null;
    return this.depth.grown({ kind: 'binary', operator, left: a, right: b, range: span(a, b) }, height);
  }

  private unary(): Operand | null {
    if (!this.cursor.at('+') && !this.cursor.at('-')) return this.power();
    // Without a closure: negative entries are many.
    if (!this.depth.enter()) return null;
    const { kind, start } = this.cursor.token;
    this.cursor.advance();
    const operand = this.number(this.unary());
    this.depth.leave();
    if (operand === null) return null;
    const range = { start, end: operand.range.end };
    return this.depth.grown({ kind: 'unary', operator: kind as '+' | '-', operand, range }, this.depth.height);
  }

  private power(): Operand | null {
    const base = this.primary();
    readForeignOperator(this.cursor);
    if (base === null || !this.cursor.at('^')) return base;
    return this.depth.nested(() => this.binary(base, () => this.unary()));
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
        return this.depth.nested(() => this.outside(() => this.group()));
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
        ? this.depth.grown({ kind: 'condition-group', inner, range }, this.depth.height)
        : this.depth.grown({ kind: 'group', inner, range }, this.depth.height);
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
      this.depth.height = 1;
      return { kind: 'name', name, range: name.range };
    }
    return this.depth.nested(() => {
      const args = this.argumentList();
      if (args === null) return null;
      const range = { start: name.range.start, end: cursor.lastEnd };
      return this.depth.grown({ kind: 'call', callee: name, arguments: args, range }, this.depth.height);
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
    return node !== null && isCondition(node) ? this.misuse.asNumber(node, this.inEntry) : node;
  }
}

function span(left: { range: TextRange }, right: { range: TextRange }): TextRange {
  return { start: left.range.start, end: right.range.end };
}
