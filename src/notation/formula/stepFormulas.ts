import type { Trace } from '../../engine/trace';
import { message, quantities, type Message } from '../../message/message';
import { layerIndex, subscript } from '../../message/subscript';
import { frozenPart } from '../../network/homogeneous';
import type { Network } from '../../network/network';
import { lastDelta, stableLastDelta } from './deltaRecursion';
import { inLetters, type Factor, type Formula } from './formula';
import { activation, activationDerivative, preActivation } from './forwardFormula';
import { gradientInForm, lettersOf, shownForm, type GradientForm } from './forms';
import { biasGradient, inputGradient, updateFormula } from './parameterFormulas';
import { quantitiesOf, type Quantities } from './quantities';
import type { QuantitySymbol } from './symbol';

/** A stretch of the way: a formula with its products, or a quantity that is there without one. */
export type Stretch =
  | { readonly kind: 'formula'; readonly title: Message; readonly formula: Formula; readonly layer: number }
  | { readonly kind: 'value'; readonly title: Message; readonly factor: Factor; readonly layer: number };

/**
 * The formulas that lead from X to the gradient and the step against it, in the order in which they are worked out: N_i,
 * Σ_i and Σ′_i for every layer, then in the form chosen what the gradients are made from and every ∇_{W_r}, every
 * ∇_{b_r}, ∇_X, and where there is a rate the updates. As long as nothing is chosen to differentiate, the first.
 * @param shown the layers r, the last one first
 */
export function stretches(
  network: Network,
  trace: Trace | null,
  form: GradientForm,
  shown: readonly number[],
): readonly Stretch[] {
  const q = quantitiesOf(network, trace);
  const had = shownForm(form, network, trace);
  const stretch = (given: Formula, layer: number) => formulaStretch(inLetters(given, lettersOf(had)), layer);
  const forward = network.layers.flatMap(({ index, affine, activation: { kind } }) => [
    stretch(preActivation(q, index, affine), index),
    stretch(activation(q, index), index),
    ...(kind === 'softmax' ? [] : [stretch(activationDerivative(q, index), index)]),
  ]);
  const objective = trace?.backward?.objective ?? network.objective;
  if (objective.kind === 'none') return forward;
  const ways = shown.map((r) => gradientInForm(had, network, trace, r));
  // What a gradient is made from, the Δ or the lines of the proof, begins with that of every later layer.
  const longest = ways.reduce((a, b) => (b.length > a.length ? b : a));
  const made = [...longest.slice(0, -1), ...ways.map((way) => way.at(-1)!)];
  const layers = shown.map((r) => network.layers[r - 1]);
  const affine = layers.filter((layer) => layer.affine);
  const updated = network.rate !== null && trace?.backward ? layers : [];
  return [
    ...forward,
    ...start(had, q, trace),
    ...made.map((formula) => stretch(formula, layerOf(formula.left, shown[0]))),
    ...affine.map(({ index }) => stretch(biasGradient(q, index), index)),
    stretch(inputGradient(q), 1),
    ...updated.flatMap((layer) => {
      const { index } = layer;
      return [
        stretch(updateFormula(q, 'W', index, frozenPart(layer)), index),
        ...(layer.affine ? [stretch(updateFormula(q, 'b', index), index)] : []),
      ];
    }),
  ];
}

/** What the formulas of the gradient begin with: ∇L, softmax's Jacobian, or Δ_k. */
function start(form: GradientForm, q: Quantities, trace: Trace | null): readonly Stretch[] {
  const layer = q.last as number;
  const found: Stretch[] = [];
  if (q.front !== null) found.push(valueStretch(q, q.front, layer));
  const JacobianNeeded = q.lastDerivative === 'Jacobian' && q.columns === 1 && !q.beginsWithDelta;
  if (JacobianNeeded) found.push(valueStretch(q, { name: 'Jacobian', layer }, layer));
  if (q.beginsWithDelta && form !== 'delta') {
    const stable = trace === null ? null : stableLastDelta(q, trace);
    found.push(formulaStretch(inLetters(stable ?? lastDelta(q), lettersOf(form)), layer));
  }
  return found;
}

function formulaStretch(formula: Formula, layer: number): Stretch {
  return { kind: 'formula', title: titleOf(formula.left), formula, layer };
}

function valueStretch(q: Quantities, symbol: QuantitySymbol, layer: number): Stretch {
  return { kind: 'value', title: titleOf(symbol), factor: q.factor(symbol), layer };
}

/** The layer of a quantity; where it has none, `otherwise`. */
export function layerOf(symbol: QuantitySymbol, otherwise: number): number {
  return 'layer' in symbol && typeof symbol.layer === 'number' && symbol.layer > 0 ? symbol.layer : otherwise;
}

function titleOf(symbol: QuantitySymbol): Message {
  const layer = layerOf(symbol, 0);
  switch (symbol.name) {
    case 'N':
      return message('Layer {0}: the pre-activations N{1}', layer, layerIndex(layer));
    case 'Sigma':
      return message('Layer {0}: the activations Σ{1}', layer, layerIndex(layer));
    case 'dSigma':
      return message('Layer {0}: the derivatives Σ′{1}', layer, layerIndex(layer));
    case 'Delta':
      return message('Layer {0}: Δ{1}', layer, layerIndex(layer));
    case 'lossGradient':
      return message('∇L, the derivative of the loss with respect to the output');
    case 'Jacobian':
      return message('The Jacobian J{0} of softmax', layerIndex(layer));
    case 'indicator':
      return message('The unit vector of output {0}', symbol.output);
    case 'gradient':
      return gradientTitle(symbol.by, layer);
    case 'updated':
      return symbol.of === 'W'
        ? message('W{0} after one gradient descent step', layerIndex(layer))
        : message('b{0} after one gradient descent step', layerIndex(layer));
    default:
      throw new RangeError(`No step gives ${symbol.name}.`);
  }
}

function gradientTitle(by: string, layer: number): Message {
  return by === 'X'
    ? message('The gradient with respect to X')
    : message('The gradient with respect to {0}', quantities(`${by === 'Sigma' ? 'Σ' : by}${subscript(layer)}`));
}
