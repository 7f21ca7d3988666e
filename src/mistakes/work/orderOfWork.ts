import type { QuantityRef } from '../quantity';

/**
 * The place of a quantity along the computation: N_1, Σ_1, …, N_k, Σ_k, then for each layer from the last Δ, ∇_W and
 * ∇_b, and ∇_X at the end.
 */
export function placeInWork({ quantity, layer }: QuantityRef, layers: number): number {
  const back = 2 * layers + 3 * (layers - layer);
  switch (quantity) {
    case 'N':
      return 2 * layer - 2;
    case 'Sigma':
      return 2 * layer - 1;
    case 'Delta':
      return back;
    case 'gradW':
      return back + 1;
    case 'gradb':
      return back + 2;
    case 'gradX':
      return 5 * layers;
  }
}

/** Whether others are computed from it. */
export function isUsedLater({ quantity }: QuantityRef): boolean {
  return quantity === 'N' || quantity === 'Sigma' || quantity === 'Delta';
}

export function isSame(a: QuantityRef, b: QuantityRef): boolean {
  return a.quantity === b.quantity && a.layer === b.layer;
}
