import { message } from '../../message/message';
import { foreignSign, passForeignComment, reportForeignSign } from './foreignSigns';
import type { Token } from './scanner';
import { insertFix } from '../text/textFixes';
import type { TokenCursor } from './tokenCursor';
import type { TextRange } from '../../functions/expression/tree';
import { expressionWords } from './words';

/** Where a problem is that stands at the cursor: its token, or what stands before it if the line ends there. */
export function culprit(cursor: TokenCursor): TextRange {
  const token = cursor.token;
  return cursor.atEnd() || token.kind === 'newline' ? cursor.previous : token;
}

/** The word at fault, short enough for a sentence. */
export function quoted(cursor: TokenCursor, range: TextRange): string {
  return shortened(cursor.textOf(range));
}

/** The text, if it is no longer than a sentence bears. */
export function shortened(text: string, longest = 40): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** What an author is told to write, in which comments and spaces of any length may be. */
export function shortenedRewrite(text: string): string {
  return shortened(text, 1000);
}

/** Reports that a number, a name or `(` is missing at the cursor. */
export function reportMissingExpression(cursor: TokenCursor): void {
  if (cursor.at('/') && passForeignComment(cursor, cursor.previous.start)) return;
  const range = culprit(cursor);
  const word = quoted(cursor, range);
  cursor.report(
    'unexpected-token',
    range,
    cursor.atEnd() || cursor.at('newline')
      ? message('Expected a number, a name or “(” after “{0}”.', word)
      : message('Expected a number, a name or “(”, found “{0}”.', word),
  );
}

/** Reports that `expected` is missing at the cursor: a sign such as `=`, or a word. */
export function reportMissing(
  cursor: TokenCursor,
  expected: string,
  fixes: Parameters<TokenCursor['report']>[3] = [],
): void {
  if (cursor.at('unknown')) {
    reportUnexpected(cursor);
    return;
  }
  const range = culprit(cursor);
  const word = quoted(cursor, range);
  cursor.report(
    'unexpected-token',
    range,
    cursor.atEnd() || cursor.at('newline')
      ? message('Expected “{0}” after “{1}”.', expected, word)
      : message('Expected “{0}” before “{1}”.', expected, word),
    fixes,
  );
}

/** Reports a token that cannot stand where it does, with the best advice there is for its sign. */
export function reportUnexpected(cursor: TokenCursor): void {
  const { token, text } = cursor;
  const foreign = foreignSign(text, token.start);
  if (foreign !== null) {
    reportForeignSign(cursor, foreign);
  } else if (cursor.textOf(token) === '?') {
    cursor.report('unexpected-token', token, message('Expected “if C then A else B”.'));
  } else if (token.kind === 'unknown') {
    const code = text.codePointAt(token.start)!.toString(16).toUpperCase().padStart(4, '0');
    cursor.report(
      'unexpected-token',
      token,
      message('Unexpected character “{0}” (U+{1}).', cursor.textOf(token), code),
    );
  } else if (token.kind === 'open-string') {
    cursor.report(
      'unexpected-token',
      token,
      message('The closing quote is missing: a string must end on the line where it starts.'),
      [insertFix(token.end, '"')],
    );
  } else {
    cursor.report('unexpected-token', token, message('Unexpected “{0}”.', quoted(cursor, token)));
  }
}

/** Reports the token at the cursor, which cannot follow the expression before it. */
export function reportTrailing(cursor: TokenCursor): void {
  const { token, previous } = cursor;
  if (cursor.atWord('if')) {
    cursor.report('unexpected-token', token, message('Expected “if C then A else B”.'));
  } else if (cursor.at('=')) {
    cursor.report('unexpected-token', token, message('Unexpected “=”. For “is equal to” write ==.'));
  } else if (
    endsOperand(previous) &&
    (cursor.at('number') || cursor.at('(') || (cursor.at('name') && !expressionWords.has(cursor.textOf(token))))
  ) {
    cursor.report(
      'unexpected-token',
      token,
      message(
        '“{0}” cannot follow “{1}” directly. For a product write *.',
        quoted(cursor, token),
        quoted(cursor, previous),
      ),
    );
  } else {
    reportUnexpected(cursor);
  }
}

/** Whether an expression may end with the token. */
export function endsOperand({ kind }: Token): boolean {
  return kind === 'number' || kind === 'bad-number' || kind === 'name' || kind === ')';
}
