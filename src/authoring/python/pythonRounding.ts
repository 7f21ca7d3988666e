import { fusedLoss } from '../../engine/fusedLoss';
import { largest } from '../../engine/finite';
import { HALF_ULP, roundingOf } from '../../engine/flaws/termSum';
import { lossRounding, objectiveRoundings } from '../../engine/flaws/lostDigits';
import { divisorOf } from '../../engine/objective';
import type { Backward, Forward, Trace } from '../../engine/trace';
import {
  mapped,
  plusColumn,
  product,
  productWithTransposed,
  rowSums,
  transposedProduct,
} from '../../mistakes/products';
import { matrixOf, quantitiesOf, type QuantityRef } from '../../mistakes/quantity';
import { type HalfUnit, roundingBounds } from '../../mistakes/roundingBounds';
import { valuesBefore } from '../../mistakes/wrongPass';
import type { Matrix } from '../../network/matrix';
import { Portion } from '../../steps/portion';
import { finish } from '../../steps/steps';

/** What is left of terms, as a part of them, that has nine digits for sure, also after some steps more; and L likewise. */
const CANCELS = 1e-5;
const INEXACT = 1e-10;
/** Multiples of 2⁻²⁶ below 2²⁶ are added without rounding. */
const FINE = 2 ** 26;
/** How many roundings of all its terms a sum is usually off by at most in another program, and how many times that is allowed. */
const ROUNDINGS = 2;
const ALLOWED = 4;

/** Up to this part of the largest entry, and this, numbers of programs differ anyway. */
export const NINE_DIGITS = 1e-9;
export const LEAST = 1e-15;

/** What a script has instead of a comparison that may fail. */
export const notComparedCode = '# Not compared: terms nearly cancel, so other programs get other digits';

/**
 * By how much the numbers of another program may differ from those of NNet, as it adds and rounds in another order: of
 * quantities, as scripts name them (`N1`, `gradX`, `L`), the most of their entries; only of those that have not nine digits
 * in common.
 */
export type Roundings = ReadonlyMap<string, number>;

const known = new WeakMap<Trace, Roundings>();

/** Empty where no terms cancel so far that it matters: nearly always. */
export function roundingsOf(trace: Trace): Roundings {
  let roundings = known.get(trace);
  if (roundings === undefined) known.set(trace, (roundings = foundRoundings(trace)));
  return roundings;
}

/** The numbers of the text, and the quantities that roundings know. */
const KNOWN = /^(?:X|Y|[WbVv]\d+|eta|(?:N|d?Sigma|Delta|grad[WbX]|next[Wb])\d*|L|f)$/;

/** By how much an expression of a script may differ in another program; 0 of one that has its digits. */
export function roundingOfCode(code: string, roundings: Roundings): number {
  const name = /^(\w+)(?:\.T)?(?:\[[^[\]]*\])?$/.exec(code)?.[1];
  const isKnown = name !== undefined && KNOWN.test(name);
  return isKnown ? (roundings.get(name) ?? 0) : Math.max(0, ...roundings.values());
}

