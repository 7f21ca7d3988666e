import type { Structure } from './structure';
import { untransposed } from '../matrices/matrixShape';
import type { MatrixSource } from '../matrices/matrixSources';

/**
 * How many outputs a chosen one and the class labels ask for at least: what a fix may make of n_k. Null if a label is no
 * plain number.
 */
export function leastOutputs({ objective }: Structure, sources: readonly MatrixSource[]): number | null {
  let least = objective?.kind === 'output' ? (objective.index?.value ?? 1) : 1;
  for (const source of sources) {
    const node = source.kind === 'target' ? untransposed(source.node) : null;
    if (node?.kind !== 'onehot') continue;
    if (node.labels.entries.kind !== 'numbers') return null;
    for (const label of node.labels.entries.values) least = Math.max(least, label);
  }
  return Number.isInteger(least) && least >= 1 ? least : null;
}
