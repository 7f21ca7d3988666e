import { mapped } from './products';
import type { Trace } from '../engine/trace';
import { builtinActivation } from '../functions/builtin/activations';
import type { WrongStep } from './wrongPass';

/** Activations that are used for one another. */
const CONFUSED = ['sigmoid', 'tanh', 'relu'].map((name) => builtinActivation(name)!);

/**
 * Slips in the layers 1 … last on the way forward: a bias or a Σ left out, another activation.
 * @param withLast whether Σ of the last of them matters too, and not only its N.
 */
export function forwardSlips(last: number, withLast: boolean, { forward }: Trace): WrongStep[] {
  const layers = forward.network.layers.slice(0, last);
  const out: WrongStep[] = [];
  const biased = layers.filter(({ bias }) => bias !== null).map(({ index }) => index);
  if (biased.length > 0) {
    const change = { noBias: new Map(biased.map((index) => [index, true as const])) };
    out.push({ slip: { kind: 'noBias', layer: 'all' }, change });
  }
  if (biased.length > 1) {
    for (const layer of [...biased].reverse()) {
      out.push({ slip: { kind: 'noBias', layer }, change: { noBias: new Map([[layer, true]]) } });
    }
  }
  for (const { index: layer, activation } of [...layers].reverse()) {
    if (layer === last && !withLast) continue;
    out.push({ slip: { kind: 'noActivation', layer }, change: { activation: new Map([[layer, (N) => N]]) } });
    if (activation.kind === 'softmax') continue;
    for (const used of CONFUSED) {
      if (activation.uniform !== null && activation.uniform.name === used.name) continue;
      out.push({
        slip: { kind: 'otherActivation', layer, used: used.name },
        change: { activation: new Map([[layer, (N) => mapped(N, (x) => used.value(x))]]) },
      });
    }
  }
  return out;
}
