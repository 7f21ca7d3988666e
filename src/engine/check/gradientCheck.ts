import { matrix, type Matrix } from '../../network/matrix';
import type { Network, Sample } from '../../network/network';
import { linesThrough, type Line } from './entryLine';
import { checkParts } from './entrySample';
import type { EngineOptions } from '../forward';
import type { Kernels } from '../kernels';
import { Neighbourhood } from './neighbourhood';
import { fusedLoss, sizeOfTerms } from '../fusedLoss';
import { divisorOf, type Differentiated } from '../objective';
import { fastKernels } from '../fastKernels';
import { slopeAtZero } from './slope';
import type { Backward, EntryRef, Forward, GradientCheck, LeftOutEntry, Trace } from '../trace';
import { Portion } from '../../steps/portion';
import { rowsAtATime } from '../parts';
import type { Steps } from '../../steps/steps';

export interface CheckOptions extends EngineOptions {
  /** At most this many entries are compared (each W_i, b_i and X gets at least one, unless there are too many of them); 2000 unless given. */
  readonly maxEntries?: number;
}

/** Entries whose |∂f| is below this part of F/h are compared with that instead of with themselves. */
const RESOLUTION = 1e-6;
/** Where only steps h far smaller than the first one count, as beside a kink, entries are compared with at least this part of F/h. */
const RESOLUTION_BESIDE = 1e-9;
/** Entries below this part of F/h, or of such a size at all, have no digits that rounding leaves alone. */
const ROUNDING = 1e-10;
const SMALLEST = 1e-300;
/** Beyond this part of its size a difference quotient has not settled. */
const UNSETTLED = 1e-6;
/** Multiplications between two places where the check can be abandoned. */
const BREATH = 1 << 19;

/**
 * Compares ∇_{W_i}, ∇_{b_i} and ∇_X with central differences of the objective, which know nothing of the formulas.
 *
 * The relative error of an entry is |a − d| / max(|a|, |d|, scale) with a analytic, d numeric. The scale is 10⁻⁶·F/h: F
 * is the size of what is rounded on the way to f, h the entry's first step, so that no entry is measured by rounding
 * errors. An entry is left out, and counted as such, where the quotient does not settle (a jump, a kink nearby,
 * overflow), where the slopes from both sides differ (a kink at the point), or where both numbers are too small to have
 * digits that are not rounding.
 * @throws RangeError if the trace has no gradient.
 */
export function* checkGradient(
  network: Network,
  sample: Sample,
  objective: Differentiated,
  trace: Pick<Trace, 'forward' | 'backward'>,
  options: CheckOptions = {},
): Steps<GradientCheck> {
  const { forward, backward } = trace;
  if (backward === null) throw new RangeError('There is no gradient to check.');
  const kernels = options.kernels ?? fastKernels;
  const m = sample.X.cols;
  const chosen = yield* checkParts(network, backward, m, options.maxEntries ?? 2000);
  const sampled = chosen.reduce((sum, part) => sum + part.entries.length, 0);
  const F = yield* roundedSize(forward, backward, kernels);
  const around = new Neighbourhood(forward, objective, kernels);

  const parts: GradientCheck['parts'][number][] = [];
  const leftOut: LeftOutEntry[] = [];
  const portion = new Portion(BREATH);
  let done = 0;
  for (const part of chosen) {
    let worst: GradientCheck['worst'] = null;
    const before = leftOut.length;
    const lineThrough = linesThrough(part, forward, objective, around, kernels);
    for (const position of part.entries) {
      const entry: EntryRef = {
        quantity: part.quantity,
        layer: part.layer,
        row: Math.floor(position / part.cols),
        column: position % part.cols,
      };
      const line = yield* lineThrough(entry.row, entry.column);
      const g = function* (h: number): Steps<number> {
        const value = yield* line.g(h);
        if (portion.fills(part.stepCost / 2)) yield done / sampled;
        return value;
      };
      const result = yield* compare(analyticEntry(backward, entry), { g, h: line.h }, F);
      if (typeof result === 'string') leftOut.push({ ...entry, why: result });
      else if (worst === null || result.relativeError > worst.relativeError) worst = { ...entry, ...result };
      done++;
    }
    parts.push({
      quantity: part.quantity,
      layer: part.layer,
      maxRelativeError: worst?.relativeError ?? 0,
      worst,
      compared: part.entries.length - (leftOut.length - before),
      sampled: part.entries.length,
      total: part.rows * part.cols,
    });
  }
  const worst = parts.reduce<GradientCheck['worst']>(
    (most, part) =>
      part.worst !== null && (most === null || part.worst.relativeError > most.relativeError) ? part.worst : most,
    null,
  );
  return {
    maxRelativeError: worst?.relativeError ?? 0,
    worst,
    parts,
    leftOut,
    compared: sampled - leftOut.length,
    sampled,
    total: parts.reduce((sum, part) => sum + part.total, 0),
    columns: m,
  };
}

