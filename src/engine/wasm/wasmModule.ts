import { tileModule } from './tileModule';

/** What the engine uses of WebAssembly; browsers, workers and Node have it, though it is not part of ECMAScript. */
interface WebAssemblyLike {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
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

  private constructor(readonly loops: Exports) {
    this.memory = new Float64Array(loops.memory.buffer);
  }

  /** null where WebAssembly or SIMD is missing or forbidden. */
  static load(): WasmModule | null {
    const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyLike };
    if (WebAssembly === undefined) return null;
    try {
      return new WasmModule(new WebAssembly.Instance(new WebAssembly.Module(tileModule)).exports as Exports);
    } catch {
      return null;
    }
  }

  /** Makes room for so many doubles in all. */
  reserve(doubles: number): void {
    const missing = 8 * doubles - this.loops.memory.buffer.byteLength;
    if (missing <= 0) return;
    this.loops.memory.grow(Math.ceil(missing / PAGE));
    this.memory = new Float64Array(this.loops.memory.buffer);
  }
}
