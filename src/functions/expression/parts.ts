import type { Condition, Expression } from './tree';

/** What an expression or a condition is directly made of, in the order of the text. */
export function partsIn(part: Expression | Condition): readonly (Expression | Condition)[] {
  switch (part.kind) {
    case 'number':
    case 'name':
      return [];
    case 'group':
    case 'condition-group':
      return [part.inner];
    case 'unary':
    case 'not':
      return [part.operand];
    case 'binary':
    case 'comparison':
    case 'and':
    case 'or':
      return [part.left, part.right];
    case 'call':
      return part.arguments.map((argument) => argument.value);
    case 'if':
      return [part.condition, part.then, part.else];
  }
}

/** Visits an expression and all its parts, each after the one that it is in, until `visit` returns false. */
export function visitParts(whole: Expression | Condition, visit: (part: Expression | Condition) => boolean): void {
  const open: (Expression | Condition)[] = [whole];
  for (let part = open.pop(); part !== undefined && visit(part); part = open.pop()) open.push(...partsIn(part));
}

/** What becomes of the parts of an expression when a new one is made from it. */
export interface PartMap {
  expression(part: Expression): Expression;
  condition(part: Condition): Condition;
}

/** The expression with each of its direct parts replaced. */
export function mapParts(e: Expression, map: PartMap): Expression {
  switch (e.kind) {
    case 'number':
    case 'name':
      return e;
    case 'group':
      return { ...e, inner: map.expression(e.inner) };
    case 'unary':
      return { ...e, operand: map.expression(e.operand) };
    case 'binary':
      return { ...e, left: map.expression(e.left), right: map.expression(e.right) };
    case 'call':
      return { ...e, arguments: e.arguments.map((a) => ({ ...a, value: map.expression(a.value) })) };
    case 'if':
      return {
        ...e,
        condition: map.condition(e.condition),
        then: map.expression(e.then),
        else: map.expression(e.else),
      };
  }
}

/** The condition with each of its direct parts replaced. */
export function mapConditionParts(c: Condition, map: PartMap): Condition {
  switch (c.kind) {
    case 'comparison':
      return { ...c, left: map.expression(c.left), right: map.expression(c.right) };
    case 'and':
    case 'or':
      return { ...c, left: map.condition(c.left), right: map.condition(c.right) };
    case 'not':
      return { ...c, operand: map.condition(c.operand) };
    case 'condition-group':
      return { ...c, inner: map.condition(c.inner) };
  }
}

/** A walk that replaces expressions by `replace` wherever they are in a condition. */
export function partMap(replace: (part: Expression) => Expression): PartMap {
  const map: PartMap = { expression: replace, condition: (c) => mapConditionParts(c, map) };
  return map;
}
