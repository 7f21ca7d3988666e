import type { Matrix } from '../../network/matrix';
import type { Kernels } from '../kernels';
import { tileModule } from './tileModule';

/** The three products of matrices, for several columns. */
export type MatrixProducts = Pick<Kernels, 'product' | 'addTransposedProduct' | 'productWithTransposed'>;

/** What the engine uses of WebAssembly; browsers, workers and Node have it, though it is not part of ECMAScript. */
interface WebAssemblyLike {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

interface TileExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  panels(m: number, n: number, kc: number, a: number, b: number, c: number): void;
}

/**
 * The products with pairs of doubles at once (WebAssembly SIMD), equal to the bit to those of `scalarKernels`; null where
 * WebAssembly or SIMD is missing or forbidden.
 */
export function wasmProducts(): MatrixProducts | null {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyLike };
  if (WebAssembly === undefined) return null;
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(tileModule));
    return new WasmProducts(instance.exports as TileExports);
  } catch {
    return null;
  }
}

/** The side of a tile. */
const TILE = 4;
/** Terms that are added up before the next panels are packed: two panels of them fit into the first cache. */
const DEPTH = 256;
/** Rows of A that are packed at once: they fit into the second cache. */
const ROWS = 64;
/** Entries of the result that are kept in the module's memory at once. */
const RESULT = 1 << 21;
/** Where the module's own data ends. */
const FREE = 1024;
const PAGE = 65536;

/** One side of a product: packs `count` of its rows (or columns), from `from`, at the depths from `k` to `k + depth − 1`. */
type Pack = (into: Float64Array, at: number, from: number, count: number, k: number, depth: number) => void;

class WasmProducts implements MatrixProducts {
  private memory: Float64Array;

  constructor(private readonly module: TileExports) {
    this.memory = new Float64Array(module.memory.buffer);
  }

  product(A: Matrix, B: Matrix, out: Matrix, from: number, to: number): void {
    const left: Pack = (into, at, row, count, k, depth) =>
      packRows(A.data, A.cols, from + row, count, k, depth, into, at);
    const part = { rows: to - from, cols: out.cols, data: out.data.subarray(from * out.cols, to * out.cols) };
    this.multiply(left, columnsOf(B), A.cols, part, false);
  }

  addTransposedProduct(A: Matrix, B: Matrix, out: Matrix, from: number, to: number): void {
    const shifted =
      (pack: Pack): Pack =>
      (into, at, first, count, k, depth) =>
        pack(into, at, first, count, from + k, depth);
    this.multiply(shifted(columnsOf(A)), shifted(columnsOf(B)), to - from, out, true);
  }

  productWithTransposed(A: Matrix, B: Matrix, out: Matrix): void {
    this.multiply(rowsOf(A), rowsOf(B), A.cols, out, false);
  }

  /** out = L·R, or out += L·R, summed in the order of k. */
  private multiply(left: Pack, right: Pack, depth: number, out: Matrix, add: boolean): void {
    const n = roundUp(out.cols);
    const chunk = Math.max(TILE, roundUp(Math.floor(RESULT / n) - TILE));
    const a = FREE / 8;
    const b = a + ROWS * DEPTH;
    const c = b + DEPTH * n;
    this.reserve(c + Math.min(chunk, roundUp(out.rows)) * n);
    for (let first = 0; first < out.rows; first += chunk) {
      const rows = Math.min(chunk, out.rows - first);
      this.memory.fill(0, c, c + roundUp(rows) * n);
      if (add) this.load(out, first, rows, c, n);
      for (let k = 0; k < depth; k += DEPTH) {
        const terms = Math.min(DEPTH, depth - k);
        right(this.memory, b, 0, out.cols, k, terms);
        for (let row = 0; row < rows; row += ROWS) {
          const count = Math.min(ROWS, rows - row);
          left(this.memory, a, first + row, count, k, terms);
          this.module.panels(roundUp(count), n, terms, 8 * a, 8 * b, 8 * (c + row * n));
        }
      }
      this.store(out, first, rows, c, n);
    }
  }

  private reserve(doubles: number): void {
    const missing = 8 * doubles - this.module.memory.buffer.byteLength;
    if (missing <= 0) return;
    this.module.memory.grow(Math.ceil(missing / PAGE));
    this.memory = new Float64Array(this.module.memory.buffer);
  }

  /** Rows of what is added to into the module's memory, each padded to whole tiles. */
  private load({ cols, data }: Matrix, first: number, rows: number, at: number, n: number): void {
    const { memory } = this;
    if (n === cols) memory.set(data.subarray(first * cols, (first + rows) * cols), at);
    else
      for (let r = 0; r < rows; r++) memory.set(data.subarray((first + r) * cols, (first + r + 1) * cols), at + r * n);
  }

  private store({ cols, data }: Matrix, first: number, rows: number, at: number, n: number): void {
    const { memory } = this;
    if (n === cols) data.set(memory.subarray(at, at + rows * n), first * cols);
    else for (let r = 0; r < rows; r++) data.set(memory.subarray(at + r * n, at + r * n + cols), (first + r) * cols);
  }
}

function roundUp(count: number): number {
  return Math.ceil(count / TILE) * TILE;
}

/** The rows of a matrix, its columns being the terms. */
function rowsOf({ cols, data }: Matrix): Pack {
  return (into, at, from, count, k, depth) => packRows(data, cols, from, count, k, depth, into, at);
}

/** The columns of a matrix, its rows being the terms. */
function columnsOf({ cols, data }: Matrix): Pack {
  return (into, at, from, count, k, depth) => packColumns(data, cols, from, count, k, depth, into, at);
}

function packRows(
  data: Float64Array,
  stride: number,
  from: number,
  count: number,
  k: number,
  depth: number,
  into: Float64Array,
  at: number,
): void {
  let o = at;
  let r = 0;
  for (; r + TILE <= count; r += TILE) {
    let i0 = (from + r) * stride + k;
    let i1 = i0 + stride;
    let i2 = i1 + stride;
    let i3 = i2 + stride;
    for (const end = o + TILE * depth; o < end; o += TILE) {
      into[o] = data[i0++];
      into[o + 1] = data[i1++];
      into[o + 2] = data[i2++];
      into[o + 3] = data[i3++];
    }
  }
  if (r === count) return;
  into.fill(0, o, o + TILE * depth);
  for (let q = 0; r + q < count; q++) {
    const i = (from + r + q) * stride + k;
    for (let j = 0; j < depth; j++) into[o + j * TILE + q] = data[i + j];
  }
}

function packColumns(
  data: Float64Array,
  stride: number,
  from: number,
  count: number,
  k: number,
  depth: number,
  into: Float64Array,
  at: number,
): void {
  let o = at;
  let c = 0;
  for (; c + TILE <= count; c += TILE) {
    let i = k * stride + from + c;
    for (const end = o + TILE * depth; o < end; o += TILE, i += stride) {
      into[o] = data[i];
      into[o + 1] = data[i + 1];
      into[o + 2] = data[i + 2];
      into[o + 3] = data[i + 3];
    }
  }
  if (c === count) return;
  into.fill(0, o, o + TILE * depth);
  for (let j = 0, i = k * stride + from + c; j < depth; j++, i += stride) {
    for (let q = 0; c + q < count; q++) into[o + j * TILE + q] = data[i + q];
  }
}
