import { message, type Message } from '../../message/message';
import { entryNameTex, type Index } from '../../notation/entry/entryTex';
import type { GeneralEntry } from '../../notation/entry/expressionTex';
import type { Quantities } from '../../notation/formula/quantities';
import type { LetterStyle } from '../../notation/tex/letters';
import { spokenSymbol } from '../../notation/spoken/spokenSymbol';

/** The head of a column of numbers: the entry in letters, and the same to be said. */
export function entryHead(
  { symbol, row, column }: GeneralEntry,
  q: Quantities,
  style: LetterStyle,
): { readonly tex: string; readonly spoken: Message } {
  const spoken = message('{0}, row {1}, column {2}', spokenSymbol(symbol), said(row), said(column));
  return { tex: entryNameTex(symbol, row, column, q, style), spoken };
}

/** `j_{2}` is j 2. */
function said(index: Index): string | number {
  return typeof index === 'number' ? index + 1 : index.replace(/_\{(\d+)\}/, ' $1');
}