function foundRoundings(trace: Trace): Roundings {
  const { forward, backward, fault } = trace;
  const found = new Map<string, number>();
  if (fault !== null) return found;
  const { layers, rate } = forward.network;
  const ofN = layers.map(({ index }) => sizeOfN(forward, index));
  const ofDelta = backward === null ? [] : layers.map(({ index }) => sizeOfDelta(forward, backward, index));
  const half: HalfUnit = (kind, layer, x, i) => {
    if (kind === 'N') return ROUNDINGS * HALF_ULP * ofN[layer - 1].data[i];
    const slope = Math.abs(forward.layers[layer - 1].dSigma?.data[i] ?? 1);
    // A short number, such as 1, is exact, but where it is what a curve comes close to.
    if (kind === 'Sigma') return ROUNDINGS * (slope > 0 && slope < CANCELS ? HALF_ULP * Math.abs(x) : roundingOf(x));
    // Of numbers near 1, in other programs.
    if (kind === 'dSigma') return ROUNDINGS * HALF_ULP * Math.max(1, Math.abs(x));
    // Asked for before Σ′, and for what comes out of it.
    const through = x === backward!.Delta[layer - 1].data[i] ? slope : 1;
    return ROUNDINGS * HALF_ULP * ofDelta[layer - 1].data[i] * through;
  };
  const value = backward === null ? 0 : roundingOfValue(trace, backward, half);
  // Scripts have 1 − tanh² and σ(1 − σ) as they are written, of which rounding leaves little where the layer is saturated.
  const someCancel = forward.layers.some(({ N, dSigma }, i) => cancels(N, ofN[i]) || isSaturated(dSigma));
  if (!someCancel && (backward === null || !cancelsBack(trace, backward, ofDelta, value))) return found;
  const put = (name: string, most: number, rounding: number) => {
    if (rounding > NINE_DIGITS * most + LEAST) found.set(name, ALLOWED * rounding);
  };
  for (const of of quantitiesOf(trace)) {
    const terms = largest(termsOf(of, trace, { ofN, ofDelta }).data);
    const rounding = largest(boundsOf(of, trace, half).data) + ROUNDINGS * HALF_ULP * terms;
    const name = `${of.quantity}${of.layer === 0 ? '' : of.layer}`;
    put(name, largest(matrixOf(of, trace)!.data), rounding);
    if (rate !== null && /^grad[Wb]/.test(name)) {
      const parameter = layers[of.layer - 1][of.quantity === 'gradW' ? 'weights' : 'bias']!;
      put(name.replace('grad', 'next'), largest(parameter.data), Math.abs(rate) * rounding);
    }
    const slopes = of.quantity === 'Sigma' ? forward.layers[of.layer - 1].dSigma : null;
    if (slopes !== null) {
      put(
        `dSigma${of.layer}`,
        largest(slopes.data),
        largest(boundsOf({ ...of, quantity: 'dSigma' }, trace, half).data),
      );
    }
  }
  if (backward !== null) put(backward.objective.kind === 'loss' ? 'L' : 'f', Math.abs(backward.value), value);
  return found;
}

function isSaturated(dSigma: Matrix | null): boolean {
  const most = dSigma === null ? 1 : largest(dSigma.data);
  return most > 0 && most < CANCELS;
}

function cancels(A: Matrix, size: Matrix): boolean {
  return largest(A.data) < CANCELS * largest(size.data);
}

/** Whether the terms of L, of a Δ_i, of a gradient of a batch or of ∇_X do. */
function cancelsBack({ forward }: Trace, backward: Backward, sizes: readonly Matrix[], ofValue: number): boolean {
  const { Delta, gradW, gradb, gradX, value } = backward;
  if (ofValue > INEXACT * Math.abs(value)) return true;
  const W = absolute(forward.network.layers[0].weights!);
  if (cancels(gradX, transposedProduct(W, absolute(Delta[0])))) return true;
  return Delta.some((each, i) => {
    const { dSigma } = forward.layers[i];
    const size = dSigma === null ? sizes[i] : mapped(sizes[i], (x, at) => x * Math.abs(dSigma.data[at]));
    if (cancels(each, size)) return true;
    const own = gradb[i];
    if (each.cols === 1) return false;
    const ofW = productWithTransposed(absolute(each), absolute(gradW[i].SigmaPrevious));
    return cancels(gradW[i].toMatrix(), ofW) || (own !== null && cancels(own, rowSums(absolute(each))));
  });
}

