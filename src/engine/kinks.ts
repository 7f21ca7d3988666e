import type { Forward } from './trace';

/** The kinks of one layer: those at `from … to − 1` of all. */
export interface KinkSpan {
  readonly from: number;
  readonly to: number;
}

/** Which of the kinks are those of this layer (from 1). They are in the order of the layers. */
export function kinksOfLayer(kinks: Forward['kinks'], layer: number): KinkSpan {
  return { from: firstFrom(kinks, layer), to: firstFrom(kinks, layer + 1) };
}

/** The index of the first kink of this layer or one behind it. */
function firstFrom(kinks: Forward['kinks'], layer: number): number {
  let low = 0;
  let high = kinks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (kinks[middle].layer < layer) low = middle + 1;
    else high = middle;
  }
  return low;
}
