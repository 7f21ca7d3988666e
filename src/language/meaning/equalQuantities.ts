import type { Activation } from '../../functions/builtin/activation';
import { layerQuantities, wholeQuantities, type QuantityOfLayer } from '../syntax/quantityWord';
import type { QuantityFacts } from './quantityFacts';

/** Where a function is compared with another: both signs, small and large, nothing round. */
const PROBES = [-7321.5, -31.75, -3.3125, -0.7109375, -0.02, 0.02, 0.7109375, 3.3125, 31.75, 321.5];

/** Whether σ(x) = x, under whatever name. */
const handsOn = once((activation: Activation) => PROBES.every((x) => activation.value(x) === x));

/** Whether σ′ = σ, as of the exponential function. */
const isOwnDerivative = once((activation: Activation) =>
  PROBES.every((x) => activation.value(x) === activation.derivative(x)),
);

/** What is asked of a function by many quantities is found out once. */
function once(find: (activation: Activation) => boolean): (activation: Activation) => boolean {
  const known = new WeakMap<Activation, boolean>();
  return (activation) => {
    const found = known.get(activation) ?? find(activation);
    known.set(activation, found);
    return found;
  };
}

/**
 * The quantity that stands for all those that are equal to this one whatever the numbers are: f = Σ_k; Σ_i = N_i where σ is
 * the identity; ∇b_i = Δ_i for one sample; Δ_k = Σ′_k where f itself is differentiated; Σ′_i = Σ_i where σ′ = σ; L = f for
 * a loss that is the output.
 * @param row of the entries that are meant, from 1; null = of all.
 */
export function representative(of: QuantityOfLayer, facts: QuantityFacts, row: number | null = null): QuantityOfLayer {
  const next = equalTo(of, facts, row);
  return next === null ? of : representative(next, facts, row);
}

/** One step towards the representative. */
function equalTo(
  { quantity, layer }: QuantityOfLayer,
  facts: QuantityFacts,
  row: number | null,
): QuantityOfLayer | null {
  const { layers, columns } = facts;
  switch (quantity) {
    case 'f':
      return layers.length === 0 ? null : { quantity: 'Sigma', layer: layers.length };
    case 'L':
      return lossIsOutput(facts) ? { quantity: 'f', layer: null } : null;
    case 'Sigma':
      return everyUnit(facts, layer!, row, handsOn) ? { quantity: 'N', layer } : null;
    case 'dSigma':
      return everyUnit(facts, layer!, row, isOwnDerivative) ? { quantity: 'Sigma', layer } : null;
    case 'gradb':
      return columns === 1 ? { quantity: 'Delta', layer } : null;
    case 'Delta':
      return layer === layers.length && seedIsOne(facts) ? { quantity: 'dSigma', layer } : null;
    default:
      return null;
  }
}

function everyUnit(
  { layers }: QuantityFacts,
  layer: number,
  row: number | null,
  holds: (activation: Activation) => boolean,
): boolean {
  const { activation } = layers[layer - 1] ?? { activation: null };
  if (activation?.kind !== 'coordinatewise') return false;
  const { activations, uniform } = activation;
  if (uniform !== null) return holds(uniform);
  if (row !== null) return row <= activations.length && holds(activations[row - 1]);
  return [...new Set(activations)].every(holds);
}

/** f itself is differentiated, with one output and without softmax. */
function seedIsOne({ objective, loss, sizes, layers }: QuantityFacts): boolean {
  return objective !== 'loss' && loss === null && sizes.at(-1) === 1 && layers.at(-1)?.softmax === false;
}

function lossIsOutput({ loss, sizes, columns }: QuantityFacts): boolean {
  return loss !== null && sizes.at(-1) === 1 && columns === 1 && PROBES.every((y) => loss.value(y, y / 3 + 1) === y);
}

/** All other quantities of the network that are equal to this one. */
export function equalsOf(of: QuantityOfLayer, facts: QuantityFacts): readonly QuantityOfLayer[] {
  const layer = of.layer ?? facts.layers.length;
  const key = nameOf(representative(of, facts));
  const candidates: QuantityOfLayer[] = [
    ...layerQuantities.map((quantity) => ({ quantity, layer })),
    ...wholeQuantities.map((quantity) => ({ quantity, layer: null })),
  ];
  return candidates.filter((one) => {
    return nameOf(one) !== nameOf(of) && nameOf(representative(one, facts)) === key;
  });
}

function nameOf({ quantity, layer }: QuantityOfLayer): string {
  return `${quantity}${layer ?? ''}`;
}
