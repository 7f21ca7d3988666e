import type { Trace } from '../../engine/trace';
import { column, matrix, type Matrix, type Shape } from '../../network/matrix';
import { isFrozen } from '../../network/homogeneous';
import type { Layer, Network, Objective } from '../../network/network';
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
import { derivedFactor, isDerived } from './derivedQuantities';
import { exactValueOf } from './exactQuantities';
import type { Factor } from './formula';
import type { BaseSymbol, LayerIndex, ObjectiveSymbol, QuantitySymbol } from './symbol';

/** The quantities that formulas are made of: those of a network at hand, or the letters of a general formula. */
export interface Quantities {
  /** k. */
  readonly last: LayerIndex;
  /** m, the number of samples that are looked at. */
  readonly columns: number;
  /** Where one sample of a batch is looked at on its own: which one, from 1, of how many. */
  readonly column: { readonly index: number; readonly of: number } | null;
  readonly objective: ObjectiveSymbol;
  /** What stands in front of Σ′_k: ∇L, the indicator e_j of the chosen output, or nothing, as in the paper. */
  readonly front: QuantitySymbol | null;
  /**
   * Whether the gradient formulas begin with Δ_k: where it is no product of the paper's kinds (softmax over a batch), or
   * where that product would lose digits (a saturated last layer, for which the engine has a stable form).
   */
  readonly beginsWithDelta: boolean;
  /** What stands for Σ′_k: softmax has a Jacobian instead, since it is not coordinate-wise. */
  readonly lastDerivative: 'dSigma' | 'Jacobian';
  /** A quantity as a factor, with its shape and value where they are known. */
  readonly factor: (symbol: QuantitySymbol) => Factor;
}

/** The letters of the paper's own f, with no sizes and no numbers: k layers, n_k = 1. */
export const generalQuantities: Quantities = {
  last: { letter: 'k', offset: 0 },
  columns: 1,
  column: null,
  objective: { letter: 'f', output: null, column: null },
  front: null,
  beginsWithDelta: false,
  lastDerivative: 'dSigma',
  factor: (symbol) => ({ kind: 'factor', symbol, transposed: false, shape: null, value: null }),
};

/**
 * The quantities of a network, with the numbers of a trace if there is one.
 * Nothing is copied: values are views that make an entry when it is looked at.
 */
export function quantitiesOf(network: Network, trace: Trace | null): Quantities {
  const k = network.layers.length;
  const sample = trace?.forward.sample ?? network.samples[0];
  const columns = sample?.X.cols ?? 1;
  const column = sample?.column ?? null;
  const objective = trace?.backward?.objective ?? network.objective;
  const outputs = network.sizes[k];
  const softmax = network.layers[k - 1]?.activation.kind === 'softmax';
  const base = (symbol: BaseSymbol): Factor => {
    const shape = shapeOf(symbol, network, columns);
    const value = valueOf(symbol, network, trace, columns);
    const exact = trace?.exact === undefined ? null : exactValueOf(symbol, shape, trace.exact);
    const formal = formalParts(symbol, network);
    return {
      kind: 'factor',
      symbol,
      transposed: false,
      shape,
      value: value && withFormal(withExact(value, exact), formal),
    };
  };
  const q: Quantities = {
    last: k,
    columns,
    column,
    objective:
      objective.kind === 'loss'
        ? { letter: 'L', output: null, column: column?.index ?? null }
        : { letter: 'f', output: objective.kind === 'output' && outputs > 1 ? objective.index : null, column: null },
    front: frontOf(objective, outputs, columns),
    beginsWithDelta: (softmax && columns > 1) || (trace !== null && losesDigits(trace)),
    lastDerivative: softmax ? 'Jacobian' : 'dSigma',
    factor: (symbol) => {
      if (symbol.name === 'along') return generalQuantities.factor(symbol);
      return isDerived(symbol) ? derivedFactor(symbol, q) : base(symbol);
    },
  };
  return q;
}

function frontOf(objective: Objective, outputs: number, columns: number): Quantities['front'] {
  if (objective.kind === 'loss') return { name: 'lossGradient' };
  if (objective.kind === 'none' || outputs === 1) return null;
  return { name: 'indicator', output: objective.index, columns };
}

