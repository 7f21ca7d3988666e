import type { LayerActivation } from '../functions/builtin/activation';
import { builtinActivation } from '../functions/builtin/activations';
import { column, type Matrix } from '../network/matrix';
import type { Layer, Network } from '../network/network';
import type { CheckedLayer, CheckedSpec } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message } from '../message/message';
import { valuesOf, type StanfordFile } from './stanfordFile';
import { keepsInputs, keepsOutputs, meanInput, withInputs, withOutputs, type StanfordScaling } from './stanfordScaling';
import type { TextRange } from '../functions/expression/tree';
import type { DataStatement, LayerStatement, MatrixNode, ParameterStatement, Spec } from '../language/syntax/tree';

/**
 * The network of a Stanford NNet file: ReLU in the hidden layers, identity in the last. Its means and ranges are in
 * W_1, b_1, W_k and b_k, so that X and f are in the units of the file; the clamp of the inputs is no part of it.
 */
export function checkStanford(spec: Spec, file: StanfordFile): CheckedSpec {
  const sizes = file.sizes.length === 0 ? [null] : [...file.sizes];
  const { scaling } = file;
  const parameters = new Map(
    spec.statements.flatMap((s) => (s.kind === 'weights' || s.kind === 'bias' ? [[s.value, s] as const] : [])),
  );
  const layers = sizes.slice(1).map((_, i) => checkedLayer(file, i + 1, parameters));
  const found: Diagnostic[] = [...spec.diagnostics];
  const hasErrors = (): boolean => found.some(({ severity }) => severity === 'error');
  if (scaling !== null && !hasErrors()) {
    scale(layers, scaling);
    const problem = notFinite(layers, file);
    if (problem !== null) found.push(problem);
  }
  const X = spec.statements.find((statement): statement is DataStatement => statement.kind === 'input') ?? null;
  return {
    spec,
    diagnostics: found,
    sizes,
    layers,
    symbols: [],
    sampleStatements: X === null ? [] : [{ data: X, target: null }],
    objectiveStatement: null,
    statedDerivatives: [],
    exercises: [],
    // Its text has no place for an exercise.
    quantities: { sizes: [], layers: [], objective: null, loss: null, hasRate: false, columns: null },
    files: new Map(),
    notes: [],
    network: hasErrors() || scaling === null ? null : networkOf(layers, scaling, file),
  };
}

function networkOf(layers: readonly CheckedLayer[], scaling: StanfordScaling, { chosen }: StanfordFile): Network {
  const value = chosen.input?.value;
  const X = value?.kind === 'literal' ? column(valuesOf(value)) : meanInput(scaling);
  const outputs = layers[layers.length - 1].size!;
  return {
    title: null,
    sizes: [X.rows, ...layers.map(({ size }) => size!)],
    layers: layers.map(({ index, name, inputSize, size, activation, weights, affine, bias }): Layer => ({
      index,
      name,
      inputSize: inputSize!,
      size: size!,
      activation: activation!,
      weights,
      affine,
      bias,
    })),
    samples: [{ name: 'X', kind: 'input', X, target: null }],
    objective: outputs === 1 ? { kind: 'output', index: 1 } : { kind: 'none' },
    rate: null,
  };
}

function checkedLayer(
  file: StanfordFile,
  index: number,
  parameters: ReadonlyMap<MatrixNode | null, ParameterStatement>,
): Writable {
  const { sizes } = file;
  const [inputSize, size] = [sizes[index - 1], sizes[index]];
  const read = file.layers[index - 1];
  const start = read?.weights.range.start ?? file.sizesLine!.range.end;
  return {
    index,
    name: null,
    affine: true,
    weights: read ? { rows: size, cols: inputSize, data: valuesOf(read.weights) } : null,
    bias: read?.bias ? { rows: size, cols: 1, data: valuesOf(read.bias) } : null,
    statement: layerStatement({ start, end: start }),
    weightsStatement: parameters.get(read?.weights ?? null) ?? null,
    biasStatement: parameters.get(read?.bias ?? null) ?? null,
    directionStatements: [],
    inputSize,
    size,
    activation: activationOf(size, index === sizes.length - 1),
  };
}

type Writable = { -readonly [K in keyof CheckedLayer]: CheckedLayer[K] };

/** A layer has no line of its own: it begins where its W does. */
function layerStatement(range: TextRange): LayerStatement {
  return { kind: 'layer', name: null, size: null, activation: null, keyword: range, broken: false, range };
}

const relu = builtinActivation('relu')!;
const identity = builtinActivation('identity')!;

function activationOf(size: number, isLast: boolean): LayerActivation {
  const uniform = isLast ? identity : relu;
  return { kind: 'coordinatewise', activations: new Array<typeof uniform>(size).fill(uniform), uniform };
}

function scale(layers: readonly Writable[], scaling: StanfordScaling): void {
  const first = layers[0];
  const last = layers[layers.length - 1];
  const put = (layer: Writable, [weights, bias]: [Matrix, Matrix]) => Object.assign(layer, { weights, bias });
  if (!keepsInputs(scaling)) put(first, withInputs(first.weights!, first.bias!, scaling));
  if (!keepsOutputs(scaling)) put(last, withOutputs(last.weights!, last.bias!, scaling));
}

function notFinite(layers: readonly CheckedLayer[], file: StanfordFile): Diagnostic | null {
  const finite = (M: Matrix | null) => M!.data.every(Number.isFinite);
  if ([layers[0], layers[layers.length - 1]].every(({ weights, bias }) => finite(weights) && finite(bias))) return null;
  const text = message('With these means and ranges a weight or a bias becomes larger than a double can hold.');
  return diagnostic('not-finite', (file.ranges ?? file.sizesLine!).range, text);
}
