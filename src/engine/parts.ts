import { ROW_BLOCK, type Kernels } from './kernels';
import { scalarKernels } from './scalarKernels';

/** A σ and a σ′ take about as long as this many multiplications of plain TypeScript. */
const ACTIVATION = 32;

/**
 * How many rows of a matrix with p columns to multiply by m columns at a time, so that each part takes a few
 * milliseconds: a multiple of the block at which parts must begin.
 */
export function rowsAtATime(p: number, m: number, kernels: Kernels): number {
  const pace = kernels.pace(m);
  const activation = ACTIVATION * (pace / scalarKernels.pace(m));
  return Math.max(1, Math.floor(pace / ((p + activation) * m * ROW_BLOCK))) * ROW_BLOCK;
}
