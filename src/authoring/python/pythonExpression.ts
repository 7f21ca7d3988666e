import { findBuiltinActivation } from '../../functions/builtin/activations';
import { argumentOf, isOne, ungrouped } from '../../functions/expression/patterns';
import { visitParts } from '../../functions/expression/parts';
import { mentions } from '../../functions/expression/substitution';
import type { Condition, Expression } from '../../functions/expression/tree';

/** The array libraries that formulas are written for. */
export type ArrayLibrary = 'numpy' | 'pytorch' | 'jax';

/** The name under which a script imports the library. */
export const libraryName: Readonly<Record<ArrayLibrary, string>> = { numpy: 'np', pytorch: 'torch', jax: 'jnp' };

/** Functions that every library has under the same name. */
const sameName: ReadonlySet<string> = new Set(
  'abs sign exp expm1 log10 log1p log2 sqrt sin cos tan sinh cosh tanh floor ceil'.split(' '),
);
const inverse: ReadonlySet<string> = new Set('asin acos atan asinh acosh atanh'.split(' '));
/** Functions that the script defines itself where it uses them. */
export const ownHelpers: ReadonlySet<string> = new Set(['cbrt', 'erf', 'round', 'min', 'max']);

type NameExpression = Extract<Expression, { kind: 'name' }>;

/** How tightly a piece of Python holds together; it is put in parentheses where it must hold tighter. */
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const ATOM = 5;

interface Piece {
  readonly code: string;
  readonly holds: number;
}

export interface PythonExpression {
  readonly code: string;
  /** The functions that the script must define: helpers, and built-in activations of the language. */
  readonly calls: ReadonlySet<string>;
}

/**
 * A formula as an expression of arrays, entry by entry.
 * @param names what the formula's names are called in the script
 * @param precise whether exp(u) − 1 and ln(1 + u) become functions that keep the digits of a small u
 * @param weight a name such that what it weighs, a·ln(u) or a/u with a of it alone, is 0 where a is 0, whatever u is
 */
export function pythonExpression(
  expression: Expression,
  names: ReadonlyMap<string, string>,
  library: ArrayLibrary,
  precise = false,
  weight: string | null = null,
): PythonExpression {
  const writer = new ExpressionWriter(names, library, precise, weight);
  const { code } = writer.write(expression);
  return { code, calls: writer.calls };
}

class ExpressionWriter {
  readonly calls = new Set<string>();
  private readonly prefix: string;

  constructor(
    private readonly names: ReadonlyMap<string, string>,
    private readonly library: ArrayLibrary,
    private readonly precise: boolean,
    private readonly weight: string | null,
  ) {
    this.prefix = libraryName[library];
  }

  write(e: Expression): Piece {
    switch (e.kind) {
      case 'number':
        return { code: String(e.value), holds: ATOM };
      case 'name':
        return { code: this.nameCode(e.name.text), holds: ATOM };
      case 'group':
        return this.write(e.inner);
      case 'unary':
        return e.operator === '+' ? this.write(e.operand) : { code: this.negative(e.operand), holds: SIGN };
      case 'binary':
        return this.binary(e);
      case 'call':
        return this.call(e);
      case 'if':
        return {
          code: `${this.prefix}.where(${this.condition(e.condition)}, ${this.write(e.then).code}, ${this.otherwise(e)})`,
          holds: ATOM,
        };
    }
  }

  /**
   * What holds else. Automatic differentiation multiplies the slope of the branch that is not taken by 0, which is no
   * number if it is infinite: so exp(x) there does not get the large x of the other branch.
   */
  private otherwise({ condition, else: e }: Extract<Expression, { kind: 'if' }>): string {
    const most = this.precise && this.library !== 'numpy' && callsExp(e) ? mostElse(condition) : null;
    if (most === null || this.isNumber(most.name)) return this.write(e).code;
    const { name, value } = most;
    const x = this.write(name).code;
    const code =
      this.library === 'pytorch' ? `torch.clamp(${x}, max=${value})` : `jnp.where(${x} > ${value}, ${value}, ${x})`;
    const writer = new ExpressionWriter(
      new Map([...this.names, [name.name.text, code]]),
      this.library,
      this.precise,
      this.weight,
    );
    const written = writer.write(e).code;
    for (const call of writer.calls) this.calls.add(call);
    return written;
  }

  /** Two signs in a row would read as one operator. */
  private negative(e: Expression): string {
    const code = this.at(SIGN, e);
    return code.startsWith('-') ? `-(${code})` : `-${code}`;
  }

  private at(least: number, e: Expression): string {
    const { code, holds } = this.write(e);
    return holds < least ? `(${code})` : code;
  }

  private nameCode(name: string): string {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (name === 'pi') return 'math.pi';
    return name === 'e' ? 'math.e' : name;
  }

