import { matrix, type Matrix } from '../network/matrix';
import type { Network, Sample } from '../network/network';
import { checkParts, costOfEntry, type CheckPart } from './entrySample';
import type { EngineOptions } from './forward';
import type { Kernels } from './kernels';
import { Neighbourhood } from './neighbourhood';
import type { Differentiated } from './objective';
import { scalarKernels } from './scalarKernels';
import { slopeAtZero } from './slope';
import type { Backward, EntryRef, Forward, GradientCheck, Steps, Trace } from './trace';

export interface CheckOptions extends EngineOptions {
  /** At most this many entries are compared (each W_i, b_i and X gets at least one); 2000 unless given. */
  readonly maxEntries?: number;
}

/** The first step moves the pre-activations by about this much. */
const FIRST_MOVE = 1 / 4;
/** Entries whose |∂f| is below this part of F/h are compared with that instead of with themselves. */
const RESOLUTION = 1e-6;
/** Beyond this part of its size a difference quotient has not settled. */
const UNSETTLED = 1e-6;
/** Multiplications between two places where the check can be abandoned. */
const BREATH = 1 << 21;

/**
 * Compares ∇_{W_i}, ∇_{b_i} and ∇_X with central differences of the objective, which know nothing of the formulas.
 *
 * The relative error of an entry is |a − d| / max(|a|, |d|, scale) with a analytic, d numeric. The scale is 10⁻⁶·F/h: F
 * is the size of what is rounded on the way to f, h the entry's first step, so that no entry is measured by rounding
 * errors. An entry is unreliable if the quotient does not settle (a jump, a kink nearby, overflow) or the slopes from
 * both sides differ (a kink at the point): it counts as checked, but its error does not count.
 * @throws RangeError if the trace has no gradient.
 */
export function* checkGradient(
  network: Network,
  sample: Sample,
  objective: Differentiated,
  trace: Trace,
  options: CheckOptions = {},
): Steps<GradientCheck> {
  const { forward, backward } = trace;
  if (backward === null) throw new RangeError('There is no gradient to check.');
  const kernels = options.kernels ?? scalarKernels;
  const m = sample.X.cols;
  const chosen = checkParts(network, backward, m, options.maxEntries ?? 2000);
  const total = chosen.reduce((sum, part) => sum + part.entries.length, 0);
  const F = roundedSize(forward, backward, kernels);
  const around = new Neighbourhood(forward, objective, m, kernels);

  const parts: GradientCheck['parts'][number][] = [];
  const unreliable: EntryRef[] = [];
  let worst: GradientCheck['worst'] = null;
  let done = 0;
  let work = 0;
  for (const part of chosen) {
    const cost = costOfEntry(network, part.quantity, part.layer, m);
    let worstOfPart: GradientCheck['worst'] = null;
    const slopes = slopesOf(part, forward, objective, around, kernels);
    for (const position of part.entries) {
      const entry: EntryRef = {
        quantity: part.quantity,
        layer: part.layer,
        row: Math.floor(position / part.cols),
        column: position % part.cols,
      };
      const analytic = analyticEntry(backward, entry);
      const { g, h } = slopes(entry.row, entry.column);
      const scale = (RESOLUTION * F) / h;
      const slope = h === Infinity ? { value: 0, error: 0, kink: false } : slopeAtZero(g, h, scale);
      if (slope.kink || !(slope.error <= UNSETTLED * Math.max(Math.abs(slope.value), scale))) {
        unreliable.push(entry);
      } else {
        const relativeError = relative(analytic, slope.value, scale);
        if (worstOfPart === null || relativeError > worstOfPart.relativeError) {
          worstOfPart = { ...entry, analytic, numeric: slope.value, relativeError };
        }
      }
      done++;
      work += cost;
      if (work > BREATH) {
        work = 0;
        yield done / total;
      }
    }
    if (worstOfPart !== null && (worst === null || worstOfPart.relativeError > worst.relativeError))
      worst = worstOfPart;
    parts.push({
      quantity: part.quantity,
      layer: part.layer,
      maxRelativeError: worstOfPart?.relativeError ?? 0,
      worst: worstOfPart,
      checked: part.entries.length,
      total: part.rows * part.cols,
    });
  }
  return {
    maxRelativeError: worst?.relativeError ?? 0,
    worst,
    parts,
    unreliable,
    checked: total,
    total: parts.reduce((sum, part) => sum + part.total, 0),
  };
}

/** An analytic entry that is not finite beside a finite difference is as wrong as can be. */
function relative(analytic: number, numeric: number, scale: number): number {
  if (analytic === numeric) return 0;
  const error = Math.abs(analytic - numeric) / Math.max(Math.abs(analytic), Math.abs(numeric), scale);
  return Number.isNaN(error) ? Infinity : error;
}