type Comparison = Pick<NonNullable<GradientCheck['worst']>, 'analytic' | 'numeric' | 'relativeError'>;

/** One entry against the slope along its line, in steps; or why it cannot be compared. */
function* compare(analytic: number, { g, h }: Line, F: number): Steps<Comparison | LeftOutEntry['why']> {
  // An entry that moves nothing has slope 0 (and any scale will do).
  if (h === Infinity) return { analytic, numeric: 0, relativeError: relative(analytic, 0, 0) };
  const slope = yield* slopeAtZero(g, h, (RESOLUTION * F) / h);
  const { value, error, kink } = slope;
  const scale = Math.max((RESOLUTION * F) / h, (RESOLUTION_BESIDE * F) / slope.step);
  if (kink) return 'kink';
  const isTiny = (part: number) => Math.max(Math.abs(analytic), Math.abs(value)) < Math.max(part, SMALLEST);
  if (!(error <= UNSETTLED * Math.max(Math.abs(value), scale))) {
    return isTiny(0) ? 'tooSmall' : 'unsettled';
  }
  if (analytic !== value && isTiny((ROUNDING * F) / h)) return 'tooSmall';
  return { analytic, numeric: value, relativeError: relative(analytic, value, scale) };
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

/**
 * F = |f| + Σ_i (|Δ_i|·|N_i| + |∇_{Σ_i}|·|Σ_i|), summed over all entries: times 2⁻⁵³ about what rounding does to f.
 */
function* roundedSize(forward: Forward, backward: Backward, kernels: Kernels): Steps<number> {
  const { network, layers } = forward;
  const { objective } = backward;
  const fused = objective.kind === 'loss' ? fusedLoss(objective.loss, network.layers[layers.length - 1]) : null;
  let size = Math.abs(backward.value);
  // Its terms may cancel.
  if (fused !== null && objective.kind === 'loss') {
    const terms = yield* sizeOfTerms(fused, layers[layers.length - 1].N, forward.sample.target!);
    size = terms / divisorOf(forward, objective);
  }
  for (let i = layers.length; i >= 1; i--) {
    const { N, Sigma } = layers[i - 1];
    let gradient = backward.seed;
    if (i < layers.length) {
      gradient = matrix(Sigma.rows, Sigma.cols);
      const { weights, size: rows, inputSize } = network.layers[i];
      const part = rowsAtATime(inputSize, Sigma.cols, kernels);
      for (let from = 0; from < rows; from += part) {
        kernels.addTransposedProduct(weights!, backward.Delta[i], gradient, from, Math.min(from + part, rows));
        yield 0;
      }
    }
    size += yield* sumOfProducts(backward.Delta[i - 1], N);
    if (i < layers.length || fused === null) size += yield* sumOfProducts(gradient, Sigma);
  }
  return size;
}

/** Σ |a|·|b| over all entries. */
function* sumOfProducts(a: Matrix, b: Matrix): Steps<number> {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) {
    sum += Math.abs(a.data[i] * b.data[i]);
    if (i % BREATH === BREATH - 1) yield 0;
  }
  return sum;
}
