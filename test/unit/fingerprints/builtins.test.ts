// The built-in activations and losses, their values, derivatives and plots; formulas in Python and in Typst.
import { typstMath } from '../../../src/authoring/typst/typstMath';
import { helperCode, ownHelpers, pythonExpression } from '../../../src/authoring/python/pythonExpression';
import { builtinActivation, builtinActivations } from '../../../src/functions/builtin/activations';
import { builtinLoss, builtinLosses } from '../../../src/functions/builtin/losses';
import { secondDerivative, secondLossDerivative } from '../../../src/functions/evaluate/secondDerivative';
import { extendedBuiltin, isLostLoss, isLostValue } from '../../../src/functions/evaluate/smallValues';
import { expressionOf } from '../../../src/functions/expression/expressionReader';
import { expressionTex } from '../../../src/notation/tex/expressionTex';
import { activationPlot } from '../../../src/service/hover/activationPlot';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';
import { DOUBLES, tried } from './doubles';

const POINTS = [
  ...DOUBLES,
  -3,
  -2.5,
  -2,
  -1.5,
  1.5,
  2.5,
  5.9,
  6.1,
  -5.9,
  10,
  -10,
  20,
  -20,
  36,
  -36,
  50,
  -50,
  700,
  -700,
  1e-160,
  -1e-310,
  0.84375,
  1.25,
  28,
  -28,
];

function activation(name: string): Said {
  const [usual, other] = [builtinActivation(name)!, builtinActivation(name, [0.3])];
  return {
    values: [usual, other].map(
      (f) =>
        f && [
          f.formula,
          f.derivativeFormula,
          POINTS.map((x) => [
            f.value(x),
            f.derivative(x),
            secondDerivative(f)(x),
            extendedBuiltin(f)(x),
            isLostValue(f, 'Sigma', x, f.value(x)),
            isLostValue(f, 'dSigma', x, f.derivative(x)),
          ]),
        ],
    ),
    plots: [[], [0.5, -3], [1e3], [1e-3, 40], [1e7], Array.from({ length: 80 }, (_, i) => i / 9 - 4)].map((marks) =>
      activationPlot(usual, marks),
    ),
  };
}

function loss(name: string): Said {
  const f = builtinLoss(name)!;
  return {
    values: POINTS.map((y) =>
      [0, 0.25, 1, y].map((t) => [
        f.value(y, t),
        f.derivative(y, t),
        secondLossDerivative(f)(y, t),
        isLostLoss(f, y, t, f.value(y, t)),
      ]),
    ),
  };
}

const FORMULAS = [
  'x^2',
  '-x^2',
  '(-x)^2',
  'x^-1',
  'x^0.5',
  'x^(1/3)',
  '2^-x',
  'exp(x) - 1',
  'exp(-x^2) - 1',
  'ln(1 + x)',
  'ln(1 + exp(x))',
  '1 - tanh(x)^2',
  'if x > 0 then x else if x == 0 then 1 else -x',
  'if not (x < 0 or x >= 2) and x != 1 then 1 else 0',
  'max(x, 0, 1)',
  'min(x, y)',
  'sign(x)*abs(x)',
  'round(x) + floor(x) - ceil(x)',
  'x/y/2',
  'x/(y/2)',
  'x - (y - 1)',
  'x - y - 1',
  '-(x + y)',
  '--x',
  '2*x*y',
  'x*(y + 1)',
  '(x + 1)*(y - 1)/x',
  'cbrt(x) + sqrt(x)',
  'erf(x)',
  'log2(x) + log10(x) + log1p(x) + expm1(x)',
  'asinh(x) + atan(x)',
  'relu(x) + leaky_relu(x, 0.1) + elu(x)',
  'sigmoid(-x)',
  'gelu(x)*mish(x)',
  'pi*x + e',
  '1e-5*x',
  '1e20*x',
  'x^x',
  '(x^2)^3',
  'x^2^3',
  '(2*x)^2',
  '2/3*x',
  '(x)',
  'step(x)',
  'hypot(x, y)',
];

describe('What becomes of built-in functions is as accepted', () => {
  it('activations', () =>
    assertSaidAsAccepted('activations', new Map(builtinActivations.map(({ name }) => [name, name])), activation));
  it('losses', () => assertSaidAsAccepted('losses', new Map(builtinLosses.map(({ name }) => [name, name])), loss));
  it('helpers in Python', () =>
    assertSaidAsAccepted('helpers', new Map([...ownHelpers].map((name) => [name, name])), (name) => ({
      code: (['numpy', 'pytorch', 'jax'] as const).map((library) => helperCode(name, library)),
    })));
  it('formulas in Python and Typst', () =>
    assertSaidAsAccepted('otherFormulas', numbered(1, FORMULAS.length, (n) => FORMULAS[n - 1]), (formula) => {
      const names = new Map([['x', 'N'], ['y', 'T']]);
      return {
        python: (['numpy', 'pytorch', 'jax'] as const).flatMap((library) => [true, false].map((precise) => tried(() => pythonExpression(expressionOf(formula), names, library, precise)))),
        typst: tried(() => typstMath(expressionTex(formula)!)),
      };
    }));
}); // prettier-ignore
