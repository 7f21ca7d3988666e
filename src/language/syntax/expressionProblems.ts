import { message } from '../../message/message';
import { removeBlankFix, wrapFix } from '../text/textFixes';
import type { TokenCursor } from './tokenCursor';
import type { Name, TextRange } from '../../functions/expression/tree';

/** Reports `sin (x)` in brackets, with the cursor at the parenthesis. */
export function reportSplitCall(cursor: TokenCursor, name: Name): void {
  cursor.report(
    'unexpected-token',
    name.range,
    message('Inside brackets a space separates entries; write {0}(…) without a space.', name.text),
    [removeBlankFix({ start: name.range.end, end: cursor.token.start })],
  );
}

/** Reports `then`, `and` and the like where an operand should be. */
export function reportExpressionWord(cursor: TokenCursor, name: Name): void {
  cursor.report(
    'unexpected-token',
    name.range,
    message('“{0}” is a keyword. Expected a number, a name or “(”.', name.text),
  );
}

/** Reports a choice that stands as an operand, or an entry, without parentheses. */
export function reportBareChoice(cursor: TokenCursor, keyword: TextRange, choice: TextRange, inEntry: boolean): void {
  cursor.report(
    'unexpected-token',
    keyword,
    inEntry
      ? message('Inside brackets put “if … then … else …” in parentheses.')
      : message('Put “if … then … else …” in parentheses when it is part of an expression.'),
    [wrapFix(choice)],
  );
}
