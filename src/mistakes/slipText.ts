import type { Trace } from '../engine/trace';
import { message, quantities, type Message } from '../message/message';
import { layerIndex } from '../message/subscript';
import { numberText } from '../numbers/numberText';
import { isGradient, type AskedRef } from './quantity';
import { quantityWord } from './quantityName';
import type { OtherLoss, Slip } from './slip';

/** One sentence, or two, that say how the numbers came about and what is correct instead. */
export function slipText(slip: Slip, wanted: AskedRef, trace: Trace): readonly Message[] {
  const text = texts[slip.kind] as (slip: Slip, about: About) => Text;
  return [text(slip, { wanted, trace, name: quantityWord(wanted), layer: wanted.layer })].flat();
}

/** What was asked for: the matrix, its name and layer, and the computation it is from. */
interface About {
  readonly wanted: AskedRef;
  readonly trace: Trace;
  readonly name: Message;
  readonly layer: number;
}

type Text = Message | readonly Message[];

const texts: { readonly [K in Slip['kind']]: (slip: Extract<Slip, { kind: K }>, about: About) => Text } = {
  transposed: (_, { name, wanted }) => [
    message('This is {0} transposed: rows and columns are swapped.', name),
    ...(wanted.quantity === 'gradW'
      ? [message('A gradient has the shape of its matrix: {0} has the shape of W{1}.', name, layerIndex(wanted.layer))]
      : []),
  ],
  negated: (_, { wanted, trace }) => [
    wanted.quantity === 'L' ? message('The sign is reversed.') : message('Every sign is reversed.'),
    ...(hasDifference(trace) && isGradient(wanted)
      ? [message('Did you compute target − output instead of output − target, or the step instead of the gradient?')]
      : []),
  ],
  sumNotMean: (slip) => [
    message('The factor 1/m is missing: the objective is the mean over m = {0} samples.', slip.columns),
  ],
  meanNotSum: (slip) => [
    message('There is an extra factor 1/m: the objective is the sum over m = {0} samples.', slip.columns),
  ],
  averagedTwice: (slip, { name, wanted }) =>
    wanted.quantity === 'gradb'
      ? [message('The factor 1/m (m = {0}) is applied twice: Δ already contains it, so {1} is the sum of the columns of Δ{2}.', slip.columns, name, layerIndex(wanted.layer))] // prettier-ignore
      : [message('The factor 1/m (m = {0}) is applied twice.', slip.columns)],
  twice: (_, { trace, wanted }) =>
    wanted.quantity === 'L'
      ? lossName(trace) === 'half_sse'
        ? [message('The ½ of the loss is missing.')]
        : [message('This is twice the correct value.')]
      : lossName(trace) === 'half_sse'
        ? [message('Every entry is twice the correct value: the ½ of the loss cancels the 2 from its square.')]
        : [message('Every entry is twice the correct value.')],
  half: (_, { trace, wanted }) =>
    wanted.quantity === 'L'
      ? ['sse', 'mse'].includes(lossName(trace) ?? '')
        ? [message('This is half the correct value: this loss has no ½.')]
        : [message('This is half the correct value.')]
      : ['sse', 'mse'].includes(lossName(trace) ?? '')
        ? [message('Every entry is half the correct value: this loss has no ½, so the 2 from its square remains.')]
        : [message('Every entry is half the correct value.')],
  noMeanOfOutputs: (slip) => [
    message('The factor 1/{0} is missing: this loss is a mean over the {0} outputs.', slip.outputs),
  ],
  timesRate: (slip, { name }) =>
    slip.negative
      ? [message('This is the step −η{0}, not the gradient.', name)]
      : [message('This is η{0}, which a step subtracts, not the gradient.', name)],
  multiple: (slip) => [message('Every entry is {0} times the correct value.', numberText(slip.factor, 4))],
  noDerivative: (slip, { wanted, trace }) => [withoutDerivative(slip.layer, quantityWord(wanted), trace)],
  otherDerivative: (slip, { trace }) => {
    if (slip.layer === 'all') return [message('Σ′ was computed as {0} in every such layer.', quantities(slip.used))];
    const { activation } = trace.forward.network.layers[slip.layer - 1];
    const uniform = activation.kind === 'coordinatewise' ? activation.uniform : null;
    return [
      message('Σ′{0} was computed as {1}.', layerIndex(slip.layer), quantities(slip.used)),
      ...(uniform === null || uniform.custom
          ? []
          : [message('The derivative of {0} is σ′({1}) = {2}.', uniform.name, uniform.argument, uniform.derivativeFormula)]), // prettier-ignore
    ];
  },
  softmaxDiagonal: (slip) => [
    message('Softmax in layer {0} was differentiated as p ∘ (1 − p).', slip.layer),
    message('That is only the diagonal of its Jacobian diag(p) − p·pᵀ.'),
  ],
  derivativeTwice: (slip) => [
    slip.diagonal
      ? message('Δ{0} was computed as p ∘ (1 − p) ∘ (p − Y).', layerIndex(slip.layer))
      : message('Σ′{0} appears one time too many.', layerIndex(slip.layer)),
    message('With this loss Σ′{0} has already cancelled: Δ{0} = Σ{0} − Y.', layerIndex(slip.layer)),
  ],
  derivativeOfValues: () => [
    message('σ′ was evaluated at Σ, after the activation. Evaluate it at N, before it: Σ′ᵢ(Nᵢ).'),
  ],
  noWeights: (slip) => slip.layer === 1
        ? [message('W₁ᵀ is missing in the backward pass: ∇X = W₁ᵀ·Δ₁.')]
        : [message('W{0}ᵀ is missing in the backward pass: Δ{1} = (W{0}ᵀ·Δ{0}) ∘ Σ′{1}.', layerIndex(slip.layer), layerIndex(slip.layer - 1))], // prettier-ignore
  updatedWeights: (_, { layer }) => [
    message(
      'The updated W{0} − η∇W{0} was used instead of W{0} in the backward pass.',
      layerIndex(Math.max(layer, 1) + 1),
    ),
    message('All gradients are taken at the same point: compute all of them first, then take the step.'),
  ],
  untransposed: (_, { wanted, layer }) =>
    isGradient(wanted)
      ? [message('W was used instead of Wᵀ in the backward pass: Δᵢ = (Wᵢ₊₁ᵀ·Δᵢ₊₁) ∘ Σ′ᵢ.')]
      : [message('Wᵀ was used instead of W: N{0} = W{0}·{1}.', layerIndex(layer), values(layer - 1))],
  noSeed: (_, { trace }) =>
    lossName(trace) === null
      ? [message('This is the gradient of the sum of all outputs; one output was chosen.')]
      : [message('The factor ∇L is missing: (3) starts with ∇L; yours starts with ones.')],
  preActivation: (slip, { layer }) => [
    message('The last factor is N{0}ᵀ instead of Σ{0}ᵀ: ∇W{1} = Δ{1}·Σ{0}ᵀ, with the values after the activation.', layerIndex(slip.layer), layerIndex(layer)), // prettier-ignore
  ],
  otherValues: (slip, { layer }) => [
    message('The last factor is {0}ᵀ instead of {1}ᵀ: ∇W{2} = Δ{2}·{1}ᵀ.', values(slip.layer), values(layer - 1), layerIndex(layer)), // prettier-ignore
  ],
  parentheses: () => [
    message('The braces of formula (3) were read as parentheses.'),
    message('They only mark its period; read (3) strictly from left to right.'),
  ],
  noBias: (slip) =>
    slip.layer === 'all'
      ? message('The bias is missing in the forward pass: N = W·Σ + b.')
      : message('The bias of layer {0} is missing in the forward pass: N = W·Σ + b.', slip.layer),
  // prettier-ignore
  noActivation: (slip) => message('The activation of layer {0} is missing in the forward pass: Σ{1} = σ(N{1}).', slip.layer, layerIndex(slip.layer)),
  otherActivation: (slip, { trace }) => {
    const { activation } = trace.forward.network.layers[slip.layer - 1];
    const right = activation.kind === 'softmax' ? 'softmax' : (activation.uniform?.name ?? null);
    return right === null
      ? message('The activation of layer {0} was computed as {1}.', slip.layer, slip.used)
      : message('The activation of layer {0} was computed as {1}; it is {2}.', slip.layer, slip.used, right);
  },
  otherLoss: (slip) => otherLossTexts[slip.used],
  nextPoint: (_, { name }) => message('This is {0} at the next point, after one learning step.', name),
  oneColumn: (slip, { name }) =>
    message('This is {0} of sample {1} alone; the objective covers all samples.', name, slip.column),
  withBias: (slip, { layer }) =>
    slip.side === 'right'
      ? message('There is an extra column: the last one is ∇b{0}, as in the homogeneous form [W b].', layerIndex(layer))
      : message('There is an extra column: the first one is ∇b{0}.', layerIndex(layer)),
  formal: (slip, { layer }) => withoutFormal(slip.what, layerIndex(layer)),
  other: (slip, { name }) => message('These are the values of {0}, not of {1}.', quantityWord(slip), name),
};

