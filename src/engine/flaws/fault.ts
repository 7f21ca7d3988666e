import type { Matrix } from '../../network/matrix';
import { fusedLoss } from '../fusedLoss';
import { indexNotFinite, largest, largestSteps } from '../finite';
import { lossTermSteps } from '../objective';
import { magnitudesOfWeights } from './magnitudes';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { Backward, Fault, Forward, Trace } from '../trace';
import { updatedLayer } from '../updated';

/** The largest double; sums of less than half of it leave room for what rounding adds. */
const LARGEST = Number.MAX_VALUE;
/** Multiplications between two places where the search can be abandoned. */
const BREATH = 1 << 19;

/**
 * The first quantity that is infinite or NaN, on the way forward, through the loss, back from Δ_k to ∇_X, and through a
 * step of the network's rate; null if all are finite. What follows from it is not looked at: one cause is named.
 */
export function* faultSteps({ forward, backward }: Pick<Trace, 'forward' | 'backward'>): Steps<Fault | null> {
  if (forward.notFinite !== null) {
    const { layer, quantity, neuron, column } = forward.notFinite;
    const { data, cols } = forward.layers[layer - 1][quantity]!;
    return { quantity, layer, row: neuron, column, value: data[neuron * cols + column] };
  }
  if (backward === null) return null;
  return (
    (yield* inObjective(forward, backward)) ??
    (yield* inGradients(forward, backward)) ??
    (yield* inStep(forward, backward))
  );
}

/** A term of the loss, the value, or ∇L. */
function* inObjective(forward: Forward, backward: Backward): Steps<Fault | null> {
  const { objective, value, seed } = backward;
  const { layers } = forward.network;
  const k = layers.length;
  if (!Number.isFinite(value)) {
    const term =
      objective.kind === 'loss' ? yield* firstIn(yield* lossTermSteps(forward, objective), 'lossTerm', k) : null;
    return term ?? { quantity: 'value', layer: k, row: 0, column: 0, value };
  }
  // A loss that is computed together with the last layer does not take ∇L on the way to Δ_k.
  const isFused = objective.kind === 'loss' && fusedLoss(objective.loss, layers[k - 1]) !== null;
  return isFused ? null : yield* firstIn(seed, 'lossGradient', k);
}

/** Δ_i, ∇_{W_i}, ∇_{b_i} from layer k to layer 1, then ∇_X. */
function* inGradients(forward: Forward, backward: Backward): Steps<Fault | null> {
  const { layers } = forward.network;
  for (let i = layers.length; i >= 1; i--) {
    const Delta = backward.Delta[i - 1];
    const gradb = backward.gradb[i - 1];
    const found =
      (yield* firstIn(Delta, 'Delta', i)) ??
      (yield* firstOfGradient(backward, i)) ??
      (gradb === null ? null : yield* firstIn(gradb, 'gradb', i));
    if (found !== null) return found;
    yield 1 - i / layers.length;
  }
  const [Delta] = backward.Delta;
  // No entry of W_1ᵀ·Δ_1 is larger than the largest w times the sum of a column of |Δ_1|.
  const most = Delta.rows * (yield* largestSteps(Delta.data));
  if (most <= 1 || most * (yield* magnitudesOfWeights(layers[0].weights!)).largest < LARGEST / 2) return null;
  return yield* firstIn(backward.gradX, 'gradX', 0);
}

/** The first entry of ∇_{W_i} that is not finite. Only rows that may have one are computed. */
function* firstOfGradient(backward: Backward, i: number): Steps<Fault | null> {
  const gradient = backward.gradW[i - 1];
  const { Delta, SigmaPrevious, rows, cols } = gradient;
  const m = Delta.cols;
  const most = yield* largestSteps(SigmaPrevious.data);
  if ((yield* largestSteps(Delta.data)) * most < LARGEST / (2 * m)) return null;
  const portion = new Portion(BREATH);
  for (let r = 0; r < rows; r++) {
    const own = largest(Delta.data, r * m, (r + 1) * m);
    if (portion.fills(m)) yield r / rows;
    if (own * most < LARGEST / (2 * m)) continue;
    for (let c = 0; c < cols; c++) {
      const value = gradient.entry(r, c);
      if (!Number.isFinite(value)) return { quantity: 'gradW', layer: i, row: r, column: c, value };
      if (portion.fills(m)) yield r / rows;
    }
  }
  return null;
}

/** W_i − η∇_{W_i} and b_i − η∇_{b_i}, from layer 1 on. */
function* inStep({ network }: Forward, backward: Backward): Steps<Fault | null> {
  const { rate } = network;
  if (rate === null) return null;
  for (const layer of network.layers) {
    const { index } = layer;
    const { Delta, SigmaPrevious } = backward.gradW[index - 1];
    // No entry of a gradient is larger than m·|Δ|·max(|Σ|, 1); beside the largest double this is rounded away.
    const most =
      Math.abs(rate) *
      Delta.cols *
      (yield* largestSteps(Delta.data)) *
      Math.max(yield* largestSteps(SigmaPrevious.data), 1);
    if (!(most < LARGEST * 2 ** -55)) {
      const { W, b } = updatedLayer(layer, backward, rate);
      const found =
        (yield* firstIn(W, 'updatedW', index)) ?? (b === null ? null : yield* firstIn(b, 'updatedb', index));
      if (found !== null) return found;
    }
    yield index / network.layers.length;
  }
  return null;
}

function* firstIn({ data, cols }: Matrix, quantity: Fault['quantity'], layer: number): Steps<Fault | null> {
  const at = yield* indexNotFinite(data);
  if (at < 0) return null;
  return { quantity, layer, row: Math.floor(at / cols), column: at % cols, value: data[at] };
}
