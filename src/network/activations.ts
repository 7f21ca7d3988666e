import type { Activation, ParameterValue } from './activation';
import { normalCdf, normalPdf, sigmoid, sigmoidDerivative, softplus, tanhDerivative } from './specialFunctions';

/** A built-in activation before its parameters are in place. */
export interface BuiltinActivation {
  readonly name: string;
  /** Other names of the same function. */
  readonly aliases: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly default: number }[];
  /** σ and σ′ as text in `x` and the parameters' names. */
  readonly formula: string;
  readonly derivativeFormula: string;
  /** σ, σ′ and the points where σ is not differentiable, for given parameter values. */
  readonly make: (...p: number[]) => Pick<Activation, 'value' | 'derivative'> & { readonly kinks?: readonly number[] };
}

const SELU_LAMBDA = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

function builtin(
  name: string,
  formula: string,
  derivativeFormula: string,
  make: BuiltinActivation['make'],
  more: Partial<Pick<BuiltinActivation, 'aliases' | 'parameters'>> = {},
): BuiltinActivation {
  return { name, aliases: [], parameters: [], formula, derivativeFormula, make, ...more };
}

function elu(scale: number, alpha: number): ReturnType<BuiltinActivation['make']> {
  return {
    value: (x) => scale * (x > 0 ? x : alpha * Math.expm1(x)),
    derivative: (x) => scale * (x > 0 ? 1 : alpha * Math.exp(x)),
    // With α = 1 the two branches meet smoothly.
    kinks: alpha === 1 ? [] : [0],
  };
}

/** tanh(softplus(x)) = ((1 + eˣ)² − 1)/((1 + eˣ)² + 1), without cancellation or overflow. */
function tanhSoftplus(x: number): number {
  if (x > 20) return 1;
  const e = Math.exp(x);
  const n = e * (e + 2);
  return n / (n + 2);
}

