import { statementAt } from '../../analysis/places';
import type { CheckedSpec } from '../../language/meaning/checked';
import type { Fix } from '../../language/text/diagnostic';
import { message } from '../../message/message';
import { entryRanges } from '../../language/matrices/matrixEntries';
import type { MatrixLiteral, MatrixNode, Statement } from '../../language/syntax/tree';
import { hasCommas } from './writtenMatrix';

/** A longer literal is left as it is: rewriting one is no work of a keystroke. */
const longest = 50_000;

/**
 * The other ways to write the matrix at the offset: on one line, a row a line, nested. None for one with comments (they
 * would be lost), with rows of different lengths, or of foreign form (that has a quick fix).
 */
export function matrixForms(checked: CheckedSpec, offset: number): readonly Fix[] {
  const statement = statementAt(checked, offset);
  const literal = statement === null || statement.broken ? null : literalOf(statement);
  if (literal === null || literal.wrapper !== null) return [];
  const { start, end } = literal.brackets;
  const { text } = checked.spec;
  if (offset < start || offset > end || end - start > longest) return [];
  const written = text.slice(start, end);
  if (written.includes('#')) return [];
  const { rowLengths } = literal;
  const lengthOfRows = rowLengths[0];
  if (rowLengths.length < 2 || rowLengths.some((length) => length !== lengthOfRows)) return [];

  const entries = [...entryRanges(text, literal)].map((range) =>
    text
      .slice(range.start, range.end)
      .replace(/\.\.\.|…/g, ' ')
      .replace(/\s+/g, ' '),
  );
  const separator = hasCommas(text, literal) ? ', ' : ' ';
  const rows = [...rowLengths].map((length, r) => entries.slice(r * length, (r + 1) * length).join(separator));
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const lineBreak = (text.includes('\r\n') ? '\r\n' : '\n') + ' '.repeat(start + 1 - lineStart);
  const forms = [
    { title: message('Write the matrix on one line'), newText: `[${rows.join('; ')}]` },
    { title: message('Write the matrix with a line for each row'), newText: `[${rows.join(lineBreak)}]` },
    {
      title: message('Write the matrix with a bracket for each row'),
      newText: `[${rows.map((row) => `[${row}]`).join(', ')}]`,
    },
  ];
  return forms
    .filter(({ newText }) => newText !== written)
    .map(({ title, newText }) => ({ title, edits: [{ range: { start, end }, newText }], preferred: false }));
}

function literalOf(statement: Statement): MatrixLiteral | null {
  switch (statement.kind) {
    case 'weights':
    case 'bias':
    case 'input':
    case 'batch':
    case 'target': {
      let node: MatrixNode | null = statement.value;
      while (node?.kind === 'transpose') node = node.operand;
      return node?.kind === 'literal' ? node : null;
    }
    default:
      return null;
  }
}
