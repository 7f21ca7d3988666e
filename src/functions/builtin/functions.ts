import { builtinActivations } from './activations';
import { erf, gaussian, tanh, tanhDerivative } from '../numbers/specialFunctions';

/** A built-in function of one argument: its value, its slope, and where it has a kink or a jump. */
export interface UnaryFunction {
  readonly name: string;
  readonly value: (u: number) => number;
  readonly slope: (u: number) => number;
  /** Whether the function is not differentiable at u. */
  readonly isKink?: (u: number) => boolean;
  /** Its derivative as text in `x`, for the symbolic derivative and for documentation. */
  readonly derivative: string;
}

const atZero = (u: number): boolean => u === 0;
const flat = (): number => 0;

/** The whole part of |u|, and what is above it; both exact. */
function parts(u: number): { whole: number; rest: number } {
  const whole = Math.floor(Math.abs(u));
  return { whole, rest: Math.abs(u) - whole };
}

/** Halves to the even neighbour would surprise: half away from zero, as MATLAB rounds. */
function round(u: number): number {
  const { whole, rest } = parts(u);
  return Math.sign(u) * (rest >= 0.5 ? whole + 1 : whole);
}

/** ln 2 and ln 10, for the slopes of log2 and log10. */
const { LN2, LN10 } = Math;

/** The built-in functions of one argument (language.md, "Expressions"), apart from the activations. */
export const unaryFunctions: readonly UnaryFunction[] = [
  { name: 'abs', value: Math.abs, slope: Math.sign, isKink: atZero, derivative: 'sign(x)' },
  { name: 'sign', value: Math.sign, slope: flat, isKink: atZero, derivative: '0' },
  { name: 'exp', value: Math.exp, slope: Math.exp, derivative: 'exp(x)' },
  { name: 'expm1', value: Math.expm1, slope: Math.exp, derivative: 'exp(x)' },
  { name: 'ln', value: Math.log, slope: (u) => 1 / u, derivative: '1/x' },
  { name: 'log', value: Math.log, slope: (u) => 1 / u, derivative: '1/x' },
  { name: 'log10', value: Math.log10, slope: (u) => 1 / (u * LN10), derivative: '1/(x*ln(10))' },
  { name: 'log1p', value: Math.log1p, slope: (u) => 1 / (1 + u), derivative: '1/(1 + x)' },
  { name: 'log2', value: Math.log2, slope: (u) => 1 / (u * LN2), derivative: '1/(x*ln(2))' },
  { name: 'sqrt', value: Math.sqrt, slope: (u) => 0.5 / Math.sqrt(u), isKink: atZero, derivative: '1/(2*sqrt(x))' },
  {
    name: 'cbrt',
    value: Math.cbrt,
    slope: (u) => {
      const root = Math.cbrt(u);
      return 1 / (3 * root * root);
    },
    isKink: atZero,
    derivative: '1/(3*cbrt(x)^2)',
  },
  { name: 'sin', value: Math.sin, slope: Math.cos, derivative: 'cos(x)' },
  { name: 'cos', value: Math.cos, slope: (u) => -Math.sin(u), derivative: '-sin(x)' },
  {
    name: 'tan',
    value: Math.tan,
    slope: (u) => {
      const c = Math.cos(u);
      return 1 / (c * c);
    },
    derivative: '1/cos(x)^2',
  },
  { name: 'asin', value: Math.asin, slope: (u) => 1 / Math.sqrt((1 - u) * (1 + u)), derivative: '1/sqrt(1 - x^2)' },
  { name: 'acos', value: Math.acos, slope: (u) => -1 / Math.sqrt((1 - u) * (1 + u)), derivative: '-1/sqrt(1 - x^2)' },
  { name: 'atan', value: Math.atan, slope: (u) => 1 / (1 + u * u), derivative: '1/(1 + x^2)' },
  { name: 'sinh', value: Math.sinh, slope: Math.cosh, derivative: 'cosh(x)' },
  { name: 'cosh', value: Math.cosh, slope: Math.sinh, derivative: 'sinh(x)' },
  { name: 'tanh', value: tanh, slope: tanhDerivative, derivative: '1 - tanh(x)^2' },
  { name: 'asinh', value: Math.asinh, slope: (u) => 1 / Math.hypot(1, u), derivative: '1/sqrt(1 + x^2)' },
  {
    name: 'acosh',
    value: Math.acosh,
    slope: (u) => 1 / (Math.sqrt(u - 1) * Math.sqrt(u + 1)),
    derivative: '1/sqrt(x^2 - 1)',
  },
  { name: 'atanh', value: Math.atanh, slope: (u) => 1 / ((1 - u) * (1 + u)), derivative: '1/(1 - x^2)' },
  {
    name: 'erf',
    value: erf,
    slope: (u) => (2 / Math.sqrt(Math.PI)) * gaussian(u),
    derivative: '2/sqrt(pi)*exp(-x^2)',
  },
  { name: 'floor', value: Math.floor, slope: flat, isKink: Number.isInteger, derivative: '0' },
  { name: 'ceil', value: Math.ceil, slope: flat, isKink: Number.isInteger, derivative: '0' },
  { name: 'round', value: round, slope: flat, isKink: (u) => parts(u).rest === 0.5, derivative: '0' },
];

const unaryByName = new Map(unaryFunctions.map((f) => [f.name, f]));

/** The built-in function of one argument with that name. */
export function findUnaryFunction(name: string): UnaryFunction | null {
  return unaryByName.get(name) ?? null;
}

/** The functions of two or more arguments. */
export const extremeFunctions: ReadonlySet<string> = new Set(['min', 'max']);

/** The constants of the language. */
export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

/** Every name that can be called in an expression without being defined. */
export const callableNames: ReadonlySet<string> = new Set([
  ...unaryByName.keys(),
  ...extremeFunctions,
  ...builtinActivations.flatMap((a) => [a.name, ...a.aliases]),
]);
