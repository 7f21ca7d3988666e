import assert from 'node:assert/strict';
import fc from 'fast-check';
import { activationFormulas, activationName } from '../../../src/notation/tex/activationText';
import { expressionTex } from '../../../src/notation/tex/expressionTex';
import { lossGradientTex, lossTex, lossWithNumbersTex } from '../../../src/notation/tex/lossText';
import { operatorName, variableName } from '../../../src/notation/tex/texName';
import type { Activation } from '../../../src/functions/builtin/activation';
import { builtinActivation, builtinActivations } from '../../../src/functions/builtin/activations';
import { builtinLoss, builtinLosses } from '../../../src/functions/builtin/losses';
import { typeset } from './katexCheck';

describe('names from the spec in TeX', () => {
  it('sets functions upright and escapes what TeX would read', () => {
    assert.equal(operatorName('bump'), '\\operatorname{bump}');
    assert.equal(operatorName('my_fun'), '\\operatorname{my\\_fun}');
    assert.equal(operatorName('φ'), '\\varphi');
    assert.equal(operatorName('bump₂'), '\\operatorname{bump}_{2}');
    assert.equal(operatorName('функция'), '\\text{функция}');
    assert.equal(variableName('x'), 'x');
    assert.equal(variableName('slope'), '\\mathit{slope}');
    assert.equal(variableName('x_1'), 'x_{1}');
  });

  it('makes TeX that KaTeX takes of any name', () => {
    const letter = fc.constantFrom(...'abzAZ_0189éßЖяёαΩ中あشאक₀₉ɣ');
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 8 }), (letters) => {
        const name = letters.join('');
        typeset(operatorName(name), false, false);
        typeset(variableName(name), false, false);
      }),
    );
  });
});

