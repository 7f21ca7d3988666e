import type { Analysis } from '../../analysis/analysis';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixNode } from '../../language/syntax/tree';
import type { Matrix } from '../../network/matrix';
import { parameterCount, type Network } from '../../network/network';

/** More parameters than this are not written into a text. */
export const MOST_PARAMETERS = 10_000;

/** The parameters of a network as changes of the text that another has come from. */
export interface WrittenParameters {
  /** Each replaces the matrix of one statement; in text order. */
  readonly edits: readonly { readonly range: TextRange; readonly text: string }[];
  /** Whether more than plain numbers is replaced: made matrices, files, expressions, comments between entries. */
  readonly replacesMore: boolean;
}

/**
 * Writes every W and b of a network of the same shapes in the place of those in the text. The numbers read back
 * exactly. null if there are more than `MOST_PARAMETERS`.
 */
export function writtenParameters(analysis: Analysis, to: Network): WrittenParameters | null {
  if (parameterCount(to) > MOST_PARAMETERS) return null;
  const replaced = analysis.checked.layers.flatMap((layer, i) => [
    { node: layer.weightsStatement?.value ?? null, to: to.layers[i].weights },
    { node: layer.biasStatement?.value ?? null, to: to.layers[i].bias },
  ]);
  const written = replaced.flatMap(({ node, to }) => (node !== null && to !== null ? [{ node, to }] : []));
  const edits = written.map(({ node, to }) => ({
    range: node.range,
    text: literalText(to, textOf(analysis, node).includes('\n')),
  }));
  return {
    edits: edits.sort((a, b) => a.range.start - b.range.start),
    replacesMore: written.some(({ node }) => !isPlain(node) || textOf(analysis, node).includes('#')),
  };
}

function textOf(analysis: Analysis, node: MatrixNode): string {
  return analysis.text.slice(node.range.start, node.range.end);
}

/** Whether a matrix is written in plain numbers, or as one. */
function isPlain(node: MatrixNode): boolean {
  if (node.kind === 'literal') return node.entries.kind === 'numbers';
  if (node.kind !== 'scalar') return false;
  const { value } = node;
  return value.kind === 'number' || (value.kind === 'unary' && value.operand.kind === 'number');
}

/** `[a b; c d]`, a row on each line if the matrix was written over several lines. */
export function literalText(a: Matrix, overLines: boolean): string {
  const rows = Array.from({ length: a.rows }, (_, r) => a.data.slice(r * a.cols, (r + 1) * a.cols).join(' '));
  return overLines ? `[\n  ${rows.join('\n  ')}\n]` : `[${rows.join('; ')}]`;
}
