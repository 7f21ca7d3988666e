import type { Kernels } from './kernels';
import { scalarKernels } from './scalarKernels';
import { wasmProducts, type MatrixProducts } from './wasm/wasmKernels';

/** Multiplications below which the call costs more than it saves; two columns would leave half of a tile empty. */
function worth(columns: number): number {
  return columns === 1 ? 2_048 : columns === 2 ? Infinity : 4_096;
}

/** Activations below which a call costs more than it saves. */
const WORTH_LOOP = 24;

/** Compiled when the first product needs it; null where it cannot be had, undefined before. */
let products: MatrixProducts | null | undefined;

function matrixProducts(columns: number, multiplications: number): MatrixProducts {
  if (multiplications < worth(columns)) return scalarKernels;
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

  pace: (columns) =>
    columns === 2 || loaded() === null ? scalarKernels.pace(columns) : columns === 1 ? 1 << 22 : 1 << 25,

  product(A, B, out, from, to) {
    matrixProducts(B.cols, (to - from) * A.cols * B.cols).product(A, B, out, from, to);
  },

  addTransposedProduct(A, B, out, from, to) {
    matrixProducts(B.cols, (to - from) * A.cols * B.cols).addTransposedProduct(A, B, out, from, to);
  },

  activate(sigma, N, Sigma, dSigma, from, to) {
    const kernels = sigma.loop === undefined || to - from < WORTH_LOOP ? null : loaded();
    (kernels ?? scalarKernels).activate(sigma, N, Sigma, dSigma, from, to);
  },

  productWithTransposed(A, B, out) {
    matrixProducts(A.cols, A.rows * B.rows * A.cols).productWithTransposed(A, B, out);
  },
};
