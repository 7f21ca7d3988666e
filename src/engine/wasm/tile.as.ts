// The inner loops of products of matrices and of tanh and sigmoid, in AssemblyScript: built into tileModule.ts by `npm run build`.
// A and B are packed in panels of four rows and four columns, one k after another; C is row-major, ldc entries a row.

/** A tile of 4 × 4: C += A·B, or C = A·B. Every entry is summed in the order of k, starting with what is there, or 0. */
function tile(kc: i32, a: usize, b: usize, c: usize, ldc: i32, fromZero: i32): void {
  const l = (<usize>ldc) << 3;
  const d = c + l;
  const e = d + l;
  const f = e + l;
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  if (!fromZero) {
    c00 = v128.load(c);
    c01 = v128.load(c, 16);
    c10 = v128.load(d);
    c11 = v128.load(d, 16);
    c20 = v128.load(e);
    c21 = v128.load(e, 16);
    c30 = v128.load(f);
    c31 = v128.load(f, 16);
  }
  const end = a + ((<usize>kc) << 5);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load64_splat(a);
    c00 = f64x2.add(c00, f64x2.mul(s, b0));
    c01 = f64x2.add(c01, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(s, b0));
    c11 = f64x2.add(c11, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(s, b0));
    c21 = f64x2.add(c21, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(s, b0));
    c31 = f64x2.add(c31, f64x2.mul(s, b1));
    a += 32;
    b += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(d, c10);
  v128.store(d, c11, 16);
  v128.store(e, c20);
  v128.store(e, c21, 16);
  v128.store(f, c30);
  v128.store(f, c31, 16);
}

/** C += A·B (or C = A·B) for m rows and n columns, multiples of four; A packed [m/4][kc][4], B packed [n/4][kc][4]. */
export function panels(m: i32, n: i32, kc: i32, a: usize, b: usize, c: usize, fromZero: i32): void {
  for (let j = 0; j < n; j += 4) {
    for (let i = 0; i < m; i += 4) {
      const at = c + ((<usize>(i * n + j)) << 3);
      tile(kc, a + ((<usize>(i * kc)) << 3), b + ((<usize>(j * kc)) << 3), at, n, fromZero);
    }
  }
}

/**
 * y = A·x for n rows of p entries, n a multiple of four. A row is the sum of its even and of its odd terms, which are
 * the two halves of a pair.
 */
export function timesColumn(n: i32, p: i32, a: usize, x: usize, y: usize): void {
  const row = (<usize>p) << 3;
  const pairs = (<usize>(p & ~1)) << 3;
  for (let r = 0; r < n; r += 4) {
    let q = a + <usize>r * row;
    let q1 = q + row;
    let q2 = q1 + row;
    let q3 = q2 + row;
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let u = x;
    const end = x + pairs;
    while (u < end) {
      const v = v128.load(u);
      s0 = f64x2.add(s0, f64x2.mul(v128.load(q), v));
      s1 = f64x2.add(s1, f64x2.mul(v128.load(q1), v));
      s2 = f64x2.add(s2, f64x2.mul(v128.load(q2), v));
      s3 = f64x2.add(s3, f64x2.mul(v128.load(q3), v));
      q += 16;
      q1 += 16;
      q2 += 16;
      q3 += 16;
      u += 16;
    }
    let even0 = f64x2.extract_lane(s0, 0);
    let even1 = f64x2.extract_lane(s1, 0);
    let even2 = f64x2.extract_lane(s2, 0);
    let even3 = f64x2.extract_lane(s3, 0);
    if (p & 1) {
      const last = f64.load(u);
      even0 += f64.load(q) * last;
      even1 += f64.load(q1) * last;
      even2 += f64.load(q2) * last;
      even3 += f64.load(q3) * last;
    }
    const out = y + ((<usize>r) << 3);
    f64.store(out, even0 + f64x2.extract_lane(s0, 1));
    f64.store(out, even1 + f64x2.extract_lane(s1, 1), 8);
    f64.store(out, even2 + f64x2.extract_lane(s2, 1), 16);
    f64.store(out, even3 + f64x2.extract_lane(s3, 1), 24);
  }
}

