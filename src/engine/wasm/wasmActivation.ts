import type { Activation } from '../../functions/builtin/activation';
import { FREE, type WasmModule } from './wasmModule';

/** Entries that are copied at once: they stay in the first cache. */
const ENTRIES = 1024;

/** σ and σ′ of the entries from … to − 1 of x, two at a time. */
export function activateInPairs(
  module: WasmModule,
  sigma: Activation,
  loop: NonNullable<Activation['loop']>,
  x: Float64Array,
  value: Float64Array,
  slope: Float64Array,
  from: number,
  to: number,
): void {
  const atValue = FREE + ENTRIES;
  const atSlope = atValue + ENTRIES;
  module.reserve(atSlope + ENTRIES);
  const { memory, loops } = module;
  for (let first = from; first < to; first += ENTRIES) {
    const count = Math.min(ENTRIES, to - first);
    memory.set(x.subarray(first, first + count), FREE);
    if (count % 2 === 1) memory[FREE + count] = 0;
    const isTanh = loop === 'tanh' ? 1 : 0;
    const someAreFar = loops.activate(isTanh, (count + 1) & ~1, 8 * FREE, 8 * atValue, 8 * atSlope);
    value.set(memory.subarray(atValue, atValue + count), first);
    slope.set(memory.subarray(atSlope, atSlope + count), first);
    if (someAreFar !== 0) complete(sigma, x, value, slope, first, first + count);
  }
}

/** No entry nearer to 0 is too far out for the loop. */
const SURELY_NEAR = 20;

/** Computes the entries that are too far out for the loop. */
function complete(
  sigma: Activation,
  x: Float64Array,
  value: Float64Array,
  slope: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    if (Math.abs(x[i]) <= SURELY_NEAR) continue;
    value[i] = sigma.value(x[i]);
    slope[i] = sigma.derivative(x[i]);
  }
}