  private binary(e: Extract<Expression, { kind: 'binary' }>): Piece {
    const exponential = this.precise ? lessOne(e) : null;
    if (exponential !== null) {
      const { sign, argument } = exponential;
      const code = this.calling('expm1', this.write(argument).code, this.isNumber(argument));
      return sign < 0 ? { code: `-${code}`, holds: SIGN } : { code, holds: ATOM };
    }
    const { operator, left, right } = e;
    switch (operator) {
      case '+':
      case '-':
        return { code: `${this.at(SUM, left)} ${operator} ${this.at(PRODUCT, right)}`, holds: SUM };
      case '/': {
        const logistic = this.precise ? this.logistic(right) : null;
        if (logistic !== null && isOne(left)) return { code: logistic, holds: ATOM };
        if (logistic !== null) return { code: `${this.at(PRODUCT, left)} * ${logistic}`, holds: PRODUCT };
        const divisor = this.isWeight(left) ? this.whereWeighed(left, right) : this.at(SIGN, right);
        return { code: `${this.at(PRODUCT, left)} / ${divisor}`, holds: PRODUCT };
      }
      case '*': {
        const argument = this.isWeight(left) ? (argumentOf('ln', right) ?? argumentOf('log', right)) : null;
        if (argument !== null) {
          const code = `${this.at(PRODUCT, left)} * ${this.prefix}.log(${this.whereWeighed(left, argument)})`;
          return { code, holds: PRODUCT };
        }
        return { code: `${this.at(PRODUCT, left)} * ${this.at(SIGN, right)}`, holds: PRODUCT };
      }
      case '^':
        return { code: `${this.at(ATOM, left)}**${this.at(SIGN, right)}`, holds: POWER };
    }
  }

  private isWeight(e: Expression): boolean {
    const { weight, names } = this;
    if (weight === null || !mentions(e, [weight])) return false;
    return !mentions(e, [...names.keys()].filter((name) => name !== weight)); // prettier-ignore
  }

  /** u where its weight is not 0, and else 1: what would not be finite is not computed, nor differentiated. */
  private whereWeighed(weight: Expression, u: Expression): string {
    const a = ungrouped(weight);
    if (a.kind === 'unary') return this.whereWeighed(a.operand, u);
    const isOneLess = a.kind === 'binary' && a.operator === '-' && isOne(a.left) && ungrouped(a.right).kind === 'name';
    const [code, zero] = isOneLess ? [this.write(a.right).code, 1] : [this.at(SUM, a), 0];
    const one = this.library === 'pytorch' ? `torch.ones_like(${this.nameCode(this.weight!)})` : '1.0';
    return `${this.prefix}.where(${code} == ${zero}, ${one}, ${this.write(u).code})`;
  }

  /** 1/(1 + exp(u)) as a function that can be differentiated where exp(u) overflows; null if this is no 1 + exp(u). */
  private logistic(e: Expression): string | null {
    const sum = ungrouped(e);
    if (this.library === 'numpy' || sum.kind !== 'binary' || sum.operator !== '+') return null;
    const exponent = isOne(sum.left)
      ? argumentOf('exp', sum.right)
      : isOne(sum.right)
        ? argumentOf('exp', sum.left)
        : null;
    if (exponent === null || this.isNumber(exponent)) return null;
    const u = ungrouped(exponent);
    const minusU = u.kind === 'unary' && u.operator === '-' ? this.write(u.operand).code : this.negative(u);
    return `${this.library === 'pytorch' ? 'torch.sigmoid' : 'jax.scipy.special.expit'}(${minusU})`;
  }

  private call(e: Extract<Expression, { kind: 'call' }>): Piece {
    const beside = this.precise ? besideOne(e) : null;
    if (beside !== null) return { code: this.logarithm(beside), holds: ATOM };
    const { callee, arguments: args } = e;
    const constant = args.every(({ value }) => this.isNumber(value));
    const scalar = constant ? scalarFunction(callee.text) : null;
    // PyTorch's functions take no numbers of Python.
    const asArray = constant && scalar === null && this.library === 'pytorch';
    const written = args.map(({ name, value }) => {
      const { code } = this.write(value);
      return `${name === null ? '' : `${name.text}=`}${asArray && name === null ? `torch.asarray(${code})` : code}`;
    });
    return { code: `${scalar ?? this.functionCode(callee.text)}(${written.join(', ')})`, holds: ATOM };
  }

  /** ln(1 + u) or ln(1 − u), which keeps the digits of a small u; of u = exp(v) also where v is large. */
  private logarithm({ sign, of }: BesideOne): string {
    const exponent = sign > 0 ? argumentOf('exp', of) : null;
    if (exponent !== null && !this.isNumber(exponent)) {
      const { code } = this.write(exponent);
      if (this.library !== 'pytorch') return `${this.prefix}.logaddexp(0, ${code})`;
      // PyTorch's function takes arrays only; its logaddexp has few digits of e^x far below 0, and beyond 40 this is x.
      if (/^\w+$/.test(code)) return `torch.nn.functional.softplus(${code}, threshold=40)`;
    }
    const u = sign > 0 ? this.write(of).code : this.negative(of);
    return this.calling('log1p', u, this.isNumber(of));
  }

