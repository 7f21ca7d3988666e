import type { Place } from '../../analysis/places';
import { hessianVector, isHessianQuick } from '../../engine/hessianVector';
import type { Trace } from '../../engine/trace';
import type { Translate } from '../../message/message';
import { subscript } from '../../message/subscript';
import type { Network } from '../../network/network';
import { exactText, numberText } from '../../numbers/numberText';
import { indices } from './hoverMatrix';

/** Parameters times samples up to which the Hessian times a direction is worked out for a hover. */
const QUICK = 100_000;

/** An entry of V or v, and that of the Hessian times the direction; null where the place is no entry that is there. */
export function directionEntry(
  network: Network | null,
  trace: Trace | null,
  { quantity, layer, entry }: Place,
  translate: Translate,
): { readonly given: string; readonly product: string | null } | null {
  const of = network?.layers[layer - 1].direction;
  const M = quantity === 'V' ? of?.W : of?.b;
  if (entry === undefined || !M || entry.row >= M.rows || entry.column >= M.cols) return null;
  const at = `<sub>${quantity === 'V' ? indices(entry.row + 1, entry.column + 1) : entry.row + 1}</sub>`;
  const i = entry.row * M.cols + entry.column;
  const along = trace !== null && isHessianQuick(trace, QUICK) ? hessianVector(trace)?.layers[layer - 1] : undefined;
  const product = quantity === 'V' ? along?.HV : along?.Hv;
  const symbol = (name: string) => translate(`${name}${subscript(layer)}`);
  return {
    given: `(${symbol(quantity)})${at} = ${exactText(M.data[i])}`,
    product: product ? `(${symbol(`(H${quantity})`)})${at} = **${numberText(product.data[i])}**` : null,
  };
}
