import { mapParts, partMap, visitParts } from './parts';
import type { Expression } from './tree';

/** The expression with each of the names replaced by the expression it stands for. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  const map = partMap((e) => (e.kind === 'name' ? (values.get(e.name.text) ?? e) : mapParts(e, map)));
  return map.expression(expression);
}

/** Whether one of the names is in the expression. */
export function mentions(expression: Expression, names: readonly string[]): boolean {
  let found = false;
  visitParts(expression, (part) => {
    found = part.kind === 'name' && names.includes(part.name.text);
    return !found;
  });
  return found;
}
