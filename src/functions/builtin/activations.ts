import type { Activation } from './activation';
import type { ParameterEntry } from './parameterDomain';
import {
  gaussian,
  gaussianDerivative,
  normalCdf,
  normalDensity,
  normalTail,
  sigmoid,
  sigmoidDerivative,
  softplus,
  tanh,
  tanhComplement,
  tanhDerivative,
} from '../numbers/specialFunctions';

/** A built-in activation as the language knows it, before its parameters have values. */
export interface BuiltinActivation {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly parameters: readonly ParameterEntry[];
  /** σ as text with `x` as argument; parameters stand for themselves, or for the values that are given. */
  formula(...values: readonly string[]): string;
  /** σ′ as text, likewise. */
  derivativeFormula(...values: readonly string[]): string;
  /** Its name in TeX. */
  readonly symbol: string;
  /** The points where it has no derivative, with these values of the parameters. */
  kinks(...parameters: readonly number[]): readonly number[];
  /** Constants that formulas for people name instead of writing them out, and those formulas. */
  readonly named?: {
    readonly formula: string;
    readonly derivativeFormula: string;
    readonly constants: Readonly<Record<string, number>>;
  };
  /** Whether it has a kink, or would have one with other parameters. */
  readonly hasKinks: boolean;
}

type Scalar = (x: number) => number;

interface Definition extends BuiltinActivation, Pick<Activation, 'oneMinus' | 'lessHalf' | 'odd' | 'loop'> {
  value(...parameters: readonly number[]): Scalar;
  derivative(...parameters: readonly number[]): Scalar;
}

/** An activation without parameters. */
function plain(
  names: string,
  symbol: string,
  formula: string,
  derivativeFormula: string,
  value: Scalar,
  derivative: Scalar,
  kinks: readonly number[] = [],
  closeForms: Pick<Activation, 'oneMinus' | 'lessHalf' | 'odd' | 'loop'> = {},
): Definition {
  const [name, ...aliases] = names.split(' ');
  return {
    name,
    aliases,
    symbol,
    parameters: [],
    formula: () => formula,
    derivativeFormula: () => derivativeFormula,
    value: () => value,
    derivative: () => derivative,
    kinks: () => kinks,
    hasKinks: kinks.length > 0,
    ...closeForms,
  };
}

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

const leakyRelu: Definition = {
  name: 'leaky_relu',
  symbol: '\\mathrm{LeakyReLU}',
  aliases: [],
  // A negative slope bends the line back up.
  parameters: [{ name: 'slope', default: 0.01, domain: { least: 0, outside: 'unusual' } }],
  formula: (slope = 'slope') => `if x > 0 then x else ${slope}*x`,
  derivativeFormula: (slope = 'slope') => `if x > 0 then 1 else ${slope}`,
  value: (slope) => (x) => (x > 0 ? x : slope * x),
  derivative: (slope) => (x) => (x > 0 ? 1 : slope),
  kinks: (slope) => (slope === 1 ? [] : [0]),
  hasKinks: true,
};

const elu: Definition = {
  name: 'elu',
  symbol: '\\mathrm{ELU}',
  aliases: [],
  // With a negative α it is no longer monotone.
  parameters: [{ name: 'alpha', default: 1, domain: { least: 0, outside: 'unusual' } }],
  formula: (alpha = 'alpha') =>
    alpha === '1' ? 'if x > 0 then x else exp(x) - 1' : `if x > 0 then x else ${alpha}*(exp(x) - 1)`,
  derivativeFormula: (alpha = 'alpha') =>
    alpha === '1' ? 'if x > 0 then 1 else exp(x)' : `if x > 0 then 1 else ${alpha}*exp(x)`,
  value: (alpha) => (x) => (x > 0 ? x : alpha * Math.expm1(x)),
  derivative: (alpha) => (x) => (x > 0 ? 1 : alpha * Math.exp(x)),
  kinks: (alpha) => (alpha === 1 ? [] : [0]),
  hasKinks: true,
};

function gelu(x: number): number {
  // In the tail Φ underflows before x·Φ does.
  return x < -2 ? -Math.SQRT2 * normalTail(-x) : x * normalCdf(x);
}

function geluDerivative(x: number): number {
  return normalCdf(x) + x * normalDensity(x);
}

