import { ROW_BLOCK } from './kernels';

/** Rows from … to − 1. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Multiplications after which a long computation offers to be abandoned: some milliseconds. */
const MULTIPLICATIONS = 1 << 22;
/** A σ and a σ′ take about as long as this many multiplications. */
const ACTIVATION = 32;

/** The rows of an n × p matrix that is multiplied by m columns, in parts of a few milliseconds each. */
export function partsOf(n: number, p: number, m: number): Part[] {
  const rows = Math.max(1, Math.floor(MULTIPLICATIONS / ((p + ACTIVATION) * m * ROW_BLOCK))) * ROW_BLOCK;
  const parts: Part[] = [];
  for (let from = 0; from < n; from += rows) parts.push({ from, to: Math.min(from + rows, n) });
  return parts;
}
