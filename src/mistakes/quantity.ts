import { column, type Matrix } from '../network/matrix';
import type { Trace } from '../engine/trace';

/** A matrix of a trace that someone computes on their own: which one their numbers claim to be. */
export interface QuantityRef {
  readonly quantity: 'gradW' | 'gradb' | 'gradX' | 'Delta' | 'N' | 'Sigma';
  /** From 1; 0 for ∇_X. */
  readonly layer: number;
}

/** What an exercise asks besides: Σ′_i, and L, of the last layer, as a matrix 1 × 1. */
export interface AskedRef {
  readonly quantity: QuantityRef['quantity'] | 'dSigma' | 'L';
  readonly layer: number;
}

/** Whether a matrix is found on the way back: Δ or a gradient. */
export function isGradient({ quantity }: Pick<AskedRef, 'quantity'>): boolean {
  return !['N', 'Sigma', 'dSigma', 'L'].includes(quantity);
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
export function matrixOf(of: AskedRef, { forward, backward }: Pick<Trace, 'forward' | 'backward'>): Matrix | null {
  const { quantity, layer } = of;
  switch (quantity) {
    case 'N':
    case 'Sigma':
    case 'dSigma':
      return forward.layers[layer - 1]?.[quantity] ?? null;
    case 'L':
      return backward?.objective.kind === 'loss' ? column([backward.value]) : null;
    default:
      return backward && gradientOf(quantity, layer, backward);
  }
}

function gradientOf(
  quantity: 'gradW' | 'gradb' | 'gradX' | 'Delta',
  layer: number,
  { gradW, gradb, gradX, Delta }: NonNullable<Trace['backward']>,
): Matrix | null {
  switch (quantity) {
    case 'gradW':
      return gradW[layer - 1]?.toMatrix() ?? null;
    case 'gradb':
      return gradb[layer - 1] ?? null;
    case 'gradX':
      return gradX ?? null;
    case 'Delta':
      return Delta[layer - 1] ?? null;
  }
}
