import { findBuiltinActivation } from '../../functions/builtin/activations';
import { printExpression } from '../../functions/expression/expressionPrinter';
import { expressionOf } from '../../functions/expression/expressionReader';
import { ungrouped } from '../../functions/expression/patterns';
import type { Comparison, Condition, Expression } from '../../functions/expression/tree';
import { disjointPieces } from '../../functions/piecewise/pieces';
import { exactTex } from '../../numbers/numberText';
import { operatorName, variableName } from './texName';

/** How tightly an expression holds together, loosest first; an operand looser than its place gets parentheses. */
const CASES = 0;
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const ATOM = 5;

interface Printed {
  readonly tex: string;
  readonly strength: number;
}

/** What to write for a variable of the expression, in place of its own name; something that needs no parentheses. */
export type Names = Readonly<Record<string, string>>;

/**
 * A formula in the spec's expression syntax, e.g. `if x < 0 then 0 else x^2`, as TeX; null if it cannot be read.
 * The text is parsed: nothing of it gets into the TeX as it stands.
 */
export function expressionTex(formula: string, names: Names = {}): string | null {
  const expression = read(formula);
  return expression && print(expression, names).tex;
}

/** The formula as an expression; null if it is not one. */
function read(formula: string): Expression | null {
  try {
    return expressionOf(formula);
  } catch {
    return null;
  }
}

/** A formula in parts: what stands in front of a sum sign, and the term behind it. */
export interface FactoredTex {
  /** `-`, `\\tfrac{1}{2} ` or nothing. */
  readonly factor: string;
  readonly term: (names: Names, inside: boolean) => string;
}

/** The formula with its sign and its denominator in front; null if it cannot be read. */
export function factoredTex(formula: string): FactoredTex | null {
  const whole = read(formula);
  if (whole === null) return null;
  let rest = ungrouped(whole);
  let divisor = '';
  if (rest.kind === 'binary' && rest.operator === '/' && rest.right.kind === 'number') {
    divisor = `\\tfrac{1}{${number(rest.right.value).tex}} `;
    rest = ungrouped(rest.left);
  }
  const positive = withoutSign(rest);
  const term = ungrouped(positive ?? rest);
  return {
    factor: (positive === null ? '' : '-') + divisor,
    term: (names, inside) => (inside ? at(PRODUCT, term, names) : print(term, names).tex),
  };
}

/** What follows the sign that the expression begins with; null if it begins with none. */
function withoutSign(e: Expression): Expression | null {
  if (e.kind === 'unary') return e.operator === '-' ? e.operand : null;
  if (e.kind !== 'binary' || (e.operator !== '*' && e.operator !== '/')) return null;
  const left = withoutSign(e.left);
  return left && { ...e, left };
}

function print(expression: Expression, names: Names): Printed {
  switch (expression.kind) {
    case 'number':
      return number(expression.value);
    case 'name':
      return name(nameTex(expression.name.text, names));
    case 'group':
      return print(expression.inner, names);
    case 'unary':
      return { tex: `${expression.operator}${rightOf(SIGN, expression.operand, names)}`, strength: SIGN };
    case 'binary':
      return binary(expression, names);
    case 'call':
      return call(
        expression.callee.text,
        expression.arguments.map((argument) => argument.value),
        names,
      );
    case 'if':
      return { tex: cases(expression, names), strength: CASES };
  }
}

/** A name, or the number that is written in its place: a fraction to a power needs parentheses. */
function name(tex: string): Printed {
  return { tex, strength: tex.startsWith('\\tfrac') || tex.startsWith('\\frac') ? PRODUCT : ATOM };
}

function number(value: number): Printed {
  const tex = exactTex(value);
  return { tex, strength: tex.includes('times') ? PRODUCT : ATOM };
}

const constants: Readonly<Record<string, string>> = { pi: '\\pi', e: 'e' };

function nameTex(name: string, names: Names): string {
  if (Object.hasOwn(names, name)) return names[name];
  return Object.hasOwn(constants, name) ? constants[name] : variableName(name);
}

/** The expression, in parentheses if it is looser than `strength`. */
function at(strength: number, expression: Expression, names: Names): string {
  const { tex, strength: own } = print(expression, names);
  return own < strength ? inParentheses(tex) : tex;
}

function inParentheses(tex: string): string {
  return `\\left(${tex}\\right)`;
}