/** What the entries of a quantity are sums of, as if all terms had one sign. */
function termsOf(
  { quantity, layer }: QuantityRef,
  { forward, backward }: Trace,
  { ofN, ofDelta }: Record<'ofN' | 'ofDelta', readonly Matrix[]>,
): Matrix {
  switch (quantity) {
    case 'N':
      return ofN[layer - 1];
    case 'Sigma':
      return forward.layers[layer - 1].Sigma;
    case 'Delta':
      return ofDelta[layer - 1];
    case 'gradW':
      return productWithTransposed(absolute(backward!.Delta[layer - 1]), absolute(valuesBefore(forward, layer)));
    case 'gradb':
      return rowSums(absolute(backward!.Delta[layer - 1]));
    case 'gradX':
      return transposedProduct(absolute(forward.network.layers[0].weights!), absolute(backward!.Delta[0]));
  }
}

/** |W_i|·|Σ_{i−1}| + |b_i|; 0 where little is left of terms that no order of them rounds, as beside a kink of whole numbers. */
function sizeOfN(forward: Forward, i: number): Matrix {
  const { weights, bias, inputSize } = forward.network.layers[i - 1];
  const { data: before, cols } = valuesBefore(forward, i);
  const size = product(absolute(weights!), absolute(valuesBefore(forward, i)));
  if (bias !== null) size.data.set(plusColumn(size, absolute(bias)).data);
  const isExact = (at: number): boolean => {
    const row = Math.floor(at / cols);
    const terms = Array.from({ length: inputSize }, (_, j) => weights!.data[row * inputSize + j] * before[j * cols + (at % cols)]); // prettier-ignore
    return [...terms, bias?.data[row] ?? 0].every((term) => Number.isInteger(term * FINE)) && size.data[at] < FINE;
  };
  const { data: N } = forward.layers[i - 1].N;
  return mapped(size, (x, at) => (Math.abs(N[at]) < CANCELS * x && isExact(at) ? 0 : x));
}

/** What Δ_i is the sum of: |W_{i+1}|ᵀ·|Δ_{i+1}|; of the last layer what its roundings are those of. */
function sizeOfDelta(forward: Forward, { Delta, objective, seed }: Backward, i: number): Matrix {
  const { layers } = forward.network;
  if (i < layers.length) return transposedProduct(absolute(layers[i].weights!), absolute(Delta[i]));
  if (objective.kind === 'output') return absolute(seed);
  const { roundingAt } = finish(objectiveRoundings(forward, objective.loss));
  const divisor = divisorOf(forward, objective);
  const isFused = fusedLoss(objective.loss, layers[i - 1]) !== null;
  return mapped(isFused ? Delta[i - 1] : seed, (x, at) => Math.abs(x) + roundingAt(at) / (HALF_ULP * divisor));
}

/** Of f or L by the outputs, or by N_k where it is computed from it, and by its own terms. */
function roundingOfValue(trace: Trace, { objective, seed, Delta, value }: Backward, half: HalfUnit): number {
  const { forward } = trace;
  const k = forward.network.layers.length;
  const isFused = objective.kind === 'loss' && fusedLoss(objective.loss, forward.network.layers[k - 1]) !== null;
  const { data } = boundsOf({ quantity: isFused ? 'N' : 'Sigma', layer: k }, trace, half);
  const slopes = isFused ? Delta[k - 1] : seed;
  const byOutputs = slopes.data.reduce((sum, slope, i) => sum + (slope === 0 ? 0 : Math.abs(slope) * data[i]), 0);
  if (objective.kind === 'output') {
    const size = forward.output.data.reduce((sum, y, i) => sum + Math.abs(y * seed.data[i]), 0);
    return byOutputs + ROUNDINGS * HALF_ULP * size;
  }
  const divisor = divisorOf(forward, objective);
  const ofTerms = finish(lossRounding(value * divisor, forward, objective.loss, new Portion(Infinity))) / divisor;
  return byOutputs + ROUNDINGS * ofTerms;
}

function boundsOf(quantity: Parameters<typeof roundingBounds>[0], trace: Trace, half: HalfUnit): Matrix {
  return roundingBounds(quantity, trace, half)!;
}

function absolute(A: Matrix): Matrix {
  return mapped(A, Math.abs);
}
