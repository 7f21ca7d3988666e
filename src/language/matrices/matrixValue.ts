import { transposeSteps, type Matrix } from '../../network/matrix';
import type { Steps } from '../../steps/steps';
import type { FileContent } from '../meaning/checked';
import type { GeneratorPlace } from './generators';
import { madeMatrix } from './madeMatrices';
import { maxWeights } from '../text/limits';
import type { Definitions } from '../meaning/definitions';
import type { MatrixNode, OneHotNode } from '../syntax/tree';

/** Where a matrix is needed, and in which shape. */
export interface Wanted {
  readonly rows: number;
  readonly cols: number;
  /** For a generator. */
  readonly place: GeneratorPlace | null;
}

/**
 * The matrix that a node stands for, in the shape that is wanted: a row in the place of a column is the column. Plain
 * numbers are not copied. Null if it has no value, or another shape; then that was reported.
 */
export function* matrixValue(
  node: MatrixNode,
  wanted: Wanted,
  definitions: Pick<Definitions, 'entries' | 'generators'>,
  files: ReadonlyMap<string, FileContent>,
): Steps<Matrix | null> {
  const made = yield* asWritten(node, wanted, definitions, files);
  if (made === null) return null;
  const { rows, cols } = wanted;
  if (made.rows === rows && made.cols === cols) return made;
  const isVector = cols === 1 && (made.rows === 1 || made.cols === 1) && made.data.length === rows;
  return isVector ? { rows, cols, data: made.data } : null;
}

function* asWritten(
  node: MatrixNode,
  wanted: Wanted,
  definitions: Pick<Definitions, 'entries' | 'generators'>,
  files: ReadonlyMap<string, FileContent>,
): Steps<Matrix | null> {
  const { rows, cols, place } = wanted;
  switch (node.kind) {
    case 'literal': {
      const data = definitions.entries.get(node) ?? null;
      return data && shaped(node.rowLengths.length, node.rowLengths[0], data);
    }
    case 'scalar': {
      const data = definitions.entries.get(node) ?? null;
      return data && shaped(1, 1, data);
    }
    case 'transpose': {
      const inner = yield* asWritten(node.operand, { rows: cols, cols: rows, place }, definitions, files);
      return inner && (yield* transposeSteps(inner));
    }
    case 'generator': {
      const values = definitions.generators.get(node) ?? null;
      if (values === null || place === null) return null;
      return shaped(rows, cols, yield* madeMatrix(node.name.text, rows, cols, values, place));
    }
    case 'file': {
      const content = files.get(node.path.value);
      return content?.kind === 'matrix' ? shaped(content.rows, content.cols, content.data) : null;
    }
    case 'onehot':
      return oneHot(node, rows, definitions);
  }
}

/** A column of zeros with a single 1 for each label. */
function oneHot(node: OneHotNode, rows: number, definitions: Pick<Definitions, 'entries'>): Matrix | null {
  const labels = definitions.entries.get(node.labels) ?? null;
  if (labels === null) return null;
  const cols = labels.length;
  if (rows * cols > maxWeights) return null;
  const data = new Float64Array(rows * cols);
  for (let c = 0; c < cols; c++) {
    const label = labels[c];
    if (!Number.isInteger(label) || label < 1 || label > rows) return null;
    data[(label - 1) * cols + c] = 1;
  }
  return { rows, cols, data };
}

/** Null where the entries do not fill the shape: rows of different lengths. */
function shaped(rows: number, cols: number, data: Float64Array): Matrix | null {
  return data.length === rows * cols ? { rows, cols, data } : null;
}
