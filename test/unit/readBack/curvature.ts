// Second derivatives of activations and losses in closed form; shares no code with the product.
import { approx, type Approx } from './approx';
import { bell, density, mishParts, sigmoid, spread, sum, type Summed } from './textbook';

type Second = (x: number) => number | Summed;

const zero: Second = () => 0;
const { of, add, sub, mul, div } = approx;

export const secondDerivatives: Readonly<Record<string, Second>> = {
  identity: zero,
  sigmoid: (x) => -bell(x) * Math.tanh(x / 2),
  tanh: (x) => -8 * Math.tanh(x) * bell(2 * x),
  relu: zero,
  leaky_relu: zero,
  elu: (x) => (x > 0 ? 0 : Math.exp(x)),
  selu: (x) => (x > 0 ? 0 : 1.0507009873554805 * 1.6732632423543772 * Math.exp(x)),
  gelu: (x) => (Math.abs(x) > 40 ? 0 : sum(2 * density(x), -x * x * density(x))),
  mish: (x) => {
    if (x < -800) return 0;
    const { gate, rest } = mishParts(x);
    const first = rest * sigmoid(x);
    const next = rest * (bell(x) - 2 * gate * sigmoid(x) ** 2);
    const [value, scale] = sum(2 * first, x * next);
    return [value, scale + Math.abs(x * rest) * (bell(x) + 2 * gate)];
  },
  softplus: bell,
  softsign: (x) => (-2 * Math.sign(x)) / (1 + Math.abs(x)) ** 3,
  hard_tanh: zero,
  hard_sigmoid: zero,
  gaussian: (x) => (Math.abs(x) > 100 ? 0 : sum(4 * x * x * Math.exp(-x * x), -2 * Math.exp(-x * x))),
  step: zero,
  abs: zero,
  square: () => 2,
  sin: (x) => -Math.sin(x),
  cos: (x) => -Math.cos(x),
  exp: Math.exp,
  silu: (x) => (Math.abs(x) > 800 ? 0 : sum(2 * bell(x), -x * bell(x) * Math.tanh(x / 2))),
};

/** Where σ″ jumps, either side will do. */
const JUMPS = ['elu', 'selu', 'softsign'];

export function curvature(name: string, x: Approx): Approx {
  const value = spread(secondDerivatives[name], x, name === 'sin' || name === 'cos');
  return JUMPS.includes(name) && Math.abs(x.v) <= x.e ? of(value.v, value.e + 4) : value;
}

/** By the output y. */
export const lossCurvature: Readonly<Record<string, (y: Approx, t: Approx) => Approx>> = {
  half_sse: () => of(1),
  sse: () => of(2),
  mse: () => of(2),
  l1: () => of(0),
  huber: (y, t) => {
    const d = sub(y, t);
    const near = Math.abs(Math.abs(d.v) - 1) <= d.e;
    return of(Math.abs(d.v) <= 1 ? 1 : 0, near ? 1 : 0);
  },
  cross_entropy: (y, t) => div(t, mul(y, y)),
  binary_cross_entropy: (y, t) => {
    const rest = sub(of(1), y);
    return add(div(t, mul(y, y)), div(sub(of(1), t), mul(rest, rest)));
  },
};
