// The inner loops of products of matrices, in AssemblyScript: built into tileModule.ts by `npm run build`.
// A and B are packed in panels of four rows and four columns, one k after another; C is row-major, ldc entries a row.

/** A tile of 4 × 4: C += A·B. Every entry is summed in the order of k, starting with what is there. */
function tile(kc: i32, a: usize, b: usize, c: usize, ldc: i32): void {
  const l = (<usize>ldc) << 3;
  const d = c + l;
  const e = d + l;
  const f = e + l;
  let c00 = v128.load(c);
  let c01 = v128.load(c, 16);
  let c10 = v128.load(d);
  let c11 = v128.load(d, 16);
  let c20 = v128.load(e);
  let c21 = v128.load(e, 16);
  let c30 = v128.load(f);
  let c31 = v128.load(f, 16);
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

/** C += A·B for m rows and n columns, multiples of four; A packed [m/4][kc][4], B packed [n/4][kc][4]. */
export function panels(m: i32, n: i32, kc: i32, a: usize, b: usize, c: usize): void {
  for (let j = 0; j < n; j += 4) {
    for (let i = 0; i < m; i += 4) {
      tile(kc, a + ((<usize>(i * kc)) << 3), b + ((<usize>(j * kc)) << 3), c + ((<usize>(i * n + j)) << 3), n);
    }
  }
}