/** Every built-in activation (language.md, "Activations"); softmax is not one, as it is not coordinate-wise. */
export const builtinActivations: readonly BuiltinActivation[] = [
  builtin('identity', 'x', '1', () => ({ value: (x) => x, derivative: () => 1 }), { aliases: ['linear'] }),
  builtin(
    'sigmoid',
    '1/(1 + exp(-x))',
    'sigmoid(x)*(1 - sigmoid(x))',
    () => ({ value: sigmoid, derivative: sigmoidDerivative }),
    { aliases: ['logistic'] },
  ),
  builtin('tanh', 'tanh(x)', '1 - tanh(x)^2', () => ({ value: Math.tanh, derivative: tanhDerivative })),
  builtin('relu', 'max(x, 0)', 'if x > 0 then 1 else 0', () => ({
    value: (x) => (x > 0 || Number.isNaN(x) ? x : 0),
    derivative: (x) => (x > 0 ? 1 : 0),
    kinks: [0],
  })),
  builtin(
    'leaky_relu',
    'if x > 0 then x else slope*x',
    'if x > 0 then 1 else slope',
    (slope) => ({
      value: (x) => (x > 0 ? x : slope * x),
      derivative: (x) => (x > 0 ? 1 : slope),
      kinks: slope === 1 ? [] : [0],
    }),
    { parameters: [{ name: 'slope', default: 0.01 }] },
  ),
  builtin(
    'elu',
    'if x > 0 then x else alpha*(exp(x) - 1)',
    'if x > 0 then 1 else alpha*exp(x)',
    (alpha) => elu(1, alpha),
    { parameters: [{ name: 'alpha', default: 1 }] },
  ),
  builtin(
    'selu',
    `${SELU_LAMBDA}*(if x > 0 then x else ${SELU_ALPHA}*(exp(x) - 1))`,
    `${SELU_LAMBDA}*(if x > 0 then 1 else ${SELU_ALPHA}*exp(x))`,
    () => elu(SELU_LAMBDA, SELU_ALPHA),
  ),
  builtin('gelu', 'x*(1 + erf(x/sqrt(2)))/2', '(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)', () => ({
    // Far out Φ and φ are 0 in double precision and so is their product with x.
    value: (x) => (x < -40 ? -0 : x * normalCdf(x)),
    derivative: (x) => (Math.abs(x) > 40 ? (x > 0 ? 1 : 0) : normalCdf(x) + x * normalPdf(x)),
  })),
  builtin('mish', 'x*tanh(softplus(x))', 'tanh(softplus(x)) + x*(1 - tanh(softplus(x))^2)*sigmoid(x)', () => ({
    value: (x) => (x < -800 ? -0 : x * tanhSoftplus(x)),
    derivative: (x) => {
      if (x < -800) return -0;
      return tanhSoftplus(x) + x * tanhDerivative(softplus(x)) * sigmoid(x);
    },
  })),
  builtin('softplus', 'ln(1 + exp(x))', '1/(1 + exp(-x))', () => ({ value: softplus, derivative: sigmoid })),
  builtin('softsign', 'x/(1 + abs(x))', '1/(1 + abs(x))^2', () => ({
    value: (x) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))),
    derivative: (x) => {
      const d = 1 / (1 + Math.abs(x));
      return d * d;
    },
  })),
  builtin('hard_tanh', 'min(max(x, -1), 1)', 'if x > -1 and x < 1 then 1 else 0', () => ({
    value: (x) => (Number.isNaN(x) ? x : x < -1 ? -1 : x > 1 ? 1 : x),
    derivative: (x) => (x > -1 && x < 1 ? 1 : 0),
    kinks: [-1, 1],
  })),
  builtin('hard_sigmoid', 'min(max(x/6 + 1/2, 0), 1)', 'if x > -3 and x < 3 then 1/6 else 0', () => ({
    value: (x) => (Number.isNaN(x) ? x : x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5),
    derivative: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
    kinks: [-3, 3],
  })),
  builtin('gaussian', 'exp(-x^2)', '-2*x*exp(-x^2)', () => ({
    value: (x) => Math.exp(-x * x),
    derivative: (x) => (Math.abs(x) > 40 ? -0 * x : -2 * x * Math.exp(-x * x)),
  })),
  builtin('step', 'if x >= 0 then 1 else 0', '0', () => ({
    value: (x) => (Number.isNaN(x) ? x : x >= 0 ? 1 : 0),
    derivative: () => 0,
    kinks: [0],
  })),
  builtin('abs', 'abs(x)', 'sign(x)', () => ({ value: Math.abs, derivative: (x) => Math.sign(x), kinks: [0] })),
  builtin('square', 'x^2', '2*x', () => ({ value: (x) => x * x, derivative: (x) => 2 * x })),
  builtin('sin', 'sin(x)', 'cos(x)', () => ({ value: Math.sin, derivative: Math.cos })),
  builtin('cos', 'cos(x)', '-sin(x)', () => ({ value: Math.cos, derivative: (x) => -Math.sin(x) })),
  builtin('exp', 'exp(x)', 'exp(x)', () => ({ value: Math.exp, derivative: Math.exp })),
  builtin(
    'silu',
    'x*sigmoid(x)',
    'sigmoid(x)*(1 + x*(1 - sigmoid(x)))',
    () => ({
      value: (x) => (x < -800 ? -0 : x * sigmoid(x)),
      derivative: (x) => (Math.abs(x) > 800 ? (x > 0 ? 1 : 0) : sigmoid(x) + x * sigmoidDerivative(x)),
    }),
    { aliases: ['swish'] },
  ),
];

const byName = new Map<string, BuiltinActivation>();
for (const entry of builtinActivations) {
  for (const name of [entry.name, ...entry.aliases]) byName.set(name, entry);
}

/** The built-in activation of that name (or alias), before its parameters are in place. */
export function findBuiltinActivation(name: string): BuiltinActivation | null {
  return byName.get(name) ?? null;
}

/** The built-in activation of that name with the parameters given in order, defaults for the rest; null if there is none. */
export function builtinActivation(name: string, parameterValues: readonly number[] = []): Activation | null {
  const entry = byName.get(name);
  if (entry === undefined) return null;
  const parameters: ParameterValue[] = entry.parameters.map((p, i) => ({
    name: p.name,
    value: parameterValues[i] ?? p.default,
  }));
  const { value, derivative, kinks = [] } = entry.make(...parameters.map((p) => p.value));
  return {
    name,
    parameters,
    formula: entry.formula,
    derivativeFormula: entry.derivativeFormula,
    argument: 'x',
    own: false,
    value,
    derivative,
    isKink: (x) => kinks.includes(x),
  };
}
