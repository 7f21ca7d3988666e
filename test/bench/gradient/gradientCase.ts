// One gradient to be computed by everybody: a network of tanh layers with biases, half the sum of squared errors as loss,
// all ∇W and ∇b as whole matrices. ∇X is not asked for.
import type { Timed } from '../measure/interleaved';

/** Row-major numbers that every contestant is given. */
export interface GradientCase {
  readonly name: string;
  readonly sizes: readonly number[];
  /** Columns of X. */
  readonly m: number;
  /** W_i, n_i × n_{i-1}. */
  readonly W: readonly Float64Array[];
  readonly b: readonly Float64Array[];
  /** n_0 × m. */
  readonly X: Float64Array;
  /** n_k × m. */
  readonly Y: Float64Array;
}

export interface Gradient {
  readonly value: number;
  readonly gradW: readonly Float64Array[];
  readonly gradb: readonly Float64Array[];
}

/** Somebody who computes gradients. */
export interface Contestant {
  readonly name: string;
  /** Gets ready outside the measurement; null if this case is not for them. */
  prepare(given: GradientCase): Promise<Prepared | null>;
}

export interface Prepared extends Timed {
  /** One gradient, to see whether it agrees. */
  gradient(): Promise<Gradient>;
  /** Frees what was prepared. */
  close?(): Promise<void>;
}

export function gradientCase(sizes: readonly number[], m: number): GradientCase {
  const next = numbers(7);
  const fill = (n: number, scale: number) => {
    const data = new Float64Array(n);
    for (let i = 0; i < n; i++) data[i] = scale * next();
    return data;
  };
  return {
    name: sizes.join('-') + (m === 1 ? '' : ` × ${m}`),
    sizes,
    m,
    W: sizes.slice(1).map((n, i) => fill(n * sizes[i], Math.sqrt(3 / sizes[i]))),
    b: sizes.slice(1).map((n) => fill(n, 0.1)),
    X: fill(sizes[0] * m, 1),
    Y: fill(sizes[sizes.length - 1] * m, 1),
  };
}

/** A function that computes a gradient, as a contestant measures it. */
export function timed<T>(run: () => T, read: (result: Awaited<T>) => Gradient): Prepared {
  return {
    async time(times) {
      const start = performance.now();
      for (let i = 0; i < times; i++) {
        const result = run();
        if (result instanceof Promise) await result;
      }
      return performance.now() - start;
    },
    async gradient() {
      return read(await run());
    },
  };
}

/** The largest difference of two gradients, relative to the largest entry of each matrix. */
export function difference(a: Gradient, b: Gradient): number {
  let worst = Math.abs(a.value - b.value) / Math.abs(b.value);
  const compare = (x: Float64Array, y: Float64Array) => {
    if (x.length !== y.length) worst = Infinity;
    let largest = 0;
    for (const v of y) largest = Math.max(largest, Math.abs(v));
    for (let i = 0; i < y.length; i++) {
      const d = Math.abs(x[i] - y[i]) / largest;
      if (!(d <= worst)) worst = d;
    }
  };
  b.gradW.forEach((g, i) => compare(a.gradW[i], g));
  b.gradb.forEach((g, i) => compare(a.gradb[i], g));
  return worst;
}

/** A stream of numbers in (−1, 1). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
