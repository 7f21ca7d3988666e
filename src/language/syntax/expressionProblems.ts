import { message } from '../../message/message';
import { removeBlankFix, wrapFix } from '../text/textFixes';
import type { TokenCursor } from './tokenCursor';
import type { Name, TextRange } from '../../functions/expression/tree';

/** Reports `sin (x)` in brackets, with the cursor at the parenthesis. */
export function reportSplitCall(cursor: TokenCursor, name: Name): void {
  cursor.report(
    'unexpected-token',
    name.range,
    message('In brackets a blank separates entries, so a call has none before its “(”: write {0}(…).', name.text),
    [removeBlankFix({ start: name.range.end, end: cursor.token.start })],
  );
}

/** Reports `then`, `and` and the like where an operand should be. */
export function reportExpressionWord(cursor: TokenCursor, name: Name): void {
  cursor.report(
    'unexpected-token',
    name.range,
    message('“{0}” is a word of the language: a number, a name or “(” is expected here.', name.text),
  );
}

/** Reports a choice that stands as an operand, or an entry, without parentheses. */
export function reportBareChoice(cursor: TokenCursor, keyword: TextRange, choice: TextRange, inEntry: boolean): void {
  cursor.report(
    'unexpected-token',
    keyword,
    inEntry
      ? message('In brackets “if … then … else …” stands in parentheses.')
      : message('“if … then … else …” as a part of an expression stands in parentheses.'),
    [wrapFix(choice)],
  );
}
