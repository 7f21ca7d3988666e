import type { Condition, Expression } from './tree';

/** The expression with each of the names replaced by what it stands for. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  const inside = (e: Expression): Expression => substitute(e, values);
  switch (expression.kind) {
    case 'number':
      return expression;
    case 'name':
      return values.get(expression.name.text) ?? expression;
    case 'group':
      return { ...expression, inner: inside(expression.inner) };
    case 'unary':
      return { ...expression, operand: inside(expression.operand) };
    case 'binary':
      return { ...expression, left: inside(expression.left), right: inside(expression.right) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map((a) => ({ ...a, value: inside(a.value) })) };
    case 'if':
      return {
        ...expression,
        condition: substituteCondition(expression.condition, values),
        then: inside(expression.then),
        else: inside(expression.else),
      };
  }
}

function substituteCondition(condition: Condition, values: ReadonlyMap<string, Expression>): Condition {
  const inside = (c: Condition): Condition => substituteCondition(c, values);
  switch (condition.kind) {
    case 'comparison':
      return { ...condition, left: substitute(condition.left, values), right: substitute(condition.right, values) };
    case 'and':
    case 'or':
      return { ...condition, left: inside(condition.left), right: inside(condition.right) };
    case 'not':
      return { ...condition, operand: inside(condition.operand) };
    case 'condition-group':
      return { ...condition, inner: inside(condition.inner) };
  }
}

/** Whether one of the names stands in the expression. */
export function mentions(expression: Expression, names: readonly string[]): boolean {
  switch (expression.kind) {
    case 'number':
      return false;
    case 'name':
      return names.includes(expression.name.text);
    case 'group':
      return mentions(expression.inner, names);
    case 'unary':
      return mentions(expression.operand, names);
    case 'binary':
      return mentions(expression.left, names) || mentions(expression.right, names);
    case 'call':
      return expression.arguments.some((a) => mentions(a.value, names));
    case 'if':
      return (
        conditionMentions(expression.condition, names) ||
        mentions(expression.then, names) ||
        mentions(expression.else, names)
      );
  }
}

function conditionMentions(condition: Condition, names: readonly string[]): boolean {
  switch (condition.kind) {
    case 'comparison':
      return mentions(condition.left, names) || mentions(condition.right, names);
    case 'and':
    case 'or':
      return conditionMentions(condition.left, names) || conditionMentions(condition.right, names);
    case 'not':
      return conditionMentions(condition.operand, names);
    case 'condition-group':
      return conditionMentions(condition.inner, names);
  }
}
