import type { Matrix } from '../network/matrix';
import type { Kernels } from './kernels';

/** The kernels in plain TypeScript: they run everywhere, and for layers of a few neurons nothing is faster. */
export const scalarKernels: Kernels = {
  pace: () => 1 << 22,

  product(A, B, out, from, to) {
    if (B.cols === 1) matrixTimesColumn(A, B.data, out.data, from, to);
    else multiplyPanels(A.data, A.cols, packPanels(B.data, 0, B.rows, B.cols), A.cols, out, from, to, false);
  },

  addTransposedProduct(A, B, out, from, to) {
    if (B.cols === 1) addTransposedTimesColumn(A, B.data, out.data, from, to);
    else addTransposedPanels(A, B, out, from, to);
  },

  productWithTransposed(A, B, out) {
    if (A.cols === 1) columnTimesRow(A.data, B.data, out);
    else multiplyPanels(A.data, A.cols, packTransposedPanels(B), A.cols, out, 0, A.rows, false);
  },

  hadamard(A, B, out) {
    const a = A.data;
    const b = B.data;
    const c = out.data;
    for (let i = 0; i < c.length; i++) c[i] = a[i] * b[i];
  },

  activate(sigma, { data: x }, { data: value }, { data: slope }, from, to) {
    for (let i = from; i < to; i++) value[i] = sigma.value(x[i]);
    for (let i = from; i < to; i++) slope[i] = sigma.derivative(x[i]);
  },

  rowSums(A, out) {
    const { rows, cols, data } = A;
    for (let r = 0, i = 0; r < rows; r++) {
      let sum = 0;
      for (const end = i + cols; i < end; i++) sum += data[i];
      out.data[r] = sum;
    }
  },
};

/**
 * y = A·x, four rows at once: each x[c] is read once for four rows. A row is the sum of its even and of its odd terms,
 * so that eight sums do not wait for one another (and a processor with pairs of doubles can do exactly the same).
 */
function matrixTimesColumn(A: Matrix, x: Float64Array, y: Float64Array, from: number, to: number): void {
  const a = A.data;
  const p = A.cols;
  const pairs = p - (p % 2);
  let r = from;
  for (; r + 4 <= to; r += 4) {
    const i0 = r * p;
    const i1 = i0 + p;
    const i2 = i1 + p;
    const i3 = i2 + p;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let t0 = 0;
    let t1 = 0;
    let t2 = 0;
    let t3 = 0;
    for (let c = 0; c < pairs; c += 2) {
      const u = x[c];
      const v = x[c + 1];
      s0 += a[i0 + c] * u;
      t0 += a[i0 + c + 1] * v;
      s1 += a[i1 + c] * u;
      t1 += a[i1 + c + 1] * v;
      s2 += a[i2 + c] * u;
      t2 += a[i2 + c + 1] * v;
      s3 += a[i3 + c] * u;
      t3 += a[i3 + c + 1] * v;
    }
    if (pairs < p) {
      const u = x[pairs];
      s0 += a[i0 + pairs] * u;
      s1 += a[i1 + pairs] * u;
      s2 += a[i2 + pairs] * u;
      s3 += a[i3 + pairs] * u;
    }
    y[r] = s0 + t0;
    y[r + 1] = s1 + t1;
    y[r + 2] = s2 + t2;
    y[r + 3] = s3 + t3;
  }
  for (; r < to; r++) y[r] = rowTimesColumn(a, r * p, p, x);
}

/** One row, its even and its odd terms. */
function rowTimesColumn(a: Float64Array, i: number, p: number, x: Float64Array): number {
  let s = 0;
  let t = 0;
  let c = 0;
  for (; c + 2 <= p; c += 2) {
    s += a[i + c] * x[c];
    t += a[i + c + 1] * x[c + 1];
  }
  if (c < p) s += a[i + c] * x[c];
  return s + t;
}

/**
 * y += Aᵀ·x without transposing: the rows of A, weighted, are added up eight at a time, so that A is read in the order
 * in which it lies.
 */
function addTransposedTimesColumn(A: Matrix, x: Float64Array, y: Float64Array, from: number, to: number): void {
  const a = A.data;
  const p = A.cols;
  let r = from;
  for (; r + 8 <= to; r += 8) {
    const x0 = x[r];
    const x1 = x[r + 1];
    const x2 = x[r + 2];
    const x3 = x[r + 3];
    const x4 = x[r + 4];
    const x5 = x[r + 5];
    const x6 = x[r + 6];
    const x7 = x[r + 7];
    const i0 = r * p;
    const i1 = i0 + p;
    const i2 = i1 + p;
    const i3 = i2 + p;
    const i4 = i3 + p;
    const i5 = i4 + p;
    const i6 = i5 + p;
    const i7 = i6 + p;
    for (let c = 0; c < p; c++) {
      y[c] +=
        a[i0 + c] * x0 +
        a[i1 + c] * x1 +
        (a[i2 + c] * x2 + a[i3 + c] * x3) +
        (a[i4 + c] * x4 + a[i5 + c] * x5 + (a[i6 + c] * x6 + a[i7 + c] * x7));
    }
  }
  for (; r < to; r++) {
    const v = x[r];
    for (let c = 0, i = r * p; c < p; c++, i++) y[c] += a[i] * v;
  }
}

/** out = x·yᵀ of two columns. */
function columnTimesRow(x: Float64Array, y: Float64Array, out: Matrix): void {
  const { rows, cols, data } = out;
  for (let r = 0, i = 0; r < rows; r++) {
    const v = x[r];
    for (let c = 0; c < cols; c++) data[i++] = v * y[c];
  }
}

/** Columns in a panel. */
const PANEL = 4;

