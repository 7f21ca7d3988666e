// Formulas as Python: each is read back by Python's precedences and is the formula that was written.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type ArrayLibrary, pythonExpression } from '../../../../src/authoring/python/pythonExpression';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import type { Condition, Expression } from '../../../../src/functions/expression/tree';
import { anyExpression, runs } from '../../functions/randomExpression';
import { readPython, type Tree } from './pythonReader';

/** What the functions are called in the libraries, by their documentation; of a number alone, in Python's `math`. */
const INVERSE = 'asin acos atan asinh acosh atanh'.split(' ');
const ARRAYS = 'abs sign exp expm1 log10 log1p log2 sqrt sin cos tan sinh cosh tanh floor ceil'.split(' ');
const NUMBERS = 'log log10 log1p log2 exp expm1 sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf floor ceil'.split(' '); // prettier-ignore
const HELPERS = ['cbrt', 'erf', 'round', 'min', 'max'];
const PREFIX = { numpy: 'np', pytorch: 'torch', jax: 'jnp' } as const;

function functionName(name: string, library: ArrayLibrary, ofNumbers: boolean): string {
  const plain = name === 'ln' ? 'log' : name;
  if (ofNumbers && name === 'abs') return 'abs';
  if (ofNumbers && NUMBERS.includes(plain)) return `math.${plain}`;
  const prefix = PREFIX[library];
  if (INVERSE.includes(plain)) return `${prefix}.${library === 'pytorch' ? plain : plain.replace(/^a/, 'arc')}`;
  if (plain === 'log' || ARRAYS.includes(plain)) return `${prefix}.${plain}`;
  return HELPERS.includes(plain) ? `${plain}_` : plain;
}

/** The formula as a tree of Python, with what its names are called there. */
function treeOf(e: Expression, library: ArrayLibrary, names: ReadonlyMap<string, string>): Tree {
  const tree = (part: Expression): Tree => treeOf(part, library, names);
  switch (e.kind) {
    case 'number':
      return e.value;
    case 'name':
      return names.get(e.name.text) ?? ({ pi: 'math.pi', e: 'math.e' } as Record<string, string>)[e.name.text] ?? e.name.text; // prettier-ignore
    case 'group':
      return tree(e.inner);
    case 'unary':
      return e.operator === '+' ? tree(e.operand) : ['-', tree(e.operand)];
    case 'binary':
      return [e.operator === '^' ? '**' : e.operator, tree(e.left), tree(e.right)];
    case 'call': {
      const ofNumbers = !/"(?:x|y)"/.test(JSON.stringify(e.arguments));
      const called = functionName(e.callee.text, library, ofNumbers);
      const asArray = ofNumbers && library === 'pytorch' && called !== 'abs' && !called.startsWith('math.');
      const operands = e.arguments.map(({ name, value }): Tree => (name === null ? (asArray ? ['torch.asarray', tree(value)] : tree(value)) : ['=', name.text, tree(value)])); // prettier-ignore
      return [called, ...operands];
    }
    case 'if':
      return [`${PREFIX[library]}.where`, conditionOf(e.condition, tree, library), tree(e.then), tree(e.else)];
  }
}

function conditionOf(c: Condition, tree: (e: Expression) => Tree, library: ArrayLibrary): Tree {
  switch (c.kind) {
    case 'comparison':
      return /"(?:x|y)"/.test(JSON.stringify([c.left, c.right]))
        ? [c.operator, tree(c.left), tree(c.right)]
        : [`${PREFIX[library]}.asarray`, [c.operator, tree(c.left), tree(c.right)]];
    case 'and':
    case 'or':
      return [c.kind === 'and' ? '&' : '|', conditionOf(c.left, tree, library), conditionOf(c.right, tree, library)];
    case 'not':
      return ['~', conditionOf(c.operand, tree, library)];
    case 'condition-group':
      return conditionOf(c.inner, tree, library);
  }
}

type Node = Extract<Tree, readonly [string, ...Tree[]]>;

const isNode = (t: Tree): t is Node => typeof t === 'object';
const isCall = (t: Tree, end: string): t is Node => isNode(t) && t[0].endsWith(end);
/** x of −x; null of anything else. */
const negated = (t: Tree): Tree | null => (isNode(t) && t[0] === '-' && t.length === 2 ? t[1] : null);
/** x of 1 + x and x + 1; null of anything else. */
function besideOne(t: Tree): Tree | null {
  if (!isNode(t) || t[0] !== '+') return null;
  return t[2] === 1 ? t[1] : t[1] === 1 ? t[2] : null;
}

