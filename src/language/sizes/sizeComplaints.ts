import { message, type Message } from '../../message/message';
import { isVector, type MatrixSource } from '../matrices/matrixSources';
import type { SizeClaim, SizeLabels } from './sizeClaims';
import type { Alternative, Dissent } from './sizeInference';
import { subscript } from '../../message/subscript';
import type { SamplesInRows } from './textSizes';

type LayerMatrix = Extract<MatrixSource, { layer: unknown }>;
type Target = Extract<MatrixSource, { kind: 'target' }>;

/** Says what a statement about a size states, and what it should state. */
export function sizeComplaint(
  labels: SizeLabels,
  sizes: ReadonlyMap<number, number>,
  dissent: Dissent<SizeClaim>,
): Message {
  const { claim, fact, expected, mendedBy } = dissent;
  const { source } = claim;
  if (mendedBy !== null && 'node' in source) return mendedMatrix(source, fact.value, expected, mendedBy);
  switch (source.kind) {
    case 'layer-size':
      return message('The given size is {0}, but layer {1} has size {2}.', fact.value, source.layer.index, expected);
    case 'activations':
      return message(
        'The list has length {0}, but layer {1} has size {2}: each neuron needs one activation.',
        fact.value,
        source.layer.index,
        expected,
      );
    case 'input-size':
      return message('The given size is {0}, but the input has size {1}.', fact.value, expected);
    case 'weights':
      return weightsComplaint(labels, sizes, dissent, source);
    case 'batch':
      return message(
        '{0} is {1} × {2}, but must be {3} × {2}: one row for each entry of an input, one column for each sample.',
        symbolOf(source),
        fact.value,
        source.shape.cols ?? '…',
        expected,
      );
    case 'target':
      return targetComplaint(source, fact.value, expected);
    case 'bias':
      return message(
        '{0} has length {1}, but must have length {2}: one entry for each neuron of layer {3}.',
        symbolOf(source),
        fact.value,
        expected,
        source.layer.index,
      );
    case 'input':
      return message(
        '{0} has length {1}, but the network takes inputs of length {2}.',
        symbolOf(source),
        fact.value,
        expected,
      );
  }
}

/** Says that a batch and its target have their samples in rows. */
export function samplesInRowsComplaint({ batch, target }: SamplesInRows): Message {
  const [X, Y] = [batch.source.shape, target.source.shape];
  return message(
    'The samples of {0} and of its target are in rows: {0} is {1} × {2} and the target {3} × {4}, but each sample must be a column. Transpose both.',
    symbolOf(batch.source),
    X.rows ?? '…',
    X.cols ?? '…',
    Y.rows ?? '…',
    Y.cols ?? '…',
  );
}

/** What another matrix, read another way, would do. */
export function otherMend(source: MatrixSource, { kind }: Alternative): Message {
  if (kind === 'decimal-commas')
    return message('{0} would fit with decimal points instead of commas.', symbolOf(source));
  return source.node.kind === 'transpose'
    ? message('{0} would fit without its transpose.', symbolOf(source))
    : message('The transpose of {0} would fit.', symbolOf(source));
}

/** The name of what a matrix is: W₂, b₁, the name of an input; for a target that of its input. */
export function symbolOf(source: MatrixSource): string {
  switch (source.kind) {
    case 'weights':
      return `${source.statement.direction ? 'V' : 'W'}${subscript(source.layer.index)}`;
    case 'bias':
      return `${source.statement.direction ? 'v' : 'b'}${subscript(source.layer.index)}`;
    case 'input':
    case 'batch':
      return source.sample.name;
    case 'target':
      return source.sample?.name ?? 'X';
  }
}

function weightsComplaint(
  labels: SizeLabels,
  sizes: ReadonlyMap<number, number>,
  { fact, expected }: Dissent<SizeClaim>,
  source: LayerMatrix,
): Message {
  const { layer, shape } = source;
  const symbol = symbolOf(source);
  const { rows, cols } = shape;
  const mustHaveRows = sizes.get(labels.outOf(layer.index)) ?? rows ?? '…';
  const mustHaveCols = sizes.get(labels.into(layer)) ?? cols ?? '…';
  const shapes = [symbol, rows ?? '…', cols ?? '…', mustHaveRows, mustHaveCols] as const;
  if (fact.code === 'weight-rows') {
    return cols === null
      ? message(
          'The number of rows of {0} is {1}, expected {2}: one for each neuron of layer {3}.',
          symbol,
          fact.value,
          expected,
          layer.index,
        )
      : message(
          '{0} is {1} × {2}, but must be {3} × {4}: one row for each neuron of layer {5}.',
          ...shapes,
          layer.index,
        );
  }
  return layer.index === 1
    ? message('{0} is {1} × {2}, but must be {3} × {4}: one column for each entry of the input.', ...shapes)
    : message(
        '{0} is {1} × {2}, but must be {3} × {4}: one column for each neuron of layer {5}.',
        ...shapes,
        layer.index - 1,
      );
}

function targetComplaint(source: Target, value: number, expected: number): Message {
  return isVector(source)
    ? message(
        'The target of {0} has length {1}, but must have length {2}: one entry for each neuron of the last layer.',
        symbolOf(source),
        value,
        expected,
      )
    : message(
        'The target of {0} is {1} × {2}, but must be {3} × {4}: one row for each neuron of the last layer, one column for each sample.',
        symbolOf(source),
        value,
        source.shape.cols ?? '…',
        expected,
        source.columns ?? source.shape.cols ?? '…',
      );
}

function mendedMatrix(source: MatrixSource, value: number, expected: number, { kind }: Alternative): Message {
  const symbol = symbolOf(source);
  if (kind === 'decimal-commas') {
    return source.kind === 'target'
      ? message(
          'The target of {0} has {1} entries, expected {2}. Write decimals with a point (0.15); a comma separates entries.',
          symbol,
          value,
          expected,
        )
      : message(
          '{0} has {1} entries per row, expected {2}. Write decimals with a point (0.15); a comma separates entries.',
          symbol,
          value,
          expected,
        );
  }
  const { rows, cols } = source.shape;
  const shapes = [symbol, rows ?? '…', cols ?? '…', cols ?? '…', rows ?? '…'] as const;
  const transposed = source.node.kind === 'transpose';
  if (source.kind === 'target') {
    return transposed
      ? message('The target of {0} is {1} × {2}, but must be {3} × {4}. It fits without the transpose.', ...shapes)
      : message(
          'The target of {0} is {1} × {2}, but must be {3} × {4}. Its transpose fits: add {5} after it.',
          ...shapes,
          "'",
        );
  }
  return transposed
    ? message('{0} is {1} × {2}, but must be {3} × {4}. It fits without the transpose.', ...shapes)
    : message('{0} is {1} × {2}, but must be {3} × {4}. Its transpose fits: add {5} after it.', ...shapes, "'");
}
