import type { QuantityRef } from './quantity';
import type { Slip } from './slip';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import { subscript } from '../message/subscript';
import { numberText } from '../numbers/numberText';
import { quantityName } from './quantityName';

/** One sentence, or two, that say how the numbers came about and what is right instead. */
export function slipText(slip: Slip, claim: QuantityRef, trace: Trace): readonly Message[] {
  const name = quantityName(claim);
  const r = claim.layer;
  switch (slip.kind) {
    case 'transposed':
      return [
        message('This is {0} transposed: rows and columns are exchanged.', name),
        ...(claim.quantity === 'gradW'
          ? [message('The gradient has the shape of its matrix: {0} is as large as W{1}.', name, subscript(r))]
          : []),
      ];
    case 'negated':
      return [
        message('Every sign is the opposite one.'),
        ...(hasDifference(trace) && isGradient(claim)
          ? [
              message(
                'Perhaps target − output was taken instead of output − target, or the direction of the step instead of the gradient.',
              ),
            ]
          : []),
      ];
    case 'noDerivative':
      return [withoutDerivative(slip.layer, name, trace)];
    case 'sumNotMean':
      return [
        message(
          'Every entry is {0} times too large: the objective is the mean over m = {0} samples, and its factor 1/m is missing.',
          slip.columns,
        ),
      ];
    case 'meanNotSum':
      return [
        message(
          'Every entry is {0} times too small: the objective is the sum over m = {0} samples, and here is the mean.',
          slip.columns,
        ),
      ];
    case 'twice':
      return lossName(trace) === 'half_sse'
        ? [message('Every entry is twice the right one: the ½ of the loss cancels the 2 that its square brings.')]
        : [message('Every entry is twice the right one.')];
    case 'half':
      return ['sse', 'mse'].includes(lossName(trace) ?? '')
        ? [message('Every entry is half the right one: this loss has no ½, so the 2 that its square brings stays.')]
        : [message('Every entry is half the right one.')];
    case 'noMeanOfOutputs':
      return [
        message(
          'Every entry is {0} times too large: this loss is a mean over the {0} outputs, and its factor 1/{0} is missing.',
          slip.outputs,
        ),
      ];
    case 'updatedWeights':
      return [
        message(
          'This comes out if the updated W{0} − η∇W{0} is used on the way back instead of W{0}.',
          subscript(Math.max(r, 1) + 1),
        ),
        message('All gradients belong to the same point: first all of them, then the step.'),
      ];
    case 'nextPoint':
      return [message('This is {0} at the next point, after one step against the gradient.', name)];
    case 'parentheses':
      return [
        message('This comes out if the braces of formula (3) are read as parentheses.'),
        message('They only mark its period; (3) is read strictly from left to right.'),
      ];
    case 'untransposed':
      return isGradient(claim)
        ? [message('On the way back W was used where Wᵀ belongs: Δᵢ = (Wᵢ₊₁ᵀ·Δᵢ₊₁) ∘ Σ′ᵢ.')]
        : [message('Wᵀ was used where W belongs: N{0} = W{0}·{1}.', subscript(r), values(r - 1))];
    case 'noSeed':
      return lossName(trace) === null
        ? [message('This is the gradient of the sum of all outputs; one output was chosen.')]
        : [message('The loss is missing: formula (3) begins with ∇L in front, and here begins with ones.')];
    case 'preActivation':
      return [
        message(
          'The last factor is N{0}ᵀ where Σ{0}ᵀ belongs: ∇W{1} = Δ{1}·Σ{0}ᵀ, with the values after the activation.',
          subscript(slip.layer),
          subscript(r),
        ),
      ];
    case 'otherValues':
      return [
        message(
          'The last factor is {0}ᵀ where {1}ᵀ belongs: ∇W{2} = Δ{2}·{1}ᵀ.',
          values(slip.layer),
          values(r - 1),
          subscript(r),
        ),
      ];
    case 'derivativeOfValues':
      return [message('σ′ was taken at Σ, after the activation; it belongs at N, before it: Σ′ᵢ(Nᵢ).')];
    case 'derivativeTwice':
      return [
        message(
          'Σ′{0} is in it once too often: with this loss it has cancelled out already, and Δ{0} = Σ{0} − Y.',
          subscript(slip.layer),
        ),
      ];
    case 'noBias':
      return [message('This comes out if the bias is left out on the way forward: N = W·Σ + b.')];
    case 'noActivation':
      return [
        message('This comes out if the activation of layer {0} is left out: the next layer gets Σ, not N.', slip.layer),
      ];
    case 'oneColumn':
      return [message('This is {0} of sample {1} alone; the objective is taken over all samples.', name, slip.column)];
    case 'withBias':
      return slip.side === 'right'
        ? [
            message(
              'There is a column too many: the last one is ∇b{0}, as in the homogeneous form [W b].',
              subscript(r),
            ),
          ]
        : [message('There is a column too many: the first one is ∇b{0}.', subscript(r))];
    case 'formal':
      return [withoutFormal(slip.what, subscript(r))];
    case 'other':
      return [message('These are the numbers of {0}, not of {1}.', quantityName(slip), name)];
    case 'timesRate':
      return slip.negative
        ? [message('This is the step −η{0}, not the gradient.', name)]
        : [message('This is η{0}, what a step subtracts, not the gradient.', name)];
    case 'multiple':
      return [message('Every entry is {0} times the right one.', numberText(slip.factor, 4))];
  }
}

function withoutFormal(what: 'masked' | 'noRow' | 'affine', r: string): Message {
  switch (what) {
    case 'masked':
      return message(
        'The frozen row of W{0} has zeros here, as the mask M{0} puts them for a step; the formula gives the numbers below the line. All other entries agree.',
        r,
      );
    case 'noRow':
      return message('The row for the frozen row of W{0} is left out; all other entries agree.', r);
    case 'affine':
      return message(
        'This is ∇W{0} of the affine form: without the column of the biases, and without a frozen row.',
        r,
      );
  }
}

function withoutDerivative(layer: number | 'all', name: string, { forward }: Trace): Message {
  if (layer === 'all') {
    return message('This is {0} without any σ′: every layer on the way back brings its factor ∘ Σ′ᵢ.', name);
  }
  return forward.network.layers[layer - 1].activation.kind === 'softmax'
    ? message('This is {0} without • J{1}ᵀ: the Jacobian of softmax is missing.', name, subscript(layer))
    : message('This is {0} without ∘ Σ′{1}: the factor σ′ of layer {2} is missing.', name, subscript(layer), layer);
}

function isGradient({ quantity }: QuantityRef): boolean {
  return quantity !== 'N' && quantity !== 'Sigma';
}

function values(layer: number): string {
  return quantityName({ quantity: 'Sigma', layer });
}

function lossName({ backward }: Trace): string | null {
  return backward?.objective.kind === 'loss' ? backward.objective.loss.name : null;
}

/** Whether ∇L is made of output − target. */
function hasDifference(trace: Trace): boolean {
  return (
    ['half_sse', 'sse', 'mse', 'huber'].includes(lossName(trace) ?? '') || (trace.backward?.fused ?? null) !== null
  );
}
