import { ROW_BLOCK } from './kernels';

/** Multiplications after which a long computation offers to be abandoned: some milliseconds. */
const MULTIPLICATIONS = 1 << 22;
/** A σ and a σ′ take about as long as this many multiplications. */
const ACTIVATION = 32;

/**
 * How many rows of a matrix with p columns to multiply by m columns at a time, so that each part takes a few
 * milliseconds: a multiple of the block at which parts must begin.
 */
export function rowsAtATime(p: number, m: number): number {
  return Math.max(1, Math.floor(MULTIPLICATIONS / ((p + ACTIVATION) * m * ROW_BLOCK))) * ROW_BLOCK;
}
