import type { Matrix } from '../network/matrix';
import type { Trace } from './trace';

/** A matrix of a trace that someone computes on their own: which one their numbers claim to be. */
export interface Claim {
  readonly quantity: 'gradW' | 'gradb' | 'gradX' | 'Delta' | 'N' | 'Sigma';
  /** From 1; 0 for ∇_X. */
  readonly layer: number;
}

/** What can be claimed of a trace, in the order in which it is usually asked: all gradients, then Δ, N and Σ. */
export function claimsOf({ forward, backward }: Trace): Claim[] {
  const { layers } = forward.network;
  const each = (quantity: Claim['quantity']): Claim[] => layers.map(({ index }) => ({ quantity, layer: index }));
  const gradients: Claim[] =
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
export function claimedMatrix({ quantity, layer }: Claim, { forward, backward }: Trace): Matrix | null {
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
