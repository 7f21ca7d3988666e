import type { Activation } from '../../../src/functions/builtin/activation';
import {
  defineActivation,
  customActivation,
  type ActivationDefinition,
} from '../../../src/functions/custom/customActivation';
import { expressionOf } from '../../../src/functions/expression/expressionReader';

/** The author's functions that a test defines, each above the next, as in a file. */
export class CustomFunctions {
  private readonly functions = new Map<string, ActivationDefinition>();

  constructor(private readonly lets: ReadonlyMap<string, number> = new Map()) {}

  /** `define('bump(x, a)', 'exp(-a*x^2)', 1)`: the numbers are the defaults of the parameters after the argument. */
  define(head: string, body: string, ...defaults: number[]): ActivationDefinition {
    const [name, ...parameters] = head.split(/[(), ]+/).filter((word) => word !== '');
    const named = parameters.map((parameter, i) => ({ name: parameter, default: i === 0 ? null : defaults[i - 1] }));
    const made = defineActivation(name, named, expressionOf(body), { lets: this.lets, functions: this.functions });
    this.functions.set(name, made);
    return made;
  }
}

/** The activation σ(x) = body, with lets if it needs them. */
export function activationOf(body: string, lets?: ReadonlyMap<string, number>): Activation {
  return customActivation(new CustomFunctions(lets).define('f(x)', body), []);
}
