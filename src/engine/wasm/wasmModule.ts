import { compile, type WasmMemory } from '../../wasm/instance';
import { tileModule } from './tileModule';

interface Exports {
  readonly memory: WasmMemory;
  panels(m: number, n: number, kc: number, a: number, b: number, c: number, fromZero: number): void;
  timesColumn(n: number, p: number, a: number, x: number, y: number): void;
  activate(isTanh: number, n: number, x: number, value: number, slope: number): number;
  addWeightedRows(n: number, p: number, a: number, x: number, y: number): void;
}

const PAGE = 65536;
/** Where the module's own data ends, in doubles. */
export const FREE = 128;

/** The inner loops and the memory that they work in. */
export class WasmModule {
  /** The whole memory. */
  memory: Float64Array;

  private constructor(
    readonly loops: Exports,
    private readonly make: () => unknown,
  ) {
    this.memory = new Float64Array(loops.memory.buffer);
  }

  /** null where WebAssembly or SIMD is missing or forbidden. */
  static load(): WasmModule | null {
    const make = compile(tileModule);
    return make && WasmModule.made(make);
  }

  /** The same loops with another memory, of so many doubles; null where it cannot be had. */
  another(doubles: number): WasmModule | null {
    const one = WasmModule.made(this.make);
    try {
      one?.reserve(doubles);
      return one;
    } catch {
      return null;
    }
  }

  private static made(make: () => unknown): WasmModule | null {
    const loops = make() as Exports | null;
    return loops && new WasmModule(loops, make);
  }

  /** Makes room for so many doubles in all. @throws RangeError if there is not so much memory. */
  reserve(doubles: number): void {
    const missing = 8 * doubles - this.loops.memory.buffer.byteLength;
    if (missing <= 0) return;
    this.loops.memory.grow(Math.ceil(missing / PAGE));
    this.memory = new Float64Array(this.loops.memory.buffer);
  }
}
