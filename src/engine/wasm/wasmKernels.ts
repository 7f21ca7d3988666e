import type { Activation } from '../../functions/builtin/activation';
import type { Matrix } from '../../network/matrix';
import type { Kernels } from '../kernels';
import { scalarKernels } from '../scalarKernels';
import { activateInPairs } from './wasmActivation';
import { ResidentMatrices } from './residentMatrices';
import { addTransposedTimesColumn, matrixTimesColumn } from './wasmColumns';
import { FREE, WasmModule } from './wasmModule';

/** The three products of matrices, and the activations. */
export type MatrixProducts = Pick<Kernels, 'product' | 'addTransposedProduct' | 'productWithTransposed' | 'activate'>;

/**
 * The products with pairs of doubles at once (WebAssembly SIMD), equal to the bit to those of `scalarKernels`; null where
 * WebAssembly or SIMD is missing or forbidden.
 */
export function wasmProducts(): MatrixProducts | null {
  const module = WasmModule.load();
  return module && new WasmProducts(module);
}

/** The side of a tile. */
const TILE = 4;
/** Terms that are added up before the next panels are packed: two panels of them fit into the first cache. */
const DEPTH = 256;
/** Rows of A that are packed at once: they fit into the second cache. */
const ROWS = 64;
/** Entries of the result that are kept in the module's memory at once. */
const RESULT = 1 << 21;

/** One side of a product: packs `count` of its rows (or columns), from `from`, at the depths from `k` to `k + depth − 1`. */
type Pack = (into: Float64Array, at: number, from: number, count: number, k: number, depth: number) => void;

class WasmProducts implements MatrixProducts {
  private readonly residents: ResidentMatrices;

  constructor(private readonly module: WasmModule) {
    this.residents = new ResidentMatrices(module);
  }

  product(A: Matrix, B: Matrix, out: Matrix, from: number, to: number): void {
    if (B.cols === 1) {
      const resident = this.residents.rows(A, from, to);
      if (resident !== null) resident.timesColumn(B.data, out.data, from, to);
      else matrixTimesColumn(this.module, A, B.data, out.data, from, to);
      return;
    }
    const left: Pack = (into, at, row, count, k, depth) =>
      packRows(A.data, A.cols, from + row, count, k, depth, into, at);
    const part = { rows: to - from, cols: out.cols, data: out.data.subarray(from * out.cols, to * out.cols) };
    this.multiply(left, columnsOf(B), A.cols, part, false);
  }

  addTransposedProduct(A: Matrix, B: Matrix, out: Matrix, from: number, to: number): void {
    if (B.cols === 1) {
      const resident = this.residents.rows(A, from, to);
      if (resident !== null) resident.addTransposedTimesColumn(B.data, out.data, from, to);
      else addTransposedTimesColumn(this.module, A, B.data, out.data, from, to);
      return;
    }
    const shifted =
      (pack: Pack): Pack =>
      (into, at, first, count, k, depth) =>
        pack(into, at, first, count, from + k, depth);
    this.multiply(shifted(columnsOf(A)), shifted(columnsOf(B)), to - from, out, true);
  }

  productWithTransposed(A: Matrix, B: Matrix, out: Matrix): void {
    // Of one column nothing is added up: TypeScript writes as quickly as memory takes it.
    if (A.cols === 1) scalarKernels.productWithTransposed(A, B, out);
    else this.multiply(rowsOf(A), rowsOf(B), A.cols, out, false);
  }

  activate(sigma: Activation, N: Matrix, Sigma: Matrix, dSigma: Matrix, from: number, to: number): void {
    if (sigma.loop === undefined) scalarKernels.activate(sigma, N, Sigma, dSigma, from, to);
    else activateInPairs(this.module, sigma, sigma.loop, N.data, Sigma.data, dSigma.data, from, to);
  }

  /** out = L·R, or out += L·R, summed in the order of k. */
  private multiply(left: Pack, right: Pack, depth: number, out: Matrix, add: boolean): void {
    const n = roundUp(out.cols);
    const chunk = Math.max(TILE, roundUp(Math.floor(RESULT / n) - TILE));
    const a = FREE;
    const b = a + ROWS * DEPTH;
    const c = b + DEPTH * n;
    this.module.reserve(c + Math.min(chunk, roundUp(out.rows)) * n);
    const { memory, loops } = this.module;
    for (let first = 0; first < out.rows; first += chunk) {
      const rows = Math.min(chunk, out.rows - first);
      if (add) this.load(out, first, rows, c, n);
      for (let k = 0; k < depth; k += DEPTH) {
        const terms = Math.min(DEPTH, depth - k);
        right(memory, b, 0, out.cols, k, terms);
        for (let row = 0; row < rows; row += ROWS) {
          const count = Math.min(ROWS, rows - row);
          left(memory, a, first + row, count, k, terms);
          const fromZero = k === 0 && !add ? 1 : 0;
          loops.panels(roundUp(count), n, terms, 8 * a, 8 * b, 8 * (c + row * n), fromZero);
        }
      }
      this.store(out, first, rows, c, n);
    }
  }

  /** Rows of what is added to into the module's memory, each padded to whole tiles. */
  private load({ cols, data }: Matrix, first: number, rows: number, at: number, n: number): void {
    const { memory } = this.module;
    if (n === cols) memory.set(data.subarray(first * cols, (first + rows) * cols), at);
    else
      for (let r = 0; r < rows; r++) memory.set(data.subarray((first + r) * cols, (first + r + 1) * cols), at + r * n);
  }

  private store({ cols, data }: Matrix, first: number, rows: number, at: number, n: number): void {
    const { memory } = this.module;
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
  const whole = count - (count % TILE);
  const panel = TILE * depth;
  // Row by row, as the matrix lies in memory: columns far apart would share a few places of the cache.
  for (let j = 0; j < depth; j++) {
    let i = (k + j) * stride + from;
    let o = at + TILE * j;
    for (let c = 0; c < whole; c += TILE, i += TILE, o += panel) {
      into[o] = data[i];
      into[o + 1] = data[i + 1];
      into[o + 2] = data[i + 2];
      into[o + 3] = data[i + 3];
    }
    if (whole === count) continue;
    for (let q = 0; q < TILE; q++) into[o + q] = whole + q < count ? data[i + q] : 0;
  }
}
