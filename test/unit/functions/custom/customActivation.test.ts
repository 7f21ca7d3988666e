import assert from 'node:assert/strict';
import { newTies } from '../../../../src/functions/evaluate/algebra';
import { doubles } from '../../../../src/functions/evaluate/doubleAlgebra';
import fc from 'fast-check';
import { builtinActivation, builtinActivations } from '../../../../src/functions/builtin/activations';
import { compareDerivative, comparisonGrid, customActivation } from '../../../../src/functions/custom/customActivation';
import { printExpression } from '../../../../src/functions/expression/expressionPrinter';
import { FunctionOfOne } from '../../../../src/functions/evaluate/functionOfOne';
import { activationOf, CustomFunctions } from '../customFunctions';
import { anyExpression, points, runs } from '../randomExpression';

const close = (a: number, b: number, tolerance = 1e-12) =>
  a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));

describe('own activations', () => {
  it('have value, derivative and both as text, with their parameters and lets in place', () => {
    const own = new CustomFunctions(new Map([['c', 0.5]]));
    const bump = own.define('bump(x, a)', 'exp(-a*x^2)', 1);
    const made = customActivation(bump, [2]);
    assert.equal(made.value(0.5), Math.exp(-0.5));
    assert.ok(close(made.derivative(0.5), -2 * Math.exp(-0.5)));
    assert.equal(made.formula, 'exp(-2*x^2)');
    assert.equal(made.derivativeFormula, '-4*x*exp(-2*x^2)');
    assert.deepEqual(made.parameters, [{ name: 'a', value: 2 }]);
    assert.equal(made.argument, 'x');
    assert.equal(made.custom, true);
    const wave = customActivation(own.define('wave(u)', 'c*bump(u, a = 3) + bump(u)'), []);
    assert.equal(wave.formula, '0.5*exp(-3*u^2) + exp(-1*u^2)');
    assert.equal(wave.argument, 'u');
    assert.ok(close(wave.value(0.3), 0.5 * Math.exp(-0.27) + Math.exp(-0.09)));
    assert.ok(close(wave.derivative(0.3), -0.9 * Math.exp(-0.27) - 0.6 * Math.exp(-0.09)));
  });

  it('written like a built-in are that built-in', () => {
    for (const builtin of builtinActivations) {
      const written = activationOf(builtin.formula(...builtin.parameters.map((p) => String(p.default))));
      const slope = activationOf(builtin.derivativeFormula(...builtin.parameters.map((p) => String(p.default))));
      const known = builtinActivation(builtin.name)!;
      for (let x = -6.3; x < 6; x += 0.37) {
        assert.ok(close(written.value(x), known.value(x)), `${builtin.name}(${x})`);
        assert.ok(close(written.derivative(x), known.derivative(x)), `${builtin.name}′(${x})`);
        assert.ok(close(slope.value(x), known.derivative(x)), `the text of ${builtin.name}′ at ${x}`);
      }
      for (const x of [-3, -1, 0, 1, 3]) assert.equal(written.isKink(x), known.isKink(x), `${builtin.name} at ${x}`);
    }
  });

  it('know kinks and jumps, and no others', () => {
    const kinks: Record<string, number[]> = {
      'if x < 0 then 0 else if x < 1 then x else 1': [0, 1],
      'abs(x)': [0],
      'abs(x)^2': [],
      'x*abs(x)': [],
      'max(x, 1 - x)': [0.5],
      'max(x, 2*x)': [0],
      'max(x^2, 2*x^2)': [],
      'max(x^2, 0) - min(0, -x^4)': [],
      'floor(x)': [-2, -1, 0, 1],
      'ceil(x) - floor(x)': [-2, -1, 0, 1],
      'round(x)': [-0.5, 0.5],
      'floor(x) + x - floor(x)': [],
      'sign(x)^2': [0],
      'sign(x^2)': [0],
      'if x > 0 then x^2 else 0': [],
      'if x > 0 then exp(x) else 1 + x': [],
      'if x > 1 then exp(x) else e*x': [],
      'if x >= 0 then 1 else 0': [0],
      'if x == 1 then 5 else x': [1],
      'if x^2 == 0 then 5 else x': [0],
      'if x^2 > 0 then x else 5': [0],
      'if x == 0 then 1 else sin(x)/x': [],
      'if x == 0 then 1 else (exp(x) - 1)/x': [],
      'if x == 0 then 1/6 else (x - sin(x))/x^3': [],
      'if x == 0 then 2 else sin(x)/x': [0],
      'if x == 0 then 0 else x/abs(x)': [0],
      'relu(x) + relu(-x)': [0],
      'relu(x) - relu(-x)': [],
      'elu(x)': [],
      'elu(x, alpha = 2)': [0],
      'sqrt(abs(x))': [0],
      'sqrt(x^2)': [0],
      '(x^2)^0.5 + (x^2)^1.5': [0],
      'sqrt(x^4) + cbrt(x^3)': [],
      'x^2 + 2^x': [],
      'if not (x < 0 or x > 1) and x != 0.5 then x else 0': [0, 0.5, 1],
    };
    for (const [text, expected] of Object.entries(kinks)) {
      const activation = activationOf(text);
      const found = [-2, -1, -0.5, 0, 0.25, 0.5, 1].filter((x) => activation.isKink(x));
      assert.deepEqual(found, expected, text);
    }
  });

  it('list their kinks in ascending order, those of built-in ones with the parameters that they are given', () => {
    const kinks: Record<string, number[]> = {
      'x^2': [],
      'abs(x + 3) + relu(7 - 2*x)': [-3, 3.5],
      'abs(x) + abs(x)': [0],
      'max(x, 0, x^2)': [0, 1],
      'min(1, x + 1, 2*x)': [0.5],
      'min(3, x + 1, 2*x)': [1, 2],
      'floor(x/2)': [-4, -2, 0, 2, 4],
      'round(x)': [-1.5, -0.5, 0.5, 1.5],
      'if x < 1 then 0 else if x < 2 then abs(x - 3) else 5': [1, 2],
      'if x < 1 then abs(x - 3) else abs(x - 4)': [1, 4],
      'elu(x)': [],
      'elu(x, 1)': [],
      'elu(x, 2)': [0],
      'elu(x - 3, alpha = 0.5)': [3],
      'leaky_relu(x)': [0],
      'leaky_relu(-(x + 2), 0.5)': [-2],
      'leaky_relu(x, slope = 1)': [],
      'relu(x^2 - 4)': [-2, 2],
      'abs(x^2 - 0.5625) + sqrt(abs(x))': [-0.75, 0, 0.75],
      // Curves: products, quotients and functions of x are no straight lines; a zero may be 269/512, or as far away as 20.
      'abs((x - 1)*(x - 2))': [1, 2],
      'abs(1/(x + 3) - 2)': [-2.5],
      'abs(relu(x - 1) - 1)': [1, 2],
      'abs(x^2 - 0.276035308837890625)': [-0.525390625, 0.525390625],
      'abs(0.276035308837890625 - x^2)': [-0.525390625, 0.525390625],
      'abs(x^2 - 400)': [-20, 20],
      'abs(x^2 - 2)': [],
      // Where straight lines meet: once, twice, in a bend, and nowhere.
      'if abs(x - 1) > 0 then x else 5': [1],
      'if abs(x - 1) < 3 then x else 9': [-2, 4],
      'if abs(abs(x) - 3) < 1 then 1 else 0': [-4, -2, 2, 4],
      'if max(x, 3, 6 - x) > 5 then 1 else 0': [1, 5],
      'if min(x, 4 - x, 1) >= 1 then 1 else 0': [1, 3],
      'if x/4 > -(x + 5) then 1 else 0': [-4],
      'if abs(x) < -1 then 1 else x': [],
      'if x < -1 or x > 1 then 0 else 5': [-1, 1],
      'if not (x > 2 and (x < 4)) then 0 else 5': [2, 4],
    };
    for (const [text, expected] of Object.entries(kinks)) assert.deepEqual(activationOf(text).kinks, expected, text);
  });

  it('follow the conventions at a kink, and the limit where there is none', () => {
    const slopes: [string, number, number][] = [
      ['abs(x)', 0, 0],
      ['max(x, 0)', 0, 1],
      ['max(0, x)', 0, 0],
      ['min(x, 2*x)', 0, 1],
      ['max(x, 0, 2*x)', 0, 1],
      ['if x < 0 then 0 else x', 0, 1],
      ['if x == 0 then 1 else (exp(x) - 1)/x', 0, 0.5],
      ['if x == 0 then 0 else sin(x)/x*x', 0, 1],
      ['x*abs(x)', 0, 0],
      ['relu(x)', 0, 0],
      ['sign(x) + step(x) + floor(x)', 0, 0],
      ['sqrt(x)*x', 0, 0],
      ['sqrt(x^2)', 0, 0],
      ['cbrt(x^3)', 0, 1],
      ['(x^6)^(1/6)', 0, 0],
      ['(x^6)^(1/3)', 0, 0],
    ];
    for (const [text, x, slope] of slopes)
      assert.ok(close(activationOf(text).derivative(x), slope), `(${text})′(${x})`);
  });

  it('have the value and the slope that their formula has, even where a part of it leaves the range of doubles', () => {
    const far: [string, number, number, number][] = [
      ['1/(1 + exp(-x))', -800, 0, 0],
      ['1/(1 + exp(-x))', 800, 1, 0],
      ['exp(x)/(1 + exp(x))', 800, 1, 0],
      ['exp(x)/(1 + exp(x))^2', 400, Math.exp(-400), -Math.exp(-400)],
      ['(exp(x) - exp(-x))/(exp(x) + exp(-x))', -800, -1, 0],
      ['ln(1 + exp(x))', 800, 800, 1],
      ['ln(exp(x))', -1000, -1000, 1],
      ['x*exp(x)/(exp(x) + 1)', 1000, 1000, 1],
      ['sinh(x)/cosh(x)', 1000, 1, 0],
      ['exp(-x)*exp(x)*x', 900, 900, 1],
      ['sqrt(exp(2*x))/exp(x)', 600, 1, 0],
      ['(exp(x)^2)^(1/2)/exp(x)', 500, 1, 0],
      ['x^200/x^199', 1e3, 1e3, 1],
      ['if exp(x) > exp(x/2) then x else 0', 2000, 2000, 1],
      ['log10(10^x)', 400, 400, 1],
    ];
    for (const [text, x, value, slope] of far) {
      const made = activationOf(text);
      assert.ok(Math.abs(made.value(x) - value) <= 1e-11 * Math.abs(value), `${text} at ${x} is ${made.value(x)}`);
      const error = Math.abs(made.derivative(x) - slope);
      assert.ok(
        error <= 1e-11 * Math.max(Math.abs(slope), Math.abs(value) < 1e-9 ? 0 : 1),
        `(${text})′ at ${x} is ${made.derivative(x)}`,
      );
    }
  });

  it('are not finite where they have no value', () => {
    for (const [text, x] of [
      ['ln(x)', -1],
      ['if ln(x) < 0 then 1 else 2', -1],
      ['sqrt(x)', -1],
      ['sin(x)/x', 0],
      ['(-8)^(x/3)', 1],
      ['tanh(x)*log10(x)', -1],
    ] as const) {
      assert.ok(Number.isNaN(activationOf(text).value(x)), text);
      assert.ok(Number.isNaN(activationOf(text).derivative(x)), `(${text})′`);
    }
    assert.equal(activationOf('1/x').value(0), Infinity);
    assert.equal(activationOf('exp(x)').value(1000), Infinity);
  });

  it('say nothing of a derivative that nobody would read', () => {
    const own = new CustomFunctions();
    own.define('a0(x)', 'x*sin(x)');
    for (let k = 1; k <= 9; k++) own.define(`a${k}(x)`, `a${k - 1}(x)*a${k - 1}(x + 1)`);
    const made = customActivation(own.define('f(x)', 'a9(x)'), []);
    assert.equal(made.derivativeFormula, '…');
    assert.equal(made.formula, 'a9(x)');
    const h = 1e-6;
    const slope = (made.value(0.1 + h) - made.value(0.1 - h)) / (2 * h);
    assert.ok(close(made.derivative(0.1) / slope, 1, 1e-4));
  });

  it('mean by a name what it meant where they were defined', () => {
    const own = new CustomFunctions();
    const first = own.define('f(x)', 'sinh(x) + exp(x)');
    own.define('exp(x)', '1 + x');
    const second = own.define('g(x)', 'exp(x)');
    assert.equal(customActivation(first, []).value(1000), Infinity);
    assert.ok(close(customActivation(first, []).value(1), Math.sinh(1) + Math.E));
    assert.equal(customActivation(second, []).value(1), 2);
    assert.equal(customActivation(second, []).formula, '1 + x');
  });

  it('take a stated derivative as it is', () => {
    const own = new CustomFunctions();
    const f = own.define('f(x, a)', 'a*max(x, 0)', 1);
    const stated = own.define('d(u, b)', 'if u >= 0 then b else 0', 1);
    const made = customActivation(f, [3], stated);
    assert.equal(made.derivative(0), 3);
    assert.equal(made.derivativeFormula, 'if x >= 0 then 3 else 0');
    assert.equal(made.isKink(0), true);
    assert.equal(
      compareDerivative(customActivation(f, [3]), (x) => made.derivative(x), [0, ...comparisonGrid]),
      null,
    );
    const wrong = own.define('w(x)', 'if x >= 0 then 2 else 0');
    const found = compareDerivative(
      customActivation(f, [3]),
      (x) => wrong.over(doubles)([x], newTies()),
      [-1, 0, 0.25],
    );
    assert.deepEqual(found, { x: 0.25, stated: 2, found: 3 });
    assert.ok(compareDerivative(customActivation(f, [3]), () => NaN, [1]));
  });
});

