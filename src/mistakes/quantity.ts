import type { Matrix } from '../network/matrix';
import type { Trace } from '../engine/trace';

/** A matrix of a trace that someone computes on their own: which one their numbers claim to be. */
export interface QuantityRef {
  readonly quantity: 'gradW' | 'gradb' | 'gradX' | 'Delta' | 'N' | 'Sigma';
  /** From 1; 0 for ∇_X. */
  readonly layer: number;
}

/** What can be claimed of a trace, in the order in which it is usually asked: all gradients, then Δ, N and Σ. */
export function quantitiesOf({ forward, backward }: Trace): QuantityRef[] {
  const { layers } = forward.network;
  const each = (quantity: QuantityRef['quantity']): QuantityRef[] =>
    layers.map(({ index }) => ({ quantity, layer: index }));
  const gradients: QuantityRef[] =
    backward === null
      ? []
      : [
          ...each('gradW'),
          ...each('gradb').filter(({ layer }) => backward.gradb[layer - 1] !== null),
          ...each('Delta'),
          { quantity: 'gradX', layer: 0 },
        ];
  return [...gradients, ...each('N'), ...each('Sigma')];
}

/** The matrix that a claim is about; null if the trace has no such matrix. */
export function matrixOf(
  { quantity, layer }: QuantityRef,
  { forward, backward }: Pick<Trace, 'forward' | 'backward'>,
): Matrix | null {
  switch (quantity) {
    case 'gradW':
      return backward?.gradW[layer - 1]?.toMatrix() ?? null;
    case 'gradb':
      return backward?.gradb[layer - 1] ?? null;
    case 'gradX':
      return backward?.gradX ?? null;
    case 'Delta':
      return backward?.Delta[layer - 1] ?? null;
    case 'N':
      return forward.layers[layer - 1]?.N ?? null;
    case 'Sigma':
      return forward.layers[layer - 1]?.Sigma ?? null;
  }
}
