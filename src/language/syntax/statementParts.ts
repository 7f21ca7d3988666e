import type { Name } from '../../functions/expression/tree';
import { message } from '../../message/message';
import { insertFix, rewriteFix } from '../text/textFixes';
import { culprit, quoted, reportMissing, reportUnexpected } from './formMessages';
import type { TokenCursor } from './tokenCursor';
import { expressionWords } from './words';

/** Passes `=`. If it is missing before what may be a value, it is reported and the value can still be read. */
export function readEquals(cursor: TokenCursor): boolean {
  if (cursor.take('=')) return true;
  const { kind, start } = cursor.token;
  if (kind === '==' || kind === ':') {
    cursor.report(
      'unexpected-token',
      cursor.token,
      message('Expected “=”, found “{0}”.', quoted(cursor, cursor.token)),
      [rewriteFix(cursor.token, '=')],
    );
    cursor.advance();
    return true;
  }
  const value = kind === 'number' || kind === 'name' || kind === '[' || kind === '(';
  const insert = cursor.token.blankBefore ? '= ' : ' = ';
  reportMissing(cursor, '=', value ? [insertFix(start, insert)] : []);
  return value;
}

/** The name at the cursor; null once it is reported that there is none, or that it cannot be one. */
export function readName(cursor: TokenCursor): Name | null {
  const range = culprit(cursor);
  if (cursor.at('name')) {
    const name = cursor.nameOf(cursor.token);
    if (!expressionWords.has(name.text)) {
      cursor.advance();
      return name;
    }
    cursor.report('unexpected-token', range, message('“{0}” is a keyword and cannot be a name.', name.text));
  } else if (cursor.at('unknown')) {
    reportUnexpected(cursor);
  } else {
    const word = quoted(cursor, range);
    cursor.report(
      'unexpected-token',
      range,
      cursor.atEnd() ? message('Expected a name after “{0}”.', word) : message('Expected a name, found “{0}”.', word),
    );
  }
  return null;
}

/** Passes a word of a choice; says whether it was there, and reports that it is missing. */
export function readWord(cursor: TokenCursor, word: 'then' | 'else'): boolean {
  if (!cursor.atWord(word)) {
    reportMissing(cursor, word);
    return false;
  }
  cursor.advance();
  return true;
}
