/**
 * Functions that Math lacks, or that lose digits when written down naively: each is right to a few units in the last
 * place over the whole range, tails included, and overflows only where its true value does.
 */

/** The logistic sigmoid 1/(1 + e⁻ˣ). */
export function sigmoid(x: number): number {
  const e = exponential(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/** sigmoid′(x) = sigmoid(x)·sigmoid(−x). */
export function sigmoidDerivative(x: number): number {
  const e = exponential(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

/** The hyperbolic tangent: −m/(2 + m) with m = e^(−2|x|) − 1, and the sign of x. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size <= NEAR / 2)) return Math.tanh(x);
  const m = exponentialLess1(-2 * size);
  const y = -m / (2 + m);
  return x > 0 ? y : x < 0 ? -y : x;
}

/** tanh′(x) = 4e/(1 + e)² with e = e^(−2|x|), without the cancellation of 1 − tanh²x. */
export function tanhDerivative(x: number): number {
  const size = Math.abs(x);
  if (size <= NEAR / 2) {
    const e = exponential(-2 * size);
    return (4 * e) / ((1 + e) * (1 + e));
  }
  const e = Math.exp(-size);
  const inverse = (2 * e) / (1 + e * e);
  return inverse * inverse;
}

/** 1 − tanh(x). */
export function tanhComplement(x: number): number {
  return 2 * sigmoid(-2 * x);
}

/** ln(1 + eˣ). */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** e^(−x²·scale) for a scale that is a power of two; x² is taken in two parts, since its rounding error is large in e^(−x²). */
export function gaussian(x: number, scale: 1 | 0.5 = 1): number {
  if (Math.abs(x) > 40) return x === x ? 0 : NaN;
  const high = Math.fround(x);
  return Math.exp(-high * high * scale) * Math.exp((high - x) * (high + x) * scale);
}

/** The derivative −2x·e^(−x²) of e^(−x²); in the tails e^(−x²) alone has lost digits. */
export function gaussianDerivative(x: number): number {
  const half = gaussian(x, 0.5);
  return Math.abs(x) < 26 ? -2 * x * gaussian(x) : -2 * x * half * half;
}

/** The standard normal density e^(−x²/2)/√(2π). */
export function normalDensity(x: number): number {
  return 0.3989422804014327 * gaussian(x, 0.5);
}

/** The standard normal distribution function Φ(x), accurate in the left tail too. */
export function normalCdf(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2;
  if (z < 1.25) return 0.5 + 0.5 * erf(x * Math.SQRT1_2);
  const upper = normalTail(Math.abs(x)) / z;
  return x > 0 ? 1 - upper : x < 0 ? upper : NaN;
}

/** x·Φ(−x)/√2 for x > 1.8, which underflows no earlier than it must. */
export function normalTail(x: number): number {
  const z = x * Math.SQRT1_2;
  return z > 28 ? 0 : 0.5 * gaussian(x, 0.5) * Math.exp(tailExponent(z));
}

/*
 * erf follows FreeBSD's s_erf.c, whose approximations these are:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc.
 * business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
 * is preserved.
 */

/** The error function (2/√π)·∫₀ˣ e^(−t²) dt, to within one unit in the last place. */
export function erf(x: number): number {
  const z = Math.abs(x);
  if (z < 0.84375) {
    if (z < 2 ** -28) return x + twoOverRootPiLess1 * x;
    const s = x * x;
    return x + (x * polynomial(smallNumerator, s)) / polynomial(smallDenominator, s);
  }
  if (z < 1.25) {
    const s = z - 1;
    const y = erfAt1 + polynomial(near1Numerator, s) / polynomial(near1Denominator, s);
    return x > 0 ? y : -y;
  }
  if (z >= 6) return Math.sign(x);
  const y = 1 - (gaussian(z) * Math.exp(tailExponent(z))) / z;
  return x > 0 ? y : x < 0 ? -y : NaN;
}

/** E with erfc(z) = e^(−z² + E)/z, for z from 1.25 to 28. */
function tailExponent(z: number): number {
  const s = 1 / (z * z);
  const ratio =
    z < 1 / 0.35
      ? polynomial(middleNumerator, s) / polynomial(middleDenominator, s)
      : polynomial(farNumerator, s) / polynomial(farDenominator, s);
  return ratio - 0.5625;
}

/*
 * e^x in a form that WebAssembly computes for two numbers at once, to the same bit (tile.as.ts): e^x = 2^k·e^r with
 * |r| ≤ ½ ln 2, and e^r − 1 by its series. Every rounding happens in the same order there.
 */

/** Farther out than this Math.exp takes over. */
const NEAR = 40;
const LOG2_E = 1.4426950408889634;
/** ln 2 in two parts; the first has so few digits that its products with k are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Adding it rounds to an integer. */
const ROUND = 6755399441055744;
/** 2⁰, 2⁻¹, … */
const halves = Float64Array.from({ length: 60 }, (_, k) => 2 ** -k);

/** e^x for x ≤ 0. */
function exponential(x: number): number {
  if (!(x >= -NEAR)) return Math.exp(x);
  const k = x * LOG2_E + ROUND - ROUND;
  const scale = halves[-k];
  return scale + scale * seriesLess1(x - k * LN2_HIGH - k * LN2_LOW);
}

/** e^x − 1 for −NEAR ≤ x ≤ 0. */
function exponentialLess1(x: number): number {
  const k = x * LOG2_E + ROUND - ROUND;
  const scale = halves[-k];
  return scale - 1 + scale * seriesLess1(x - k * LN2_HIGH - k * LN2_LOW);
}

/** e^r − 1 for |r| ≤ ½ ln 2. */
function seriesLess1(r: number): number {
  let q = 1.6059043836821613e-10;
  q = q * r + 2.08767569878681e-9;
  q = q * r + 2.505210838544172e-8;
  q = q * r + 2.755731922398589e-7;
  q = q * r + 2.7557319223985893e-6;
  q = q * r + 2.48015873015873e-5;
  q = q * r + 1.984126984126984e-4;
  q = q * r + 1.388888888888889e-3;
  q = q * r + 8.333333333333333e-3;
  q = q * r + 4.1666666666666664e-2;
  q = q * r + 1.6666666666666666e-1;
  q = q * r + 0.5;
  return r + r * r * q;
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}

const twoOverRootPiLess1 = 1.28379167095512586316e-1;
const erfAt1 = 8.45062911510467529297e-1;
const smallNumerator = [
  1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2, -5.77027029648944159157e-3,
  -2.37630166566501626084e-5,
];
const smallDenominator = [
  1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3, 1.32494738004321644526e-4,
  -3.9602282787753681232e-6,
];
const near1Numerator = [
  -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1, 3.18346619901161753674e-1,
  -1.10894694282396677476e-1, 3.54783043256182359371e-2, -2.166375594868790843e-3,
];
const near1Denominator = [
  1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2, 1.26171219808761642112e-1,
  1.36370839120290507362e-2, 1.1984499846799107417e-2,
];
const middleNumerator = [
  -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1, -6.23753324503260060396e1,
  -1.62396669462573470355e2, -1.84605092906711035994e2, -8.12874355063065934246e1, -9.81432934416914548592,
];
const middleDenominator = [
  1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2, 6.45387271733267880336e2,
  4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2,
];
const farNumerator = [
  -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1, -1.60636384855821916062e2,
  -6.37566443368389627722e2, -1.02509513161107724954e3, -4.83519191608651397019e2,
];
const farDenominator = [
  1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3,
  2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1,
];