describe('expressions of the spec in TeX', () => {
  const examples: readonly (readonly [string, string])[] = [
    ['exp(-a*x^2)', 'e^{-a \\, x^{2}}'],
    ['1/(1 + exp(-x))', '\\frac{1}{1 + e^{-x}}'],
    [
      'if x < 0 then 0 else if x < 1 then x else 1',
      '\\begin{cases} 0, & x < 0 \\\\ x, & 0 \\le x < 1 \\\\ 1, & x \\ge 1 \\end{cases}',
    ],
    ['(a + b)*c', '\\left(a + b\\right) \\, c'],
    ['a - (b - c)', 'a - \\left(b - c\\right)'],
    ['a - -b', 'a - \\left(-b\\right)'],
    ['2*3', '2 \\cdot 3'],
    ['(-x)^2', '\\left(-x\\right)^{2}'],
    ['-x^2', '-x^{2}'],
    ['2^-x', '2^{-x}'],
    ['(a/b)^2', '\\left(\\frac{a}{b}\\right)^{2}'],
    ['sqrt(abs(x))', '\\sqrt{\\left|x\\right|}'],
    ['max(x, 0)', '\\max(x, 0)'],
    ['tanh(x)^2', '\\tanh^{2}(x)'],
    ['2*x*sigmoid(x)', '2 x \\, \\sigma(x)'],
    ['-2/x^3', '-\\frac{2}{x^{3}}'],
    ['ln(1/x)', '\\ln\\left(\\frac{1}{x}\\right)'],
    [
      'if not (x > 0 and x < 1) then 1 else 2',
      '\\begin{cases} 1, & x \\le 0 \\lor x \\ge 1 \\\\ 2, & 0 < x < 1 \\end{cases}',
    ],
    ['if x <= 0 then 1 else 2', '\\begin{cases} 1, & x \\le 0 \\\\ 2, & x > 0 \\end{cases}'],
    ['1e-9*x', '1 \\times 10^{-9} \\, x'],
    ['pi', '\\pi'],
    // A power, and e to a power, cannot have a second exponent.
    ['exp(x)^2', '\\left(e^{x}\\right)^{2}'],
    ['(x^2)^3', '\\left(x^{2}\\right)^{3}'],
    ['tanh(x)^2^3', '\\tanh(x)^{2^{3}}'],
    ['(tanh(x)^2)^3', '\\left(\\tanh^{2}(x)\\right)^{3}'],
    ['sin(x)^y', '\\sin(x)^{y}'],
    ['sigmoid(x)^2', '\\sigma(x)^{2}'],
    ['2^3^x', '2^{3^{x}}'],
    ['exp(x)*exp(-x)', 'e^{x} \\, e^{-x}'],
    ['-exp(x)', '-e^{x}'],
    ['-(x*y)', '-\\left(x \\, y\\right)'],
    ['-(x + y)', '-\\left(x + y\\right)'],
    ['a + (b + c)', 'a + \\left(b + c\\right)'],
    ['a - b*c', 'a - b \\, c'],
    ['a*(b*c)', 'a \\, b \\, c'],
    ['a*(b + c)', 'a \\, \\left(b + c\\right)'],
    ['a*-b', 'a \\, \\left(-b\\right)'],
    ['x*2', 'x \\cdot 2'],
    ['-3*x', '-3 x'],
    ['1.5*x*y', '1.5 x \\, y'],
    ['(a + b)/(c*d)', '\\frac{a + b}{c \\, d}'],
    ['-(a*b)/c', '-\\frac{a \\, b}{c}'],
    ['-(-x)', '-\\left(-x\\right)'],
    ['-(-(a + b))^2', '-\\left(-\\left(a + b\\right)\\right)^{2}'],
    ['a - -b/c', 'a - \\left(-\\frac{b}{c}\\right)'],
    ['a*(if x > 0 then 1 else 2)', 'a \\, \\left(\\begin{cases} 1, & x > 0 \\\\ 2, & x \\le 0 \\end{cases}\\right)'],
    ['1e-9^2', '\\left(1 \\times 10^{-9}\\right)^{2}'],
    ['expm1(x)*2', '\\left(e^{x} - 1\\right) \\cdot 2'],
    ['log1p(-x)', '\\ln\\left(1 + \\left(-x\\right)\\right)'],
    ['log1p(x^2)', '\\ln\\left(1 + x^{2}\\right)'],
    ['ln(x) + log(x) + log10(x) + log2(x)', '\\ln(x) + \\ln(x) + \\log_{10}(x) + \\log_{2}(x)'],
    ['cbrt(x)^2*abs(x)', '\\sqrt[3]{x}^{2} \\, \\left|x\\right|'],
    ['floor(x) - ceil(x)', '\\left\\lfloor x \\right\\rfloor - \\left\\lceil x \\right\\rceil'],
    ['round(x) + sign(x)', '\\operatorname{round}(x) + \\operatorname{sign}(x)'],
    ['max(x, 1/y)', '\\max\\left(x, \\frac{1}{y}\\right)'],
    ['sin(x^2)', '\\sin(x^{2})'],
    ['sin(2^x^2)', '\\sin\\left(2^{x^{2}}\\right)'],
    ['asin(x) + acos(x) + atan(x)', '\\arcsin(x) + \\arccos(x) + \\arctan(x)'],
    [
      'if x == 1 or x != 2 and x > 3 then 1 else 2',
      '\\begin{cases} 1, & x = 1 \\lor x > 3 \\\\ 2, & x < 1 \\lor 1 < x \\le 3 \\end{cases}',
    ],
  ];
  for (const [text, tex] of examples) {
    it(`${text} is ${tex}`, () => {
      assert.equal(expressionTex(text), tex);
      typeset(tex, true, false);
    });
  }

  it('has other names for its variables', () => {
    const named = (text: string, x: string) => expressionTex(text, { x });
    assert.equal(named('2*x^2 + y', 'z'), '2 z^{2} + y');
    assert.equal(named('x^2', '\\tfrac{1}{2}'), '\\left(\\tfrac{1}{2}\\right)^{2}');
    assert.equal(named('x/2', '\\frac{a}{b}'), '\\frac{\\frac{a}{b}}{2}');
    assert.equal(named('e*pi', 'z'), 'e \\, \\pi');
  });

  it('does not pass on what is no expression', () => {
    for (const text of ['', '1 +', '\\input{x}', 'x\nlayer relu', '}']) assert.equal(expressionTex(text), null);
  });
});

