import { vanishes } from '../functions/builtin/loss';
import type { Fault, Trace, Underflow } from '../engine/trace';
import { message, type Message } from '../message/message';
import { layerIndex } from '../message/subscript';
import type { Sample } from '../network/network';

/** A fault said for people, with the code of its diagnostic. */
export interface FaultText {
  readonly code: 'not-finite' | 'domain-error';
  readonly message: Message;
}

/** What has no finite value, where, and why. */
export function faultText({ forward, backward }: Trace, fault: Fault): FaultText {
  const at = pointName(forward.sample, fault);
  switch (fault.quantity) {
    case 'N':
    case 'Sigma':
    case 'dSigma':
      return forwardText(forward, fault, at);
    case 'lossTerm':
    case 'lossGradient':
      return lossText(forward, backward!, fault, at);
    case 'value':
      return tooLarge(
        backward!.objective.kind === 'loss'
          ? message('At {0}, the terms of the loss are finite, but their sum is larger than a double can hold.', at)
          : message('At {0}, the sum of f over the columns is larger than a double can hold.', at),
      );
    default:
      return tooLarge(gradientText(fault, at));
  }
}

/** What is summed over the columns is at the batch, else at its column. */
export function pointName(sample: Sample, { quantity, column }: Underflow): string {
  const summed = ['value', 'gradW', 'gradb', 'updatedW', 'updatedb'].includes(quantity);
  return summed && sample.column === undefined ? sample.name : columnName(sample, column);
}

/** `X`, or the column of a batch: `B(:, 2)`. */
export function columnName({ name, X, column: only }: Sample, column: number): string {
  if (only !== undefined) return `${name}(:, ${only.index})`;
  return X.cols === 1 ? name : `${name}(:, ${column + 1})`;
}

function tooLarge(text: Message): FaultText {
  return { code: 'not-finite', message: text };
}

function forwardText(forward: Trace['forward'], { quantity, layer, row, column, value }: Fault, at: string): FaultText {
  if (quantity === 'N') {
    return tooLarge(
      message(
        'At {0}, N of neuron {1} in layer {2} is larger than a double can hold. Smaller weights or inputs keep it finite.',
        at,
        row + 1,
        layer,
      ),
    );
  }
  const { N } = forward.layers[layer - 1];
  const { activation } = forward.network.layers[layer - 1];
  const name = activation.kind === 'softmax' ? 'softmax' : activation.activations[row].name;
  const where = [at, name, N.data[row * N.cols + column], row + 1, layer] as const;
  if (quantity === 'dSigma') {
    return tooLarge(message('At {0}, σ′ of {1} is not finite at N = {2} (neuron {3} of layer {4}).', ...where));
  }
  return Number.isNaN(value)
    ? {
        code: 'domain-error',
        message: message('At {0}, {1} is not defined at N = {2} (neuron {3} of layer {4}).', ...where),
      }
    : tooLarge(message('At {0}, {1} is not finite at N = {2} (neuron {3} of layer {4}).', ...where));
}

function lossText(
  forward: Trace['forward'],
  { objective }: NonNullable<Trace['backward']>,
  { quantity, row, column, value }: Fault,
  at: string,
): FaultText {
  const i = row * forward.output.cols + column;
  const y = forward.output.data[i];
  const t = forward.sample.target!.data[i];
  const where = [at, row + 1, y, t] as const;
  const loss = objective.kind === 'loss' && objective.loss.ofProbabilities ? objective.loss : null;
  const ofLoss = [at, loss?.name ?? '', row + 1, y, t] as const;
  if (loss !== null && Number.isNaN(loss.value(0.5, t))) {
    return {
      code: 'domain-error',
      message: message(
        'At {0}, {1} is not defined: target {2} is {3}, but it must be a probability, from 0 to 1.',
        ...[at, loss.name, row + 1, t],
      ),
    };
  }
  // Where −1 or 2 has no loss, it has a logarithm of y, or of 1 − y.
  const [fromZero, toOne] = [-1, 2].map((outside) => loss !== null && Number.isNaN(loss.value(outside, t)));
  if (loss !== null && y < 0 && vanishes(loss, t)) {
    return {
      code: 'domain-error',
      message: message(
        'At {0}, {1} is not defined: output {2} is {3}, and a negative number has no logarithm, even with the target {4}.',
        ...ofLoss,
      ),
    };
  }
  if (fromZero && !toOne && y <= 0) {
    return {
      code: 'domain-error',
      message: message(
        'At {0}, {1} is not defined: output {2} is {3}, but with the target {4} it must be greater than 0.',
        ...ofLoss,
      ),
    };
  }
  if (fromZero && toOne && (y <= 0 || y >= 1)) {
    return {
      code: 'domain-error',
      message: message(
        'At {0}, {1} is not defined: output {2} is {3}, but with the target {4} it must lie between 0 and 1.',
        ...ofLoss,
      ),
    };
  }
  if (quantity === 'lossGradient') {
    return tooLarge(message('At {0}, ∇L is not finite: output {1} is {2}, its target {3}.', ...where));
  }
  return Number.isNaN(value)
    ? {
        code: 'domain-error',
        message: message('At {0}, the loss is not defined: output {1} is {2}, its target {3}.', ...where),
      }
    : tooLarge(message('At {0}, the loss is not finite: output {1} is {2}, its target {3}.', ...where));
}

function gradientText({ quantity, layer, row, column }: Fault, at: string): Message {
  const i = layerIndex(layer);
  switch (quantity) {
    case 'Delta':
      return message('At {0}, entry {1} of Δ{2} is larger than a double can hold.', at, row + 1, i);
    case 'gradW':
      return message('At {0}, entry ({1}, {2}) of ∇W{3} is larger than a double can hold.', at, row + 1, column + 1, i);
    case 'gradb':
      return message('At {0}, entry {1} of ∇b{2} is larger than a double can hold.', at, row + 1, i);
    case 'updatedW':
      return message(
        'At {0}, a step makes entry ({1}, {2}) of W{3} larger than a double can hold. A smaller rate keeps it finite.',
        at,
        row + 1,
        column + 1,
        i,
      );
    case 'updatedb':
      return message(
        'At {0}, a step makes entry {1} of b{2} larger than a double can hold. A smaller rate keeps it finite.',
        at,
        row + 1,
        i,
      );
    default:
      return message('At {0}, entry {1} of ∇X is larger than a double can hold.', at, row + 1);
  }
}
