import { outputGradientEntry } from '../../engine/outputGradient';
import type { ExactLayerTrace, ExactTrace, Forward, Trace } from '../../engine/trace';
import { updatedEntry } from '../../engine/updated';
import { ONE, rational, ZERO, type Rational } from '../../functions/numbers/rational';
import type { ExactMatrix } from '../../network/exactNetwork';
import { column, matrix, type Matrix, type Shape } from '../../network/matrix';
import type { Layer, Network } from '../../network/network';
import {
  constantEntries,
  diagonalEntries,
  entriesOf,
  softmaxJacobian,
  withExact,
  withFormal,
  type Entries,
  type FormalParts,
} from './entries';
import type { Factor } from './formula';
import type { BaseSymbol, LayerIndex } from './symbol';

/** Where the quantities are found: a network, and the numbers of a trace if there is one. */
interface Source {
  readonly network: Network;
  readonly trace: Trace | null;
  /** m. */
  readonly columns: number;
}

type Name = BaseSymbol['name'];
/** The symbols that may have this name. */
type Of<K extends Name, S = BaseSymbol> = S extends { name: infer Names } ? (K extends Names ? S : never) : never;

/** A kind of quantity: its shape, its value in doubles, and in fractions; null where there is none. */
interface Quantity<K extends Name> {
  readonly shape: (symbol: Of<K>, source: Source) => Shape;
  readonly value: (symbol: Of<K>, source: Source) => Entries | null;
  readonly exact: (symbol: Of<K>, exact: ExactTrace, shape: Shape) => ExactMatrix | null;
}

/** A quantity of a network as a factor: nothing is copied, an entry is made when it is looked at. */
export function traceFactor<K extends Name>(symbol: Of<K>, source: Source): Factor {
  const quantity = quantities[(symbol as BaseSymbol).name] as unknown as Quantity<K>;
  const shape = quantity.shape(symbol, source);
  const value = quantity.value(symbol, source);
  const exact = source.trace?.exact === undefined ? null : quantity.exact(symbol, source.trace.exact, shape);
  const formal = formalParts(symbol, source.network);
  return {
    kind: 'factor',
    symbol,
    transposed: false,
    shape,
    value: value && withFormal(withExact(value, exact), formal),
  };
}

/** N_i, Σ′_i and Δ_i, which have a row for each neuron and a column for each sample. */
function ofNeurons<K extends 'N' | 'dSigma' | 'Delta'>(
  name: K,
  value: (source: Source, i: number) => Matrix | null | undefined,
): Quantity<K> {
  const layerOf = (symbol: Of<K>) => (symbol as { layer: LayerIndex }).layer;
  return {
    shape: (symbol, { network, columns }) => ({ rows: layerAt(network, layerOf(symbol)).size, cols: columns }),
    value: (symbol, source) => view(value(source, layerAt(source.network, layerOf(symbol)).index - 1)),
    exact: (symbol, exact) => exactLayer(exact, layerOf(symbol))[name],
  };
}

