import type { CheckedSpec } from '../../language/meaning/checked';
import { entryRange } from '../../language/matrices/matrixEntries';
import { subscript } from '../../message/subscript';
import type { StanfordFile } from '../../stanford/stanfordFile';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral } from '../../language/syntax/tree';
import { activationName, space, type ShapeHint } from '../describe/shapes';

/**
 * Behind the sizes what f maps, behind the four lines below them what they hold, behind the first row of each W the
 * layer that begins there, behind the first entry of each b its length.
 */
export function stanfordHints(
  { spec, sizes, layers }: CheckedSpec,
  file: StanfordFile,
  within: TextRange,
): ShapeHint[] {
  const hints: ShapeHint[] = [];
  const add = (literal: MatrixLiteral | null, kind: ShapeHint['kind'], label: () => string): void => {
    if (literal === null || literal.range.start > within.end || literal.range.end < within.start) return;
    const { end } = entryRange(spec, literal, 0, literal.rowLengths[0] - 1);
    // Behind the comma that ends the row.
    const offset = spec.text[end] === ',' ? end + 1 : end;
    if (offset >= within.start && offset <= within.end) hints.push({ offset, label: label(), kind });
  };
  add(file.sizesLine, 'layer', () => `${space(sizes[0])} → ${space(sizes[sizes.length - 1])}`);
  add(file.minimums, 'matrix', () => 'min');
  add(file.maximums, 'matrix', () => 'max');
  add(file.means, 'matrix', () => 'mean');
  add(file.ranges, 'matrix', () => 'range');
  for (const [i, { weights, bias }] of file.layers.entries()) {
    const { inputSize, size, activation } = layers[i];
    const at = subscript(i + 1);
    add(weights, 'layer', () => `W${at} ${size} × ${inputSize} · ${activationName(activation)}`);
    add(bias, 'matrix', () => `b${at} ${size} × 1`);
  }
  return hints;
}
