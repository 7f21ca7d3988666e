// σ′ as people print it: a list of textbook cases, and what must hold for every formula.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluators } from '../evaluate/evaluators';
import { newTies } from '../../../../src/functions/evaluate/algebra';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { printExpression } from '../../../../src/functions/expression/expressionPrinter';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import type { Expression } from '../../../../src/functions/expression/tree';
import { derivative } from '../../../../src/functions/symbolic/expressionDerivative';
import { partsOf } from '../../../../src/functions/symbolic/expressionSize';
import { simplest } from '../../../../src/functions/symbolic/simplest';
import { anyExpression, points, runs } from '../randomExpression';
import { naiveDerivative } from './naiveDerivative';

const simple = (text: string) => printExpression(simplest(derivative(expressionOf(text), 'x'), ['x']));

/** σ and σ′, as a book prints them. */
const textbook: Readonly<Record<string, string>> = {
  // Powers
  '3': '0',
  x: '1',
  '0.3*x^2': '0.6*x',
  '0.1*x^3 - 0.25*x^2': '0.3*x^2 - 0.5*x',
  'x^3/3': 'x^2',
  'x^2/4': 'x/2',
  'x^4/4 - x^2/2': 'x^3 - x',
  '5*x^2 - 3*x + 1': '10*x - 3',
  '-x^2': '-2*x',
  '1/x': '-1/x^2',
  '1/x^2': '-2/x^3',
  'x^-1': '-1/x^2',
  'x^-3': '-3/x^4',
  'x^(1/3)': '1/(3*x^(2/3))',
  'x^(2/3)': '2/(3*x^(1/3))',
  'x^1.5': '1.5*sqrt(x)',
  'x^0.3': '0.3/x^0.7',
  'sqrt(x)': '1/(2*sqrt(x))',
  '1/sqrt(x)': '-1/(2*x^(3/2))',
  'x*sqrt(x)': '3*sqrt(x)/2',
  'cbrt(x)': '1/(3*cbrt(x)^2)',
  '(x + 1)^3': '3*(x + 1)^2',
  '(2*x + 1)^5': '10*(2*x + 1)^4',
  '(x^2 + 1)*(x - 1)': '3*x^2 - 2*x + 1',
  '1.0507009873554805*x^2': '2.101401974710961*x',
  // Quotients
  '1/(1 + x)': '-1/(1 + x)^2',
  'x/(1 + x)': '1/(1 + x)^2',
  '(x - 1)/(x + 1)': '2/(x + 1)^2',
  '1/(1 + x^2)': '-2*x/(1 + x^2)^2',
  'x/(1 + x^2)': '(1 - x^2)/(1 + x^2)^2',
  'x/(1 + abs(x))': '1/(1 + abs(x))^2',
  'sqrt(1 + x^2)': 'x/sqrt(1 + x^2)',
  'x/sqrt(1 + x^2)': '1/(1 + x^2)^(3/2)',
  // Logarithms and exponentials
  'ln(x)': '1/x',
  'ln(abs(x))': '1/x',
  'ln(3*x)': '1/x',
  'x*ln(x)': 'ln(x) + 1',
  'x*ln(x) - x': 'ln(x)',
  'ln(x)/x': '(1 - ln(x))/x^2',
  'ln(x^2 + 1)': '2*x/(x^2 + 1)',
  'log10(x)': '1/(x*ln(10))',
  'e^x': 'exp(x)',
  'exp(2*x)': '2*exp(2*x)',
  'exp(x)^2': '2*exp(2*x)',
  'exp(-x^2)': '-2*x*exp(-x^2)',
  'exp(-x^2/2)/sqrt(2*pi)': '-x*exp(-x^2/2)/sqrt(2*pi)',
  'x*exp(x)': 'exp(x)*(1 + x)',
  'x^2*exp(-x)': 'x*exp(-x)*(2 - x)',
  'exp(-1/x^2)': '2*exp(-1/x^2)/x^3',
  '2^x': '2^x*ln(2)',
  'x^x': 'x^x*(ln(x) + 1)',
  // Sines and their kin
  'sin(2*x)/2': 'cos(2*x)',
  'sin(x)*cos(x)': 'cos(2*x)',
  'sin(x)^2': 'sin(2*x)',
  'cos(x)^2': '-sin(2*x)',
  '2*sin(x/2)^2': 'sin(x)',
  '2*cos(x/2)^2': '-sin(x)',
  '2*sin(0.5*x)^2': 'sin(x)',
  'sin(3*x)^2/3': 'sin(6*x)',
  'sin(x)^2 + cos(x)^2': '0',
  'sin(x)/cos(x)': '1/cos(x)^2',
  'tan(x)': '1/cos(x)^2',
  'x*sin(x) + cos(x)': 'x*cos(x)',
  'sin(x)*x': 'x*cos(x) + sin(x)',
  'x^2*sin(1/x)': '2*x*sin(1/x) - cos(1/x)',
  'atan(x)': '1/(1 + x^2)',
  'asin(x)': '1/sqrt(1 - x^2)',
  'ln(cosh(x))': 'tanh(x)',
  'sinh(x)/cosh(x)': '1/cosh(x)^2',
  // Activations
  '1/(1 + exp(-x))': 'exp(-x)/(1 + exp(-x))^2',
  'exp(x)/(1 + exp(x))': 'exp(x)/(1 + exp(x))^2',
  'ln(1 + exp(x))': 'exp(x)/(1 + exp(x))',
  'sigmoid(x)': 'sigmoid(x)*(1 - sigmoid(x))',
  'x*sigmoid(x)': 'sigmoid(x)*(1 + x*(1 - sigmoid(x)))',
  'x*sigmoid(1.702*x)': 'sigmoid(1.702*x)*(1 + 1.702*x*(1 - sigmoid(1.702*x)))',
  'tanh(x)': '1 - tanh(x)^2',
  'tanh(x)^2': '2*tanh(x)*(1 - tanh(x)^2)',
  'x - tanh(x)': 'tanh(x)^2',
  'x*tanh(x)': 'tanh(x) + x*(1 - tanh(x)^2)',
  '(exp(x) - exp(-x))/(exp(x) + exp(-x))': '4/(exp(x) + exp(-x))^2',
  '1.7159*tanh(2/3*x)': '3.4318*(1 - tanh(2*x/3)^2)/3',
  'x*(1 + erf(x/sqrt(2)))/2': '(1 + erf(x/sqrt(2)) + 2*x*exp(-x^2/2)/sqrt(2*pi))/2',
  '0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))':
    '0.5*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)) + sqrt(2/pi)*x*(1 + 0.134145*x^2)*(1 - tanh(sqrt(2/pi)*(x + 0.044715*x^3))^2))',
  'sign(x)*ln(1 + abs(x))': '1/(1 + abs(x))',
  'x*abs(x)': '2*abs(x)',
  'abs(x)^2': '2*x',
  'abs(x)^3': '3*x^2*sign(x)',
  'abs(sin(x))^2': 'sin(2*x)',
  'leaky_relu(x, 0.2)': 'if x > 0 then 1 else 0.2',
  'elu(x)': 'if x > 0 then 1 else exp(x)',
  '2*elu(x)': 'if x > 0 then 2 else 2*exp(x)',
};

