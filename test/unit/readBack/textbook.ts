// Activations and losses as a textbook has them, in forms that lose no digits; shares no code with the product.
import type { LossName } from '../../../src/functions/builtin/losses';
import { approx, type Approx } from './approx';

/** A value with the size of the summands that may cancel in it. */
export type Summed = readonly [value: number, scale: number];

interface TextbookActivation {
  readonly value: (x: number) => number | Summed;
  readonly derivative: (x: number) => number | Summed;
}

export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
export const bell = (x: number): number => Math.exp(-Math.abs(x)) / (1 + Math.exp(-Math.abs(x))) ** 2;
export const sum = (a: number, b: number): Summed => [a + b, Math.abs(a) + Math.abs(b)];
const lambda = 1.0507009873554805;
const alpha = 1.6732632423543772;

/** Φ(x): the series about 0, and the continued fraction of Mills' ratio in the tail. */
function normal(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > 2.5) return 1 - normal(-x);
  if (x < -2.5) {
    let fraction = -x;
    for (let n = 300; n >= 1; n--) fraction = -x + n / fraction;
    return density / fraction;
  }
  let term = x;
  let whole = x;
  for (let n = 1; n < 80; n++) {
    term *= (x * x) / (2 * n + 1);
    whole += term;
  }
  return 0.5 + density * whole;
}

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
/** tanh(ln(1 + eˣ)) and its complement's square, as fractions of eˣ. */
export function mishParts(x: number): { readonly gate: number; readonly rest: number } {
  const e = Math.exp(-Math.abs(x));
  const [n, d] = x >= 0 ? [1 + 2 * e, 1 + 2 * e + 2 * e * e] : [e * e + 2 * e, e * e + 2 * e + 2];
  // 1 − tanh² = 4 (1 + eˣ)² / ((1 + eˣ)² + 1)².
  const rest = x >= 0 ? (4 * e * e * (1 + e) ** 2) / d ** 2 : (4 * (1 + e) ** 2) / d ** 2;
  return { gate: n / d, rest };
}
export const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

export const activations: Readonly<Record<string, TextbookActivation>> = {
  identity: { value: (x) => x, derivative: () => 1 },
  sigmoid: { value: sigmoid, derivative: bell },
  tanh: { value: Math.tanh, derivative: (x) => 4 * bell(2 * x) },
  relu: { value: (x) => (x > 0 ? x : 0), derivative: (x) => (x > 0 ? 1 : 0) },
  leaky_relu: { value: (x) => (x > 0 ? x : 0.01 * x), derivative: (x) => (x > 0 ? 1 : 0.01) },
  elu: { value: (x) => (x > 0 ? x : Math.expm1(x)), derivative: (x) => (x > 0 ? 1 : Math.exp(x)) },
  selu: {
    value: (x) => (x > 0 ? lambda * x : lambda * alpha * Math.expm1(x)),
    derivative: (x) => (x > 0 ? lambda : lambda * alpha * Math.exp(x)),
  },
  gelu: { value: (x) => (x < -40 ? 0 : x * normal(x)), derivative: (x) => sum(normal(x), Math.abs(x) > 40 ? 0 : x * density(x)) },
  mish: { value: (x) => x * mishParts(x).gate, derivative: (x) => sum(mishParts(x).gate, x === 0 ? 0 : x * mishParts(x).rest * sigmoid(x)) },
  softplus: { value: softplus, derivative: sigmoid },
  softsign: { value: (x) => x / (1 + Math.abs(x)), derivative: (x) => 1 / (1 + Math.abs(x)) ** 2 },
  hard_tanh: { value: (x) => Math.max(-1, Math.min(1, x)), derivative: (x) => (Math.abs(x) < 1 ? 1 : 0) },
  hard_sigmoid: { value: (x) => Math.max(0, Math.min(1, x / 6 + 0.5)), derivative: (x) => (Math.abs(x) < 3 ? 1 / 6 : 0) },
  gaussian: { value: (x) => Math.exp(-x * x), derivative: (x) => (Math.abs(x) > 100 ? 0 : -2 * x * Math.exp(-x * x)) },
  step: { value: (x) => (x >= 0 ? 1 : 0), derivative: () => 0 },
  abs: { value: Math.abs, derivative: Math.sign },
  square: { value: (x) => x * x, derivative: (x) => 2 * x },
  sin: { value: Math.sin, derivative: Math.cos },
  cos: { value: Math.cos, derivative: (x) => -Math.sin(x) },
  exp: { value: Math.exp, derivative: Math.exp },
  silu: { value: (x) => x * sigmoid(x), derivative: (x) => sum(sigmoid(x), x === 0 ? 0 : x * bell(x)) },
}; // prettier-ignore

