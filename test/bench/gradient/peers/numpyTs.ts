/* eslint-disable */
import { timed, type Contestant, type Gradient } from '../gradientCase';
import { peer } from './load';

/** numpy-ts: NumPy's interface over WebAssembly SIMD kernels. Its arrays are disposed of as it advises. */
export const numpyTs: Contestant = {
  name: 'numpy-ts',
  async prepare({ sizes, m, W, b, X, Y }) {
    const np = await peer('numpy-ts');
    if (np === null) return null;
    configureOnce(np);
    const k = W.length;
    const one = m === 1;
    const array = (data: Float64Array, rows: number, cols: number) =>
      one && cols === 1 ? np.array(data) : np.reshape(np.array(data), [rows, cols]);
    const w = W.map((data, i) => np.reshape(np.array(data), [sizes[i + 1], sizes[i]]));
    const wT = w.map((a) => a.T);
    const bias = b.map((data, i) => array(data, sizes[i + 1], 1));
    const ones = sizes.map((n) => array(new Float64Array(n * m).fill(1), n, m));
    const x = array(X, sizes[0], m);
    const y = array(Y, sizes[k], m);

    const run = () => {
      const made: any[] = [];
      const keep = (a: any) => {
        made.push(a);
        return a;
      };
      const S = [x];
      for (let i = 0; i < k; i++) S.push(keep(np.tanh(keep(np.add(keep(np.matmul(w[i], S[i])), bias[i])))));
      const slope = (i: number) => keep(np.subtract(ones[i], keep(np.multiply(S[i], S[i]))));
      const e = keep(np.subtract(S[k], y));
      const value = 0.5 * Number(np.sum(keep(np.multiply(e, e))));
      let D = keep(np.multiply(e, slope(k)));
      const gradW: any[] = [];
      const gradb: any[] = [];
      for (let i = k - 1; i >= 0; i--) {
        gradW[i] = one ? np.outer(D, S[i]) : np.matmul(D, S[i].T);
        gradb[i] = one ? D : keep(np.sum(D, 1));
        if (i > 0) D = keep(np.multiply(keep(np.matmul(wT[i], D)), slope(i)));
      }
      return { value, gradW, gradb, made };
    };
    const free = (result: ReturnType<typeof run>) => [...result.made, ...result.gradW].forEach((a) => a.dispose?.());
    const read = (result: ReturnType<typeof run>): Gradient => {
      const data = (a: any) => Float64Array.from(np.ascontiguousarray(a).data);
      const gradient = { value: result.value, gradW: result.gradW.map(data), gradb: result.gradb.map(data) };
      free(result);
      return gradient;
    };
    const prepared = timed(run, read);
    return {
      gradient: prepared.gradient,
      async time(times) {
        const start = performance.now();
        for (let i = 0; i < times; i++) free(run());
        return performance.now() - start;
      },
      async close() {
        [...w, ...bias, ...ones, x, y].forEach((a) => a.dispose?.());
      },
    };
  },
};

let configured = false;

/** Room for the largest case: W and ∇W at once. */
function configureOnce(np: any): void {
  if (configured) return;
  configured = true;
  np.configureWasm({ maxMemory: 2 ** 31 });
}