const scope = { ...emptyScope, parameters: ['x', 'y'] };
const close = (a: number, b: number, tolerance: number) =>
  Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));

describe('the simplest form', () => {
  for (const [formula, expected] of Object.entries(textbook)) {
    it(`of (${formula})′ is ${expected}`, () => assert.equal(simple(formula), expected));
  }

  it('has the value of the dual numbers, and where it has none the derivative has none', () => {
    let compared = 0;
    const grid = [...points, [1e-3, 2], [-1e-3, 2], [0.999999, -1], [-1.000001, 0.5], [4.5, -3]] as const;
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const slope = derivative(tree, 'x');
        if (partsOf(slope, 2_000) > 2_000) return;
        const value = evaluators(tree, scope);
        const plain = evaluators(slope, scope);
        const found = simplest(slope, ['x', 'y']);
        const short = evaluators(found, scope);
        for (const [x, y] of grid) {
          const tie = newTies();
          const at = (dx: number) =>
            value.dual(
              [
                { value: x * (1 + dx), slope: 1, constant: false },
                { value: y * (1 + dx), slope: 0, constant: true },
              ],
              tie,
            );
          const [dual, moved] = [at(0), at(1e-13)];
          // Ties have conventions; what a hair's breadth changes is not determined by doubles.
          if (tie.seen || !Number.isFinite(dual.value) || !Number.isFinite(dual.slope) || Math.abs(dual.slope) > 1e9)
            continue;
          const asWritten = plain.value([x, y]);
          if (!close(dual.slope, moved.slope, 1e-10) || !close(dual.slope, asWritten, 1e-9)) continue;
          compared++;
          const shown = short.value([x, y]);
          const text = `(${printExpression(tree)})′ = ${printExpression(slope)}, shown as ${printExpression(found)}, at ${x}, ${y}`;
          assert.ok(close(dual.slope, shown, 1e-6), `${shown} instead of ${dual.slope}: ${text}`);
        }
      }),
      { numRuns: runs },
    );
    assert.ok(compared > runs / 2, `only ${compared} comparisons`);
  }).timeout(20_000 + 40 * runs);

  it('is never longer than the derivative by the rules alone', () => {
    let shorter = 0;
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const naive = partsOf(naiveDerivative(tree, 'x'), 3_000);
        const found: Expression = simplest(derivative(tree, 'x'), ['x', 'y']);
        if (naive > 3_000) return;
        const length = partsOf(found, 3_000);
        if (length < naive) shorter++;
        assert.ok(length <= naive, `${length} > ${naive}: ${printExpression(tree)} → ${printExpression(found)}`);
      }),
      { numRuns: runs },
    );
    assert.ok(shorter > runs / 2, `only ${shorter} are shorter`);
  }).timeout(20_000 + 40 * runs);

  it('is found again in what it prints', () => {
    for (const formula of Object.keys(textbook)) {
      const text = simple(formula);
      assert.equal(printExpression(simplest(expressionOf(text), ['x'])), text, formula);
    }
  });
});