/** Below this eˣ is all that is left of sigmoid(x), and underflows before x·eˣ does. */
const FAR_LEFT = -40;

/** a·eˣ for x < 0, with all digits where eˣ alone has lost some. */
function timesExp(a: number, x: number): number {
  const half = Math.exp(x / 2);
  return a * half * half;
}

function silu(x: number): number {
  return x < FAR_LEFT ? timesExp(x, x) : x * sigmoid(x);
}

function siluDerivative(x: number): number {
  if (x < FAR_LEFT) return timesExp(1 + x, x);
  return sigmoid(x) * (1 + x * sigmoid(-x));
}

/** tanh(softplus(x)) and its derivative as rational functions of e^(−|x|), so that nothing cancels or overflows. */
export function mishGate(x: number): { gate: number; slope: number } {
  const e = Math.exp(-Math.abs(x));
  if (x > 0) {
    const denominator = 1 + 2 * e * (1 + e);
    return { gate: (1 + 2 * e) / denominator, slope: (4 * e * e * (1 + e)) / (denominator * denominator) };
  }
  const denominator = 2 + e * (2 + e);
  return { gate: (e * (2 + e)) / denominator, slope: (4 * e * (1 + e)) / (denominator * denominator) };
}

function mish(x: number): number {
  return x < FAR_LEFT ? timesExp(x, x) : x * mishGate(x).gate;
}

function mishDerivative(x: number): number {
  if (x < FAR_LEFT) return timesExp(1 + x, x);
  const { gate, slope } = mishGate(x);
  return gate + x * slope;
}

function clamp(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}

const definitions: readonly Definition[] = [
  plain('identity linear', '\\mathrm{id}', 'x', '1', (x) => x, () => 1), // prettier-ignore
  plain(
    'sigmoid logistic',
    '\\sigma',
    '1/(1 + exp(-x))',
    'sigmoid(x)*(1 - sigmoid(x))',
    sigmoid,
    sigmoidDerivative,
    [],
    {
      oneMinus: (x) => sigmoid(-x),
      lessHalf: (x) => Math.tanh(x / 2) / 2,
      loop: 'sigmoid',
    },
  ),
  plain('tanh', '\\tanh', 'tanh(x)', '1 - tanh(x)^2', tanh, tanhDerivative, [], {
    oneMinus: tanhComplement,
    odd: true,
    loop: 'tanh',
  }),
  plain('relu', '\\mathrm{ReLU}', 'max(x, 0)', 'if x > 0 then 1 else 0', (x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0), [0]), // prettier-ignore
  leakyRelu,
  elu,
  {
    ...plain(
      'selu',
      '\\mathrm{SELU}',
      `if x > 0 then ${seluScale}*x else ${seluScale * seluAlpha}*(exp(x) - 1)`,
      `if x > 0 then ${seluScale} else ${seluScale * seluAlpha}*exp(x)`,
      (x) => (x > 0 ? seluScale * x : seluScale * seluAlpha * Math.expm1(x)),
      (x) => (x > 0 ? seluScale : seluScale * seluAlpha * Math.exp(x)),
      [0],
    ),
    named: {
      formula: 'lambda*(if x > 0 then x else alpha*(exp(x) - 1))',
      derivativeFormula: 'lambda*(if x > 0 then 1 else alpha*exp(x))',
      constants: { lambda: seluScale, alpha: seluAlpha },
    },
  },
  plain(
    'gelu',
    '\\mathrm{GELU}',
    'x*(1 + erf(x/sqrt(2)))/2',
    '(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)',
    gelu,
    geluDerivative,
  ),
  plain(
    'mish',
    '\\mathrm{Mish}',
    'x*tanh(softplus(x))',
    'tanh(softplus(x)) + x*sigmoid(x)*(1 - tanh(softplus(x))^2)',
    mish,
    mishDerivative,
  ),
  plain('softplus', '\\mathrm{softplus}', 'ln(1 + exp(x))', 'sigmoid(x)', softplus, sigmoid),
  plain(
    'softsign',
    '\\mathrm{softsign}',
    'x/(1 + abs(x))',
    '1/(1 + abs(x))^2',
    (x) => x / (1 + Math.abs(x)),
    (x) => 1 / (1 + Math.abs(x)) ** 2,
    [],
    { oneMinus: (x) => (x > 0 ? 1 / (1 + x) : 1 - x / (1 - x)), odd: true },
  ),
  plain(
    'hard_tanh',
    '\\mathrm{hardtanh}',
    'min(max(x, -1), 1)',
    'if -1 < x and x < 1 then 1 else 0',
    (x) => clamp(x, -1, 1),
    (x) => (-1 < x && x < 1 ? 1 : 0),
    [-1, 1],
  ),
  plain(
    'hard_sigmoid',
    '\\mathrm{hardsigmoid}',
    'min(max(x/6 + 1/2, 0), 1)',
    'if -3 < x and x < 3 then 1/6 else 0',
    // x + 3 is exact near −3, where x/6 + ½ cancels.
    (x) => clamp((x + 3) / 6, 0, 1),
    (x) => (-3 < x && x < 3 ? 1 / 6 : 0),
    [-3, 3],
  ),
  plain('gaussian', '\\mathrm{gauss}', 'exp(-x^2)', '-2*x*exp(-x^2)', (x) => gaussian(x), gaussianDerivative, [], {
    oneMinus: (x) => -Math.expm1(-x * x),
  }),
  plain('step', '\\mathrm{step}', 'if x >= 0 then 1 else 0', '0', (x) => (x >= 0 ? 1 : x < 0 ? 0 : NaN), () => 0, [0]), // prettier-ignore
  plain('abs', '\\mathrm{abs}', 'abs(x)', 'sign(x)', Math.abs, (x) => (x === 0 ? 0 : Math.sign(x)), [0]),
  plain('square', '\\mathrm{sq}', 'x^2', '2*x', (x) => x * x, (x) => 2 * x), // prettier-ignore
  plain('sin', '\\sin', 'sin(x)', 'cos(x)', Math.sin, Math.cos),
  plain('cos', '\\cos', 'cos(x)', '-sin(x)', Math.cos, (x) => -Math.sin(x), [], {
    oneMinus: (x) => 2 * Math.sin(x / 2) ** 2,
  }),
  plain('exp', '\\exp', 'exp(x)', 'exp(x)', Math.exp, Math.exp, [], { oneMinus: (x) => -Math.expm1(x) }),
  plain('silu swish', '\\mathrm{SiLU}', 'x*sigmoid(x)', 'sigmoid(x)*(1 + x*(1 - sigmoid(x)))', silu, siluDerivative),
];

