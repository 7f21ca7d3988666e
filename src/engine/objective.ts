import { matrix, type Matrix } from '../network/matrix';
import type { Network, Objective } from '../network/network';
import { batchSize } from '../network/sampleColumn';
import { CompensatedSum } from './compensatedSum';
import { fusedLoss } from './fusedLoss';
import type { Kernels } from './kernels';
import { hadamardSteps, valuesAtATime } from './parts';
import { differenceSteps } from './outputDifference';
import { checkedTarget } from './shapes';
import { softmaxJacobianSteps } from './softmax';
import type { Steps } from '../steps/steps';
import type { Backward, Forward } from './trace';

/** An objective that says what to differentiate. */
export type Differentiated = Backward['objective'];

/** Where the Δ recursion starts. */
export type Start = Pick<Backward, 'value' | 'seed' | 'fused' | 'lossKinks'> & {
  /** Δ_k, n_k × m. */
  readonly lastDelta: Matrix;
};

/**
 * The objective "output j", j from 1, for networks with several outputs.
 * @throws RangeError if the network has no such output.
 */
export function chooseOutput(network: Network, j: number): Extract<Objective, { kind: 'output' }> {
  const outputs = network.sizes[network.sizes.length - 1];
  if (!Number.isInteger(j) || j < 1 || j > outputs) throw new RangeError(`There is no output ${j} among ${outputs}.`);
  return { kind: 'output', index: j };
}

/**
 * The number that is differentiated, what stands in front of Σ′_k, and Δ_k = seed ∘ Σ′_k (softmax: Jᵀ·seed), in steps
 * that can be abandoned.
 * @throws RangeError if the chosen output does not exist or the target is missing or does not fit.
 */
export function startSteps(forward: Forward, objective: Differentiated, kernels: Kernels): Steps<Start> {
  return objective.kind === 'output'
    ? startAtOutput(forward, chooseOutput(forward.network, objective.index).index - 1)
    : startAtLoss(forward, objective, kernels);
}

/** f = Σ_k[row] summed over the columns; the seed is 1 in that row. */
function* startAtOutput(forward: Forward, row: number): Steps<Start> {
  const { output } = forward;
  const { rows, cols } = output;
  const { dSigma } = forward.layers[forward.layers.length - 1];
  const seed = matrix(rows, cols);
  const lastDelta = matrix(rows, cols);
  const value = new CompensatedSum();
  for (let i = row * cols; i < (row + 1) * cols; i++) {
    seed.data[i] = 1;
    value.add(output.data[i]);
    // The other rows stay 0 even where their Σ′ is infinite: f does not depend on them.
    if (dSigma !== null) lastDelta.data[i] = dSigma.data[i];
  }
  if (dSigma === null) yield* softmaxJacobianSteps(output, seed, lastDelta);
  return { value: value.value, seed, lastDelta, fused: null, lossKinks: [] };
}

/** L over all columns; the seed is ∇L with the mean's 1/m and mse's 1/n_k in it. One column of a batch has its share. */
function* startAtLoss(forward: Forward, objective: LossObjective, kernels: Kernels): Steps<Start> {
  const { loss } = objective;
  const { output, network } = forward;
  const { rows, cols } = output;
  const Y = checkedTarget(forward.sample, output);
  const divisor = divisorOf(forward, objective);
  const last = forward.layers[forward.layers.length - 1];
  const lastLayer = network.layers[network.layers.length - 1];
  const fused = fusedLoss(loss, lastLayer);

  const seed = matrix(rows, cols);
  const lastDelta = matrix(rows, cols);
  if (fused !== null) {
    const sum = new CompensatedSum();
    yield* fused.evaluate(last.N, Y, sum, lastDelta, seed);
    divide(seed, divisor);
    divide(lastDelta, divisor);
    return { value: sum.value / divisor, seed, lastDelta, fused: fused.kind, lossKinks: [] };
  }
  const { y, t } = yield* lossArguments(forward, objective);
  const lossKinks: { output: number; column: number }[] = [];
  const part = valuesAtATime(loss);
  for (let i = 0; i < rows * cols; i++) {
    seed.data[i] = loss.derivative(y.data[i], t.data[i]) / divisor;
    if (loss.isKink(y.data[i], t.data[i])) lossKinks.push({ output: Math.floor(i / cols), column: i % cols });
    if (i % part === part - 1) yield i / (rows * cols);
  }
  if (last.dSigma !== null) yield* hadamardSteps(seed, last.dSigma, lastDelta, kernels);
  else yield* softmaxJacobianSteps(output, seed, lastDelta);
  const terms = yield* lossTermSteps(forward, objective);
  return { value: yield* average(terms, divisor), seed, lastDelta, fused: null, lossKinks };
}

/** What L and ∇L are divided by: the mean's m, and mse's n_k. One column of a batch has its share. */
export function divisorOf({ output, sample }: Forward, { loss, reduction }: LossObjective): number {
  return (loss.meanOverCoordinates ? output.rows : 1) * (reduction === 'mean' ? batchSize(sample) : 1);
}

type LossObjective = Extract<Objective, { kind: 'loss' }>;

/** ℓ of every output and column, n_k × m, as the loss itself says: not in the stable form of `fusedLoss`. */
export function* lossTermSteps(forward: Forward, objective: LossObjective): Steps<Matrix> {
  const { y, t } = yield* lossArguments(forward, objective);
  const terms = matrix(y.rows, y.cols);
  const part = valuesAtATime(objective.loss);
  for (let i = 0; i < terms.data.length; i++) {
    terms.data[i] = objective.loss.value(y.data[i], t.data[i]);
    if (i % part === part - 1) yield i / terms.data.length;
  }
  return terms;
}

/**
 * What ℓ is taken at: Σ_k and Y, or, if it depends on y − t only, the difference and 0, since the rounded y and t may
 * have lost digits of it.
 */
function* lossArguments(forward: Forward, { loss }: LossObjective): Steps<{ readonly y: Matrix; readonly t: Matrix }> {
  const { output, layers, network, sample } = forward;
  const Y = checkedTarget(sample, output);
  if (!loss.ofDifference) return { y: output, t: Y };
  const difference = yield* differenceSteps(network.layers[layers.length - 1], layers[layers.length - 1], Y);
  return { y: difference, t: matrix(output.rows, output.cols) };
}

/** The sum of all terms over the divisor; a sum that overflows is taken of the divided terms. */
function* average({ data }: Matrix, divisor: number): Steps<number> {
  const sum = new CompensatedSum();
  const part = valuesAtATime({});
  for (let i = 0; i < data.length; i++) {
    sum.add(data[i]);
    if (i % part === part - 1) yield i / data.length;
  }
  if (divisor === 1 || Number.isFinite(sum.value)) return sum.value / divisor;
  const divided = new CompensatedSum();
  for (const term of data) divided.add(term / divisor);
  return divided.value;
}

export function divide(A: Matrix, divisor: number): void {
  if (divisor !== 1) for (let i = 0; i < A.data.length; i++) A.data[i] /= divisor;
}
