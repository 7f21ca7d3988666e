import type { LayerStatements, SampleStatements, Structure } from '../meaning/structure';
import type { FileContent } from '../meaning/checked';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { statedShape, type StatedShape } from './matrixShape';
import type { DataStatement, MatrixNode, ParameterStatement } from '../syntax/tree';

/** A matrix in the text, and whose it is. */
export type MatrixSource = { readonly node: MatrixNode; readonly shape: StatedShape } & (
  | { readonly kind: 'weights' | 'bias'; readonly layer: LayerStatements; readonly statement: ParameterStatement }
  | { readonly kind: 'input' | 'batch'; readonly sample: SampleStatements; readonly statement: DataStatement }
  | {
      readonly kind: 'target';
      /** Null below `input SIZE`. */
      readonly sample: SampleStatements | null;
      readonly statement: DataStatement;
      /** How many columns its input has; null if that is not known. A single column may be written as a row. */
      readonly columns: number | null;
    }
);

/** How many samples or layers are looked at in one step. */
const AT_ONCE = 1024;

/** Every matrix that stands in its place and is not broken, in no particular order. In steps that can be abandoned. */
export function* matrixSources(
  { layers, samples, looseTargets }: Structure,
  files: ReadonlyMap<string, FileContent>,
): Steps<readonly MatrixSource[]> {
  const portion = new Portion(AT_ONCE);
  const found: MatrixSource[] = [];
  const valueOf = (statement: ParameterStatement | DataStatement | null) =>
    statement === null || statement.broken ? null : statement.value;
  const target = (statement: DataStatement | null, sample: SampleStatements | null, columns: number | null) => {
    const node = valueOf(statement);
    if (statement === null || node === null) return;
    found.push({ kind: 'target', node, shape: statedShape(node, files), sample, statement, columns });
  };
  for (const sample of samples) {
    if (portion.fills()) yield 0;
    const { statement } = sample;
    const node = valueOf(statement);
    const shape = node && statedShape(node, files);
    if (node !== null && shape !== null) {
      found.push({ kind: statement.kind === 'batch' ? 'batch' : 'input', node, shape, sample, statement });
    }
    target(sample.target, sample, statement.kind === 'input' ? 1 : (shape?.cols ?? null));
  }
  for (const statement of looseTargets) {
    if (portion.fills()) yield 0;
    target(statement, null, 1);
  }
  for (const layer of layers) {
    if (portion.fills()) yield 0;
    for (const statement of [layer.weights, layer.bias, layer.directionOfWeights, layer.directionOfBias]) {
      const node = valueOf(statement);
      if (statement === null || node === null) continue;
      found.push({ kind: statement.kind, node, shape: statedShape(node, files), layer, statement });
    }
  }
  return found;
}

/** Whether it may be written as a row or as a column, and is the column. */
export function isVector(source: MatrixSource): boolean {
  switch (source.kind) {
    case 'bias':
    case 'input':
      return true;
    case 'target':
      return source.columns === 1;
    case 'weights':
    case 'batch':
      return false;
  }
}
