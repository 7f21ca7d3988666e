// The cases of σ and σ′ as they are shown, read back: at every point exactly one row holds, and it has the value of the
// engine; at a kink σ′ is marked as a convention.
import assert from 'node:assert/strict';
import type { Activation } from '../../../../src/functions/builtin/activation';
import { builtinActivation, builtinActivations } from '../../../../src/functions/builtin/activations';
import { defineActivation, customActivation } from '../../../../src/functions/custom/customActivation';
import { evaluators } from '../../functions/evaluate/evaluators';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { activationFormulas } from '../../../../src/notation/tex/activationText';

const scope = { ...emptyScope, parameters: ['x'] };

/** The contents of the braces at `start`, and where they end. */
function braces(tex: string, start: number): readonly [string, number] {
  assert.equal(tex[start], '{', tex);
  let depth = 0;
  for (let i = start; i < tex.length; i++) {
    if (tex[i] === '{') depth++;
    if (tex[i] === '}' && --depth === 0) return [tex.slice(start + 1, i), i + 1];
  }
  return assert.fail(`no end of ${tex}`);
}

/** TeX of a formula as text in the syntax of the language. */
function textOf(tex: string): string {
  const fraction = tex.indexOf('\\frac');
  if (fraction >= 0) {
    const [above, middle] = braces(tex, fraction + 5);
    const [below, end] = braces(tex, middle);
    return textOf(`${tex.slice(0, fraction)} ((${textOf(above)})/(${textOf(below)})) ${tex.slice(end)}`);
  }
  const power = tex.indexOf('^{');
  if (power >= 0) {
    const [exponent, end] = braces(tex, power + 1);
    return textOf(`${tex.slice(0, power)}^(${textOf(exponent)})${tex.slice(end)}`);
  }
  return tex
    .replace(/\\left\||\\right\|/g, (bar) => (bar.includes('left') ? 'abs(' : ')'))
    .replace(/\\left|\\right/g, '')
    .replace(/\\(?:operatorname|mathrm){(\w+)}/g, '$1')
    .replace(/\\(?:,|cdot)/g, '*')
    .replace(/\\(alpha|lambda|max|min|sin|cos|tanh|exp|ln)/g, '$1')
    .trim()
    .replace(/([\d)]) +(?=[a-z(\\])/g, '$1*');
}

function valueAt(tex: string, x: number): number {
  return evaluators(expressionOf(textOf(tex)), scope).value([x]);
}

const signs: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '\\le': (a, b) => a <= b,
  '\\ge': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '\\ne': (a, b) => a !== b,
};

function holds(condition: string, x: number): boolean {
  if (condition.includes('\\lor')) return condition.split('\\lor').some((part) => holds(part, x));
  if (condition.includes('\\land')) return condition.split('\\land').every((part) => holds(part, x));
  const parts = condition.trim().split(/ (<|>|\\le|\\ge|=|\\ne) /);
  assert.ok(parts.length >= 3, condition);
  for (let i = 1; i < parts.length; i += 2) {
    if (!signs[parts[i]](valueAt(parts[i - 1], x), valueAt(parts[i + 1], x))) return false;
  }
  return true;
}

/** The rows of `… = \begin{cases} value, & condition \\ … \end{cases}`; null if the formula has no cases. */
function rows(tex: string): readonly (readonly [string, string])[] | null {
  const cases = /= \\begin\{cases\} (.*) \\end\{cases\}$/.exec(tex);
  return cases && cases[1].split(' \\\\ ').map((row) => row.split(', & ') as [string, string]);
}

function custom(formula: string): Activation {
  const around = { lets: new Map(), functions: new Map() };
  return customActivation(defineActivation('f', [{ name: 'x', default: null }], expressionOf(formula), around), []);
}

const grid = [-7, -3, -2.5, -2, -1.0001, -1, -0.9999, -0.5, -1e-9, 0, 1e-9, 1 / 3, 0.5, 0.9999, 1, 1.0001, 2, 3, 7];

/** How many rows σ and σ′ have: null for a formula without cases. */
const formulas: readonly (readonly [string, number | null, number | null])[] = [
  ['if x < -1 then -1 else if x > 1 then 1 else (3*x - x^3)/2', 3, 2],
  ['if x < 0 then 0 else if x < 1 then x else 1', 3, 2],
  ['if x == 0 then 0 else if x > 0 then 1 else -1', 3, null],
  ['if x != 0 then x^2 else 5', 2, 2],
  ['if x > 0 and not x > 2 then x else 0', 2, 2],
  ['if abs(x) < 1/3 or x > 2 then 1 else x', 2, 2],
  ['if x > 0 then (if x > 1 then 1 else x) else 0', 3, 2],
  ['max(0, x)', null, 2],
  ['min(max(x, -1), 1)', null, 2],
  ['if x^2 < 4 then x else if x > 0 then 2 else -2', 3, 2],
];

