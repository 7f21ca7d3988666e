// The products against three plain loops, on shapes around every block size.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matrix, transpose, type Matrix } from '../../../src/network/matrix';
import { ROW_BLOCK } from '../../../src/engine/kernels';
import { scalarKernels } from '../../../src/engine/scalarKernels';
import { numbers } from './networks';

function random(rows: number, cols: number, seed: number): Matrix {
  const next = numbers(seed);
  return matrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => next()),
  );
}

function plainProduct(A: Matrix, B: Matrix): Matrix {
  const out = matrix(A.rows, B.cols);
  for (let r = 0; r < A.rows; r++) {
    for (let c = 0; c < B.cols; c++) {
      let sum = 0;
      for (let k = 0; k < A.cols; k++) sum += A.data[r * A.cols + k] * B.data[k * B.cols + c];
      out.data[r * B.cols + c] = sum;
    }
  }
  return out;
}

function assertClose(actual: Matrix, expected: Matrix, depth: number): void {
  assert.equal(actual.rows, expected.rows);
  assert.equal(actual.cols, expected.cols);
  expected.data.forEach((e, i) => {
    assert.ok(Math.abs(actual.data[i] - e) <= 1e-15 * (depth + 1), `entry ${i}: ${actual.data[i]}, expected ${e}`);
  });
}

const size = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 60, max: 70 }));
const shapes = fc.record({ n: size, p: size, m: size, seed: fc.nat() });

describe('scalar kernels', () => {
  it('W·Σ', () => {
    fc.assert(
      fc.property(shapes, fc.boolean(), ({ n, p, m, seed }, oneColumn) => {
        const cols = oneColumn ? 1 : m;
        const [A, B] = [random(n, p, seed), random(p, cols, seed + 1)];
        const out = matrix(n, cols);
        scalarKernels.product(A, B, out, 0, n);
        assertClose(out, plainProduct(A, B), p);
      }),
    );
  });

  it('Wᵀ·Δ, added to what is there', () => {
    fc.assert(
      fc.property(shapes, fc.boolean(), ({ n, p, m, seed }, oneColumn) => {
        const cols = oneColumn ? 1 : m;
        const [A, B] = [random(n, p, seed), random(n, cols, seed + 1)];
        const out = matrix(p, cols);
        scalarKernels.addTransposedProduct(A, B, out, 0, n);
        assertClose(out, plainProduct(transpose(A), B), n);
        scalarKernels.addTransposedProduct(A, B, out, 0, n);
        const twice = plainProduct(transpose(A), B);
        twice.data.forEach((x, i) => (twice.data[i] = 2 * x));
        assertClose(out, twice, 2 * n);
      }),
    );
  });

  it('Wᵀ·Δ with more rows than are turned at once', () => {
    for (const n of [255, 256, 257, 600]) {
      const [A, B] = [random(n, 9, 1), random(n, 3, 2)];
      const out = matrix(9, 3);
      scalarKernels.addTransposedProduct(A, B, out, 0, n);
      assertClose(out, plainProduct(transpose(A), B), n);
    }
  });

  it('Δ·Σᵀ', () => {
    fc.assert(
      fc.property(shapes, fc.boolean(), ({ n, p, m, seed }, oneColumn) => {
        const cols = oneColumn ? 1 : m;
        const [A, B] = [random(n, cols, seed), random(p, cols, seed + 1)];
        const out = matrix(n, p);
        scalarKernels.productWithTransposed(A, B, out);
        assertClose(out, plainProduct(A, transpose(B)), cols);
      }),
    );
  });

  it('parts that begin at multiples of the block give the same bits as the whole', () => {
    for (const m of [1, 5]) {
      const [n, p] = [45, 7];
      const [A, B, D] = [random(n, p, 1), random(p, m, 2), random(n, m, 3)];
      const whole = matrix(n, m);
      const parts = matrix(n, m);
      const wholeT = matrix(p, m);
      const partsT = matrix(p, m);
      scalarKernels.product(A, B, whole, 0, n);
      for (let from = 0; from < n; from += 2 * ROW_BLOCK) {
        scalarKernels.product(A, B, parts, from, Math.min(from + 2 * ROW_BLOCK, n));
        scalarKernels.addTransposedProduct(A, D, partsT, from, Math.min(from + 2 * ROW_BLOCK, n));
      }
      scalarKernels.addTransposedProduct(A, D, wholeT, 0, n);
      assert.deepEqual(parts, whole);
      if (m === 1) assert.deepEqual(partsT, wholeT);
      else assertClose(partsT, wholeT, n);
    }
  });

  it('Hadamard product, also in place, and sums of rows', () => {
    const [A, B] = [random(3, 4, 1), random(3, 4, 2)];
    const out = matrix(3, 4);
    scalarKernels.hadamard(A, B, out);
    out.data.forEach((x, i) => assert.equal(x, A.data[i] * B.data[i]));
    scalarKernels.hadamard(A, B, A);
    assert.deepEqual(A, out);
    const sums = matrix(3, 1);
    scalarKernels.rowSums(B, sums);
    assertClose(sums, plainProduct(B, matrix(4, 1, new Float64Array(4).fill(1))), 4);
  });

  it('an infinite entry stays in its own row and column', () => {
    const A = random(5, 6, 1);
    const B = random(6, 5, 2);
    A.data[2 * 6 + 1] = Infinity;
    const out = matrix(5, 5);
    scalarKernels.product(A, B, out, 0, 5);
    out.data.forEach((x, i) => assert.equal(Number.isFinite(x), Math.floor(i / 5) !== 2));
  });
});
