import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { isRagged, untransposed } from '../matrices/matrixShape';
import { generatorTable } from '../matrices/generators';
import { isVector, type MatrixSource } from '../matrices/matrixSources';
import { message } from '../../message/message';
import { decimalPoints } from '../syntax/decimalCommas';
import { raggedRows } from '../syntax/raggedRows';
import { symbolOf } from '../sizes/sizeComplaints';
import type { MatrixNode, Spec } from '../syntax/tree';
import type { SampleStatements } from '../meaning/structure';

/** What is wrong with a matrix in its place, whatever the sizes of the layers are. `expectedCols` if they are known. */
export function matrixProblems(spec: Spec, source: MatrixSource, expectedCols: number | null): readonly Diagnostic[] {
  const node = untransposed(source.node);
  const misplaced = misplacedKind(source, node);
  if (misplaced !== null) return [misplaced];
  if (node.kind === 'onehot' && isRagged(node.labels)) return raggedRows(spec, node.labels, null);
  if (node.kind === 'literal' && isRagged(node)) {
    const isPlain = node === source.node && !isVector(source);
    return raggedRows(spec, node, isPlain ? expectedCols : null);
  }
  const shape = shapeProblem(spec.text, source);
  return shape === null ? [] : [shape];
}

function misplacedKind(source: MatrixSource, node: MatrixNode): Diagnostic | null {
  if (node.kind === 'generator' && source.kind !== 'weights' && source.kind !== 'bias') {
    const forSamples = generatorTable.get(node.name.text)?.forSamples === true;
    if (forSamples && source.kind !== 'batch') return null;
    const text = forSamples
      ? message('{0}() cannot tell how many columns the batch has. Write the numbers here.', node.name.text)
      : message('{0}() generates numbers for W and b only. Write the numbers here.', node.name.text);
    return diagnostic('misplaced-statement', node.name.range, text);
  }
  if (node.kind === 'onehot' && source.kind !== 'target') {
    const range = { start: node.range.start, end: node.range.start + 'onehot'.length };
    return diagnostic('misplaced-statement', range, message('onehot([…]) only makes targets from class labels.'));
  }
  return null;
}

/** A matrix in the place of a vector, or a target that has not a column for each sample. */
function shapeProblem(text: string, source: MatrixSource): Diagnostic | null {
  const { rows, cols } = source.shape;
  if (source.kind === 'target' && source.sample !== null && source.columns !== null) {
    const { columns } = source;
    const isColumns = isVector(source) ? rows === null || (rows !== 1 && cols !== 1) : true;
    return isColumns && cols !== null && cols !== columns ? targetProblem(text, source, source.sample, cols) : null;
  }
  if (!isVector(source) || rows === null || cols === null || rows === 1 || cols === 1) return null;
  return vectorProblem(text, source, rows, cols);
}

/** A target that has not a column for each sample. */
function targetProblem(
  text: string,
  source: Extract<MatrixSource, { kind: 'target' }>,
  { name, statement }: SampleStatements,
  cols: number,
): Diagnostic {
  const rows = source.shape.rows ?? '…';
  const related = [{ range: statement.keyword, message: message('This is {0}.', name) }];
  const { range } = source.node;
  if (!isVector(source)) {
    const said = message(
      'The target of {0} is {1} × {2}, but {0} has {3} samples: the target needs one column for each.',
      name,
      rows,
      cols,
      source.columns ?? '…',
    );
    return diagnostic('target-size', range, said, { related });
  }
  const fixes = asOneColumn(text, source, true);
  const said =
    fixes.length > 0
      ? message(
          '{0} is one column, so its target must be one column too, but this is {1} × {2}. Write decimals with a point (0.15); a comma separates entries.',
          name,
          rows,
          cols,
        )
      : message('{0} is one column, so its target must be one column too, but this is {1} × {2}.', name, rows, cols);
  return diagnostic('target-size', range, said, { related, fixes });
}

/** A matrix in the place of a vector. */
function vectorProblem(text: string, source: MatrixSource, rows: number, cols: number): Diagnostic {
  const { range } = source.node;
  if (source.kind === 'input') {
    const points = asOneColumn(text, source, false);
    const { keyword } = source.statement;
    const asBatch: Fix = {
      title: message('Write {0}', 'batch'),
      edits: [{ range: keyword, newText: 'batch' }],
      preferred: false,
    };
    const said =
      points.length > 0
        ? message(
            'An input is one column, but this is {0} × {1}. Write decimals with a point (0.15); for several samples, one per column, use batch.',
            rows,
            cols,
          )
        : message(
            'An input is one column, but this is {0} × {1}. For several samples, one per column, use batch.',
            rows,
            cols,
          );
    return diagnostic('input-size', range, said, { fixes: [...points, asBatch] });
  }
  const fixes = asOneColumn(text, source, true);
  const said =
    fixes.length > 0
      ? message(
          '{0} is one column, but this is {1} × {2}. Write decimals with a point (0.15); a comma separates entries.',
          symbolOf(source),
          rows,
          cols,
        )
      : message('{0} is one column, but this is {1} × {2}.', symbolOf(source), rows, cols);
  return diagnostic(source.kind === 'bias' ? 'bias-size' : 'target-size', range, said, { fixes });
}

/** Two columns of digits between commas, as in `[0,5; 0,3]`, may be one of numbers with decimal commas. */
function asOneColumn(text: string, { node, shape }: MatrixSource, preferred: boolean): readonly Fix[] {
  return shape.cols === 2 ? decimalPoints(text, node, preferred) : [];
}
