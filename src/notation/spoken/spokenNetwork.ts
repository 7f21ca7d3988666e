import { message, quantities, type Message } from '../../message/message';
import type { Activation } from '../../functions/builtin/activation';
import type { Loss, Reduction } from '../../functions/builtin/loss';
import type { Layer, Network } from '../../network/network';
import { compositions } from '../formula/compositionFormulas';
import type { Letters } from '../formula/formula';
import { preActivation } from '../formula/forwardFormula';
import type { Quantities } from '../formula/quantities';
import { spokenChain } from './spokenChain';
import { spokenEquation } from './spokenFormula';
import { spokenSymbol, type Spoken } from './spokenSymbol';

/** Layers up to which the network function is said as one formula. */
const FULL_COMPOSITION = 5;

/** The chain of maps that a network is, layer by layer. */
export function spokenMaps({ layers, sizes }: Network): readonly Message[] {
  return [
    message('f maps {0}-dimensional inputs to {1}-dimensional outputs', sizes[0], sizes[sizes.length - 1]),
    ...layers.map(({ index, inputSize, size, affine, activation }) => {
      if (activation.kind === 'softmax') {
        return affine
          ? message(
              'W {0} and b {0} map dimension {1} to {2}, then Sigma {0}, which is softmax',
              index,
              inputSize,
              size,
            )
          : message('W {0} maps dimension {1} to {2}, then Sigma {0}, which is softmax', index, inputSize, size);
      }
      return affine
        ? message('W {0} and b {0} map dimension {1} to {2}, then Sigma {0} acts on each entry', index, inputSize, size)
        : message('W {0} maps dimension {1} to {2}, then Sigma {0} acts on each entry', index, inputSize, size);
    }),
  ];
}

/** f of X as one formula; of a deep network its last layers. */
export function spokenComposition(q: Quantities, network: Network, letters: Letters): readonly Message[] {
  const { length } = network.layers;
  const all = compositions(q, network, length <= FULL_COMPOSITION ? length + 1 : 3);
  return [message('{0} equals {1}', networkFunction(letters), spokenChain(all[all.length - 1], letters))];
}

/** The same as a product that is taken from right to left. */
export function spokenProduct({ layers }: Network): readonly Message[] {
  const said = layers.reduce<Spoken>(
    (done, { index }) => message('{0}, then W {1} times it, then Sigma {1} applied to it', done, index),
    quantities('X'),
  );
  return [message('{0} equals, from right to left: {1}', networkFunction('matrices'), said)];
}

/** f of X with every N_i said by itself. */
export function spokenPreActivations(q: Quantities, { layers }: Network, letters: Letters): readonly Message[] {
  const last = compositions(q, { layers } as Network, 1)[0];
  return [
    message('{0} equals {1}', networkFunction(letters), spokenChain(last, letters)),
    ...[...layers]
      .reverse()
      .map(({ index, affine }) => spokenEquation({ ...preActivation(q, index, affine), letters })),
  ];
}

export function networkFunction(letters: Letters): Message {
  return message('f of {0}', spokenSymbol({ name: 'Sigma', layer: 0 }, false, letters));
}

/** Activation functions with their derivatives, each with the layers in which it occurs. */
export function spokenActivations(
  users: readonly { readonly activation: Activation; readonly layers: readonly number[] }[],
  softmax: readonly Layer[],
): readonly Message[] {
  return [
    ...users.map(
      ({ activation, layers }) =>
      layers.length === 1
        ? message('In layer {0} the activation is {1}: {2}, and its derivative is {3}', layers[0], activation.name, activation.formula, activation.derivativeFormula) // prettier-ignore
        : message('In layers {0} the activation is {1}: {2}, and its derivative is {3}', layers.join(', '), activation.name, activation.formula, activation.derivativeFormula), // prettier-ignore
    ),
    ...softmax.map(({ index }) =>
      message(
        'In layer {0} the activation is softmax: e to the N of each neuron over their sum; its Jacobian J {0} is diag(p) minus p times p transposed',
        index,
      ),
    ),
  ];
}

/** The activations of a layer neuron by neuron. */
export function spokenMixed({ index, activation }: Layer): readonly Message[] {
  if (activation.kind === 'softmax') return [];
  const names = activation.activations.map(({ name }) => name).join(', ');
  return [message('Sigma {0} is, neuron by neuron, {1}', index, names)];
}

/** The loss as a formula of one output and target, summed or averaged over outputs and samples. */
export function spokenLoss(loss: Loss, reduction: Reduction, outputs: number, columns: number): readonly Message[] {
  const [f, y] = loss.argumentNames;
  const found = [
    loss.meanOverCoordinates && outputs > 1
      ? message('L is the mean over the {0} outputs of {1}, where {2} is the output and {3} the target', outputs, loss.formula, f, y) // prettier-ignore
      : outputs > 1
        ? message('L is the sum over the {0} outputs of {1}, where {2} is the output and {3} the target', outputs, loss.formula, f, y) // prettier-ignore
        : message('L is {0}, where {1} is the output and {2} the target', loss.formula, f, y),
  ];
  if (columns > 1) {
    found.push(
      reduction === 'mean'
        ? message('it is the mean over {0} samples', columns)
        : message('it is the sum over {0} samples', columns),
    );
  }
  return found;
}