/** −u of 1/(1 + exp(u)); null of any other divisor. */
function logistic(divisor: Tree): Tree | null {
  const power = besideOne(divisor);
  return power !== null && isCall(power, '.exp') ? (negated(power[1]) ?? ['-', power[1]]) : null;
}

/**
 * With exp(u) − 1, ln(1 + u), ln(1 + exp(v)) and 1/(1 + exp(w)) where there is a function for them, such sums in one order,
 * and without what keeps x from exp in a branch that is not taken.
 */
function unfolded(tree: Tree): Tree {
  if (typeof tree !== 'object') return tree;
  const [name, ...operands] = [tree[0], ...tree.slice(1).map(unfolded)];
  const [prefix, called] = name.split('.');
  const [a, b] = operands;
  if (name === 'torch.clamp') return a;
  if (name === 'jnp.where' && isCall(a, '>') && isDeepStrictEqual([a[2], a[1]], operands.slice(1))) return a[1];
  if (called === 'sigmoid' || name === 'jax.scipy.special.expit') return ['logistic', 1, a];
  const minusU = name === '/' ? logistic(b) : null;
  if (minusU !== null) return ['logistic', a, minusU];
  if (name === '*' && isCall(b, 'logistic') && b[1] === 1) return ['logistic', a, b[2]];
  if (called === 'expm1') return unfolded(['-', [`${prefix}.exp`, a], 1]);
  if (called === 'log1p') return unfolded([`${prefix}.log`, ['+', 1, a]]);
  if (called === 'logaddexp') return unfolded([`${prefix}.log`, ['+', 1, [`${prefix}.exp`, b]]]);
  const other = called === 'log' ? besideOne(a) : null;
  const less = other === null ? null : negated(other);
  if (other !== null) return [name, less === null ? ['+', 1, other] : ['-', 1, less]];
  const isLessOne = (t: Tree): t is readonly [string, Tree, Tree] => Array.isArray(t) && t.length === 3 && t[0] === '-' && t[2] === 1; // prettier-ignore
  if (name === '-' && b === undefined && isLessOne(a) && Array.isArray(a[1]) && String(a[1][0]).endsWith('.exp')) return ['-', 1, a[1]]; // prettier-ignore
  return [name, ...operands];
}

