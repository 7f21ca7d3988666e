import type { NumberLiteral } from '../../functions/expression/tree';
import { message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { ExpressionParser } from './expressionParser';
import { culprit, reportMissing } from './formMessages';
import { quantityWordEnd } from './quantityWord';
import type { TokenCursor } from './tokenCursor';
import type { QuantityItem } from './tree';

/** So many quantities are read in a few milliseconds. */
const AT_ONCE = 512;

/** What follows `give` and `ask`: quantities, with points after a colon where they are asked. */
export class ExerciseParser {
  constructor(
    private readonly cursor: TokenCursor,
    private readonly expressions: ExpressionParser,
  ) {}

  *quantities(kind: 'give' | 'ask'): Steps<readonly QuantityItem[]> {
    const { cursor } = this;
    const items: QuantityItem[] = [];
    const portion = new Portion(AT_ONCE);
    while (!cursor.atEnd() && !cursor.at(';')) {
      if (portion.fills()) yield cursor.share;
      if (items.length > 0 && cursor.take(',')) continue;
      const item = this.quantity(kind);
      if (item === null) return items;
      items.push(item);
    }
    if (items.length === 0) {
      const text = message('Expected a quantity. Example: {0} Delta1 gradW1.', kind);
      cursor.report('unexpected-token', culprit(cursor), text);
    }
    return items;
  }

  private quantity(kind: 'give' | 'ask'): QuantityItem | null {
    const { cursor } = this;
    const { start } = cursor.token;
    const end = quantityWordEnd(cursor.text, start);
    if (end === start) {
      const text = message('Expected a quantity. Example: {0} Delta1 gradW1.', kind);
      cursor.report('unexpected-token', culprit(cursor), text);
      return null;
    }
    const name = { text: cursor.text.slice(start, end).normalize('NFC'), range: { start, end } };
    cursor.jump(end);
    const entry = cursor.at('[') && !cursor.token.blankBefore ? this.entry() : null;
    if (cursor.broken) return null;
    let points: NumberLiteral | null = null;
    if (cursor.at(':') && kind === 'give') {
      const text = message('Only asked quantities have points. Remove “:” and the number.');
      cursor.report('unexpected-token', cursor.token, text);
      return null;
    }
    if (cursor.take(':')) {
      points = this.points();
      if (points === null) return null;
    }
    return { name, entry, points, range: { start, end: cursor.lastEnd } };
  }

  /** `2`, `1.5`, `1/2`. */
  private points(): NumberLiteral | null {
    const { cursor } = this;
    const expected = message('Expected the points, more than 0. Examples: Delta1: 2, Delta1: 1/2.');
    const whole = this.number(expected);
    if (whole === null || !cursor.take('/')) return whole;
    const part = this.number(expected);
    return part && { kind: 'number', value: whole.value / part.value, range: { ...whole.range, end: part.range.end } };
  }

  /** `[2, 3]`; a single index for a column. */
  private entry(): QuantityItem['entry'] {
    const { cursor } = this;
    cursor.advance();
    const expected = message('Expected the row and column of an entry, from 1. Example: gradW1[2, 3].');
    const row = this.number(expected);
    const column = row !== null && cursor.take(',') ? this.number(expected) : null;
    if (row === null || cursor.broken) return null;
    if (!cursor.take(']')) {
      reportMissing(cursor, ']');
      return null;
    }
    return { row, column };
  }

  private number(expected: ReturnType<typeof message>): NumberLiteral | null {
    const { cursor } = this;
    if (cursor.at('number') || cursor.at('bad-number')) return this.expressions.numberLiteral();
    cursor.report('unexpected-token', culprit(cursor), expected);
    return null;
  }
}