/**
 * Rows from … from + rows − 1 of a matrix as panels: four columns at a time, each panel row by row without gaps, the
 * last one filled up with zeros. The products then read memory in order, whatever the number of columns.
 */
function packPanels(b: Float64Array, from: number, rows: number, cols: number): Float64Array {
  const packed = new Float64Array(Math.ceil(cols / PANEL) * PANEL * rows);
  for (let c = 0, o = 0; c < cols; c += PANEL) {
    const width = Math.min(PANEL, cols - c);
    for (let r = 0, i = from * cols + c; r < rows; r++, i += cols, o += PANEL) {
      for (let q = 0; q < width; q++) packed[o + q] = b[i + q];
    }
  }
  return packed;
}

/** The transpose of B as panels: four rows of B side by side. */
function packTransposedPanels(B: Matrix): Float64Array {
  const { rows, cols, data } = B;
  const packed = new Float64Array(Math.ceil(rows / PANEL) * PANEL * cols);
  for (let r = 0; r < rows; r++) {
    const start = Math.floor(r / PANEL) * PANEL * cols + (r % PANEL);
    for (let c = 0; c < cols; c++) packed[start + c * PANEL] = data[r * cols + c];
  }
  return packed;
}

/** Rows of A that stay in the cache while all panels pass by. */
const BLOCK = 64;

/**
 * Rows from … to − 1 of out = A·B (or out += A·B), B packed in panels of `depth` rows. A has `stride` entries a row.
 */
function multiplyPanels(
  a: Float64Array,
  stride: number,
  panels: Float64Array,
  depth: number,
  out: Matrix,
  from: number,
  to: number,
  add: boolean,
): void {
  const m = out.cols;
  for (let block = from; block < to; block += BLOCK) {
    const end = Math.min(block + BLOCK, to);
    for (let c = 0; c < m; c += PANEL) {
      const width = Math.min(PANEL, m - c);
      let r = block;
      for (; r + 2 <= end; r += 2) {
        twoRows(a, r * stride, stride, panels, c * depth, depth, out.data, r * m + c, m, width, add);
      }
      if (r < end) oneRow(a, r * stride, panels, c * depth, depth, out.data, r * m + c, width, add);
    }
  }
}

/** A tile of two rows by four columns, kept in registers. */
function twoRows(
  a: Float64Array,
  i: number,
  stride: number,
  b: Float64Array,
  j: number,
  depth: number,
  out: Float64Array,
  o: number,
  m: number,
  width: number,
  add: boolean,
): void {
  const second = o + m;
  // Every entry is summed in the order of k, starting with what is there: the same bits whatever the blocks are.
  let s00 = add ? out[o] : 0;
  let s01 = add && width > 1 ? out[o + 1] : 0;
  let s02 = add && width > 2 ? out[o + 2] : 0;
  let s03 = add && width > 3 ? out[o + 3] : 0;
  let s10 = add ? out[second] : 0;
  let s11 = add && width > 1 ? out[second + 1] : 0;
  let s12 = add && width > 2 ? out[second + 2] : 0;
  let s13 = add && width > 3 ? out[second + 3] : 0;
  for (let end = j + 4 * depth, k = i + stride; j < end; j += 4, i++, k++) {
    const a0 = a[i];
    const a1 = a[k];
    const b0 = b[j];
    const b1 = b[j + 1];
    const b2 = b[j + 2];
    const b3 = b[j + 3];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
  }
  store(out, o, width, s00, s01, s02, s03);
  store(out, second, width, s10, s11, s12, s13);
}

/** The last row where their number is odd. */
function oneRow(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  depth: number,
  out: Float64Array,
  o: number,
  width: number,
  add: boolean,
): void {
  let s0 = add ? out[o] : 0;
  let s1 = add && width > 1 ? out[o + 1] : 0;
  let s2 = add && width > 2 ? out[o + 2] : 0;
  let s3 = add && width > 3 ? out[o + 3] : 0;
  for (const end = j + 4 * depth; j < end; j += 4, i++) {
    const v = a[i];
    s0 += v * b[j];
    s1 += v * b[j + 1];
    s2 += v * b[j + 2];
    s3 += v * b[j + 3];
  }
  store(out, o, width, s0, s1, s2, s3);
}

/** Writes the first `width` of four entries. */
function store(out: Float64Array, o: number, width: number, s0: number, s1: number, s2: number, s3: number): void {
  out[o] = s0;
  if (width > 1) out[o + 1] = s1;
  if (width > 2) out[o + 2] = s2;
  if (width > 3) out[o + 3] = s3;
}

/** Rows of A that are turned at once. */
const TURNED_ROWS = 256;
/** Columns of A that are turned at once: a cache line. */
const TURNED_COLUMNS = 8;

/** out += Aᵀ·B: strips of eight columns of A are turned into rows, in a small buffer, and then multiplied as rows. */
function addTransposedPanels(A: Matrix, B: Matrix, out: Matrix, from: number, to: number): void {
  const a = A.data;
  const p = A.cols;
  const m = B.cols;
  const turned = new Float64Array(TURNED_COLUMNS * Math.min(TURNED_ROWS, to - from));
  for (let block = from; block < to; block += TURNED_ROWS) {
    const depth = Math.min(TURNED_ROWS, to - block);
    const panels = packPanels(B.data, block, depth, m);
    for (let c = 0; c < p; c += TURNED_COLUMNS) {
      const width = Math.min(TURNED_COLUMNS, p - c);
      for (let r = 0; r < depth; r++) {
        const i = (block + r) * p + c;
        for (let q = 0; q < width; q++) turned[q * depth + r] = a[i + q];
      }
      const strip = { rows: width, cols: m, data: out.data.subarray(c * m, (c + width) * m) };
      multiplyPanels(turned, depth, panels, depth, strip, 0, width, true);
    }
  }
}
