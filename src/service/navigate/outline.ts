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
  const exerciseEnds = new Map<Statement, number>(checked.exercises.map(({ statement, end }) => [statement, end]));
  for (const statement of shown) {
    const item = outlineItem(statement, { checked, layers, exerciseEnds });
    if (item) items.push(item);
  }
  return items;
}

/** What the items are made from. */
interface Context {
  readonly checked: CheckedSpec;
  readonly layers: ReadonlyMap<LayerStatement, CheckedLayer>;
  readonly exerciseEnds: ReadonlyMap<Statement, number>;
}

/** The statements that may be of these kinds. */
type Of<K extends Statement['kind'], S = Statement> = S extends { kind: infer Kinds }
  ? K extends Kinds
    ? S
    : never
  : never;

/** The item of a statement of each kind; null for those that have none, or that are part of another's. */
const itemOf: {
  readonly [K in Statement['kind']]: ((statement: Of<K>, context: Context) => OutlineItem | null) | null;
} = {
  network: (statement) => itemNamed(statement, 'network', statement.title?.value || 'network', '', statement.title),
  let: (statement) => definitionItem(statement, 'constant'),
  activation: (statement) => definitionItem(statement, 'function'),
  derivative: (statement) => definitionItem(statement, 'function', '′'),
  input: dataItem,
  batch: dataItem,
  target: (statement) => itemNamed(statement, 'target', statement.name?.text ?? 'target', 'target', statement.name),
  layer: layerItem,
  loss: (statement) => itemNamed(statement, 'objective', statement.name?.text ?? 'loss', 'loss', statement.name),
  output: (statement) => itemNamed(statement, 'objective', 'output', String(statement.index?.value ?? ''), null),
  exercise: (statement, { exerciseEnds }) => {
    const item = itemNamed(statement, 'exercise', statement.title?.value || 'exercise', 'exercise', statement.title);
    const end = exerciseEnds.get(statement) ?? item.range.end;
    return { ...item, range: { start: item.range.start, end } };
  },
  rate: null,
  give: null,
  ask: null,
  note: null,
  weights: null,
  bias: null,
  unknown: null,
};

function outlineItem(statement: Statement, context: Context): OutlineItem | null {
  const make = itemOf[statement.kind] as ((statement: Statement, context: Context) => OutlineItem | null) | null;
  return make && make(statement, context);
}

/** An item that is selected at its name, else at the statement's keyword. */
function itemNamed(
  { range, keyword }: { readonly range: TextRange; readonly keyword: TextRange },
  kind: OutlineItem['kind'],
  name: string,
  detail: string,
  named: { readonly range: TextRange } | null,
): OutlineItem {
  return { kind, name, detail, selection: named?.range ?? keyword, children: [], range };
}

function definitionItem(
  statement: Of<'let' | 'activation' | 'derivative'>,
  kind: OutlineItem['kind'],
  sign = '',
): OutlineItem | null {
  const { name } = statement;
  return name && itemNamed(statement, kind, `${name.text}${sign}`, statement.kind, name);
}

function dataItem(statement: Of<'input' | 'batch'>, { checked }: Context): OutlineItem {
  const index = checked.sampleStatements.findIndex((s) => s.data === statement);
  const sample = checked.network?.samples[index];
  const shape = sample ? `${sizeText(sample.X.rows)} × ${sample.X.cols}` : sizeText(checked.sizes[0] ?? null);
  return itemNamed(statement, 'input', statement.name?.text ?? 'X', `${statement.kind} ${shape}`, statement.name);
}

/** The layer with its W, b and directions below it. */
function layerItem(statement: LayerStatement, { layers }: Context): OutlineItem | null {
  const layer = layers.get(statement);
  if (layer === undefined) return null;
  const children = [layer.weightsStatement, layer.biasStatement, ...layer.directionStatements]
    .filter((s) => s !== null)
    .sort((a, b) => a.range.start - b.range.start)
    .map((parameter) => parameterItem(parameter, layer));
  const name = layer.name === null ? `layer ${layer.index}` : `layer ${layer.index} · ${layer.name}`;
  const end = children.reduce((last, child) => Math.max(last, child.range.end), statement.range.end);
  return {
    ...itemNamed(statement, 'layer', name, layerSummary(layer), statement.name),
    children,
    range: { start: statement.range.start, end },
  };
}

function parameterItem(statement: Of<'weights' | 'bias'>, { size, inputSize }: CheckedLayer): OutlineItem {
  const weights = statement.kind === 'weights';
  const detail = weights ? `${sizeText(size)} × ${sizeText(inputSize)}` : `${sizeText(size)} × 1`;
  return itemNamed(statement, weights ? 'weights' : 'bias', letterOf(statement), detail, null);
}
