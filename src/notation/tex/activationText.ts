import type { Activation } from '../../functions/builtin/activation';
import { findBuiltinActivation, type BuiltinActivation } from '../../functions/builtin/activations';
import { expressionTex, type Names } from './expressionTex';
import { entryTex, type LetterStyle } from './letters';
import { exactTex } from '../../numbers/numberText';
import { operatorName, variableName } from './texName';
import { plainTex } from './texStyle';

/** The built-in of which σ is that of the table; its σ′ may be stated in the file. */
function builtIn(activation: Activation): BuiltinActivation | null {
  return activation.custom ? null : findBuiltinActivation(activation.name);
}

/** The activation's name in TeX: `\sigma`, `\mathrm{ReLU}`, `\operatorname{bump}_{a = 2}`. */
export function activationName(activation: Activation): string {
  const parameters = activation.parameters.map(({ name, value }) => `${variableName(name)} = ${exactTex(value)}`);
  const name = builtIn(activation)?.symbol ?? operatorName(activation.name);
  if (parameters.length === 0) return name;
  // A name that has a subscript already must not get a second one.
  return `{${name}}_{${parameters.join(',\\, ')}}`;
}

/** The entries of the softmax of layer i as a formula in those of its N_i. */
export function softmaxTex(index: number, style: LetterStyle): string {
  const power = (i: string) => `e^{${entryTex(style, 'N', index, i)}}`;
  return `p_j = \\frac{${power('j')}}{\\sum_i ${power('i')}}`;
}

/** σ(x) = … and σ′(x) = … in TeX; null for a formula that cannot be set. */
export interface ActivationTex {
  readonly value: string;
  readonly derivative: string;
  /** σ′ at the kinks: a convention. */
  readonly conventions: readonly string[];
}

/** In the letters of a course x is the input of the network, so the argument is z, unless a parameter has that name. */
export function activationFormulas(activation: Activation, { alphabet }: LetterStyle = plainTex): ActivationTex | null {
  const name = activationName(activation);
  const z = alphabet === 'course' && !activation.parameters.some((parameter) => parameter.name === 'z');
  const x = z ? 'z' : variableName(activation.argument);
  const named = builtIn(activation)?.named;
  const names: Names = { ...(named && greek), ...(z && { [activation.argument]: 'z' }) };
  // First σ′: where it is too long to be shown that is known without writing anything.
  const derivative = expressionTex(named?.derivativeFormula ?? activation.derivativeFormula, names);
  const value = derivative === null ? null : expressionTex(named?.formula ?? activation.formula, names);
  if (value === null || derivative === null) return null;
  const constants = Object.entries(named?.constants ?? {}).map(
    ([letter, number]) => `${greek[letter]} = ${shortened(number)}`,
  );
  const explained = constants.length === 0 ? '' : `,\\quad ${constants.join(',\\ ')}`;
  // sin(x) = sin(x) says nothing.
  const isItself = value === `${name}(${x})`;
  return {
    value: isItself ? value : `${name}(${x}) = ${value}`,
    derivative: `${primed(name)}(${x}) = ${derivative}${explained}`,
    conventions: [
      ...activation.kinks.map((at) => `${primed(name)}(${exactTex(at)}) := ${exactTex(activation.derivative(at))}`),
      ...(hasMoreKinks(activation) ? ['\\ldots'] : []),
    ],
  };
}

/** Whether the kinks go on without end, as the jumps of floor: those named are the nearest to 0. */
function hasMoreKinks(activation: Activation): boolean {
  const { kinks } = activation;
  return kinks.length > 0 && [720720, 720720.5].some((x) => !kinks.includes(x) && activation.isKink(x));
}

/** Names of constants that are Greek letters. */
const greek: Names = { alpha: '\\alpha', lambda: '\\lambda' };

/** A constant with its first digits. */
function shortened(value: number): string {
  return `${String(Math.trunc(value * 1e4) / 1e4)}\\ldots`;
}

/** σ′ of a name that may be more than one symbol, or have a subscript. */
function primed(name: string): string {
  return /^\\[a-zA-Z]+$/.test(name) ? `${name}'` : `{${name}}'`;
}