  /** A call of a function that all libraries and Python itself have. */
  private calling(name: string, argument: string, ofNumber: boolean): string {
    return `${ofNumber ? 'math' : this.prefix}.${name}(${argument})`;
  }

  /** Whether it is a number of Python, as it mentions nothing that is an array. */
  private isNumber(e: Expression): boolean {
    return !mentions(e, [...this.names.keys(), 'x']);
  }

  private functionCode(name: string): string {
    if (name === 'ln' || name === 'log') return `${this.prefix}.log`;
    if (sameName.has(name)) return `${this.prefix}.${name}`;
    if (inverse.has(name)) return `${this.prefix}.${this.library === 'pytorch' ? name : `arc${name.slice(1)}`}`;
    this.calls.add(name);
    return ownHelpers.has(name) ? `${name}_` : (findBuiltinActivation(name)?.name ?? name);
  }

  private condition(c: Condition): string {
    switch (c.kind) {
      case 'comparison': {
        const code = `(${this.at(SUM, c.left)} ${c.operator} ${this.at(SUM, c.right)})`;
        // Of numbers it would be a bool of Python, of which ~ is a number, and which PyTorch's where does not take.
        return this.isNumber(c.left) && this.isNumber(c.right) ? `${this.prefix}.asarray${code}` : code;
      }
      case 'and':
      case 'or':
        return `(${this.condition(c.left)} ${c.kind === 'and' ? '&' : '|'} ${this.condition(c.right)})`;
      case 'not':
        return `~${this.condition(c.operand)}`;
      case 'condition-group':
        return this.condition(c.inner);
    }
  }
}

/** Of `x > c` or `x ≥ c` the largest x for which it does not hold; null for other conditions. */
function mostElse(condition: Condition): { readonly name: NameExpression; readonly value: number } | null {
  if (condition.kind === 'condition-group') return mostElse(condition.inner);
  if (condition.kind !== 'comparison' || !['>', '>='].includes(condition.operator)) return null;
  const [left, right] = [ungrouped(condition.left), ungrouped(condition.right)];
  return left.kind === 'name' && right.kind === 'number' ? { name: left, value: right.value } : null;
}

function callsExp(e: Expression): boolean {
  let found = false;
  visitParts(e, (part) => {
    found = part.kind === 'call' && part.callee.text === 'exp';
    return !found;
  });
  return found;
}

/** exp(u) − 1, or 1 − exp(u) with the sign −1: next to 1 the digits of a small u are lost. */
function lessOne(e: Extract<Expression, { kind: 'binary' }>): { sign: 1 | -1; argument: Expression } | null {
  if (e.operator !== '-') return null;
  const argument = isOne(e.right) ? argumentOf('exp', e.left) : isOne(e.left) ? argumentOf('exp', e.right) : null;
  return argument && { sign: isOne(e.right) ? 1 : -1, argument };
}

/** What is added to 1 in a logarithm, or taken from it. */
interface BesideOne {
  readonly sign: 1 | -1;
  readonly of: Expression;
}

function besideOne(e: Expression): BesideOne | null {
  const argument = argumentOf('ln', e) ?? argumentOf('log', e);
  const sum = argument === null ? null : ungrouped(argument);
  if (sum?.kind !== 'binary') return null;
  if (sum.operator === '+') {
    if (isOne(sum.left)) return { sign: 1, of: sum.right };
    if (isOne(sum.right)) return { sign: 1, of: sum.left };
  }
  return sum.operator === '-' && isOne(sum.left) ? { sign: -1, of: sum.right } : null;
}

/** Python's own function of a number, which the libraries do not all take; null if it has none. */
function scalarFunction(name: string): string | null {
  if (name === 'abs') return 'abs';
  if (name === 'ln') return 'math.log';
  const known =
    'log log10 log1p log2 exp expm1 sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf floor ceil';
  return known.split(' ').includes(name) ? `math.${name}` : null;
}

/** The helpers of a library, each a definition of its own. */
export function helperCode(name: string, library: ArrayLibrary): string {
  const m = libraryName[library];
  switch (name) {
    case 'cbrt':
      return library === 'pytorch'
        ? 'def cbrt_(x):\n    return torch.sign(x) * torch.abs(x)**(1 / 3)'
        : `cbrt_ = ${m}.cbrt`;
    case 'erf':
      if (library === 'numpy') return 'erf_ = np.vectorize(math.erf)';
      return library === 'pytorch' ? 'erf_ = torch.erf' : 'erf_ = jax.scipy.special.erf';
    case 'round':
      return `def round_(x):\n    """Halves go away from zero."""\n    return ${m}.sign(x) * ${m}.floor(${m}.abs(x) + 0.5)`;
    case 'max':
    case 'min': {
      const sign = name === 'max' ? '>=' : '<=';
      return `def ${name}_(a, *others):\n    """Where two are equal, the first counts."""\n    for b in others:\n        a = ${m}.where(a ${sign} b, a, b)\n    return a`;
    }
    default:
      throw new RangeError(`There is no helper ${name}.`);
  }
}
