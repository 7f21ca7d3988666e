import type { Activation } from '../functions/builtin/activation';
import type { Matrix } from '../network/matrix';
import { matrix } from '../network/matrix';
import type { Layer } from '../network/network';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';
import { roundingOf } from './flaws/termSum';
import { softmaxColumn } from './softmax';
import type { LayerForward } from './trace';

/** How many entries make a step. */
const AT_ONCE = 65_536;

/**
 * Σ_k − Y, n_k × m, with the digits that the difference of the rounded numbers loses where an output saturates beside
 * its target, sigmoid(40) − 1 is −4·10⁻¹⁸, not 0, or where a sigmoid is beside ½. In steps that can be abandoned.
 */
export function* differenceSteps({ activation }: Layer, { N, Sigma }: LayerForward, Y: Matrix): Steps<Matrix> {
  const out = matrix(Sigma.rows, Sigma.cols);
  if (activation.kind === 'softmax') yield* softmaxDifference(N, Sigma, Y, out);
  else {
    const { activations } = activation;
    for (let i = 0; i < out.data.length; i++) {
      const sigma = activations[Math.floor(i / out.cols)];
      out.data[i] = difference(sigma, N.data[i], Sigma.data[i], Y.data[i]);
      if (i % AT_ONCE === AT_ONCE - 1) yield i / out.data.length;
    }
  }
  return out;
}

/** y − t for y = σ(x); 1 − t is exact for t from ½ to 2. */
function difference({ oneMinus, lessHalf, odd }: Activation, x: number, y: number, t: number): number {
  if (lessHalf !== undefined && t === 0.5) return lessHalf(x);
  if (oneMinus !== undefined && t >= 0.5 && t <= 2) return 1 - t - oneMinus(x);
  if (oneMinus !== undefined && odd && t <= -0.5 && t >= -2) return oneMinus(-x) - (1 + t);
  return y - t;
}

/** How much of the difference at output `row` (from 0) may come from the roundings of y, or of what is taken instead of it, and t. */
export function differenceRounding({ activation }: Layer, row: number, y: number, t: number): number {
  const isSoftmax = activation.kind === 'softmax';
  const { oneMinus, lessHalf, odd }: Partial<Activation> = isSoftmax ? {} : activation.activations[row];
  if (lessHalf !== undefined && t === 0.5) return 0;
  const fromOne = isSoftmax || oneMinus !== undefined;
  const isNear = fromOne && Math.abs(t) >= 0.5 && Math.abs(t) <= 2 && (t > 0 || odd === true);
  return roundingOf(t) + roundingOf(isNear ? 1 - Math.abs(y) : y);
}

function* softmaxDifference(N: Matrix, P: Matrix, Y: Matrix, out: Matrix): Steps<void> {
  const { rows, cols } = N;
  const portion = new Portion(AT_ONCE);
  for (let c = 0; c < cols; c++) {
    const { top, max, rest } = softmaxColumn(N, c);
    for (let r = 0, i = c; r < rows; r++, i += cols) {
      const t = Y.data[i];
      const others = r === top ? rest : 1 + rest - Math.exp(N.data[i] - max);
      out.data[i] = t >= 0.5 && t <= 2 ? 1 - t - others / (1 + rest) : P.data[i] - t;
    }
    if (portion.fills(rows)) yield c / cols;
  }
}
