import { message } from '../../message/message';
import { rewriteFix } from '../text/textFixes';
import { lineEnd } from '../text/characters';
import type { TokenCursor } from './tokenCursor';

/** The signs of other languages and of print, and how this language writes them. */
const foreignSigns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '×': '*',
    '·': '*',
    '⋅': '*',
    '∗': '*',
    '÷': '/',
    '∕': '/',
    '≤': '<=',
    '≥': '>=',
    '≠': '!=',
    '–': '-',
    '—': '-',
    '²': '^2',
    '³': '^3',
    '¹': '^1',
    '“': '"',
    '”': '"',
    '„': '"',
    '’': "'",
    '′': "'",
    '（': '(',
    '）': ')',
    '［': '[',
    '］': ']',
    '，': ',',
    '；': ';',
    '：': ':',
    '＝': '=',
    '&&': 'and',
    '&': 'and',
    '||': 'or',
    '|': 'or',
    '!': 'not',
  }),
);

/** The sign at `offset` that this language writes in another way; null if there is none. */
export function foreignSign(text: string, offset: number): { readonly written: string; readonly ours: string } | null {
  for (const length of [2, 1]) {
    const written = text.slice(offset, offset + length);
    const ours = foreignSigns.get(written);
    if (ours !== undefined) return { written, ours };
  }
  return null;
}

/** Reports a sign such as `≤` or `×` at the cursor, and makes the cursor's token what it means. */
export function readForeignOperator(cursor: TokenCursor): void {
  const { text, token } = cursor;
  if (token.kind !== 'unknown') return;
  const ours = foreignSigns.get(text.slice(token.start, token.end));
  if (ours === '*' || ours === '/' || ours === '-' || ours === '<=' || ours === '>=' || ours === '!=') {
    reportForeignSign(cursor, { written: cursor.textOf(token), ours });
    cursor.readAs(ours);
  }
}

/** Reports the sign at the cursor. */
export function reportForeignSign(cursor: TokenCursor, { written, ours }: { written: string; ours: string }): void {
  const range = { start: cursor.token.start, end: cursor.token.start + written.length };
  cursor.report('unexpected-token', range, message('Write “{1}” instead of “{0}”.', written, ours), [
    rewriteFix(range, ours),
  ]);
}

/**
 * Reports a comment that starts with `//` or `%` and passes the rest of the line; false if there is none.
 * @param start where it would start: at the cursor, unless the first `/` was taken for a division
 */
export function passForeignComment(cursor: TokenCursor, start = cursor.token.start): boolean {
  const { text } = cursor;
  const mark = text.startsWith('//', start) ? '//' : text.startsWith('%', start) ? '%' : null;
  if (mark === null) return false;
  const range = { start, end: start + mark.length };
  cursor.report('unexpected-token', range, message('Comments start with #, not {0}.', mark), [rewriteFix(range, '#')]);
  cursor.jump(lineEnd(text, start));
  return true;
}
