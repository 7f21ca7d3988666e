import type { Analysis } from '../analysis/analysis';
import { traceNetwork } from '../engine/traceNetwork';
import type { Trace } from '../engine/trace';
import { updatedLayer } from '../engine/updated';
import type { MatrixNode, TextRange } from '../language/tree';
import type { Matrix } from '../network/matrix';
import { parameterCount } from '../network/network';

/** More parameters than this are not written into a text. */
export const MOST_PARAMETERS = 10_000;

/** A step W − ηG, b − η∇_b as changes of the text. */
export interface GradientStep {
  /** Each replaces the matrix of one statement; in text order. */
  readonly edits: readonly { readonly range: TextRange; readonly text: string }[];
  /** The objective at the old and at the new parameters. */
  readonly before: number;
  readonly after: number;
  /** Whether more than plain numbers is replaced: made matrices, files, expressions, comments between entries. */
  readonly replacesMore: boolean;
}

/**
 * One step of gradient descent from a trace of this analysis, all matrices from the same gradient. The numbers read
 * back exactly. Null if nothing is differentiated or there are more than `MOST_PARAMETERS` parameters.
 */
export function gradientStep(analysis: Analysis, trace: Trace, rate: number): GradientStep | null {
  const { forward, backward } = trace;
  const { network, sample } = forward;
  if (backward === null || parameterCount(network) > MOST_PARAMETERS) return null;
  const updated = network.layers.map((layer) => updatedLayer(layer, backward, rate));
  const layers = network.layers.map((layer, i) => ({ ...layer, weights: updated[i].W, bias: updated[i].b }));
  const after = traceNetwork({ ...network, layers }, sample, backward.objective).backward!.value;
  const replaced = analysis.checked.layers.flatMap((layer, i) => [
    { node: layer.weightsStatement?.value ?? null, to: updated[i].W },
    { node: layer.biasStatement?.value ?? null, to: updated[i].b },
  ]);
  const written = replaced.flatMap(({ node, to }) => (node !== null && to !== null ? [{ node, to }] : []));
  const edits = written.map(({ node, to }) => ({
    range: node.range,
    text: literalText(to, textOf(analysis, node).includes('\n')),
  }));
  return {
    edits: edits.sort((a, b) => a.range.start - b.range.start),
    before: backward.value,
    after,
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
function literalText(a: Matrix, overLines: boolean): string {
  const rows = Array.from({ length: a.rows }, (_, r) => a.data.slice(r * a.cols, (r + 1) * a.cols).join(' '));
  return overLines ? `[\n  ${rows.join('\n  ')}\n]` : `[${rows.join('; ')}]`;
}
