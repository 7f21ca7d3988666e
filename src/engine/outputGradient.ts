import type { Network } from '../network/network';
import type { Backward } from './trace';

/**
 * ∇_{Σ_r} of the objective (formula (7)), n_r × m: W_{r+1}ᵀ·Δ_{r+1}, and ∇L for the last layer. Each entry is made when
 * it is asked for; rows and columns from 0.
 * @returns null if W_{r+1} has no numbers.
 */
export function outputGradientEntry(
  { layers }: Network,
  { seed, Delta }: Backward,
  r: number,
): ((row: number, column: number) => number) | null {
  if (r === layers.length) return (row, column) => seed.data[row * seed.cols + column];
  const W = layers[r].weights;
  const next = Delta[r];
  if (W === null) return null;
  return (row, column) => {
    let sum = 0;
    for (let j = 0; j < W.rows; j++) sum += W.data[j * W.cols + row] * next.data[j * next.cols + column];
    return sum;
  };
}
