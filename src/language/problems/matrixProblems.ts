import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { isRagged, untransposed } from '../matrices/matrixShape';
import { generatorTable } from '../matrices/generators';
import { isVector, type MatrixSource } from '../matrices/matrixSources';
import { message } from '../../message/message';
import { raggedRows } from '../syntax/raggedRows';
import { symbolOf } from '../sizes/sizeComplaints';
import type { MatrixNode, Spec } from '../syntax/tree';

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
  const shape = shapeProblem(source);
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
function shapeProblem(source: MatrixSource): Diagnostic | null {
  const { rows, cols } = source.shape;
  const { range } = source.node;
  if (source.kind === 'target' && source.sample !== null && source.columns !== null) {
    const { columns, sample } = source;
    const isColumns = isVector(source) ? rows === null || (rows !== 1 && cols !== 1) : true;
    if (isColumns && cols !== null && cols !== columns) {
      return diagnostic(
        'target-size',
        range,
        isVector(source)
          ? message(
              '{0} is one column, so its target must be one column too, but this is {1} × {2}.',
              sample.name,
              rows ?? '…',
              cols,
            )
          : message(
              'The target of {0} is {1} × {2}, but {0} has {3} samples: the target needs one column for each.',
              sample.name,
              rows ?? '…',
              cols,
              columns,
            ),
        { related: [{ range: sample.statement.keyword, message: message('This is {0}.', sample.name) }] },
      );
    }
    return null;
  }
  if (!isVector(source) || rows === null || cols === null || rows === 1 || cols === 1) return null;
  if (source.kind === 'input') {
    const { keyword } = source.statement;
    return diagnostic(
      'input-size',
      range,
      message(
        'An input is one column, but this is {0} × {1}. For several samples, one per column, use batch.',
        rows,
        cols,
      ),
      {
        fixes: [
          { title: message('Write {0}', 'batch'), edits: [{ range: keyword, newText: 'batch' }], preferred: false },
        ],
      },
    );
  }
  const code = source.kind === 'bias' ? 'bias-size' : 'target-size';
  return diagnostic(code, range, message('{0} is one column, but this is {1} × {2}.', symbolOf(source), rows, cols));
}
