import { message } from '../../message/message';
import { rewriteFix } from '../text/textFixes';
import { reportUnexpected, shortenedRewrite } from './formMessages';
import type { TokenCursor } from './tokenCursor';
import type {
  Comparison,
  Condition,
  Conditional,
  Expression,
  NumberLiteral,
  TextRange,
} from '../../functions/expression/tree';

/** Whether a node is a condition, which has no number as its value. */
export function isCondition(node: Expression | Condition): node is Condition {
  switch (node.kind) {
    case 'comparison':
    case 'and':
    case 'or':
    case 'not':
    case 'condition-group':
      return true;
    default:
      return false;
  }
}

/** Conditions used as numbers, numbers used as conditions and chained comparisons: says what to write instead. */
export class ConditionMisuse {
  /** Chains already reported: that they also stand where a number belongs comes after. */
  private readonly reported = new WeakSet<Condition>();

  constructor(private readonly cursor: TokenCursor) {}

  /**
   * The comparisons of a chain joined by `and`; a chain of more than one is reported at its second operator.
   * @param negated whether `not` stands before it, so that the rewrite needs parentheses
   */
  unchained(chain: readonly Comparison[], second: TextRange | null, negated: boolean): Condition {
    let all: Condition = chain[0];
    for (const next of chain.slice(1)) {
      all = { kind: 'and', left: all, right: next, range: { start: all.range.start, end: next.range.end } };
    }
    if (second !== null) {
      const joined = chain.map((c) => this.cursor.textOf(c.range)).join(' and ');
      const rewrite = negated ? `(${joined})` : joined;
      this.reported.add(all);
      this.report(
        second,
        message('Comparisons cannot be chained. Write {0}.', shortenedRewrite(rewrite)),
        all.range,
        rewrite,
      );
    }
    return all;
  }

  /** `c * x` or `x * c` with a condition c, read as `if c then x else 0`; null if neither or both are conditions. */
  conditionTimes(left: Expression | Condition, right: Expression | Condition): Expression | null {
    const range = { start: left.range.start, end: right.range.end };
    if (isCondition(left) && !isCondition(right)) return this.chosen(left, right, range);
    if (isCondition(right) && !isCondition(left)) return this.chosen(right, left, range);
    return null;
  }

  /** The comparison at the cursor, a single `=` in a condition included, which is reported; null if there is none. */
  comparisonOperator(inCondition: boolean): Comparison['operator'] | null {
    const { kind } = this.cursor.token;
    if (kind === '=' && inCondition) {
      this.reportSingleEquals();
      return '==';
    }
    return kind === '<' || kind === '<=' || kind === '>' || kind === '>=' || kind === '==' || kind === '!='
      ? kind
      : null;
  }

  /** What was read where a condition belongs; a number is reported, and null where what follows is the mistake. */
  truth(node: Expression | Condition | null): Condition | null {
    if (node === null || isCondition(node)) return node;
    // It would have made a condition of it.
    if (!this.cursor.at('unknown')) return this.asCondition(node);
    reportUnexpected(this.cursor);
    return null;
  }

  /** The condition read as `if c then 1 else 0`, after reporting; an entry of a matrix has it in parentheses. */
  asNumber(condition: Condition, inEntry: boolean): Expression {
    const { end } = condition.range;
    const inner = condition.kind === 'condition-group' ? condition.inner : condition;
    const read = conditional(condition, constant(1, end), constant(0, end), condition.range);
    if (this.reported.has(inner)) return read;
    const rewrite = `if ${this.bare(condition)} then 1 else 0`;
    const text = inEntry || condition.kind === 'condition-group' ? `(${rewrite})` : rewrite;
    this.report(
      condition.range,
      message('A condition is not a number. Write {0}.', shortenedRewrite(text)),
      condition.range,
      text,
    );
    return read;
  }

  /** The number read as `x != 0`, after reporting. */
  private asCondition(value: Expression): Condition {
    const { end } = value.range;
    const text = `${this.cursor.textOf(value.range)} != 0`;
    this.report(
      value.range,
      message('A number is not a condition. Compare it with something, for example {0}.', shortenedRewrite(text)),
      value.range,
      text,
    );
    return { kind: 'comparison', operator: '!=', left: value, right: constant(0, end), range: value.range };
  }

  /** Reports `=` in a condition, with the cursor there. */
  private reportSingleEquals(): void {
    const { token } = this.cursor;
    this.report(token, message('In a condition, write == for “is equal to”.'), token, '==');
  }

  private chosen(condition: Condition, value: Expression, range: TextRange): Expression {
    const rewrite = `(if ${this.bare(condition)} then ${this.cursor.textOf(value.range)} else 0)`;
    this.report(
      condition.range,
      message('A condition is not a number. Write {0}.', shortenedRewrite(rewrite)),
      range,
      rewrite,
    );
    return conditional(condition, value, constant(0, range.end), range);
  }

  /** The condition's text without the parentheses around all of it. */
  private bare(condition: Condition): string {
    return this.cursor.textOf((condition.kind === 'condition-group' ? condition.inner : condition).range);
  }

  private report(range: TextRange, text: ReturnType<typeof message>, replaced: TextRange, rewrite: string): void {
    this.cursor.report('unexpected-token', range, text, [rewriteFix(replaced, rewrite)]);
  }
}

function constant(value: number, at: number): NumberLiteral {
  return { kind: 'number', value, range: { start: at, end: at } };
}

function conditional(condition: Condition, then: Expression, otherwise: Expression, range: TextRange): Conditional {
  return { kind: 'if', condition, then, else: otherwise, range };
}
