import type { Matrix } from '../../network/matrix';
import { FREE, type WasmModule } from './wasmModule';

/** Entries of A that are copied at once: they and what they make stay in the first cache on their way. */
const ENTRIES = 4096;
/** Rows go into the module's memory in multiples of this. */
const BLOCK = 8;

/** Rows from … to − 1 of y = A·x. */
export function matrixTimesColumn(
  module: WasmModule,
  A: Matrix,
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
): void {
  const p = A.cols;
  const part = rowsAtOnce(p);
  const atY = FREE + p;
  const atA = atY + part;
  module.reserve(atA + part * p);
  const { memory, loops } = module;
  memory.set(x, FREE);
  for (let r = from; r < to; r += part) {
    const end = Math.min(r + part, to);
    memory.set(A.data.subarray(r * p, end * p), atA);
    // Rows that fill up the last four hold anything; what comes of them is left there.
    loops.timesColumn((end - r + 3) & ~3, p, 8 * atA, 8 * FREE, 8 * atY);
    for (let i = r, j = atY; i < end; i++, j++) y[i] = memory[j];
  }
}

/** Adds to y what rows from … to − 1 of A and x contribute to Aᵀ·x. */
export function addTransposedTimesColumn(
  module: WasmModule,
  A: Matrix,
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
): void {
  const p = A.cols;
  const part = rowsAtOnce(p);
  const atX = FREE + p;
  const atA = atX + part;
  module.reserve(atA + part * p);
  const { memory, loops } = module;
  memory.set(y, FREE);
  for (let r = from; r < to; r += part) {
    const end = Math.min(r + part, to);
    memory.set(A.data.subarray(r * p, end * p), atA);
    for (let i = r, j = atX; i < end; i++, j++) memory[j] = x[i];
    loops.addWeightedRows(end - r, p, 8 * atA, 8 * atX, 8 * FREE);
  }
  y.set(memory.subarray(FREE, FREE + p));
}

function rowsAtOnce(p: number): number {
  return Math.max(1, Math.floor(ENTRIES / (p * BLOCK))) * BLOCK;
}
