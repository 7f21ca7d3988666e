// Formulas as Python: each is read back by Python's precedences and is the formula that was written.
import assert from 'node:assert/strict';
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

describe('A formula in Python', () => {
  for (const library of ['numpy', 'pytorch', 'jax'] as const) {
    it(`is the formula that was written, for ${library}`, () => {
      const names = new Map([['y', 'Sigma2']]);
      fc.assert(
        fc.property(anyExpression, (expression) => {
          const { code } = pythonExpression(expression, names, library);
          assert.deepEqual(readPython(code), treeOf(expression, library, names), code);
        }),
        { numRuns: runs },
      );
    });
  }

  for (const [text, code, calls] of [
    ['-x^2', '-x**2', []],
    ['(-x)^2', '(-x)**2', []],
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
});