const quantities: { readonly [K in Name]: Quantity<K> } = {
  W: {
    shape: ({ layer }, { network }) => parameterShape('W', layerAt(network, layer)),
    value: ({ layer }, { network }) => view(layerAt(network, layer).weights),
    exact: ({ layer }, exact) => exactLayer(exact, layer).W,
  },
  b: {
    shape: ({ layer }, { network }) => parameterShape('b', layerAt(network, layer)),
    value: ({ layer }, { network }) => view(layerAt(network, layer).bias),
    exact: ({ layer }, exact) => exactLayer(exact, layer).b,
  },
  N: ofNeurons('N', ({ trace }, i) => trace?.forward.layers[i].N),
  dSigma: ofNeurons('dSigma', ({ trace }, i) => trace?.forward.layers[i].dSigma),
  Delta: ofNeurons('Delta', ({ trace }, i) => trace?.backward?.Delta[i]),
  Sigma: {
    shape: ({ layer }, { network, columns }) => ({
      rows: layer === 0 ? network.sizes[0] : layerAt(network, layer).size,
      cols: columns,
    }),
    value: ({ layer }, source) =>
      view(
        layer === 0
          ? (source.trace?.forward.sample ?? source.network.samples[0])?.X
          : tracedLayer(source, layer)?.Sigma,
      ),
    exact: ({ layer }, exact) => (layer === 0 ? exact.X : exactLayer(exact, layer).Sigma),
  },
  diagonal: {
    shape: squareShape,
    value: ({ layer }, source) => {
      const derivative = view(tracedLayer(source, layer)?.dSigma);
      return derivative === null || source.columns > 1 ? null : diagonalEntries(derivative);
    },
    exact: ({ layer }, exact, shape) => {
      const derivative = exactLayer(exact, layer).dSigma;
      return derivative && exactly(shape, (r, c) => (r === c ? derivative.data[r] : ZERO));
    },
  },
  Jacobian: {
    shape: squareShape,
    value: ({ layer }, source) => {
      const p = view(tracedLayer(source, layer)?.Sigma);
      return p === null || source.columns > 1 ? null : softmaxJacobian(p);
    },
    exact: () => null,
  },
  Y: {
    shape: (_, source) => ({ rows: outputsOf(source), cols: source.columns }),
    value: (_, { network, trace }) => view(trace?.forward.sample.target ?? network.samples[0]?.target),
    exact: (_, { target }) => target,
  },
  lossGradient: {
    shape: (_, source) => ({ rows: outputsOf(source), cols: source.columns }),
    value: (_, { trace }) => view(trace?.backward?.seed),
    exact: (_, { seed }) => seed,
  },
  indicator: {
    shape: ({ columns }, source) => ({ rows: outputsOf(source), cols: columns }),
    value: ({ output, columns }, source) => {
      const indicator = matrix(outputsOf(source), columns);
      indicator.data.fill(1, (output - 1) * columns, output * columns);
      return entriesOf(indicator);
    },
    exact: ({ output }, _, shape) => exactly(shape, (r) => (r === output - 1 ? ONE : ZERO)),
  },
  ones: {
    shape: ({ size }) => ({ rows: size, cols: 1 }),
    value: ({ size }) => constantEntries(size, 1, 1),
    exact: (_, __, shape) => exactly(shape, () => ONE),
  },
  mask: {
    shape: ({ layer }, { network }) => parameterShape('W', layerAt(network, layer)),
    value: (symbol, { network }) => {
      const shape = parameterShape('W', layerAt(network, symbol.layer));
      return { ...shape, entry: (r, c) => (isMasked(symbol, shape, r, c) ? 0 : 1) };
    },
    exact: (symbol, _, shape) => exactly(shape, (r, c) => (isMasked(symbol, shape, r, c) ? ZERO : ONE)),
  },
  reciprocal: {
    shape: () => ({ rows: 1, cols: 1 }),
    value: ({ of }) => entriesOf(column([1 / of])),
    exact: ({ of }, _, shape) => exactly(shape, () => rational(1n, BigInt(of))),
  },
  rate: {
    shape: () => ({ rows: 1, cols: 1 }),
    value: (_, { network: { rate } }) => (rate === null ? null : entriesOf(column([rate]))),
    exact: (_, { rate }, shape) => rate && exactly(shape, () => rate),
  },
  gradient: {
    shape: ({ by, layer }, { network, columns }) => {
      if (by === 'W' || by === 'b') return parameterShape(by, layerAt(network, layer));
      return { rows: by === 'X' ? network.sizes[0] : layerAt(network, layer).size, cols: columns };
    },
    value: ({ by, layer }, source) => gradientBy(by, layer, source),
    exact: ({ by, layer }, exact) =>
      by === 'X' ? exact.gradX : exactLayer(exact, layer)[by === 'N' ? 'Delta' : (`grad${by}` as const)],
  },
  updated: {
    shape: ({ of, layer }, { network }) => parameterShape(of, layerAt(network, layer)),
    value: ({ of, layer }, source) => updatedValue(of, layer, source),
    exact: ({ of, layer }, exact) => exactLayer(exact, layer)[`updated${of}`],
  },
};

