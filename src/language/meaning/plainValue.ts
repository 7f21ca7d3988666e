import { newTies } from '../../functions/evaluate/algebra';
import { doubles } from '../../functions/evaluate/doubleAlgebra';
import { findUnaryFunction } from '../../functions/builtin/functions';
import type { Expression } from '../../functions/expression/tree';

/** What names stand for at a place of the text. */
export interface PlainNames {
  /** Undefined for a parameter, and for a name that stands for nothing. */
  valueOf(name: string): number | undefined;
  /** Whether the name is one of the author's. */
  isCustom(name: string): boolean;
}

/**
 * The value of what is computed from numbers and constants in a few operations; NaN for anything that hangs on a
 * parameter, decides, or calls a custom function.
 */
export function plainValue(e: Expression, names: PlainNames): number {
  switch (e.kind) {
    case 'number':
      return e.value;
    case 'name':
      return names.valueOf(e.name.text) ?? NaN;
    case 'group':
      return plainValue(e.inner, names);
    case 'unary':
      return e.operator === '-' ? -plainValue(e.operand, names) : plainValue(e.operand, names);
    case 'binary':
      return doubles.operations[e.operator](plainValue(e.left, names), plainValue(e.right, names), newTies());
    case 'call': {
      const known = names.isCustom(e.callee.text) ? null : findUnaryFunction(e.callee.text);
      return known === null || e.arguments.length !== 1 ? NaN : known.value(plainValue(e.arguments[0].value, names));
    }
    case 'if':
      return NaN;
  }
}
