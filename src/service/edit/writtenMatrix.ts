import { format, withEdits } from '../../language/format/format';
import { entryRanges } from '../../language/matrices/matrixEntries';
import { parse } from '../../language/syntax/parser';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral, MatrixNode, Spec } from '../../language/syntax/tree';
import type { Matrix } from '../../network/matrix';

/** A matrix as the texts of its entries, with what its author's way of writing it was. */
export interface WrittenMatrix {
  /** As it is meant: a transposition that is written is done. */
  readonly rows: readonly (readonly string[])[];
  readonly style: MatrixStyle;
  /** The comments inside it, which a new text of it has no place for. */
  readonly comments: readonly string[];
}

/** How a matrix is written. */
export interface MatrixStyle {
  /** A row on each line. */
  readonly lines: boolean;
  /** A bracket for each row. */
  readonly nested: boolean;
  readonly commas: boolean;
  /** `'`, `ᵀ` or `.T` behind it; empty if it is not transposed. */
  readonly transposed: string;
}

const plainStyle: MatrixStyle = { lines: false, nested: false, commas: false, transposed: '' };

/**
 * The entries of a matrix as they are written, or the numbers of one that is made or read from a file.
 * @param values the matrix that the node stands for, in the shape in which it is written
 */
export function writtenMatrix(spec: Spec, node: MatrixNode, values: Matrix): WrittenMatrix {
  const { text } = spec;
  const comments = spec.comments
    .filter(({ start }) => start >= node.range.start && start < node.range.end)
    .map(({ start, end }) => text.slice(start, end).trimEnd());
  let inner = node;
  let transposed = '';
  while (inner.kind === 'transpose') {
    transposed = transposed === '' ? text.slice(inner.operator.start, inner.operator.end) : '';
    inner = inner.operand;
  }
  switch (inner.kind) {
    case 'scalar':
      return { rows: [[entryText(text, inner.value.range, inner.value.kind)]], style: plainStyle, comments };
    case 'literal': {
      const rows = literalRows(text, inner);
      const style = {
        lines: /[\r\n]/.test(text.slice(inner.brackets.start, inner.brackets.end)) && rows.length > 1,
        nested: inner.form === 'nested',
        commas: hasCommas(text, inner),
        transposed,
      };
      return { rows: transposed === '' ? rows : turned(rows), style, comments };
    }
    default:
      return { rows: numberRows(values), style: { ...plainStyle, lines: values.rows > 1 }, comments };
  }
}

/** The entries as numbers that read back exactly. */
function numberRows({ rows, cols, data }: Matrix): string[][] {
  return Array.from({ length: rows }, (_, r) => [...data.subarray(r * cols, (r + 1) * cols)].map(String));
}

/**
 * A statement with a matrix: what stands before the matrix, and the matrix, its columns under each other where each row
 * has a line. Lines after the first are indented like the first, by `indent`.
 */
export function matrixStatement(
  head: string,
  rows: readonly (readonly string[])[],
  style: MatrixStyle,
  indent: string,
): string {
  const written = style.transposed === '' ? rows : turned(rows);
  const commas = style.commas || written.some((row) => row.some((entry) => /^\(|\s/.test(entry)));
  const lines = written.map((row) => row.join(commas ? ', ' : ' '));
  const bracketed = style.nested ? lines.map((line) => `[${line}]`) : lines;
  const between = style.lines ? (style.nested ? ',\n' : '\n') : style.nested ? ', ' : '; ';
  const above = 'layer identity\n';
  const text = `${above}${head}[${bracketed.join(between)}]${style.transposed}`;
  // The formatter gives W and b an indentation of its own.
  const [first, ...others] = withEdits(text, format(parse(text)))
    .slice(above.length)
    .trimEnd()
    .split('\n');
  const own = /^ */.exec(first)![0].length;
  return [first.slice(own), ...others.map((line) => indent + line.slice(own))].join('\n');
}

export function turned(rows: readonly (readonly string[])[]): string[][] {
  return rows[0].map((_, c) => rows.map((row) => row[c]));
}

function literalRows(text: string, literal: MatrixLiteral): string[][] {
  const kinds = literal.entries.kind === 'expressions' ? literal.entries.nodes.map(({ kind }) => kind) : null;
  const entries = [...entryRanges(text, literal)].map((range, i) =>
    entryText(text, range, kinds?.[i] ?? 'number', true),
  );
  let from = 0;
  return [...literal.rowLengths].map((length) => entries.slice(from, (from += length)));
}

/** An entry on one line; what was no entry before is put in parentheses where brackets would read it otherwise. */
function entryText(text: string, { start, end }: TextRange, kind: string, isEntry = false): string {
  const written = text
    .slice(start, end)
    .replace(/#.*/g, ' ')
    .replace(/\.\.\.|…/g, ' ')
    .replace(/\s+/g, ' ');
  return isEntry || ['number', 'name', 'group', 'call'].includes(kind) || /^[-+−][\d.]+$/.test(written)
    ? written
    : `(${written})`;
}

/** Whether a comma stands between two entries of one row. A blank alone may not part `1` from `- 2`. */
export function hasCommas(text: string, literal: MatrixLiteral): boolean {
  let last: number | null = null;
  for (const { start, end } of entryRanges(text, literal)) {
    if (
      last !== null &&
      text
        .slice(last, start)
        .replace(/[[\]]\s*,\s*\[/g, '')
        .includes(',')
    )
      return true;
    last = end;
  }
  return false;
}
