/** 1/(1 + e⁻ˣ) without overflow on either side. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** σ(x)·(1 − σ(x)) for the sigmoid, exact in the tails where 1 − σ would cancel. */
export function sigmoidDerivative(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

/** ln(1 + eˣ) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1 − tanh²x, exact in the tails where 1 − tanh² would cancel. */
export function tanhDerivative(x: number): number {
  const e = Math.exp(-2 * Math.abs(x));
  return (4 * e) / ((1 + e) * (1 + e));
}

const SQRT_HALF = Math.SQRT1_2;
const INVERSE_SQRT_2PI = 0.3989422804014327;

/** Φ(x) = ½·erfc(−x/√2), the standard normal distribution function. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * SQRT_HALF);
}

/** φ(x) = e^(−x²/2)/√(2π). */
export function normalPdf(x: number): number {
  return INVERSE_SQRT_2PI * Math.exp(-0.5 * x * x);
}

/*
 * erf and erfc by the rational approximations of W. J. Cody's kind that Sun's fdlibm (s_erf.c) uses, error below 1 ulp:
 * near 0 erf(x) = x + x·P/Q(x²), around 1 an offset, in the tails e^(−x²)/x times a rational in 1/x².
 */
const NEAR_P = [
  1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2, -5.77027029648944159157e-3,
  -2.37630166566501626084e-5,
];
const NEAR_Q = [
  1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3, 1.32494738004321644526e-4,
  -3.9602282787753681232e-6,
];
const ERF_ONE = 8.45062911510467529297e-1;
const ONE_P = [
  -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1, 3.18346619901161753674e-1,
  -1.10894694282396677476e-1, 3.54783043256182359371e-2, -2.166375594868790843e-3,
];
const ONE_Q = [
  1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2, 1.26171219808761642112e-1,
  1.36370839120290507362e-2, 1.1984499846799107417e-2,
];
const MIDDLE_P = [
  -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1, -6.23753324503260060396e1,
  -1.62396669462573470355e2, -1.84605092906711035994e2, -8.12874355063065934246e1, -9.81432934416914548592,
];
const MIDDLE_Q = [
  1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2, 6.45387271733267880336e2,
  4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2,
];
const FAR_P = [
  -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1, -1.60636384855821916062e2,
  -6.37566443368389627722e2, -1.02509513161107724954e3, -4.83519191608651397019e2,
];
const FAR_Q = [
  1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3,
  2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1,
];

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i];
  return value;
}

/** The error function (2/√π)·∫₀ˣ e^(−t²) dt. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 0.84375) return x + x * ratio(NEAR_P, NEAR_Q, x * x);
  if (a < 1.25) return Math.sign(x) * (ERF_ONE + ratio(ONE_P, ONE_Q, a - 1));
  if (Number.isNaN(x)) return NaN;
  return a >= 6 ? Math.sign(x) : Math.sign(x) * (1 - tail(a));
}

/** 1 − erf(x), exact in the right tail where the difference would cancel. */
export function erfc(x: number): number {
  const a = Math.abs(x);
  if (a < 0.84375) {
    const y = ratio(NEAR_P, NEAR_Q, x * x);
    // Above ¼ the subtraction is done from ½, where it is exact.
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (a < 1.25) {
    const y = ratio(ONE_P, ONE_Q, a - 1);
    return x >= 0 ? 1 - ERF_ONE - y : 1 + (ERF_ONE + y);
  }
  if (Number.isNaN(x)) return NaN;
  if (x > 0) return a < 28 ? tail(a) : 0;
  return a < 6 ? 2 - tail(a) : 2;
}

function ratio(p: readonly number[], q: readonly number[], x: number): number {
  return polynomial(p, x) / polynomial(q, x);
}

const words = new DataView(new ArrayBuffer(8));

/** erfc(x) for x ≥ 1.25. */
function tail(x: number): number {
  const s = 1 / (x * x);
  const r = x < 1 / 0.35 ? ratio(MIDDLE_P, MIDDLE_Q, s) : ratio(FAR_P, FAR_Q, s);
  // z is x with its low word cleared, so that z² is exact and e^(−x²) = e^(−z²)·e^((z−x)(z+x)) loses nothing.
  words.setFloat64(0, x);
  words.setInt32(4, 0);
  const z = words.getFloat64(0);
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + r)) / x;
}