/** With parameters, and as the texts of examples define them. */
const ofExamples: Readonly<Record<string, TextbookActivation>> = {
  'leaky_relu(0.5)': { value: (x) => (x > 0 ? x : x / 2), derivative: (x) => (x > 0 ? 1 : 1 / 2) },
  'bump(2)': { value: (x) => Math.exp(-2 * x * x), derivative: (x) => (Math.abs(x) > 100 ? 0 : -4 * x * Math.exp(-2 * x * x)) },
  clip: { value: (x) => Math.max(0, Math.min(1, x)), derivative: (x) => (x > 0 && x < 1 ? 1 : 0) },
}; // prettier-ignore

export const isKnown = (name: string): boolean => Object.hasOwn(activations, name) || Object.hasOwn(ofExamples, name);
const named = (name: string): TextbookActivation => activations[name] ?? ofExamples[name];

/** How far two careful programs may be apart in one function. */
const CLOSE = 1e-12;
const waves = new Set(['sin', 'cos']);

export function spread(f: (x: number) => number | Summed, x: Approx, wave: boolean): Approx {
  const of = (at: number): Summed => {
    const y = f(at);
    return typeof y === 'number' ? [y, 0] : y;
  };
  const [v, scale] = of(x.v);
  const ends = x.e === 0 ? [] : [of(x.v - x.e)[0], of(x.v + x.e)[0]];
  const far = ends.reduce((most, y) => Math.max(most, Math.abs(y - v)), 0);
  const lost = wave && x.e > 1e-3 ? 2 : 0;
  return approx.of(v, 2 * far + lost + CLOSE * Math.abs(v) + 1e-15 * scale + (v === 0 ? 0 : 2e-323));
}

export function activated(name: string, x: Approx): Approx {
  return spread(named(name).value, x, waves.has(name));
}

export function activatedDerivative(name: string, x: Approx): Approx {
  return spread(named(name).derivative, x, waves.has(name));
}

interface TextbookLoss {
  readonly value: (y: Approx, t: Approx) => Approx;
  readonly derivative: (y: Approx, t: Approx) => Approx;
  readonly mean?: true;
  /** Whether outputs and targets have to be between 0 and 1. */
  readonly ofProbabilities: boolean;
}

const { of, add, sub, mul, div, ln } = approx;
const square = (y: Approx, t: Approx): Approx => mul(sub(y, t), sub(y, t));
const within = (d: Approx): boolean => Math.abs(d.v) <= 1;
const size = (d: Approx): Approx => of(Math.abs(d.v), d.e);
const sign = (d: Approx): Approx => of(Math.sign(d.v), Math.abs(d.v) > d.e || d.e === 0 ? 0 : 2);

/** Each loss; the compiler asks for a new one. */
const builtin: Readonly<Record<LossName, TextbookLoss>> = {
  half_sse: { value: (y, t) => mul(of(0.5), square(y, t)), derivative: sub, ofProbabilities: false },
  sse: { value: square, derivative: (y, t) => mul(of(2), sub(y, t)), ofProbabilities: false },
  mse: { value: square, derivative: (y, t) => mul(of(2), sub(y, t)), mean: true, ofProbabilities: false },
  l1: { value: (y, t) => size(sub(y, t)), derivative: (y, t) => sign(sub(y, t)), ofProbabilities: false },
  huber: {
    ofProbabilities: false,
    value: (y, t) => (within(sub(y, t)) ? mul(of(0.5), square(y, t)) : sub(size(sub(y, t)), of(0.5))),
    derivative: (y, t) => (within(sub(y, t)) ? sub(y, t) : sign(sub(y, t))),
  },
  cross_entropy: {
    ofProbabilities: true,
    value: (y, t) => mul(of(-t.v), ln(y)),
    derivative: (y, t) => mul(of(-1), div(t, y)),
  },
  binary_cross_entropy: {
    ofProbabilities: true,
    value: (y, t) => mul(of(-1), add(mul(t, ln(y)), mul(sub(of(1), t), ln(sub(of(1), y))))),
    derivative: (y, t) => sub(div(sub(of(1), t), sub(of(1), y)), div(t, y)),
  },
};

export const losses: Readonly<Record<string, TextbookLoss>> = builtin;

/** Of an example: the squared relative error. */
export const lossesOfExamples: Readonly<Record<string, TextbookLoss>> = {
  own: {
    ofProbabilities: false,
    value: (y, t) => mul(div(sub(y, t), t), div(sub(y, t), t)),
    derivative: (y, t) => div(mul(of(2), sub(y, t)), mul(t, t)),
  },
};
