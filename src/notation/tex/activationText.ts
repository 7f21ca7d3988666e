import type { Activation } from '../../functions/builtin/activation';
import { expressionTex } from './expressionTex';
import { exactTex } from '../../numbers/numberText';
import { operatorName, variableName } from './texName';

/** A built-in in TeX. `p` gives a parameter's number. */
interface BuiltIn {
  readonly name: string;
  /** Of x; what stands after σ(x) = and σ′(x) =. Null where the name says it all. */
  readonly value: ((p: (name: string) => string) => string) | null;
  readonly derivative: (p: (name: string) => string) => string;
}

function cases(...lines: readonly (readonly [string, string])[]): string {
  return `\\begin{cases} ${lines.map(([value, where]) => `${value}, & ${where}`).join(' \\\\ ')} \\end{cases}`;
}

const sigmoid: BuiltIn = {
  name: '\\sigma',
  value: () => '\\frac{1}{1 + e^{-x}}',
  derivative: () => '\\sigma(x)\\,(1 - \\sigma(x))',
};
const identity: BuiltIn = { name: '\\mathrm{id}', value: () => 'x', derivative: () => '1' };
const silu: BuiltIn = {
  name: '\\mathrm{SiLU}',
  value: () => '\\frac{x}{1 + e^{-x}}',
  derivative: () => '\\frac{1 + e^{-x}\\,(1 + x)}{(1 + e^{-x})^2}',
};

const builtIns: Readonly<Record<string, BuiltIn>> = {
  identity,
  linear: identity,
  sigmoid,
  logistic: sigmoid,
  silu,
  swish: silu,
  tanh: { name: '\\tanh', value: () => '\\frac{e^x - e^{-x}}{e^x + e^{-x}}', derivative: () => '1 - \\tanh^2(x)' },
  relu: {
    name: '\\mathrm{ReLU}',
    value: () => '\\max(x, 0)',
    derivative: () => cases(['1', 'x > 0'], ['0', 'x \\le 0']),
  },
  leaky_relu: {
    name: '\\mathrm{LeakyReLU}',
    value: (p) => cases(['x', 'x > 0'], [`${p('slope')}\\,x`, 'x \\le 0']),
    derivative: (p) => cases(['1', 'x > 0'], [p('slope'), 'x \\le 0']),
  },
  elu: {
    name: '\\mathrm{ELU}',
    value: (p) => cases(['x', 'x > 0'], [`${p('alpha')}\\,(e^x - 1)`, 'x \\le 0']),
    derivative: (p) => cases(['1', 'x > 0'], [`${p('alpha')}\\,e^x`, 'x \\le 0']),
  },
  selu: {
    name: '\\mathrm{SELU}',
    value: () => '\\lambda \\cdot ' + cases(['x', 'x > 0'], ['\\alpha\\,(e^x - 1)', 'x \\le 0']),
    derivative: () =>
      '\\lambda \\cdot ' +
      cases(['1', 'x > 0'], ['\\alpha\\,e^x', 'x \\le 0']) +
      ',\\quad \\lambda = 1.0507\\ldots,\\ \\alpha = 1.6733\\ldots',
  },
  gelu: {
    name: '\\mathrm{GELU}',
    value: () => 'x\\,\\Phi(x)',
    derivative: () => '\\Phi(x) + \\frac{x}{\\sqrt{2\\pi}}\\,e^{-x^2/2}',
  },
  mish: {
    name: '\\mathrm{Mish}',
    value: () => 'x \\tanh(\\ln(1 + e^x))',
    derivative: () => '\\tanh(\\ln(1 + e^x)) + \\frac{x\\,(1 - \\tanh^2(\\ln(1 + e^x)))}{1 + e^{-x}}',
  },
  softplus: { name: '\\mathrm{softplus}', value: () => '\\ln(1 + e^x)', derivative: () => '\\frac{1}{1 + e^{-x}}' },
  softsign: {
    name: '\\mathrm{softsign}',
    value: () => '\\frac{x}{1 + |x|}',
    derivative: () => '\\frac{1}{(1 + |x|)^2}',
  },
  hard_tanh: {
    name: '\\mathrm{hardtanh}',
    value: () => '\\min(\\max(x, -1), 1)',
    derivative: () => cases(['1', '|x| < 1'], ['0', '|x| \\ge 1']),
  },
  hard_sigmoid: {
    name: '\\mathrm{hardsigmoid}',
    value: () => '\\min\\left(\\max\\left(\\tfrac{x}{6} + \\tfrac{1}{2}, 0\\right), 1\\right)',
    derivative: () => cases(['\\tfrac{1}{6}', '|x| < 3'], ['0', '|x| \\ge 3']),
  },
  gaussian: { name: '\\mathrm{gauss}', value: () => 'e^{-x^2}', derivative: () => '-2x\\,e^{-x^2}' },
  step: { name: '\\mathrm{step}', value: () => cases(['1', 'x \\ge 0'], ['0', 'x < 0']), derivative: () => '0' },
  abs: {
    name: '\\mathrm{abs}',
    value: () => '|x|',
    derivative: () => cases(['1', 'x > 0'], ['0', 'x = 0'], ['-1', 'x < 0']),
  },
  square: { name: '\\mathrm{sq}', value: () => 'x^2', derivative: () => '2x' },
  sin: { name: '\\sin', value: null, derivative: () => '\\cos(x)' },
  cos: { name: '\\cos', value: null, derivative: () => '-\\sin(x)' },
  exp: { name: '\\exp', value: () => 'e^x', derivative: () => 'e^x' },
};

function builtIn(activation: Activation): BuiltIn | null {
  return !activation.own && Object.hasOwn(builtIns, activation.name) ? builtIns[activation.name] : null;
}

/** The activation's name in TeX: `\sigma`, `\mathrm{ReLU}`, `\operatorname{bump}_{a = 2}`. */
export function activationName(activation: Activation): string {
  const parameters = activation.parameters.map(({ name, value }) => `${variableName(name)} = ${exactTex(value)}`);
  const known = builtIn(activation);
  const name = known?.name ?? operatorName(activation.name);
  if (parameters.length === 0) return name;
  // A name that has a subscript already must not get a second one.
  return `{${name}}_{${parameters.join(',\\, ')}}`;
}

/** σ(x) = … and σ′(x) = … in TeX, the derivative with its convention at a kink; null for a formula that cannot be set. */
export function activationFormulas(
  activation: Activation,
): { readonly value: string; readonly derivative: string } | null {
  const name = activationName(activation);
  const known = builtIn(activation);
  const parameter = (wanted: string) => exactTex(activation.parameters.find((p) => p.name === wanted)?.value ?? NaN);
  const x = known === null ? variableName(activation.argument) : 'x';
  const value = known === null ? expressionTex(activation.formula) : (known.value?.(parameter) ?? '');
  const derivative = known === null ? expressionTex(activation.derivativeFormula) : known.derivative(parameter);
  if (value === null || derivative === null) return null;
  return {
    value: value === '' ? `${name}(${x})` : `${name}(${x}) = ${value}`,
    derivative: `${primed(name)}(${x}) = ${derivative}`,
  };
}

/** σ′ of a name that may be more than one symbol, or have a subscript. */
function primed(name: string): string {
  return /^\\[a-zA-Z]+$/.test(name) ? `${name}'` : `{${name}}'`;
}
