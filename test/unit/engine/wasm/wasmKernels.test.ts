// The products in WebAssembly give the bits of those in plain TypeScript, and are what their source compiles to.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import { fastKernels } from '../../../../src/engine/fastKernels';
import { scalarKernels } from '../../../../src/engine/scalarKernels';
import { wasmProducts, type MatrixProducts } from '../../../../src/engine/wasm/wasmKernels';
import { builtinActivation } from '../../../../src/functions/builtin/activations';
import { column, matrix, type Matrix } from '../../../../src/network/matrix';
import { batch, lossObjective, network, numbers, randomRows } from '../networks';

const made = wasmProducts()!;
const products: MatrixProducts = {
  product: (...args) => made.product(...args),
  addTransposedProduct: (...args) => made.addTransposedProduct(...args),
  productWithTransposed: (...args) => made.productWithTransposed(...args),
  activate: (...args) => made.activate(...args),
};

/** Numbers of many magnitudes, zeros of both signs among them. */
function random(rows: number, cols: number, seed: number): Matrix {
  const next = numbers(seed);
  const entry = () => {
    const x = next();
    return x > 0.9 ? 0 : x < -0.9 ? -0 : x * 2 ** Math.round(60 * next());
  };
  return matrix(rows, cols, Float64Array.from({ length: rows * cols }, entry));
}

/** Two or three layers and a batch, small enough to be many. */
function randomBatch(seed: number) {
  const next = numbers(seed);
  const whole = (least: number, most: number) => least + Math.floor(((next() + 1) / 2) * (most - least + 1));
  const sizes = Array.from({ length: whole(3, 4) }, () => whole(1, 24));
  const plans = sizes.slice(1).map((rows, i) => ({
    W: randomRows(rows, sizes[i], next),
    b: next() > 0 ? randomRows(1, rows, next)[0] : null,
    act: ['tanh', 'sigmoid', 'relu', 'gelu'][whole(0, 3)],
  }));
  const m = whole(1, 20);
  const net = network(plans, lossObjective('half_sse', 'mean'));
  return { net, sample: batch(randomRows(sizes[0], m, next), randomRows(sizes.at(-1)!, m, next)) };
}

const bits = ({ data }: Matrix): BigUint64Array => new BigUint64Array(data.slice().buffer);
const size = fc.oneof(
  fc.integer({ min: 1, max: 13 }),
  fc.integer({ min: 60, max: 70 }),
  fc.constantFrom(255, 256, 257),
);
const shapes = fc.record({ n: size, p: size, m: fc.integer({ min: 1, max: 70 }), seed: fc.nat() });