describe('A formula in Python', () => {
  for (const library of ['numpy', 'pytorch', 'jax'] as const) {
    it(`is the formula that was written, for ${library}`, () => {
      const names = new Map([['y', 'Sigma2']]);
      fc.assert(
        fc.property(anyExpression, (expression) => {
          const { code } = pythonExpression(expression, names, library);
          assert.deepEqual(readPython(code), treeOf(expression, library, names), code);
          const precise = pythonExpression(expression, names, library, true).code;
          assert.deepEqual(unfolded(readPython(precise)), unfolded(treeOf(expression, library, names)), precise);
        }),
        { numRuns: runs },
      );
    });
  }

  for (const [text, code, calls] of [
    ['-x^2', '-x**2', []],
    ['(-x)^2', '(-x)**2', []],
    ['-(-x)', '-(-x)', []],
    ['-(-(-x^2))', '-(-(-x**2))', []],
    ['x^-2', 'x**-2', []],
    ['x^2^3', 'x**2**3', []],
    ['(x^2)^3', '(x**2)**3', []],
    ['x - (1 - x)', 'x - (1 - x)', []],
    ['x/(2*x)', 'x / (2 * x)', []],
    ['leaky_relu(x, a = 0.1)', 'leaky_relu(x, a=0.1)', ['leaky_relu']],
    ['logistic(x)', 'sigmoid(x)', ['logistic']],
    ['max(x, 0) + erf(x)', 'max_(x, 0) + erf_(x)', ['max', 'erf']],
    ['sqrt(2/pi)*x', 'math.sqrt(2 / math.pi) * x', []],
    ['if not 1 < 2 then x else -x', 'np.where(~np.asarray(1 < 2), x, -x)', []],
    ['if x < 0 and not x == -1 then 0 else x', 'np.where(((x < 0) & ~(x == -1)), 0, x)', []],
  ] as const) {
    it(`is as people write it, and names what it calls: ${text}`, () => {
      const made = pythonExpression(expressionOf(text), new Map(), 'numpy');
      assert.equal(made.code, code);
      assert.deepEqual([...made.calls], calls);
    });
  }

  for (const [text, code] of [
    ['exp(x) - 1', 'np.expm1(x)'],
    ['2*(exp(-x) - 1)^2', '2 * np.expm1(-x)**2'],
    ['1 - exp(x)', '-np.expm1(x)'],
    ['(1 - exp(-x^2))^2', '(-np.expm1(-x**2))**2'],
    ['x - (1 - exp(x))', 'x - -np.expm1(x)'],
    ['exp(x) - 2', 'np.exp(x) - 2'],
    ['exp(2) - 1', 'math.expm1(2)'],
    ['ln(1 + x)', 'np.log1p(x)'],
    ['log((x^2 + 1))', 'np.log1p(x**2)'],
    ['ln(1 - x)', 'np.log1p(-x)'],
    ['ln(1 - (x + 2))', 'np.log1p(-(x + 2))'],
    ['ln(2 + x)', 'np.log(2 + x)'],
    ['ln(1 + 1/3)', 'math.log1p(1 / 3)'],
    ['ln(1 + exp(x))', 'np.logaddexp(0, x)'],
    ['ln(exp(-2*x) + 1)', 'np.logaddexp(0, -2 * x)'],
    ['ln(1 - exp(x))', 'np.log1p(-np.exp(x))'],
  ] as const) {
    it(`has functions for what would lose digits beside 1, where they are wanted: ${text}`, () =>
      assert.equal(pythonExpression(expressionOf(text), new Map(), 'numpy', true).code, code));
  }

  it('has them in the other libraries too', () => {
    const code = (text: string, library: ArrayLibrary) => pythonExpression(expressionOf(text), new Map(), library, true).code; // prettier-ignore
    assert.equal(code('ln(1 + exp(x))', 'jax'), 'jnp.logaddexp(0, x)');
    assert.equal(code('ln(1 + exp(x))', 'pytorch'), 'torch.nn.functional.softplus(x, threshold=40)');
    assert.equal(code('ln(1 + exp(2*x))', 'pytorch'), 'torch.log1p(torch.exp(2 * x))');
    assert.equal(code('exp(x) - 1', 'pytorch'), 'torch.expm1(x)');
  });

  // At x = −800 the slope of 1/(1 + exp(−x)) would be ∞/∞², and at x = 800 that of the branch that is not taken 0·∞.
  for (const [text, pytorch, jax] of [
    ['1/(1 + exp(-x))', 'torch.sigmoid(x)', 'jax.scipy.special.expit(x)'],
    ['x/(exp(-(x - 2)) + 1)', 'x * torch.sigmoid(x - 2)', 'x * jax.scipy.special.expit(x - 2)'],
    ['3 - 1/(1 + exp(2*x))', '3 - torch.sigmoid(-(2 * x))', '3 - jax.scipy.special.expit(-(2 * x))'],
    ['1/(2 + exp(-x))', '1 / (2 + torch.exp(-x))', '1 / (2 + jnp.exp(-x))'],
    ['1/(1 + exp(2))*x', '1 / (1 + math.exp(2)) * x', '1 / (1 + math.exp(2)) * x'],
    ['if x > 3 then x else 2*exp(x)', 'torch.where((x > 3), x, 2 * torch.exp(torch.clamp(x, max=3)))', 'jnp.where((x > 3), x, 2 * jnp.exp(jnp.where(x > 3, 3, x)))'],
    ['if (x >= 0) then x else exp(x) - 1', 'torch.where((x >= 0), x, torch.expm1(torch.clamp(x, max=0)))', 'jnp.where((x >= 0), x, jnp.expm1(jnp.where(x > 0, 0, x)))'],
    ['if x > 0 then x else x/9', 'torch.where((x > 0), x, x / 9)', 'jnp.where((x > 0), x, x / 9)'],
    ['if x < 0 then exp(x) else x', 'torch.where((x < 0), torch.exp(x), x)', 'jnp.where((x < 0), jnp.exp(x), x)'],
  ] as const) {
    it(`can be differentiated where exp overflows: ${text}`, () => {
      const code = (library: ArrayLibrary) => pythonExpression(expressionOf(text), new Map(), library, true).code;
      assert.deepEqual([code('pytorch'), code('jax')], [pytorch, jax]);
    });
  } // prettier-ignore

  it('is written as it is for NumPy, which differentiates nothing', () => {
    const code = (text: string) => pythonExpression(expressionOf(text), new Map(), 'numpy', true).code;
    assert.equal(code('1/(1 + exp(-x))'), '1 / (1 + np.exp(-x))');
    assert.equal(code('if x > 3 then x else exp(x)'), 'np.where((x > 3), x, np.exp(x))');
  });
});
