import type { CheckedSpec } from '../../language/meaning/checked';
import { message, type Message } from '../../message/message';
import { parameterCount } from '../../network/network';
import { sizeText } from '../describe/shapes';

/** `2-3-1`; `?` for a size that no fact states; a long chain by its ends. */
export function sizesText(checked: CheckedSpec): string {
  const sizes = checked.sizes.map(sizeText);
  return (sizes.length <= 8 ? sizes : [...sizes.slice(0, 4), '…', ...sizes.slice(-2)]).join('-');
}

/** Number of parameters, homogeneous or affine, and what is differentiated, in one line; null without a network. */
export function networkSummary({ network }: CheckedSpec): Message | null {
  if (network === null) return null;
  const parameters = parameterCount(network);
  const count = parameters === 1 ? message('1 parameter') : message('{0} parameters', parameters);
  const affine = network.layers.filter((l) => l.affine).length;
  const { objective } = network;
  // Formal neurons hold the biases (§3).
  const formal = network.formalInput === true;
  const f = objective.kind === 'output' ? `f${network.sizes.at(-1)! > 1 ? `(${objective.index})` : ''}` : '';
  if (objective.kind === 'loss') {
    if (formal) return message('{0}, affine in homogeneous form; objective: the loss {1}', count, objective.loss.name);
    return affine === 0
      ? message('{0}, homogeneous; objective: the loss {1}', count, objective.loss.name)
      : message('{0}, affine; objective: the loss {1}', count, objective.loss.name);
  }
  if (objective.kind === 'none') {
    if (formal) return message('{0}, affine in homogeneous form; no objective yet', count);
    return affine === 0
      ? message('{0}, homogeneous; no objective yet', count)
      : message('{0}, affine; no objective yet', count);
  }
  if (formal) return message('{0}, affine in homogeneous form; objective: {1}', count, f);
  return affine === 0
    ? message('{0}, homogeneous; objective: {1}', count, f)
    : message('{0}, affine; objective: {1}', count, f);
}
