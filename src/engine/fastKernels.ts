import type { Kernels } from './kernels';
import { scalarKernels } from './scalarKernels';
import { wasmProducts, type MatrixProducts } from './wasm/wasmKernels';

/** Multiplications below which packing and the call cost more than they save (measured: docs/performance.md). */
const WORTH = 4_096;
/** Fewer columns leave most of a tile empty. */
const COLUMNS = 3;

/** Compiled when the first product needs it; null where it cannot be had, undefined before. */
let products: MatrixProducts | null | undefined;

function matrixProducts(columns: number, multiplications: number): MatrixProducts {
  if (columns < COLUMNS || multiplications < WORTH) return scalarKernels;
  return loaded() ?? scalarKernels;
}

function loaded(): MatrixProducts | null {
  if (products === undefined) products = wasmProducts();
  return products;
}

/**
 * The kernels of the engine: products of matrices by WebAssembly where it is there and pays, everything else in plain
 * TypeScript. The results are equal to the bit either way.
 */
export const fastKernels: Kernels = {
  ...scalarKernels,

  pace: (columns) => (columns < COLUMNS || loaded() === null ? scalarKernels.pace(columns) : 1 << 25),

  product(A, B, out, from, to) {
    matrixProducts(B.cols, (to - from) * A.cols * B.cols).product(A, B, out, from, to);
  },

  addTransposedProduct(A, B, out, from, to) {
    matrixProducts(B.cols, (to - from) * A.cols * B.cols).addTransposedProduct(A, B, out, from, to);
  },

  productWithTransposed(A, B, out) {
    matrixProducts(A.cols, A.rows * B.rows * A.cols).productWithTransposed(A, B, out);
  },
};