/** y += Aᵀ·x for n rows of p entries: eight rows at a time, weighted and added up in the order of the parentheses. */
export function addWeightedRows(n: i32, p: i32, a: usize, x: usize, y: usize): void {
  const row = (<usize>p) << 3;
  const whole = (<usize>(p & ~1)) << 3;
  let r = 0;
  for (; r + 8 <= n; r += 8) {
    const w = x + ((<usize>r) << 3);
    const x0 = v128.load64_splat(w);
    const x1 = v128.load64_splat(w, 8);
    const x2 = v128.load64_splat(w, 16);
    const x3 = v128.load64_splat(w, 24);
    const x4 = v128.load64_splat(w, 32);
    const x5 = v128.load64_splat(w, 40);
    const x6 = v128.load64_splat(w, 48);
    const x7 = v128.load64_splat(w, 56);
    const a0 = a + <usize>r * row;
    const a1 = a0 + row;
    const a2 = a1 + row;
    const a3 = a2 + row;
    const a4 = a3 + row;
    const a5 = a4 + row;
    const a6 = a5 + row;
    const a7 = a6 + row;
    for (let c: usize = 0; c < whole; c += 16) {
      const first = f64x2.add(
        f64x2.add(f64x2.mul(v128.load(a0 + c), x0), f64x2.mul(v128.load(a1 + c), x1)),
        f64x2.add(f64x2.mul(v128.load(a2 + c), x2), f64x2.mul(v128.load(a3 + c), x3)),
      );
      const second = f64x2.add(
        f64x2.add(f64x2.mul(v128.load(a4 + c), x4), f64x2.mul(v128.load(a5 + c), x5)),
        f64x2.add(f64x2.mul(v128.load(a6 + c), x6), f64x2.mul(v128.load(a7 + c), x7)),
      );
      v128.store(y + c, f64x2.add(v128.load(y + c), f64x2.add(first, second)));
    }
    if (p & 1) {
      const c = whole;
      const first =
        f64.load(a0 + c) * f64.load(w) +
        f64.load(a1 + c) * f64.load(w, 8) +
        (f64.load(a2 + c) * f64.load(w, 16) + f64.load(a3 + c) * f64.load(w, 24));
      const second =
        f64.load(a4 + c) * f64.load(w, 32) +
        f64.load(a5 + c) * f64.load(w, 40) +
        (f64.load(a6 + c) * f64.load(w, 48) + f64.load(a7 + c) * f64.load(w, 56));
      f64.store(y + c, f64.load(y + c) + (first + second));
    }
  }
  for (; r < n; r++) {
    const weight = f64.load(x + ((<usize>r) << 3));
    const from = a + <usize>r * row;
    for (let c: usize = 0; c < row; c += 8) f64.store(y + c, f64.load(y + c) + f64.load(from + c) * weight);
  }
}

// tanh, sigmoid and their derivatives as in functions/numbers/specialFunctions.ts, rounding for rounding.

/** e^r − 1 for |r| ≤ ½ ln 2. */
function seriesLess1(r: v128): v128 {
  let q = f64x2.splat(1.6059043836821613e-10);
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(2.08767569878681e-9));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(2.505210838544172e-8));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(2.755731922398589e-7));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(2.7557319223985893e-6));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(2.48015873015873e-5));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(1.984126984126984e-4));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(1.388888888888889e-3));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(8.333333333333333e-3));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(4.1666666666666664e-2));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(1.6666666666666666e-1));
  q = f64x2.add(f64x2.mul(q, r), f64x2.splat(0.5));
  return f64x2.add(r, f64x2.mul(f64x2.mul(r, r), q));
}

/** Pairs farther out than this are left to TypeScript. */
const NEAR: f64 = 40;
const ROUND: f64 = 6755399441055744;

/**
 * n values (an even number) of σ and σ′ at what is at `x`: of tanh, or of sigmoid. Returns whether some were too far out:
 * these are still to be computed.
 */
export function activate(isTanh: i32, n: i32, x: usize, value: usize, slope: usize): i32 {
  const one = f64x2.splat(1);
  const times = f64x2.splat(isTanh ? -2 : -1);
  let far = f64x2.splat(0);
  const end = x + ((<usize>n) << 3);
  while (x < end) {
    const input = v128.load(x);
    const t = f64x2.mul(f64x2.abs(input), times);
    far = v128.or(far, v128.not(f64x2.ge(t, f64x2.splat(-NEAR))));
    const shifted = f64x2.add(f64x2.mul(t, f64x2.splat(1.4426950408889634)), f64x2.splat(ROUND));
    const k = f64x2.sub(shifted, f64x2.splat(ROUND));
    const r = f64x2.sub(
      f64x2.sub(t, f64x2.mul(k, f64x2.splat(0.6931471803691238))),
      f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)),
    );
    // The last bits of the shifted number are k: with 1023 added they are the exponent of 2^k.
    const scale = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
    const rest = f64x2.mul(scale, seriesLess1(r));
    const e = f64x2.add(scale, rest);
    const sum = f64x2.add(one, e);
    if (isTanh) {
      const m = f64x2.add(f64x2.sub(scale, one), rest);
      const y = f64x2.div(f64x2.neg(m), f64x2.add(f64x2.splat(2), m));
      const sign = f64x2.splat(-0.0);
      v128.store(value, v128.or(v128.andnot(y, sign), v128.and(input, sign)));
      v128.store(slope, f64x2.div(f64x2.mul(f64x2.splat(4), e), f64x2.mul(sum, sum)));
    } else {
      const top = v128.bitselect(e, one, f64x2.lt(input, f64x2.splat(0)));
      v128.store(value, f64x2.div(top, sum));
      v128.store(slope, f64x2.div(e, f64x2.mul(sum, sum)));
    }
    x += 16;
    value += 16;
    slope += 16;
  }
  return v128.any_true(far) ? 1 : 0;
}
