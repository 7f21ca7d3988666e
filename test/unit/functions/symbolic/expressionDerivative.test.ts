import assert from 'node:assert/strict';
import fc from 'fast-check';
import { derivative } from '../../../../src/functions/symbolic/expressionDerivative';
import { evaluators } from '../evaluate/evaluators';
import { newTies } from '../../../../src/functions/evaluate/algebra';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { printExpression } from '../../../../src/functions/expression/expressionPrinter';
import { simplified } from '../../../../src/functions/symbolic/expressionSimplify';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { partsOf } from '../../../../src/functions/symbolic/expressionSize';
import type { Expression } from '../../../../src/functions/expression/tree';
import { anyExpression, points, runs } from '../randomExpression';

const scope = { ...emptyScope, parameters: ['x', 'y'] };
const finite = Number.isFinite;
const close = (a: number, b: number, tolerance: number) =>
  Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
const of = (text: string) => printExpression(derivative(expressionOf(text), 'x'));

/**
 * The slope by Ridders' extrapolation of central differences, which knows no formula; null where it does not settle,
 * as at a kink or a pole.
 */
function ridders(f: (x: number) => number, x: number): number | null {
  let h = 1e-2;
  let last: number[] = [];
  let best = NaN;
  let error = Infinity;
  for (let i = 0; i < 8; i++, h /= 1.6) {
    const row = [(f(x + h) - f(x - h)) / (2 * h)];
    for (let k = 1, factor = 1.6 ** 2; k <= i; k++, factor *= 1.6 ** 2) {
      row.push((row[k - 1] * factor - last[k - 1]) / (factor - 1));
      const found = Math.max(Math.abs(row[k] - row[k - 1]), Math.abs(row[k] - last[k - 1]));
      if (found < error) [error, best] = [found, row[k]];
    }
    last = row;
  }
  const [left, right] = [(f(x) - f(x - 1e-5)) / 1e-5, (f(x + 1e-5) - f(x)) / 1e-5];
  return error <= 1e-8 * Math.max(1, Math.abs(best)) && close(left, best, 1e-2) && close(right, best, 1e-2)
    ? best
    : null;
}

describe('the symbolic derivative', () => {
  it('is written as one would write it', () => {
    const table: Record<string, string> = {
      '3': '0',
      x: '1',
      'x^2': '2*x',
      'x^3/3': 'x^2',
      '5*x^2 - 3*x + 1': '10*x - 3',
      'x^-1': '-x^-2',
      '1/(1 + exp(-x))': 'exp(-x)/(1 + exp(-x))^2',
      'exp(-x^2)': '-2*x*exp(-x^2)',
      'ln(1 + exp(x))': 'exp(x)/(1 + exp(x))',
      'sqrt(x)': '1/(2*sqrt(x))',
      'x*tanh(x)': 'tanh(x) + x*(1 - tanh(x)^2)',
      'max(x, 0)': 'if x >= 0 then 1 else 0',
      'min(x, 1)': 'if x <= 1 then 1 else 0',
      'abs(x)': 'sign(x)',
      'if x < 0 then 0 else x^2': 'if x < 0 then 0 else 2*x',
      '2^x': '2^x*ln(2)',
      'e^x': 'e^x',
      'x^x': 'x^x*ln(x) + x*x^(x - 1)',
      'sigmoid(x)': 'sigmoid(x)*(1 - sigmoid(x))',
      'leaky_relu(x, 0.2)': 'if x > 0 then 1 else 0.2',
      'sin(2*x)/2': 'cos(2*x)',
      'floor(x) + sign(x) + step(x)': '0',
      '-(x - y)': '-1',
      'y*x': 'y',
    };
    for (const [text, expected] of Object.entries(table)) assert.equal(of(text), expected, text);
  });

  it('can be taken twice', () => {
    const twice = (text: string) => printExpression(derivative(derivative(expressionOf(text), 'x'), 'x'));
    assert.equal(twice('x^3'), '6*x');
    assert.equal(twice('sin(x)'), '-sin(x)');
    assert.equal(twice('exp(2*x)'), '4*exp(2*x)');
    assert.equal(twice('relu(x)'), '0');
  });

  it('agrees with extrapolated differences, with dual numbers and with itself when it is printed', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const slope = derivative(tree, 'x');
        if (partsOf(slope, 20_000) > 20_000) return;
        const value = evaluators(tree, scope);
        const symbolic = evaluators(slope, scope);
        const read = evaluators(expressionOf(printExpression(slope)), scope);
        for (const [x, y] of points) {
          const tie = newTies();
          const dual = value.dual(
            [
              { value: x, slope: 1, constant: false },
              { value: y, slope: 0, constant: true },
            ],
            tie,
          );
          const found = symbolic.value([x, y]);
          const text = `(${printExpression(tree)})′ = ${printExpression(slope)} at ${x}, ${y}`;
          if (finite(found) && Math.abs(found) < 1e100) assert.ok(close(found, read.value([x, y]), 1e-12), text);
          if (!finite(dual.value) || !finite(dual.slope) || !finite(found) || tie.seen) continue;
          const other = ridders((at) => value.value([at, y]), x);
          if (other === null || Math.abs(dual.value) > 1e6) continue;
          compared++;
          assert.ok(close(dual.slope, other, 1e-6), `dual ${dual.slope}, differences ${other}: ${text}`);
          assert.ok(close(found, other, 1e-6), `symbolic ${found}, differences ${other}: ${text}`);
        }
      }),
      { numRuns: runs },
    );
    assert.ok(compared > runs / 4, `only ${compared} comparisons`);
  }).timeout(120_000 + 40 * runs);
});

describe('the simplifier', () => {
  it('leaves out what is superfluous', () => {
    const table: Record<string, string> = {
      '1*x + 0': 'x',
      '-(-x)': 'x',
      'x*2*3': '6*x',
      '(x)/1': 'x',
      'x - -y': 'x + y',
      'a - (b + c)': 'a - (b + c)',
      'a + (b + c)': 'a + b + c',
      'a*(b*c)': 'a*b*c',
      '-x*-y': 'x*y',
      'a/b/c': 'a/(b*c)',
      '4*x/2': '2*x',
      '(x^2)^3': 'x^6',
      '(x^2)^0.5': '(x^2)^0.5',
      '0.1 + 0.2': '0.1 + 0.2',
      'if x > 0 then 1 else 1': '1',
    };
    for (const [text, expected] of Object.entries(table)) {
      assert.equal(printExpression(simplified(expressionOf(text))), expected, text);
    }
  });

  it('keeps the value', () => {
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const simple: Expression = simplified(tree);
        // A division by 0 may be one by −0, which is another pole.
        if (/\/0(?![.\d])/.test(printExpression(simple))) return;
        const [before, after] = [evaluators(tree, scope), evaluators(simple, scope)];
        for (const point of points) {
          // At 0 the sign of a pole may be another.
          if (point.includes(0)) continue;
          const [a, b] = [before.value(point), after.value(point)];
          // Sums of large numbers may round otherwise: only what is well determined is compared.
          const moved = before.value([point[0] * (1 + 1e-13), point[1] * (1 + 1e-13)]);
          if (!finite(a) || !close(a, moved, 1e-9) || Math.abs(a) > 1e9) continue;
          assert.ok(close(a, b, 1e-6), `${printExpression(tree)} is ${a}, ${printExpression(simple)} is ${b}`);
        }
      }),
      { numRuns: runs },
    );
  }).timeout(120_000 + 40 * runs);
});
