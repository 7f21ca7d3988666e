import { timed, type Contestant, type Gradient, type GradientCase } from '../gradientCase';
import { peer } from './load';

/** @stdlib/blas: reference BLAS in JavaScript, into typed arrays. */
export const stdlib: Contestant = {
  name: '@stdlib/blas',
  async prepare(given) {
    // Its dgemm is a reference: ten seconds for 1024 × 4 with 256 columns would say nothing more.
    if (given.m > 64) return null;
    const [dgemv, dger, dgemm] = await Promise.all(
      ['dgemv', 'dger', 'dgemm'].map((name) => peer(`@stdlib/blas-base-${name}`)),
    );
    if (!dgemv || !dger || !dgemm) return null;
    const run = given.m === 1 ? () => oneColumn(given, dgemv, dger) : () => batch(given, dgemm);
    return timed(run, (gradient) => gradient);
  },
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Blas = (...args: any[]) => Float64Array;

function oneColumn({ sizes, W, b, X, Y }: GradientCase, dgemv: Blas, dger: Blas): Gradient {
  const k = W.length;
  const S = [X];
  for (let i = 0; i < k; i++) {
    const N = b[i].slice();
    dgemv('row-major', 'no-transpose', sizes[i + 1], sizes[i], 1, W[i], sizes[i], S[i], 1, 1, N, 1);
    for (let j = 0; j < N.length; j++) N[j] = Math.tanh(N[j]);
    S.push(N);
  }
  const { value, D: last } = start(S[k], Y);
  let D = last;
  const gradW: Float64Array[] = [];
  const gradb: Float64Array[] = [];
  for (let i = k - 1; i >= 0; i--) {
    const g = new Float64Array(W[i].length);
    dger('row-major', sizes[i + 1], sizes[i], 1, D, 1, S[i], 1, g, sizes[i]);
    gradW[i] = g;
    gradb[i] = D;
    if (i === 0) break;
    const back = new Float64Array(sizes[i]);
    dgemv('row-major', 'transpose', sizes[i + 1], sizes[i], 1, W[i], sizes[i], D, 1, 0, back, 1);
    for (let j = 0; j < back.length; j++) back[j] *= 1 - S[i][j] * S[i][j];
    D = back;
  }
  return { value, gradW, gradb };
}

function batch({ sizes, m, W, b, X, Y }: GradientCase, dgemm: Blas): Gradient {
  const k = W.length;
  const S = [X];
  for (let i = 0; i < k; i++) {
    const [n, p] = [sizes[i + 1], sizes[i]];
    const N = new Float64Array(n * m);
    for (let r = 0; r < n; r++) N.fill(b[i][r], r * m, (r + 1) * m);
    dgemm('row-major', 'no-transpose', 'no-transpose', n, m, p, 1, W[i], p, S[i], m, 1, N, m);
    for (let j = 0; j < N.length; j++) N[j] = Math.tanh(N[j]);
    S.push(N);
  }
  const { value, D: last } = start(S[k], Y);
  let D = last;
  const gradW: Float64Array[] = [];
  const gradb: Float64Array[] = [];
  for (let i = k - 1; i >= 0; i--) {
    const [n, p] = [sizes[i + 1], sizes[i]];
    gradW[i] = new Float64Array(n * p);
    dgemm('row-major', 'no-transpose', 'transpose', n, p, m, 1, D, m, S[i], m, 0, gradW[i], p);
    gradb[i] = new Float64Array(n);
    for (let r = 0; r < n; r++) for (let c = 0; c < m; c++) gradb[i][r] += D[r * m + c];
    if (i === 0) break;
    const back = new Float64Array(p * m);
    dgemm('row-major', 'transpose', 'no-transpose', p, m, n, 1, W[i], p, D, m, 0, back, m);
    for (let j = 0; j < back.length; j++) back[j] *= 1 - S[i][j] * S[i][j];
    D = back;
  }
  return { value, gradW, gradb };
}

/** L and Δ_k. */
function start(output: Float64Array, Y: Float64Array): { value: number; D: Float64Array } {
  const D = new Float64Array(output.length);
  let value = 0;
  for (let j = 0; j < D.length; j++) {
    const e = output[j] - Y[j];
    value += (e * e) / 2;
    D[j] = e * (1 - output[j] * output[j]);
  }
  return { value, D };
}
