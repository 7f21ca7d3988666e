import type { Analysis } from '../../analysis/analysis';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixNode } from '../../language/syntax/tree';
import { space, type ShapeHint } from '../describe/shapes';
import { stanfordHints } from '../stanford/stanfordHints';

/** The shapes of the layers and matrices that end within the range: `ℝ² → ℝ³` behind a layer, `2 × 3` behind a matrix. */
export function shapeHints({ checked, stanford }: Analysis, within: TextRange): ShapeHint[] {
  if (stanford !== null) return stanfordHints(checked, stanford, within);
  const hints: ShapeHint[] = [];
  const add = (offset: number, label: () => string, kind: ShapeHint['kind']): void => {
    if (offset >= within.start && offset <= within.end) hints.push({ offset, label: label(), kind });
  };
  for (const layer of checked.layers) {
    const { statement, weightsStatement, biasStatement, inputSize, size } = layer;
    if (size !== null && inputSize !== null)
      add(statement.range.end, () => `${space(inputSize)} → ${space(size)}`, 'layer');
    const { weights, bias } = layer;
    const W = weightsStatement?.value;
    if (W && isWritten(W) && weights) add(W.range.end, () => `${weights.rows} × ${weights.cols}`, 'matrix');
    const b = biasStatement?.value;
    if (b && isWritten(b) && bias) add(b.range.end, () => `${bias.rows} × 1`, 'matrix');
  }
  for (const [i, { data }] of checked.sampleStatements.entries()) {
    const X = checked.network?.samples[i]?.X;
    if (data.value && X) add(data.value.range.end, () => `${X.rows} × ${X.cols}`, 'matrix');
  }
  return hints;
}

/** A single number needs no shape. */
function isWritten(value: MatrixNode): boolean {
  return value.kind !== 'scalar';
}
