import type { Matrix } from '../network/matrix';
import { countedUnit } from './entryStates';
import type { WrittenMatrix } from './writtenMatrix';

/** Bits that a 0 tells where another number is expected: zeros come about in many ways. */
const BITS_OF_ZERO = 3;
/** Bits by which an explanation must be better than chance. */
export const MARGIN = 5;

/**
 * How many bits of the written digits an explanation predicts, beyond what the correct matrix predicts. In an entry
 * where the two differ by d, a number that is wrong by about d lies by chance as near to the predicted one as the
 * tolerance allows with probability tolerance/d; the logarithms of these are added up. Entries in which both agree, and
 * entries without digits, tell nothing.
 * @param right null if it has another shape.
 * @param spread how far off an entry may be without a slip; less than d counts in place of d.
 */
export function bitsExplained(
  { values, units }: WrittenMatrix,
  predicted: Matrix,
  right: Matrix | null,
  tolerance: (i: number, unit: number) => number,
  spread: (i: number) => number = () => Infinity,
): number {
  let bits = 0;
  for (let i = 0; i < values.data.length; i++) {
    const written = values.data[i];
    const unit = informativeUnit(written, units.data[i]);
    const away = right === null ? Infinity : Math.abs(predicted.data[i] - right.data[i]);
    if (written === 0 && units.data[i] === 0) {
      if (away > 0) bits += BITS_OF_ZERO;
      continue;
    }
    const allowed = tolerance(i, unit);
    if (away <= allowed) continue;
    const largest = Math.max(Math.abs(written), Math.abs(predicted.data[i]));
    bits += Math.max(0, Math.log2(Math.min(largest, away, spread(i)) / allowed));
  }
  return bits;
}

/** Bits that the claim costs to be the rank-th of all that are tried, rank from 1. */
export function bitsOfRank(rank: number): number {
  return Math.log2(rank + 1);
}

/** The unit of the last digit; an exact number has it too. */
function informativeUnit(written: number, unit: number): number {
  if (unit !== 0) return countedUnit(written, unit);
  return Number.isInteger(written) ? 1 : Math.abs(written) / 1000;
}