describe('the two ways of differentiating', () => {
  it('agree: dual numbers, and series from either side', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const own = new CustomFunctions();
        const definition = own.define('f(x, y)', printExpression(tree), 0);
        const f = new FunctionOfOne(definition);
        for (const [x, y] of points) {
          const [value, slope] = [f.value(x, [y]), f.derivative(x, [y])];
          if (!Number.isFinite(value) || !Number.isFinite(slope) || Math.abs(value) > 1e12) continue;
          if (!Number.isFinite(definition.over(doubles)([x, y], newTies()))) continue;
          // Without ties the series is the same from either side and at the point.
          const { value: left, slope: leftSlope } = f.beside(x, [y], -1);
          if (f.isKink(x, [y]) || Number.isNaN(left) || !Number.isFinite(leftSlope)) continue;
          compared++;
          const text = `${printExpression(tree)} at ${x}, ${y}`;
          assert.ok(close(left, value, 1e-8), `value ${value}, series ${left}: ${text}`);
          assert.ok(close(leftSlope, slope, 1e-6), `slope ${slope}, series ${leftSlope}: ${text}`);
        }
      }),
      { numRuns: runs },
    );
    assert.ok(compared > runs, `only ${compared} comparisons`);
  }).timeout(120_000 + 40 * runs);
});