describe('activations and losses in TeX', () => {
  it('has a name and both formulas for every built-in, with its parameters', () => {
    for (const { name, parameters } of builtinActivations) {
      const activation = builtinActivation(
        name,
        parameters.map(() => 0.25),
      )!;
      const formulas = activationFormulas(activation)!;
      typeset(formulas.value, true, false);
      typeset(formulas.derivative, true, false);
      assert.ok(!activationName(activation).includes('operatorname'), `${name} has no TeX of its own`);
      if (parameters.length > 0) assert.ok(activationName(activation).includes('0.25'));
    }
    assert.equal(activationName(builtinActivation('sigmoid')!), '\\sigma');
    assert.equal(activationName(builtinActivation('leaky_relu')!), '{\\mathrm{LeakyReLU}}_{\\mathit{slope} = 0.01}');
  });

  it('sets an author’s activation from its formulas, and a redefined built-in as one', () => {
    const own = (name: string, more: Partial<Activation> = {}): Activation => ({
      name,
      parameters: [],
      formula: 'x^3',
      derivativeFormula: '3*x^2',
      argument: 'x',
      custom: true,
      value: (x) => x ** 3,
      derivative: (x) => 3 * x * x,
      kinks: [],
      isKink: () => false,
      ...more,
    });
    assert.deepEqual(activationFormulas(own('cube')), {
      value: '\\operatorname{cube}(x) = x^{3}',
      derivative: "{\\operatorname{cube}}'(x) = 3 x^{2}",
      conventions: [],
    });
    assert.equal(activationFormulas(own('relu'))!.value, '\\operatorname{relu}(x) = x^{3}');
    assert.equal(
      activationName(own('bump', { parameters: [{ name: 'a', value: 2 }] })),
      '{\\operatorname{bump}}_{a = 2}',
    );
  });

  it('has a formula for every loss', () => {
    for (const { name, parameters } of builtinLosses) {
      const loss = builtinLoss(
        name,
        parameters.map(() => 0.5),
      )!;
      for (const outputs of [1, 3]) {
        for (const columns of [1, 4]) {
          for (const reduction of ['sum', 'mean'] as const)
            typeset(lossTex(loss, reduction, outputs, columns)!, true, false);
        }
      }
    }
    const sse = (outputs: number, columns: number) => lossTex(builtinLoss('sse')!, 'sum', outputs, columns);
    assert.equal(sse(1, 1), 'L = \\left(f - y\\right)^{2}');
    assert.equal(sse(2, 1), 'L = \\sum_{j=1}^{2} \\left(f_{j} - y_{j}\\right)^{2}');
    assert.equal(sse(1, 2), 'L = \\sum_{s=1}^{2} \\left(f_{s} - y_{s}\\right)^{2}');
    assert.equal(
      lossTex(builtinLoss('half_sse')!, 'sum', 2, 1),
      'L = \\tfrac{1}{2} \\sum_{j=1}^{2} \\left(f_{j} - y_{j}\\right)^{2}',
    );
    assert.equal(
      lossTex(builtinLoss('mse')!, 'mean', 2, 4),
      'L = \\frac{1}{8} \\sum_{s=1}^{4} \\sum_{j=1}^{2} \\left(f_{js} - y_{js}\\right)^{2}',
    );
  });

  it('sets an author’s loss from its formula', () => {
    const own = {
      ...builtinLoss('sse')!,
      name: 'own',
      formula: 'a - b + (a - b)^4',
      argumentNames: ['a', 'b'] as const,
    };
    assert.equal(lossTex(own, 'sum', 1, 1), 'L = f - y + \\left(f - y\\right)^{4}');
    assert.equal(
      lossTex(own, 'mean', 2, 3),
      'L = \\frac{1}{3} \\sum_{s=1}^{3} \\sum_{j=1}^{2} \\left(f_{js} - y_{js} + \\left(f_{js} - y_{js}\\right)^{4}\\right)',
    );
    assert.equal(lossTex({ ...own, formula: '}' }, 'sum', 1, 1), null);
    const double = { ...own, formula: '2*abs(a - b)/3' };
    assert.equal(lossTex(double, 'sum', 1, 1), 'L = \\tfrac{1}{3} \\cdot 2 \\left|f - y\\right|');
    assert.equal(
      lossTex(double, 'mean', 1, 2),
      'L = \\tfrac{1}{3} \\frac{1}{2} \\sum_{s=1}^{2} 2 \\left|f_{s} - y_{s}\\right|',
    );
    assert.equal(lossTex({ ...own, formula: '-2*a*b' }, 'sum', 1, 1), 'L = -2 f \\, y');
  });

  it('has a formula for an entry of ∇L', () => {
    const gradient = (name: string, reduction: 'sum' | 'mean', outputs: number, columns: number) =>
      lossGradientTex(builtinLoss(name)!, reduction, outputs, columns);
    assert.equal(gradient('half_sse', 'sum', 1, 1), '\\nabla L = f - y');
    assert.equal(gradient('half_sse', 'mean', 1, 1), '\\nabla L = f - y');
    assert.equal(gradient('half_sse', 'sum', 3, 1), '(\\nabla L)_{j} = f_{j} - y_{j}');
    assert.equal(gradient('half_sse', 'mean', 3, 4), '(\\nabla L)_{js} = \\frac{1}{4} \\left(f_{js} - y_{js}\\right)');
    assert.equal(gradient('mse', 'sum', 2, 1), '(\\nabla L)_{j} = \\frac{1}{2} \\cdot 2 \\left(f_{j} - y_{j}\\right)');
    assert.equal(gradient('mse', 'mean', 1, 3), '(\\nabla L)_{s} = \\frac{1}{3} \\cdot 2 \\left(f_{s} - y_{s}\\right)');
    assert.equal(gradient('half_sse', 'sum', 1, 2), '(\\nabla L)_{s} = f_{s} - y_{s}');
    assert.equal(gradient('half_sse', 'sum', 2, 2), '(\\nabla L)_{js} = f_{js} - y_{js}');
    assert.equal(gradient('cross_entropy', 'sum', 2, 1), '(\\nabla L)_{j} = -\\frac{y_{j}}{f_{j}}');
    const broken = { ...builtinLoss('sse')!, derivativeFormula: '}' };
    assert.equal(lossGradientTex(broken, 'sum', 1, 1), null);
  });

  it('writes L out with its numbers', () => {
    const written = (name: string, f: number[], y: number[], samples = 1) =>
      lossWithNumbersTex(builtinLoss(name)!, f, y, samples, String);
    assert.equal(written('half_sse', [0.5], [-1]), '\\tfrac{1}{2} \\left(0.5 - (-1)\\right)^{2}');
    assert.equal(written('cross_entropy', [0.25, 0.75], [0, 1]), '-1 \\ln(0.75)');
    assert.equal(
      written('cross_entropy', [0.25, 0.75], [0, 1], 4),
      '-\\tfrac{1}{4} \\cdot 1 \\ln(0.75)',
      'not to be read as −1/41',
    );
    assert.equal(
      written('mse', [1, 2], [3, 4]),
      '\\tfrac{1}{2} \\left( \\left(1 - 3\\right)^{2} + \\left(2 - 4\\right)^{2} \\right)',
    );
    assert.equal(written('sse', [2], [-1]), '\\left(2 - (-1)\\right)^{2}');
    assert.equal(written('sse', [1, 2], [3, 4]), '\\left(1 - 3\\right)^{2} + \\left(2 - 4\\right)^{2}');
    assert.equal(
      written('l1', [1, -2], [3, 4], 2),
      '\\tfrac{1}{2} \\left( \\left|1 - 3\\right| + \\left|(-2) - 4\\right| \\right)',
    );
    assert.equal(written('sse', [1, 2, 3, 4], [0, 0, 0, 0])!.split('+').length, 4);
    assert.equal(
      written('cross_entropy', [0.25, 0.5, 0.25], [0.5, 0.5, 0]),
      '-\\left( 0.5 \\ln(0.25) + 0.5 \\ln(0.5) \\right)',
    );
    assert.equal(written('cross_entropy', [0.25], [0]), null);
    assert.equal(written('sse', [3], [1], 4), '\\tfrac{1}{4} \\left(3 - 1\\right)^{2}');
    assert.equal(written('sse', [1, 2, 3, 4, 5], [0, 0, 0, 0, 0]), null);
    assert.equal(written('cross_entropy', [0], [1]), null);
    for (const { name } of builtinLosses) typeset(written(name, [0.5, 0.25], [0.25, 1])!, true, false);
  });
});
