import type { FileContent } from '../meaning/checked';
import type { MatrixLiteral, MatrixNode } from '../syntax/tree';

/** What a matrix's text says of its shape; null where it says nothing, or contradicts itself. */
export interface StatedShape {
  readonly rows: number | null;
  readonly cols: number | null;
}

const nothing: StatedShape = { rows: null, cols: null };

/** The shape that a matrix has by its text alone. Made matrices state nothing, one-hot columns only how many they are. */
export function statedShape(node: MatrixNode, files: ReadonlyMap<string, FileContent>): StatedShape {
  switch (node.kind) {
    case 'literal':
      return { rows: node.rowLengths.length || null, cols: isRagged(node) ? null : (node.rowLengths[0] ?? null) };
    case 'transpose': {
      const { rows, cols } = statedShape(node.operand, files);
      return { rows: cols, cols: rows };
    }
    case 'file': {
      const content = files.get(node.path.value);
      return content?.kind === 'matrix' ? { rows: content.rows, cols: content.cols } : nothing;
    }
    case 'onehot':
      return { rows: null, cols: entryCount(node.labels) };
    case 'scalar':
      return { rows: 1, cols: 1 };
    case 'generator':
      return nothing;
  }
}

/** The length of a vector, written as a row or as a column; null if it is neither. */
export function vectorLength({ rows, cols }: StatedShape): number | null {
  if (rows === 1) return cols;
  return cols === 1 ? rows : null;
}

/** Whether the rows of a literal differ in length. */
export function isRagged(literal: MatrixLiteral): boolean {
  const { rowLengths } = literal;
  for (let r = 1; r < rowLengths.length; r++) {
    if (rowLengths[r] !== rowLengths[0]) return true;
  }
  return false;
}

/** How many entries a literal has. */
export function entryCount({ entries }: MatrixLiteral): number {
  return entries.kind === 'numbers' ? entries.values.length : entries.nodes.length;
}

/** The node beneath all transpositions. */
export function untransposed(node: MatrixNode): Exclude<MatrixNode, { kind: 'transpose' }> {
  let inner = node;
  while (inner.kind === 'transpose') inner = inner.operand;
  return inner;
}