const byName = new Map<string, Definition>(
  definitions.flatMap((definition) =>
    [definition.name, ...definition.aliases].map((name) => [name, definition] as const),
  ),
);

/** Every coordinate-wise built-in, for completion and hovers. */
export const builtinActivations: readonly BuiltinActivation[] = definitions;

/** Every name that a layer's activation can have without being defined in the text: aliases and `softmax` too. */
export const activationNames: readonly string[] = [...byName.keys(), 'softmax'];

/** The coordinate-wise built-in of this name or alias, or null. */
export function findBuiltinActivation(name: string): BuiltinActivation | null {
  return byName.get(name) ?? null;
}

/**
 * The coordinate-wise built-in of this name or alias with its parameters in place, or null if there is none.
 * @param values the parameters' values in their order; those left out have their defaults.
 */
export function builtinActivation(name: string, values: readonly number[] = []): Activation | null {
  const definition = byName.get(name);
  if (definition === undefined) return null;
  const all = definition.parameters.map((parameter, i) => values[i] ?? parameter.default);
  const texts = all.map((value) => (value < 0 ? `(${value})` : String(value)));
  const kinks = definition.kinks(...all);
  return {
    name,
    parameters: definition.parameters.map((parameter, i) => ({ name: parameter.name, value: all[i] })),
    formula: definition.formula(...texts),
    derivativeFormula: definition.derivativeFormula(...texts),
    argument: 'x',
    custom: false,
    value: definition.value(...all),
    derivative: definition.derivative(...all),
    kinks,
    isKink: (x) => kinks.includes(x),
    smooth: kinks.length === 0,
    ...(definition.loop && { loop: definition.loop }),
    ...(definition.lessHalf && { lessHalf: definition.lessHalf }),
    ...(definition.oneMinus && { oneMinus: definition.oneMinus, odd: definition.odd === true }),
  };
}
