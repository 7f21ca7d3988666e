import { message, type Message } from '../../message/message';
import type { Network } from '../../network/network';
import type { Spoken } from '../../notation/spoken/spokenSymbol';
import type { DrawingBlock } from '../page';

/** Neurons up to which the drawing says their values, and how many weights are positive and negative. */
const SMALL = 24;

/** What a drawing shows: the layers with the values of their neurons, the signs of the weights, and the bias nodes. */
export function spokenDrawing(network: Network, columns: DrawingBlock['columns']): readonly Message[] {
  const small = network.sizes.reduce((sum, size) => sum + size, 0) <= SMALL;
  return [
    ...columns.map((column) => spokenColumn(column, small)),
    message('Every neuron is connected to all neurons of the layer before it'),
    ...(small ? spokenSigns(network) : []),
    ...spokenBiasNodes(network),
  ];
}

function spokenColumn({ layer, size, activation, values }: DrawingBlock['columns'][number], small: boolean): Message {
  const said = small && values !== null ? values.map(({ short }) => spokenShort(short)).reduce(afterComma) : null;
  if (activation === null) {
    if (said === null)
      return size === 1 ? message('The input X is one number') : message('The input X has {0} neurons', size);
    return size === 1
      ? message('The input X is one number: {0}', said)
      : message('The input X has {0} neurons: {1}', size, said);
  }
  if (said === null)
    return size === 1
      ? message('Layer {0} has one neuron with {1}', layer, activation)
      : message('Layer {0} has {1} neurons with {2}', layer, size, activation);
  return size === 1
    ? message('Layer {0} has one neuron with {1}: {2}', layer, activation, said)
    : message('Layer {0} has {1} neurons with {2}: {3}', layer, size, activation, said);
}

/** The number in a neuron. */
function spokenShort(short: string): Spoken {
  const [text, power] = short.split('e');
  return power === undefined ? text : message('{0} times 10 to the power {1}', text, power.replace('-', '−'));
}

function afterComma(all: Spoken, one: Spoken): Spoken {
  return message('{0}, {1}', all, one);
}

function spokenSigns({ layers }: Network): readonly Message[] {
  const weights = layers.flatMap((layer) => (layer.weights === null ? [] : [...layer.weights.data]));
  if (weights.length === 0) return [];
  const positive = weights.filter((w) => w > 0).length;
  const negative = weights.filter((w) => w < 0).length;
  return [
    positive + negative === weights.length
      ? message('Positive weights: {0}; negative: {1}', positive, negative)
      : message('Positive weights: {0}; negative: {1}; zero: {2}', positive, negative, weights.length - positive - negative), // prettier-ignore
  ];
}

function spokenBiasNodes({ layers }: Network): readonly Message[] {
  const biased = layers.filter(({ affine }) => affine).map(({ index }) => index);
  if (biased.length === 0) return [];
  if (biased.length === layers.length) return [message('A bias node is connected to every neuron of each layer')];
  return [
    biased.length === 1
      ? message('A bias node is connected to every neuron of layer {0}', biased[0])
      : message('A bias node is connected to every neuron of layers {0}', biased.join(', ')),
  ];
}