function analyticEntry(backward: Backward, { quantity, layer, row, column }: EntryRef): number {
  switch (quantity) {
    case 'W':
      return backward.gradW[layer - 1].entry(row, column);
    case 'b':
      return backward.gradb[layer - 1]!.data[row];
    case 'X':
      return backward.gradX.data[row * backward.gradX.cols + column];
  }
}

/** The objective as a function of how far one entry is moved, and the first step; Infinity if it moves nothing. */
interface Line {
  readonly g: (h: number) => number;
  readonly h: number;
}

function slopesOf(
  part: CheckPart,
  forward: Forward,
  objective: Differentiated,
  around: Neighbourhood,
  kernels: Kernels,
): (row: number, column: number) => Line {
  switch (part.quantity) {
    case 'W': {
      // N_i changes in one row, by h times a row of Σ_{i-1}.
      const previous = part.layer > 1 ? forward.layers[part.layer - 2].Sigma : forward.sample.X;
      return (row, column) => alongRow(around, part.layer, row, rowOf(previous, column));
    }
    case 'b': {
      const ones = new Float64Array(forward.sample.X.cols).fill(1);
      return (row) => alongRow(around, part.layer, row, ones);
    }
    case 'X': {
      // One column changes, N_1 by h times a column of W_1: the others need not be looked at.
      const near = new Map<number, Neighbourhood>();
      const W = forward.network.layers[0].weights!;
      return (row, column) => {
        let own = near.get(column);
        if (own === undefined) {
          own = new Neighbourhood(columnOf(forward, column), objective, forward.sample.X.cols, kernels);
          near.set(column, own);
        }
        return alongColumn(own, matrix(W.rows, 1, columnEntries(W, row)));
      };
    }
  }
}

function alongRow(around: Neighbourhood, layer: number, row: number, direction: Float64Array): Line {
  const dN = new Float64Array(direction.length);
  const g = (h: number) => {
    for (let c = 0; c < dN.length; c++) dN[c] = h * direction[c];
    return around.afterRow(layer, row, dN);
  };
  return { g, h: firstStep(direction) };
}

function alongColumn(around: Neighbourhood, direction: Matrix): Line {
  const dN = matrix(direction.rows, 1);
  const g = (h: number) => {
    for (let r = 0; r < dN.rows; r++) dN.data[r] = h * direction.data[r];
    return around.afterLayer(1, dN);
  };
  return { g, h: firstStep(direction.data) };
}

/** A power of two, so that steps and their halves are exact; Infinity if the direction is 0. */
function firstStep(direction: Float64Array): number {
  let largest = 0;
  for (const x of direction) largest = Math.max(largest, Math.abs(x));
  return largest === 0 ? Infinity : 2 ** Math.floor(Math.log2(FIRST_MOVE / largest));
}

/**
 * F = |f| + Σ_i (|Δ_i|·|N_i| + |∇_{Σ_i}|·|Σ_i|), summed over all entries: times 2⁻⁵³ about what rounding does to f.
 */
function roundedSize(forward: Forward, backward: Backward, kernels: Kernels): number {
  let size = Math.abs(backward.value);
  const { network, layers } = forward;
  for (let i = layers.length; i >= 1; i--) {
    const { N, Sigma } = layers[i - 1];
    let gradient = backward.seed;
    if (i < layers.length) {
      gradient = matrix(Sigma.rows, Sigma.cols);
      const { weights, size: rows } = network.layers[i];
      kernels.addTransposedProduct(weights!, backward.Delta[i], gradient, 0, rows);
    }
    size += sumOfProducts(backward.Delta[i - 1], N);
    if (i < layers.length || backward.fused === null) size += sumOfProducts(gradient, Sigma);
  }
  return size;
}

/** Σ |a|·|b| over all entries. */
function sumOfProducts(a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i] * b.data[i]);
  return sum;
}

function rowOf(a: Matrix, r: number): Float64Array {
  return a.data.subarray(r * a.cols, (r + 1) * a.cols);
}

function columnEntries(a: Matrix, c: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(a.rows);
  for (let r = 0; r < a.rows; r++) out[r] = a.data[r * a.cols + c];
  return out;
}

/** The forward values of column c alone. */
function columnOf(forward: Forward, c: number): Forward {
  const take = (a: Matrix) => matrix(a.rows, 1, columnEntries(a, c));
  const { sample } = forward;
  return {
    ...forward,
    sample: { ...sample, X: take(sample.X), target: sample.target && take(sample.target) },
    layers: forward.layers.map(({ N, Sigma, dSigma }) => ({
      N: take(N),
      Sigma: take(Sigma),
      dSigma: dSigma && take(dSigma),
    })),
    output: take(forward.output),
  };
}
