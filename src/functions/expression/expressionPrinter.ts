import type { Argument, Condition, Expression } from './tree';

/** How tightly a construct binds, loosest first (language.md, "Expressions"). */
const IF = 0;
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const SUM = 5;
const PRODUCT = 6;
const SIGN = 7;
const POWER = 8;
const ATOM = 9;

/** How tightly the operands of an operator must bind, and how tightly the whole does. */
const binary = {
  '+': { left: SUM, right: PRODUCT, binds: SUM, spaced: true },
  '-': { left: SUM, right: PRODUCT, binds: SUM, spaced: true },
  '*': { left: PRODUCT, right: SIGN, binds: PRODUCT, spaced: false },
  '/': { left: PRODUCT, right: SIGN, binds: PRODUCT, spaced: false },
  // To the right, and the exponent may be signed.
  '^': { left: ATOM, right: SIGN, binds: POWER, spaced: false },
};

/** The expression in the language's own syntax, with no parentheses but those it needs or was written with. */
export function printExpression(expression: Expression): string {
  return print(expression, IF);
}

function print(node: Expression | Condition, outer: number): string {
  const { text, binds } = printed(node);
  return binds < outer ? `(${text})` : text;
}

function printed(node: Expression | Condition): { text: string; binds: number } {
  switch (node.kind) {
    case 'number':
      return { text: numberText(node.value), binds: node.value < 0 || Object.is(node.value, -0) ? SIGN : ATOM };
    case 'name':
      return { text: node.name.text, binds: ATOM };
    case 'group':
    case 'condition-group':
      return { text: `(${print(node.inner, IF)})`, binds: ATOM };
    case 'call':
      return { text: `${node.callee.text}(${node.arguments.map(printArgument).join(', ')})`, binds: ATOM };
    case 'unary':
      // Two signs in a row would read as one operator to a hurried eye.
      return {
        text: `${node.operator}${print(node.operand, node.operand.kind === 'unary' ? ATOM : SIGN)}`,
        binds: SIGN,
      };
    case 'binary': {
      const { left, right, binds, spaced } = binary[node.operator];
      const operator = spaced ? ` ${node.operator} ` : node.operator;
      return { text: `${print(node.left, left)}${operator}${print(node.right, right)}`, binds };
    }
    case 'if':
      return {
        text: `if ${print(node.condition, OR)} then ${print(node.then, IF)} else ${print(node.else, IF)}`,
        binds: IF,
      };
    case 'or':
      return { text: `${print(node.left, OR)} or ${print(node.right, AND)}`, binds: OR };
    case 'and':
      return { text: `${print(node.left, AND)} and ${print(node.right, NOT)}`, binds: AND };
    case 'not':
      return { text: `not ${print(node.operand, NOT)}`, binds: NOT };
    case 'comparison':
      return { text: `${print(node.left, SUM)} ${node.operator} ${print(node.right, SUM)}`, binds: COMPARISON };
  }
}

function printArgument(argument: Argument): string {
  const value = print(argument.value, IF);
  return argument.name === null ? value : `${argument.name.text} = ${value}`;
}

/** The shortest text that reads back as the number; exponents as the language writes them. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}
