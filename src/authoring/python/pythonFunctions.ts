import type { Activation } from '../../functions/builtin/activation';
import { findBuiltinActivation, type BuiltinActivation } from '../../functions/builtin/activations';
import type { Loss } from '../../functions/builtin/loss';
import type { Expression } from '../../functions/expression/tree';
import { derivative } from '../../functions/symbolic/expressionDerivative';
import { expressionOf } from '../../functions/expression/expressionReader';
import type { Layer, Network } from '../../network/network';
import { lossOfN, type ExactOutput } from './lossOfN';
import { helperCode, libraryName, ownHelpers, pythonExpression, type ArrayLibrary } from './pythonExpression';

const python = 'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield math np torch jax jnp same printed compared objective numbers parameter value gradient shifted log_p Fraction display SVG abs min sum zip len globals print'; // prettier-ignore
const reserved: ReadonlySet<string> = new Set(python.split(' '));

/** What a script calls its quantities, and what it adds to the names of functions. */
const quantity =
  /^(?:[XYLfNWbVv]|d?Sigma|Delta|grad\w*|next\w*|dL|d2L|d2Sigma|RdL|eta|mask|bracket|R(?:N|Sigma|Delta)|H[Vv])\d*$/;
const derived = /_(?:prime|second|function|jvp)?$/;

/** Where the derivative of a function is too long to be written as text. */
const TOO_LONG = '…';

/** The functions of a script: what its layers and its loss call, defined in an order that Python can read. */
export class PythonFunctions {
  readonly definitions: string[] = [];
  private readonly custom = new Map<Activation, string>();
  private readonly defined = new Set<string>();

  constructor(
    network: Network,
    private readonly library: ArrayLibrary,
  ) {
    for (const layer of network.layers) for (const activation of activationsOf(layer)) this.define(activation);
  }

  /** σ(x), σ′(x) or σ″(x) as a call. */
  call(activation: Activation, argument: string, derivative: 0 | 1 | 2): string {
    if (derivative === 2) this.defineSecond(activation);
    const values = activation.custom ? [] : activation.parameters.map(({ value }) => `, ${value}`);
    return `${this.nameOf(activation)}${['', '_prime', '_second'][derivative]}(${argument}${values.join('')})`;
  }

  /**
   * ℓ(y, t), ∂ℓ/∂y and ∂²ℓ/∂y², entry by entry, as Python expressions of the arrays with these names; the derivatives of ℓ
   * by N only after sigmoid, where L is computed from N.
   * @param exact what stands for the rounded outputs; null where ℓ is taken of them
   */
  lossCode(loss: Loss, y: string, t: string, exact: ExactOutput | null) {
    const [yName, tName] = loss.argumentNames;
    const names = new Map([[yName, y], [tName, t], ...(exact === null ? [] : [[exact.name, exact.code] as const])]);
    const weight = loss.ofProbabilities ? tName : null;
    const ofN = (formula: string): Expression => lossOfN(expressionOf(formula), yName, exact!);
    const code = (formula: string): string =>
      exact === null ? this.code(formula, names, weight) : this.expressionCode(ofN(formula), names, { weight });
    const byN = (order: 1 | 2): string => {
      const slope = derivative(ofN(loss.formula), exact!.name);
      return this.expressionCode(order === 1 ? slope : derivative(slope, exact!.name), names, { weight });
    };
    return {
      value: code(loss.formula),
      derivative: code(loss.derivativeFormula),
      second: () => this.derivativeCode(loss.derivativeFormula, yName, names, weight),
      byN: exact === null || exact.rest === null ? null : byN,
    };
  }

  private nameOf(activation: Activation): string {
    return this.custom.get(activation) ?? findBuiltinActivation(activation.name)!.name;
  }

  private define(activation: Activation): void {
    if (activation.custom) this.defineCustom(activation);
    else this.defineBuiltin(findBuiltinActivation(activation.name)!, true);
  }

  private defineCustom(activation: Activation): void {
    if (this.custom.has(activation)) return;
    const name = this.freeName(activation.name);
    this.custom.set(activation, name);
    const names = new Map([[activation.argument, 'x']]);
    this.push(name, definition(name, 'x', this.code(activation.formula, names)));
    const derivative = this.code(activation.derivativeFormula, names);
    if (this.library === 'numpy') this.push(`${name}_prime`, definition(`${name}_prime`, 'x', derivative));
    else if (activation.derivativeFormula !== TOO_LONG) this.withDerivative(name, derivative);
  }

