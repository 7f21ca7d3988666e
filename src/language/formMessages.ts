import { message, type Message } from './message';
import type { TokenCursor } from './tokenCursor';
import type { TextRange } from './tree';

/** Where a problem is that stands at the cursor: its token, or what stands before it if the line ends there. */
export function culprit(cursor: TokenCursor): TextRange {
  const token = cursor.token;
  return cursor.atEnd() || token.kind === 'newline' ? cursor.previous : token;
}

/** The word at fault, short enough for a sentence. */
export function quoted(cursor: TokenCursor, range: TextRange): string {
  const text = cursor.textOf(range);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Reports that a number, a name or `(` is missing at the cursor. */
export function reportMissingExpression(cursor: TokenCursor): void {
  const range = culprit(cursor);
  const word = quoted(cursor, range);
  cursor.report(
    'unexpected-token',
    range,
    cursor.atEnd() || cursor.at('newline')
      ? message('A number, a name or “(” is expected after “{0}”.', word)
      : message('“{0}” stands where a number, a name or “(” is expected.', word),
  );
}

/** Reports that `expected` is missing at the cursor: a sign such as `=`, or a word. */
export function reportMissing(
  cursor: TokenCursor,
  expected: string,
  fixes: Parameters<TokenCursor['report']>[3] = [],
): void {
  const range = culprit(cursor);
  const word = quoted(cursor, range);
  cursor.report(
    'unexpected-token',
    range,
    cursor.atEnd() || cursor.at('newline')
      ? message('“{0}” is expected after “{1}”.', expected, word)
      : message('“{0}” is expected before “{1}”.', expected, word),
    fixes,
  );
}

/** The signs of other languages and of print, and how this language writes them. */
const foreignSigns: ReadonlyMap<string, string> = new Map([
  ['×', '*'],
  ['·', '*'],
  ['⋅', '*'],
  ['∗', '*'],
  ['÷', '/'],
  ['∕', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['–', '-'],
  ['—', '-'],
  ['²', '^2'],
  ['³', '^3'],
  ['¹', '^1'],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['’', "'"],
  ['′', "'"],
  ['（', '('],
  ['）', ')'],
  ['［', '['],
  ['］', ']'],
  ['，', ','],
  ['；', ';'],
  ['：', ':'],
  ['＝', '='],
  ['≡', '='],
]);

/** Reports a token that cannot stand where it does, with the best advice there is for its sign. */
export function reportUnexpected(cursor: TokenCursor): void {
  const { token } = cursor;
  const word = quoted(cursor, token);
  const spelt = foreignSigns.get(cursor.textOf(token));
  if (spelt !== undefined) {
    cursor.report('unexpected-token', token, message('“{0}” is not used here: write {1}.', word, spelt), [
      {
        title: message('Write {0}', spelt),
        edits: [{ range: token, newText: spelt }],
        preferred: true,
      },
    ]);
  } else if (token.kind === 'unknown') {
    const code = (cursor.text.codePointAt(token.start) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    cursor.report('unexpected-token', token, message('The character “{0}” (U+{1}) has no meaning here.', word, code));
  } else if (token.kind === 'open-string') {
    cursor.report('unexpected-token', token, message('The closing quote is missing: a string ends on its own line.'));
  } else {
    cursor.report('unexpected-token', token, message('“{0}” is not expected here.', word));
  }
}

/** Reports the token at the cursor, which cannot follow the expression before it. */
export function reportTrailing(cursor: TokenCursor): void {
  const { token, previous } = cursor;
  if (cursor.at('name') || cursor.at('number') || cursor.at('(')) {
    cursor.report(
      'unexpected-token',
      token,
      message(
        '“{0}” cannot follow “{1}” directly. A product is written with *.',
        quoted(cursor, token),
        quoted(cursor, previous),
      ),
    );
  } else {
    reportUnexpected(cursor);
  }
}
