import { parse } from '../../language/syntax/parser';
import type { Comparison, Condition, Expression } from '../../functions/expression/tree';
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
  return printed(formula, names)?.tex ?? null;
}

/** The same as a summand or a factor: in parentheses if it is a sum or a list of cases. */
export function factorExpressionTex(formula: string, names: Names = {}): string | null {
  const whole = printed(formula, names);
  if (whole === null) return null;
  return whole.strength < PRODUCT ? inParentheses(whole.tex) : whole.tex;
}

function printed(formula: string, names: Names): Printed | null {
  const { statements, diagnostics } = parse(`activation formula(x) = ${formula}`);
  const statement = statements[0];
  if (diagnostics.length > 0 || statements.length !== 1 || statement.kind !== 'activation') return null;
  return statement.body === null ? null : print(statement.body, names);
}

function print(expression: Expression, names: Names): Printed {
  switch (expression.kind) {
    case 'number':
      return number(expression.value);
    case 'name':
      return { tex: nameTex(expression.name.text, names), strength: ATOM };
    case 'group':
      return print(expression.inner, names);
    case 'unary':
      return { tex: `${expression.operator}${at(SIGN, expression.operand, names)}`, strength: SIGN };
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
      return {
        tex: `${at(PRODUCT, left, names)} ${/^[\d(]/.test(second) ? '\\cdot' : '\\,'} ${second}`,
        strength: PRODUCT,
      };
    }
    case '/':
      return { tex: `\\frac{${print(left, names).tex}}{${print(right, names).tex}}`, strength: PRODUCT };
    case '^':
      return { tex: `${at(ATOM, left, names)}^{${print(right, names).tex}}`, strength: POWER };
  }
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
      const f = Object.hasOwn(named, name) ? named[name] : operatorName(name);
      return { tex: `${f}\\left(${parts.join(', ')}\\right)`, strength: ATOM };
    }
  }
}

/** Nested conditionals as one list of cases; the last line states what is left over. */
function cases(expression: Extract<Expression, { kind: 'if' }>, names: Names): string {
  const lines: string[] = [];
  let rest: Expression = expression;
  let last: Condition = expression.condition;
  while (rest.kind === 'if') {
    lines.push(`${print(rest.then, names).tex}, & ${conditionTex(rest.condition, false, names)}`);
    last = rest.condition;
    rest = rest.else;
    while (rest.kind === 'group') rest = rest.inner;
  }
  lines.push(`${print(rest, names).tex}, & ${conditionTex(last, true, names)}`);
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
const opposite: Readonly<Record<Comparison['operator'], Comparison['operator']>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

/** A condition, or its opposite. */
function conditionTex(condition: Condition, negated: boolean, names: Names): string {
  switch (condition.kind) {
    case 'comparison': {
      const operator = negated ? opposite[condition.operator] : condition.operator;
      return `${at(SUM, condition.left, names)} ${signs[operator]} ${at(SUM, condition.right, names)}`;
    }
    case 'condition-group':
      return conditionTex(condition.inner, negated, names);
    case 'not':
      return conditionTex(condition.operand, !negated, names);
    case 'and':
    case 'or': {
      const sign = (condition.kind === 'and') === negated ? '\\lor' : '\\land';
      const side = (part: Condition) => {
        const tex = conditionTex(part, negated, names);
        return part.kind === 'comparison' ? tex : `(${tex})`;
      };
      return `${side(condition.left)} ${sign} ${side(condition.right)}`;
    }
  }
}