function binary(expression: Extract<Expression, { kind: 'binary' }>, names: Names): Printed {
  const { operator, left, right } = expression;
  switch (operator) {
    case '+':
    case '-':
      return { tex: `${at(SUM, left, names)} ${operator} ${rightOf(PRODUCT, right, names)}`, strength: SUM };
    case '*': {
      const second = rightOf(PRODUCT, right, names);
      const first = at(PRODUCT, left, names);
      // 2x, but 2 · 3 and x y.
      const sign = /^[\d(]/.test(second) ? ' \\cdot ' : /^-?[\d.]+$/.test(first) ? ' ' : ' \\, ';
      return { tex: first + sign + second, strength: PRODUCT };
    }
    case '/':
      return fraction(left, right, names);
    case '^':
      if (left.kind === 'call' && Object.hasOwn(named, left.callee.text) && right.kind === 'number') {
        const [x] = left.arguments.map((argument) => print(argument.value, names).tex);
        return { tex: `${named[left.callee.text]}^{${print(right, names).tex}}${argumentTex([x])}`, strength: POWER };
      }
      return { tex: `${at(ATOM, left, names)}^{${print(right, names).tex}}`, strength: POWER };
  }
}

/** A fraction, with the sign of its numerator in front of it. */
function fraction(left: Expression, right: Expression, names: Names): Printed {
  const positive = withoutSign(ungrouped(left));
  const tex = `\\frac{${print(positive ?? left, names).tex}}{${print(right, names).tex}}`;
  return { tex: positive === null ? tex : `-${tex}`, strength: PRODUCT };
}

/** A right operand: a sign would run into the operator before it. */
function rightOf(strength: number, expression: Expression, names: Names): string {
  const { tex, strength: own } = print(expression, names);
  return own < strength || /^[+-]/.test(tex) ? inParentheses(tex) : tex;
}

const named: Readonly<Record<string, string>> = {
  ln: '\\ln',
  log: '\\ln',
  log10: '\\log_{10}',
  log2: '\\log_{2}',
  min: '\\min',
  max: '\\max',
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  asin: '\\arcsin',
  acos: '\\arccos',
  atan: '\\arctan',
  sinh: '\\sinh',
  cosh: '\\cosh',
  tanh: '\\tanh',
};

function call(name: string, values: readonly Expression[], names: Names): Printed {
  const parts = values.map((value) => print(value, names).tex);
  const [x] = parts;
  switch (name) {
    case 'exp':
      return { tex: `e^{${x}}`, strength: POWER };
    case 'expm1':
      return { tex: `e^{${x}} - 1`, strength: SUM };
    case 'log1p':
      return { tex: `\\ln\\left(1 + ${rightOf(PRODUCT, values[0], names)}\\right)`, strength: ATOM };
    case 'sqrt':
      return { tex: `\\sqrt{${x}}`, strength: ATOM };
    case 'cbrt':
      return { tex: `\\sqrt[3]{${x}}`, strength: ATOM };
    case 'abs':
      return { tex: `\\left|${x}\\right|`, strength: ATOM };
    case 'floor':
      return { tex: `\\left\\lfloor ${x} \\right\\rfloor`, strength: ATOM };
    case 'ceil':
      return { tex: `\\left\\lceil ${x} \\right\\rceil`, strength: ATOM };
    default: {
      const f = Object.hasOwn(named, name) ? named[name] : (findBuiltinActivation(name)?.symbol ?? operatorName(name));
      return { tex: f + argumentTex(parts), strength: ATOM };
    }
  }
}

/** An argument list: tall parentheses only around what is tall. */
function argumentTex(parts: readonly string[]): string {
  const inside = parts.join(', ');
  return /\\(?:frac|begin|sqrt|left)|\^\{.*\^/.test(inside) ? `\\left(${inside}\\right)` : `(${inside})`;
}

/** A choice as a list of cases, of which exactly one holds. */
function cases(expression: Extract<Expression, { kind: 'if' }>, names: Names): string {
  const lines = disjointPieces(expression).map(
    ({ value, condition }) => `${print(value, names).tex}, & ${conditionTex(condition, names)}`,
  );
  return `\\begin{cases} ${lines.join(' \\\\ ')} \\end{cases}`;
}

const signs: Readonly<Record<Comparison['operator'], string>> = {
  '<': '<',
  '<=': '\\le',
  '>': '>',
  '>=': '\\ge',
  '==': '=',
  '!=': '\\ne',
};
/** −1 < x ≤ 1 where both sides of `and` say something about the same; null elsewhere. */
function chainTex({ left, right }: { left: Condition; right: Condition }, names: Names): string | null {
  if (left.kind !== 'comparison' || right.kind !== 'comparison') return null;
  if (!left.operator.startsWith('<') || !right.operator.startsWith('<')) return null;
  if (printExpression(left.right) !== printExpression(right.left)) return null;
  return `${conditionTex(left, names)} ${signs[right.operator]} ${at(SUM, right.right, names)}`;
}

function conditionTex(condition: Condition, names: Names): string {
  switch (condition.kind) {
    case 'comparison':
      return `${at(SUM, condition.left, names)} ${signs[condition.operator]} ${at(SUM, condition.right, names)}`;
    case 'condition-group':
      return conditionTex(condition.inner, names);
    case 'not':
      return `\\lnot (${conditionTex(condition.operand, names)})`;
    case 'and':
    case 'or': {
      const chain = condition.kind === 'and' ? chainTex(condition, names) : null;
      if (chain !== null) return chain;
      const side = (part: Condition): string => {
        const tex = conditionTex(part, names);
        const isPlain =
          part.kind === 'comparison' ||
          part.kind === condition.kind ||
          (part.kind === 'and' && chainTex(part, names) !== null);
        return isPlain ? tex : `(${tex})`;
      };
      return `${side(condition.left)} ${condition.kind === 'and' ? '\\land' : '\\lor'} ${side(condition.right)}`;
    }
  }
}