  private defineBuiltin(builtin: BuiltinActivation, derivative: boolean): void {
    const write = (name: string, formula: string) => {
      if (this.defined.has(name)) return;
      const code = this.expressionCode(expressionOf(formula), new Map(), { precise: true });
      this.push(name, definition(name, `x${parametersOf(builtin)}`, code));
    };
    write(builtin.name, builtin.formula());
    if (derivative && this.library === 'numpy') write(`${builtin.name}_prime`, builtin.derivativeFormula());
  }

  private defineSecond(activation: Activation): void {
    const name = `${this.nameOf(activation)}_second`;
    if (this.defined.has(name)) return;
    if (activation.custom) {
      const { argument, derivativeFormula } = activation;
      const names = new Map([[argument, 'x']]);
      this.push(name, definition(name, 'x', this.derivativeCode(derivativeFormula, argument, names)));
    } else {
      const builtin = findBuiltinActivation(activation.name)!;
      const code = this.derivativeCode(builtin.derivativeFormula(), 'x', new Map());
      this.push(name, definition(name, `x${parametersOf(builtin)}`, code));
    }
  }

  /** The code of the derivative of a formula by one of its names. */
  private derivativeCode(
    formula: string,
    by: string,
    names: ReadonlyMap<string, string>,
    weight: string | null = null,
  ): string {
    if (formula === TOO_LONG) return `${libraryName[this.library]}.nan`;
    return this.expressionCode(derivative(expressionOf(formula), by), names, { weight });
  }

  /** A custom activation may state its own σ′, so automatic differentiation has to be told. */
  private withDerivative(name: string, derivative: string): void {
    const code =
      this.library === 'jax'
        ? `${name} = jax.custom_jvp(${name})\n\n\n@${name}.defjvp\ndef ${name}_jvp(point, direction):\n    (x,), (dx,) = point, direction\n    return ${name}(x), (${derivative}) * dx`
        : `class ${name}_function(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x, plain=${name}):\n        ctx.save_for_backward(x)\n        return plain(x)\n\n    @staticmethod\n    def backward(ctx, gradient):\n        (x,) = ctx.saved_tensors\n        return gradient * (${derivative}), None\n\n\n${name} = ${name}_function.apply`;
    this.definitions.push(code);
  }

  /** The code of a formula; what it calls is defined first. */
  private code(formula: string, names: ReadonlyMap<string, string>, weight: string | null = null): string {
    if (formula === TOO_LONG) return `${libraryName[this.library]}.nan`;
    return this.expressionCode(expressionOf(formula), names, { weight });
  }

  /** With `precise` and `weight` as `pythonExpression` has them: for what is built in, not for what the author wrote. */
  private expressionCode(
    expression: Expression,
    names: ReadonlyMap<string, string>,
    { precise = false, weight = null }: { readonly precise?: boolean; readonly weight?: string | null } = {},
  ): string {
    const { code, calls } = pythonExpression(expression, names, this.library, precise, weight);
    for (const call of calls) this.needed(call);
    return code;
  }

  private needed(name: string): void {
    if (!ownHelpers.has(name)) this.defineBuiltin(findBuiltinActivation(name)!, false);
    else if (!this.defined.has(name)) this.push(name, helperCode(name, this.library));
  }

  private push(name: string, code: string): void {
    this.defined.add(name);
    this.definitions.push(code);
  }

  /** The name in the text if Python can have it and it is not taken. */
  private freeName(name: string): string {
    const possible =
      /^[A-Za-z][A-Za-z0-9_]*$/.test(name) &&
      !reserved.has(name) &&
      !quantity.test(name) &&
      !derived.test(name) &&
      findBuiltinActivation(name) === null
        ? name
        : 'sigma';
    let free = possible;
    for (let i = 2; this.defined.has(free); i++) free = `${possible}_${i}`;
    return free;
  }
}

/** The activations of a layer, each once. */
export function activationsOf({ activation }: Layer): ReadonlySet<Activation> {
  return new Set(activation.kind === 'softmax' ? [] : activation.activations);
}

function parametersOf({ parameters }: BuiltinActivation): string {
  return parameters.map((parameter) => `, ${parameter.name}=${parameter.default}`).join('');
}

function definition(name: string, parameters: string, value: string): string {
  // A constant has to take the shape and the type of x.
  const whole = /\bx\b/.test(value) && !/\bwhere\(/.test(value) ? value : `${value} + 0 * x`;
  return `def ${name}(${parameters}):\n    return ${whole}`;
}
