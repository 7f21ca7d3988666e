import { reportTrailing } from './formMessages';
import { message } from './message';
import { insertFix } from './textFixes';
import type { TokenCursor } from './tokenCursor';
import type { TextRange } from './tree';

/**
 * Passes the `(` at the cursor and runs `parse`, which must call `close` to pass the `)`; `close` reports it if it is
 * not there. In between, a line break is a blank.
 */
export function insideParentheses<T>(cursor: TokenCursor, parse: (close: () => boolean) => T): T {
  const { lineBreaks, token: open } = cursor;
  cursor.lineBreaks = 'blank';
  cursor.advance();
  const result = parse(() => {
    if (cursor.at(')')) {
      cursor.lineBreaks = lineBreaks;
      cursor.advance();
      return true;
    }
    if (cursor.atEnd() || cursor.at(']')) reportUnclosed(cursor, open, ')');
    else reportTrailing(cursor);
    return false;
  });
  cursor.lineBreaks = lineBreaks;
  return result;
}

/** Reports a bracket that is still open at the cursor; `closing` is what closes it, and all inside it. */
export function reportUnclosed(cursor: TokenCursor, open: TextRange, closing: string): void {
  cursor.report('unclosed-bracket', open, message('The bracket “{0}” is not closed.', cursor.textOf(open)), [
    insertFix(cursor.lastEnd, closing),
  ]);
}