function check(tex: string, count: number | null, value: (x: number) => number): void {
  const found = rows(tex);
  assert.equal(found?.length ?? null, count, tex);
  for (const x of grid) {
    const true_ = found?.filter(([, condition]) => holds(condition, x));
    assert.ok(true_ === undefined || true_.length === 1, `${true_?.length} rows hold at ${x}: ${tex}`);
    if (true_ === undefined) continue;
    const shown = valueAt(true_[0][0], x);
    assert.ok(Math.abs(shown - value(x)) <= 1e-12, `${shown} instead of ${value(x)} at ${x}: ${tex}`);
  }
}

describe('cases in TeX', () => {
  for (const [formula, ofValue, ofDerivative] of formulas) {
    it(`of ${formula} are disjoint`, () => {
      const activation = custom(formula);
      const { value, derivative } = activationFormulas(activation)!;
      check(value, ofValue, (x) => activation.value(x));
      check(derivative, ofDerivative, (x) => activation.derivative(x));
    });
  }

  it('of the built-in activations are disjoint', () => {
    const withCases = builtinActivations
      .filter(({ name }) => name !== 'selu')
      .flatMap(({ name }) => {
        const activation = builtinActivation(name)!;
        const { value, derivative } = activationFormulas(activation)!;
        for (const [tex, f] of [
          [value, (x: number) => activation.value(x)],
          [derivative, (x: number) => activation.derivative(x)],
        ] as const) {
          check(tex, rows(tex)?.length ?? null, f);
        }
        return rows(derivative) === null ? [] : [name];
      });
    assert.deepEqual(withCases, ['relu', 'leaky_relu', 'elu', 'hard_tanh', 'hard_sigmoid']);
  });

  it('are an interval in the middle', () => {
    assert.equal(
      activationFormulas(custom('if x < -1 then -1 else if x > 1 then 1 else (3*x - x^3)/2'))!.value,
      '\\operatorname{f}(x) = \\begin{cases} -1, & x < -1 \\\\ 1, & x > 1 \\\\ \\frac{3 x - x^{3}}{2}, & -1 \\le x \\le 1 \\end{cases}',
    );
  });

  it('mark σ′ at a kink as a convention', () => {
    const conventions = (activation: Activation) => activationFormulas(activation)!.conventions;
    assert.deepEqual(conventions(builtinActivation('relu')!), ["{\\mathrm{ReLU}}'(0) := 0"]);
    assert.deepEqual(conventions(builtinActivation('hard_tanh')!), [
      "{\\mathrm{hardtanh}}'(-1) := 0",
      "{\\mathrm{hardtanh}}'(1) := 0",
    ]);
    assert.deepEqual(conventions(builtinActivation('elu')!), []);
    assert.deepEqual(conventions(builtinActivation('elu', [2])!), ["{{\\mathrm{ELU}}_{\\mathit{alpha} = 2}}'(0) := 2"]);
    assert.deepEqual(conventions(custom('max(x, 0)')), ["{\\operatorname{f}}'(0) := 1"]);
    assert.deepEqual(conventions(custom('sign(x)*ln(1 + abs(x))')), []);
    assert.deepEqual(conventions(custom('if x > 1 then x^2 else 2*x - 1')), []);
    // Kinks of functions that are called, borders that are no lines, and jumps without end.
    assert.deepEqual(conventions(custom('hard_tanh(2*x) + x')), [
      "{\\operatorname{f}}'(-0.5) := 1",
      "{\\operatorname{f}}'(0.5) := 1",
    ]);
    assert.deepEqual(conventions(custom('relu(x - 3)^2 + leaky_relu(x, 0.5)')), ["{\\operatorname{f}}'(0) := 0.5"]);
    assert.deepEqual(conventions(custom('abs(x^2 - 4)')), [
      "{\\operatorname{f}}'(-2) := 0",
      "{\\operatorname{f}}'(2) := 0",
    ]);
    assert.deepEqual(conventions(custom('if x^3 > 27 then 1 else 0')), ["{\\operatorname{f}}'(3) := 0"]);
    assert.deepEqual(conventions(custom('max(exp(x), 1)')), ["{\\operatorname{f}}'(0) := 1"]);
    assert.deepEqual(conventions(custom('abs(ln(x))')), ["{\\operatorname{f}}'(1) := 0"]);
    assert.deepEqual(conventions(custom('sign(x - 1)')), ["{\\operatorname{f}}'(1) := 0"]);
    assert.deepEqual(conventions(custom('floor(x)')), [
      ...[-2, -1, 0, 1, 2].map((n) => `{\\operatorname{f}}'(${n}) := 0`),
      '\\ldots',
    ]);
    assert.deepEqual(conventions(custom('x - round(x)')), [
      ...[-1.5, -0.5, 0.5, 1.5].map((n) => `{\\operatorname{f}}'(${n}) := 1`),
      '\\ldots',
    ]);
    assert.deepEqual(conventions(custom('abs(x^2 - 2)')), []);
  });
});
