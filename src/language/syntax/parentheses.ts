import { reportTrailing } from './formMessages';
import { message } from '../../message/message';
import { insertFix } from '../text/textFixes';
import type { LineBreaks, TokenCursor } from './tokenCursor';
import type { TextRange } from '../../functions/expression/tree';

/**
 * Passes the `(` at the cursor and runs `parse`, which must call `close` to pass the `)`; `close` reports it if it is
 * not there. In between, a line break is a blank.
 */
export function insideParentheses<T>(cursor: TokenCursor, parse: (close: () => boolean) => T): T {
  const { close, leave } = enterParentheses(cursor);
  const result = parse(close);
  leave();
  return result;
}

/** `insideParentheses` for what is parsed in steps: `leave` is to be called at the end. */
export function enterParentheses(cursor: TokenCursor): { readonly close: () => boolean; readonly leave: () => void } {
  const { lineBreaks, token: open } = cursor;
  let closed = false;
  cursor.lineBreaks = 'blank';
  cursor.advance();
  const close = (): boolean => {
    if (cursor.at(')')) {
      cursor.lineBreaks = lineBreaks;
      cursor.advance();
      closed = true;
      return true;
    }
    if (cursor.atEnd() || (cursor.at(']') && lineBreaks !== 'statement')) reportUnclosed(cursor, open, ')');
    else reportTrailing(cursor);
    return false;
  };
  const leave = (): void => {
    if (!closed && !cursor.atEnd()) skipToClose(cursor, lineBreaks);
    cursor.lineBreaks = lineBreaks;
  };
  return { close, leave };
}

/**
 * Passes what is left of broken parentheses; a `]` that is not opened in them ends them too, but is not passed. What is
 * too long for one step is left to whoever passes the rest of the statement.
 */
function skipToClose(cursor: TokenCursor, lineBreaks: LineBreaks): void {
  let open = 1;
  let squareOpen = 0;
  while (!cursor.atEnd()) {
    if (cursor.isOverdue) {
      cursor.giveUp(open + squareOpen);
      return;
    }
    if (cursor.at('(')) open++;
    else if (cursor.at(')')) open--;
    else if (cursor.at('[')) squareOpen++;
    else if (cursor.at(']') && squareOpen-- === 0) return;
    if (open === 0) cursor.lineBreaks = lineBreaks;
    cursor.advance();
    if (open === 0) return;
  }
}

/** Reports a bracket that is still open at the cursor; `closing` is what closes it, and all inside it. */
export function reportUnclosed(cursor: TokenCursor, open: TextRange, closing: string): void {
  cursor.report('unclosed-bracket', open, message('“{0}” is not closed.', cursor.textOf(open)), [
    insertFix(cursor.lastEnd, closing),
  ]);
}