function view(a: Matrix | null | undefined): Entries | null {
  return a === null || a === undefined ? null : entriesOf(a);
}

function exactly({ rows, cols }: Shape, entry: (r: number, c: number) => Rational): ExactMatrix {
  const data = Array.from({ length: rows * cols }, (_, i) => entry(Math.floor(i / cols), i % cols));
  return { rows, cols, data };
}

function layerAt(network: Network, index: LayerIndex): Layer {
  const layer = typeof index === 'number' ? network.layers[index - 1] : undefined;
  if (layer === undefined) throw new RangeError('The network has no such layer.');
  return layer;
}

function exactLayer(exact: ExactTrace, index: LayerIndex): ExactLayerTrace {
  const layer = typeof index === 'number' ? exact.layers[index - 1] : undefined;
  if (layer === undefined) throw new RangeError('The network has no such layer.');
  return layer;
}

function tracedLayer({ network, trace }: Source, index: LayerIndex): Forward['layers'][number] | undefined {
  return trace?.forward.layers[layerAt(network, index).index - 1];
}

function outputsOf({ network: { sizes } }: Source): number {
  return sizes[sizes.length - 1];
}

function squareShape({ layer }: { readonly layer: LayerIndex }, { network }: Source): Shape {
  const { size } = layerAt(network, layer);
  return { rows: size, cols: size };
}

function parameterShape(parameter: 'W' | 'b', layer: Layer): Shape {
  return { rows: layer.size, cols: parameter === 'W' ? layer.inputSize : 1 };
}

function isMasked({ frozen }: Of<'mask'>, { rows, cols }: Shape, r: number, c: number): boolean {
  return (frozen.row && r === rows - 1) || (frozen.column && c === cols - 1);
}

/** What of a quantity belongs to the formal neurons of §3; null if nothing does. */
function formalParts(symbol: BaseSymbol, network: Network): FormalParts | null {
  if (network.formalInput !== true) return null;
  const isMatrix =
    symbol.name === 'W' ||
    symbol.name === 'mask' ||
    (symbol.name === 'updated' && symbol.of === 'W') ||
    (symbol.name === 'gradient' && symbol.by === 'W');
  if (isMatrix) return { row: layerAt(network, symbol.layer).formal === true, column: true };
  const hasNeurons = ['N', 'Sigma', 'dSigma', 'Delta'].includes(symbol.name) || symbol.name === 'gradient';
  if (!hasNeurons || !('layer' in symbol)) return null;
  return symbol.layer === 0 || layerAt(network, symbol.layer).formal ? { row: true, column: false } : null;
}

function gradientBy(by: Of<'gradient'>['by'], index: LayerIndex, { network, trace }: Source): Entries | null {
  const backward = trace?.backward ?? null;
  if (backward === null) return null;
  const { cols } = backward.seed;
  // The engine makes ∇_X when it is asked for, which costs a pass over W_1.
  if (by === 'X') return { rows: network.sizes[0], cols, entry: (r, c) => backward.gradX.data[r * cols + c] };
  const layer = layerAt(network, index);
  switch (by) {
    case 'W':
      return backward.gradW[layer.index - 1];
    case 'b':
      return view(backward.gradb[layer.index - 1]);
    case 'N':
      return view(backward.Delta[layer.index - 1]);
    case 'Sigma': {
      const entry = outputGradientEntry(network, backward, layer.index);
      return entry && { rows: layer.size, cols, entry };
    }
  }
}

function updatedValue(of: 'W' | 'b', index: LayerIndex, source: Source): Entries | null {
  const layer = layerAt(source.network, index);
  const gradient = gradientBy(of, index, source);
  const { rate } = source.network;
  if (gradient === null || rate === null) return null;
  const entry = updatedEntry(layer, of, gradient, rate);
  return entry && { rows: gradient.rows, cols: gradient.cols, entry };
}