/** How far ∇L ∘ Σ′_k (or Jᵀ·∇L) may be from the engine's stable Δ_k, relative to its largest entry. */
const TOLERANCE = 5e-13;

/** Whether the engine's stable Δ_k and the product that the formula would show for it differ in digits that matter. */
function losesDigits({ forward, backward }: Trace): boolean {
  if (backward === null || backward.fused === null) return false;
  const { seed } = backward;
  const Delta = backward.Delta[backward.Delta.length - 1];
  const { Sigma: P, dSigma } = forward.layers[forward.layers.length - 1];
  const m = seed.cols;
  let largest = 0;
  let worst = 0;
  for (let c = 0; c < m; c++) {
    let dot = 0;
    if (dSigma === null) for (let i = c; i < seed.data.length; i += m) dot += P.data[i] * seed.data[i];
    for (let i = c; i < seed.data.length; i += m) {
      const product = dSigma === null ? P.data[i] * (seed.data[i] - dot) : seed.data[i] * dSigma.data[i];
      const difference = Math.abs(product - Delta.data[i]);
      if (!Number.isFinite(difference)) return true;
      worst = Math.max(worst, difference);
      largest = Math.max(largest, Math.abs(Delta.data[i]));
    }
  }
  return worst > TOLERANCE * largest;
}

function layerAt(network: Network, index: LayerIndex): Layer {
  const layer = typeof index === 'number' ? network.layers[index - 1] : undefined;
  if (layer === undefined) throw new RangeError('The network has no such layer.');
  return layer;
}

function shapeOf(symbol: BaseSymbol, network: Network, columns: number): Shape {
  const outputs = network.sizes[network.sizes.length - 1];
  switch (symbol.name) {
    case 'Sigma':
      return { rows: symbol.layer === 0 ? network.sizes[0] : layerAt(network, symbol.layer).size, cols: columns };
    case 'N':
    case 'dSigma':
    case 'Delta':
      return { rows: layerAt(network, symbol.layer).size, cols: columns };
    case 'diagonal':
    case 'Jacobian': {
      const { size } = layerAt(network, symbol.layer);
      return { rows: size, cols: size };
    }
    case 'W':
    case 'b':
      return parameterShape(symbol.name, layerAt(network, symbol.layer));
    case 'updated':
      return parameterShape(symbol.of, layerAt(network, symbol.layer));
    case 'mask':
      return parameterShape('W', layerAt(network, symbol.layer));
    case 'gradient':
      if (symbol.by === 'W' || symbol.by === 'b') return parameterShape(symbol.by, layerAt(network, symbol.layer));
      return { rows: symbol.by === 'X' ? network.sizes[0] : layerAt(network, symbol.layer).size, cols: columns };
    case 'Y':
    case 'lossGradient':
      return { rows: outputs, cols: columns };
    case 'indicator':
      return { rows: outputs, cols: symbol.columns };
    case 'ones':
      return { rows: symbol.size, cols: 1 };
    case 'rate':
    case 'reciprocal':
      return { rows: 1, cols: 1 };
  }
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
  const ofNeurons = ['N', 'Sigma', 'dSigma', 'Delta'].includes(symbol.name) || symbol.name === 'gradient';
  if (!ofNeurons || !('layer' in symbol)) return null;
  return symbol.layer === 0 || layerAt(network, symbol.layer).formal ? { row: true, column: false } : null;
}

function parameterShape(parameter: 'W' | 'b', layer: Layer): Shape {
  return { rows: layer.size, cols: parameter === 'W' ? layer.inputSize : 1 };
}

