import { letterOf } from '../../language/meaning/structure';
import type { CheckedLayer, CheckedSpec } from '../../language/meaning/checked';
import type { TextRange } from '../../functions/expression/tree';
import type { LayerStatement, Statement } from '../../language/syntax/tree';
import { layerSummary, sizeText } from '../describe/shapes';

/** One line of the outline, with what hangs below it. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind:
    'network' | 'layer' | 'weights' | 'bias' | 'input' | 'target' | 'constant' | 'function' | 'objective' | 'exercise';
  /** All that belongs to it. */
  readonly range: TextRange;
  /** What is selected when one goes to it; inside `range`. */
  readonly selection: TextRange;
  readonly children: readonly OutlineItem[];
}

/** The outline of a spec: its statements in order, W and b below their layer. */
export function outline(checked: CheckedSpec): OutlineItem[] {
  const items: OutlineItem[] = [];
  const { statements, language } = checked.spec;
  // The layers of a Stanford NNet file have no lines of their own.
  const shown = language === 'nnet' ? statements : [...statements, ...checked.layers.map(({ statement }) => statement)];
  const layers = new Map(checked.layers.map((layer) => [layer.statement, layer]));
  for (const statement of shown) {
    const item = outlineItem(checked, layers, statement);
    if (item) items.push(item);
  }
  return items;
}

function outlineItem(
  checked: CheckedSpec,
  layers: ReadonlyMap<LayerStatement, CheckedLayer>,
  statement: Statement,
): OutlineItem | null {
  const make = (
    kind: OutlineItem['kind'],
    name: string,
    detail: string,
    selection: TextRange,
    children: readonly OutlineItem[] = [],
  ): OutlineItem => {
    const end = children.reduce((last, child) => Math.max(last, child.range.end), statement.range.end);
    return { kind, name, detail, selection, children, range: { start: statement.range.start, end } };
  };
  switch (statement.kind) {
    case 'network':
      return make('network', statement.title?.value || 'network', '', statement.title?.range ?? statement.keyword);
    case 'let':
    case 'activation':
    case 'derivative': {
      if (statement.name === null) return null;
      const name = statement.kind === 'derivative' ? `${statement.name.text}′` : statement.name.text;
      return make(statement.kind === 'let' ? 'constant' : 'function', name, statement.kind, statement.name.range);
    }
    case 'input':
    case 'batch': {
      const index = checked.sampleStatements.findIndex((s) => s.data === statement);
      const sample = checked.network?.samples[index];
      const shape = sample ? `${sizeText(sample.X.rows)} × ${sample.X.cols}` : sizeText(checked.sizes[0] ?? null);
      return make(
        'input',
        statement.name?.text ?? 'X',
        `${statement.kind} ${shape}`,
        statement.name?.range ?? statement.keyword,
      );
    }
    case 'target':
      return make('target', statement.name?.text ?? 'target', 'target', statement.name?.range ?? statement.keyword);
    case 'layer': {
      const layer = layers.get(statement);
      if (layer === undefined) return null;
      const children = [layer.weightsStatement, layer.biasStatement, ...layer.directionStatements]
        .filter((s) => s !== null)
        .sort((a, b) => a.range.start - b.range.start)
        .map((s): OutlineItem => {
          const weights = s.kind === 'weights';
          return {
            kind: weights ? 'weights' : 'bias',
            name: letterOf(s),
            detail: weights ? `${sizeText(layer.size)} × ${sizeText(layer.inputSize)}` : `${sizeText(layer.size)} × 1`,
            range: s.range,
            selection: s.keyword,
            children: [],
          };
        });
      const name = layer.name === null ? `layer ${layer.index}` : `layer ${layer.index} · ${layer.name}`;
      return make('layer', name, layerSummary(layer), statement.name?.range ?? statement.keyword, children);
    }
    case 'loss':
      return make('objective', statement.name?.text ?? 'loss', 'loss', statement.name?.range ?? statement.keyword);
    case 'output':
      return make('objective', 'output', String(statement.index?.value ?? ''), statement.keyword);
    case 'exercise': {
      const end = checked.exercises.find((one) => one.statement === statement)?.end ?? statement.range.end;
      const { range, keyword, title } = statement;
      const selection = title?.range ?? keyword;
      const name = title?.value || 'exercise';
      return {
        kind: 'exercise',
        name,
        detail: 'exercise',
        selection,
        children: [],
        range: { start: range.start, end },
      };
    }
    case 'rate':
    case 'give':
    case 'ask':
    case 'note':
    case 'weights':
    case 'bias':
    case 'unknown':
      return null;
  }
}