describe('products in WebAssembly', () => {
  it('are the bytes that their source compiles to', () => {
    const module = 'src/engine/wasm/tileModule.ts';
    const made = execFileSync(process.execPath, ['scripts/wasm.mjs', module], { encoding: 'utf8' });
    assert.equal(readFileSync(module, 'utf8'), made);
  });

  it('equal those in TypeScript to the bit', () => {
    fc.assert(
      fc.property(shapes, ({ n, p, m, seed }) => {
        const [A, B, D, E] = [
          random(n, p, seed),
          random(p, m, seed + 1),
          random(n, m, seed + 2),
          random(p, m, seed + 3),
        ];
        for (const [rows, cols, multiply] of [
          [n, m, (k: typeof products, out: Matrix) => k.product(A, B, out, 0, n)],
          [p, m, (k: typeof products, out: Matrix) => k.addTransposedProduct(A, D, out, 0, n)],
          [n, p, (k: typeof products, out: Matrix) => k.productWithTransposed(D, E, out)],
        ] as const) {
          // What is added to is no zero.
          const [one, other] = [random(rows, cols, 7), random(rows, cols, 7)];
          multiply(products, one);
          multiply(scalarKernels, other);
          assert.deepEqual(bits(one), bits(other));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tanh and sigmoid equal those in TypeScript to the bit, far out, at 0 and where there is no number too', () => {
    const special = [
      0,
      -0,
      NaN,
      Infinity,
      -Infinity,
      5e-324,
      -1e-310,
      20,
      -20,
      20.000000000000004,
      40,
      -40,
      41,
      745,
      -800,
    ];
    const entry = fc.oneof(fc.double({ min: -45, max: 45 }), fc.double(), fc.constantFrom(...special));
    fc.assert(
      fc.property(fc.constantFrom('tanh', 'sigmoid'), fc.array(entry, { maxLength: 2100 }), (name, entries) => {
        const sigma = builtinActivation(name)!;
        const N = column(entries);
        const [one, other] = [products, scalarKernels].map((kernels) => {
          const [value, slope] = [matrix(N.rows, 1), matrix(N.rows, 1)];
          kernels.activate(sigma, N, value, slope, 0, N.rows);
          return [bits(value), bits(slope)];
        });
        assert.deepEqual(one, other);
      }),
      { numRuns: 60 },
    );
  });

  it('can be done in parts', () => {
    const [A, B, D] = [random(300, 31, 1), random(31, 9, 2), random(300, 9, 3)];
    const [whole, parts] = [matrix(300, 9), matrix(300, 9)];
    const [wholeT, partsT] = [matrix(31, 9), matrix(31, 9)];
    products.product(A, B, whole, 0, 300);
    products.addTransposedProduct(A, D, wholeT, 0, 300);
    for (let from = 0; from < 300; from += 40) {
      products.product(A, B, parts, from, Math.min(from + 40, 300));
      products.addTransposedProduct(A, D, partsT, from, Math.min(from + 40, 300));
    }
    assert.deepEqual([bits(parts), bits(partsT)], [bits(whole), bits(wholeT)]);
  });

  describe('with one column, of a matrix that is multiplied again and again', () => {
    /** Both products of an n × p matrix, in parts of so many rows. */
    const both = (k: Pick<MatrixProducts, 'product' | 'addTransposedProduct'>, A: Matrix, part: number) => {
      const [y, z] = [matrix(A.rows, 1), random(A.cols, 1, 4)];
      const [x, d] = [random(A.cols, 1, 5), random(A.rows, 1, 6)];
      for (let from = 0; from < A.rows; from += part) {
        const to = Math.min(from + part, A.rows);
        k.product(A, x, y, from, to);
        k.addTransposedProduct(A, d, z, from, to);
      }
      return [bits(y), bits(z)];
    };

    it('equal those in TypeScript to the bit, in whole and in parts', () => {
      for (const [n, p] of [[256, 128], [257, 129], [33, 1000], [1003, 33], [32768, 1], [1, 32771]] as const) {
        const A = random(n, p, n);
        const expected = both(scalarKernels, A, n);
        for (const part of [n, n, 40, 8, n, 48]) assert.deepEqual(both(products, A, part), expected, `${n} × ${p}`);
      }
    }); // prettier-ignore

    it('equal them where an earlier product was abandoned on the way', () => {
      const A = random(256, 130, 3);
      const expected = both(scalarKernels, A, 256);
      both(products, A, 256);
      for (const to of [40, 16, 96]) products.product(A, random(130, 1, 5), matrix(256, 1), 0, to);
      assert.deepEqual(both(products, A, 256), expected);
    });

    it('equal them for the same entries in another shape', () => {
      const A = random(256, 128, 9);
      for (let i = 0; i < 3; i++) both(products, A, 256);
      const B = matrix(128, 256, A.data as Float64Array<ArrayBuffer>);
      assert.deepEqual(both(products, B, 128), both(scalarKernels, B, 128));
    });

    it('come from the copy that was made at the third time, of a small matrix from the matrix itself', () => {
      for (const [n, isKept] of [[256, true], [255, false]] as const) {
        const A = random(n, 128, 2);
        const times = [1, 2, 3].map(() => {
          const y = matrix(n, 1);
          products.product(A, random(128, 1, 1), y, 0, n);
          return bits(y);
        });
        A.data.fill(0);
        const after = matrix(n, 1);
        products.product(A, random(128, 1, 1), after, 0, n);
        assert.deepEqual(bits(after), isKept ? times[2] : bits(matrix(n, 1)));
      }
    }); // prettier-ignore
  });

  it('make the same trace of 2000 random networks as TypeScript alone', () => {
    for (let seed = 1; seed <= 2000; seed++) {
      const { net, sample } = randomBatch(seed);
      const [fast, plain] = [{ ...fastKernels, ...products }, scalarKernels].map((kernels) =>
        traceNetwork(net, sample, net.objective, { kernels }),
      );
      for (const [i, { N, Sigma }] of fast.forward.layers.entries()) {
        assert.deepEqual(bits(N), bits(plain.forward.layers[i].N));
        assert.deepEqual(bits(Sigma), bits(plain.forward.layers[i].Sigma));
      }
      fast.backward?.gradW.forEach((gradient, i) =>
        assert.deepEqual(bits(gradient.toMatrix()), bits(plain.backward!.gradW[i].toMatrix()), `network ${seed}`),
      );
    }
  });

  it('give way to TypeScript where WebAssembly is missing or refuses', () => {
    const global = globalThis as { WebAssembly?: unknown };
    const there = global.WebAssembly;
    try {
      global.WebAssembly = undefined;
      assert.equal(wasmProducts(), null);
      global.WebAssembly = { Module: class { constructor() { throw new EvalError('forbidden'); } } }; // prettier-ignore
      assert.equal(wasmProducts(), null);
    } finally {
      global.WebAssembly = there;
    }
  });
});