function valueOf(symbol: BaseSymbol, network: Network, trace: Trace | null, columns: number): Entries | null {
  const forward = trace?.forward ?? null;
  const backward = trace?.backward ?? null;
  const view = (a: Matrix | null | undefined) => (a === null || a === undefined ? null : entriesOf(a));
  const at = (index: LayerIndex) => layerAt(network, index).index - 1;
  switch (symbol.name) {
    case 'W':
      return view(layerAt(network, symbol.layer).weights);
    case 'b':
      return view(layerAt(network, symbol.layer).bias);
    case 'N':
      return view(forward?.layers[at(symbol.layer)].N);
    case 'Sigma':
      if (symbol.layer === 0) return view(forward?.sample.X ?? network.samples[0]?.X);
      return view(forward?.layers[at(symbol.layer)].Sigma);
    case 'dSigma':
      return view(forward?.layers[at(symbol.layer)].dSigma);
    case 'diagonal': {
      const derivative = view(forward?.layers[at(symbol.layer)].dSigma);
      return derivative === null || columns > 1 ? null : diagonalEntries(derivative);
    }
    case 'Jacobian': {
      const p = view(forward?.layers[at(symbol.layer)].Sigma);
      return p === null || columns > 1 ? null : softmaxJacobian(p);
    }
    case 'Delta':
      return view(backward?.Delta[at(symbol.layer)]);
    case 'Y':
      return view(forward?.sample.target ?? network.samples[0]?.target);
    case 'lossGradient':
      return view(backward?.seed);
    case 'indicator': {
      const seed = matrix(network.sizes[network.sizes.length - 1], symbol.columns);
      seed.data.fill(1, (symbol.output - 1) * symbol.columns, symbol.output * symbol.columns);
      return entriesOf(seed);
    }
    case 'ones':
      return constantEntries(symbol.size, 1, 1);
    case 'mask': {
      const { size, inputSize } = layerAt(network, symbol.layer);
      const { row, column } = symbol.frozen;
      return {
        rows: size,
        cols: inputSize,
        entry: (r, c) => ((row && r === size - 1) || (column && c === inputSize - 1) ? 0 : 1),
      };
    }
    case 'reciprocal':
      return entriesOf(column([1 / symbol.of]));
    case 'rate':
      return network.rate === null ? null : entriesOf(column([network.rate]));
    case 'gradient':
      return gradientBy(symbol.by, symbol.layer, network, trace);
    case 'updated':
      return updatedValue(symbol, network, trace);
  }
}

function gradientBy(
  by: 'W' | 'b' | 'Sigma' | 'N' | 'X',
  index: LayerIndex,
  network: Network,
  trace: Trace | null,
): Entries | null {
  const backward = trace?.backward;
  if (backward === null || backward === undefined) return null;
  switch (by) {
    case 'W':
      return backward.gradW[layerAt(network, index).index - 1];
    case 'b': {
      const gradient = backward.gradb[layerAt(network, index).index - 1];
      return gradient === null ? null : entriesOf(gradient);
    }
    case 'X':
      return {
        rows: network.sizes[0],
        cols: backward.seed.cols,
        // The engine makes ∇_X when it is asked for, which costs a pass over W_1.
        entry: (r, c) => backward.gradX.data[r * backward.seed.cols + c],
      };
    case 'N':
      return entriesOf(backward.Delta[layerAt(network, index).index - 1]);
    case 'Sigma': {
      const r = layerAt(network, index).index;
      if (r === network.layers.length) return entriesOf(backward.seed);
      const W = layerAt(network, r + 1).weights;
      return W === null ? null : columnProduct(W, backward.Delta[r]);
    }
  }
}

/** Wᵀ·Δ, with each entry made when it is looked at. */
function columnProduct(W: Matrix, Delta: Matrix): Entries {
  return {
    rows: W.cols,
    cols: Delta.cols,
    entry: (r, c) => {
      let sum = 0;
      for (let j = 0; j < W.rows; j++) sum += W.data[j * W.cols + r] * Delta.data[j * Delta.cols + c];
      return sum;
    },
  };
}

function updatedValue(
  symbol: Extract<QuantitySymbol, { name: 'updated' }>,
  network: Network,
  trace: Trace | null,
): Entries | null {
  const layer = layerAt(network, symbol.layer);
  const old = symbol.of === 'W' ? layer.weights : layer.bias;
  const gradient = gradientBy(symbol.of, symbol.layer, network, trace);
  const { rate } = network;
  if (old === null || gradient === null || rate === null) return null;
  return {
    rows: old.rows,
    cols: old.cols,
    entry: (r, c) => {
      const before = old.data[r * old.cols + c];
      return symbol.of === 'W' && isFrozen(layer, r, c) ? before : before - rate * gradient.entry(r, c);
    },
  };
}