const otherLossTexts: Readonly<Record<OtherLoss, Text>> = {
  noSquare: message('The differences of output and target are not squared.'),
  root: message('A square root was taken; the loss has none.'),
  log10: message('The logarithm to the base 10 was taken; the loss has the natural logarithm ln.'),
  noLogarithm: message('The logarithm is missing in the loss.'),
  oneTerm: message('The term of 1 − y is missing: the loss has −(y·ln f + (1 − y)·ln(1 − f)).'),
};

function withoutFormal(what: 'masked' | 'noRow' | 'affine', r: Message): Message {
  switch (what) {
    case 'masked':
      return message('You have zeros in the frozen row of W{0}, as the mask M{0} sets them for a step; the formula gives the values below the line. All other entries are correct.', r); // prettier-ignore
    case 'noRow':
      return message('The row for the frozen row of W{0} is missing; all other entries are correct.', r);
    case 'affine':
      return message('This is ∇W{0} of the affine form: without the bias column and without a frozen row.', r);
  }
}

function withoutDerivative(layer: number | 'all', name: Message, { forward }: Trace): Message {
  if (layer === 'all') {
    return message('This is {0} without any σ′: each layer contributes a factor ∘ Σ′ᵢ in the backward pass.', name);
  }
  return forward.network.layers[layer - 1].activation.kind === 'softmax'
    ? message('This is {0} without • J{1}ᵀ: the Jacobian of softmax is missing.', name, layerIndex(layer))
    : message('This is {0} without ∘ Σ′{1}: the factor σ′ of layer {2} is missing.', name, layerIndex(layer), layer);
}

function values(layer: number): Message {
  return quantityWord({ quantity: 'Sigma', layer });
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
