import { constantValue } from '../../functions/evaluate/constantValue';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { message } from '../../message/message';
import type { ScalarNames } from './scalarNames';
import type { Argument, Expression } from '../../functions/expression/tree';
import { argumentsInOrder } from '../../functions/expression/argumentsInOrder';

/** All evaluations of one text together may take so many operations; then no more is evaluated, so that nothing hangs. */
const patience = 20_000_000;

/** Evaluates the constant expressions of a text, and reports those that have no value. */
export class ConstantReader {
  private spent = 0;

  constructor(
    private readonly names: ScalarNames,
    private readonly report: (found: Diagnostic) => void,
  ) {}

  /** The value, or null if it has none: then it is reported, unless its statement is broken (`silent`). */
  value(expression: Expression, silent: boolean): number | null {
    if (expression.kind === 'number') return Number.isFinite(expression.value) ? expression.value : null;
    const { sound, cost } = this.names.read(expression, silent);
    if (!sound) return null;
    if (!this.affords(cost, expression, silent)) return null;
    const result = constantValue(expression, this.names.scope);
    if (result.kind === 'value') {
      if (result.lost !== null && !silent) this.report(diagnostic('underflow', result.lost.range, result.lost.message));
      return result.value;
    }
    if (!silent) this.report(diagnostic(result.code, result.range, result.message));
    return null;
  }

  /** The values of parameters in their order, defaults where none is given; null if one has none. */
  values(
    given: readonly Argument[],
    parameters: readonly { readonly name: string; readonly default: number | null }[],
    silent: boolean,
  ): readonly number[] | null {
    const known = new Map(given.map((argument) => [argument, this.value(argument.value, silent)]));
    const names = parameters.map(({ name }) => name);
    const inOrder = argumentsInOrder(given, names).map((argument, i) =>
      argument === undefined ? parameters[i].default : (known.get(argument) ?? null),
    );
    return inOrder.every((value) => value !== null) ? inOrder : null;
  }

  private affords(cost: number, expression: Expression, silent: boolean): boolean {
    if (this.spent > patience) return false;
    this.spent += cost;
    if (this.spent <= patience) return true;
    const text = message('The expressions in this file take too long to evaluate. Evaluation stopped here.');
    if (!silent) this.report(diagnostic('too-large', expression.range, text));
    return false;
  }
}
