// What becomes of random formulas: their text, their derivative, its TeX, their values in every algebra; as activations and
// losses of texts all that is said of them.
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { builtinNames } from '../../../src/functions/evaluate/names';
import { compile } from '../../../src/functions/evaluate/compile';
import { newTies, type Algebra, type Ties } from '../../../src/functions/evaluate/algebra';
import { boundedConstant, boundedDuals } from '../../../src/functions/evaluate/boundedAlgebra';
import { doubles, duals } from '../../../src/functions/evaluate/doubleAlgebra';
import { constantExact, exact } from '../../../src/functions/evaluate/exactAlgebra';
import { series } from '../../../src/functions/evaluate/seriesAlgebra';
import { derivativeFormula } from '../../../src/functions/custom/derivativeFormula';
import { disjointPieces } from '../../../src/functions/piecewise/pieces';
import { tiePoints } from '../../../src/functions/piecewise/ties';
import type { Expression } from '../../../src/functions/expression/tree';
import { linearJet } from '../../../src/functions/numbers/jet';
import { fromDecimal } from '../../../src/functions/numbers/rational';
import { expressionOf } from '../../../src/functions/expression/expressionReader';
import { unaryFunctions } from '../../../src/functions/builtin/functions';
import { printExpression } from '../../../src/functions/expression/expressionPrinter';
import { derivative } from '../../../src/functions/symbolic/expressionDerivative';
import { simplest } from '../../../src/functions/symbolic/simplest';
import { inEnglish, say } from '../../../src/message/message';
import { expressionTex } from '../../../src/notation/tex/expressionTex';
import { hoverAt } from '../../../src/service/hover/hover';
import { anyExpression, points } from '../functions/randomExpression';
import { tried } from './doubles';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const expressions = fc.sample(anyExpression, { seed: 20261130, numRuns: 1500 });

function* choicesIn(e: Expression): Generator<Extract<Expression, { kind: 'if' }>> {
  if (e.kind === 'if') yield e;
  if (e.kind === 'binary') yield* [...choicesIn(e.left), ...choicesIn(e.right)];
  if (e.kind === 'unary') yield* choicesIn(e.operand);
  if (e.kind === 'group') yield* choicesIn(e.inner);
}

/** Where algebras have to decide something: ties, what is exact, what is lost, what is too large or too small for a double. */
const borders: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 1],
  [-1, 1],
  [0.5, -0.5],
  [1.5, 2],
  [-2, -3],
  [3, 0.25],
  [1e-8, 1e8],
  [1e-160, 1e-170],
  [1e-310, -3],
  [-1e-310, 1e300],
  [40, -40],
  [710, -746],
  [1e155, -1e160],
  [2 ** 26, 2 ** 27 + 1],
  [2 ** -20, 2 ** -21],
  [94906267, 3],
];

/** What every algebra makes of a formula at such points. */
function atBorders(e: Expression): Said {
  const over = <V>(algebra: Algebra<V>) => compile(e, builtinNames(['x', 'y'], algebra), algebra);
  const [dual, bounded, jets, beside] = [duals, boundedDuals, series(2, false), series(2, true)].map((algebra) => over(algebra as Algebra<unknown>)); // prettier-ignore
  const fraction = (value: number) => constantExact(fromDecimal(String(value))!);
  return Object.fromEntries(
    Object.entries({
      dual: (x: number, y: number, ties: Ties) => dual([{ value: x, slope: 1 }, { value: y, slope: 0 }], ties),
      bounded: (x: number, y: number, ties: Ties) => bounded([{ ...boundedConstant(x), slope: boundedConstant(1).value }, boundedConstant(y)], ties),
      exact: (x: number, y: number, ties: Ties) => over(exact)([{ ...fraction(x), slope: fraction(1).value, constant: false }, fraction(y)], ties),
      jets: (x: number, y: number, ties: Ties) => jets([linearJet(x, 1, 2), series(2, false).number(y)], ties),
      beside: (x: number, y: number, ties: Ties) => beside([linearJet(x, 1, 2), series(2, true).number(y)], ties),
    }).map(([name, value]) => [
      name,
      borders.map(([x, y]) => {
        const ties = newTies();
        return [tried(() => value(x, y, ties)), ties];
      }),
    ]),
  );
} // prettier-ignore

function formula(e: Expression): Said {
  const text = printExpression(e);
  const slope = derivative(e, 'x');
  const shown = printExpression(simplest(slope, ['x', 'y']));
  const names = builtinNames(['x', 'y'], doubles);
  const [value, dual, bounded] = [
    compile(e, names, doubles),
    compile(e, builtinNames(['x', 'y'], duals), duals),
    compile(e, builtinNames(['x', 'y'], boundedDuals), boundedDuals),
  ];
  return {
    text: [text, shown],
    formula: derivativeFormula(e, 'x', null, ['y']),
    tex: [expressionTex(text), expressionTex(shown)],
    pieces: [...choicesIn(e)].map((choice) => tried(() => [disjointPieces(choice), tiePoints(choice, 'x')])),
    values: points.map(([x, y]) => [
      value([x, y], newTies()),
      dual([{ value: x, slope: 1 } as never, { value: y, slope: 0 } as never], newTies()),
      tried(() => bounded([boundedConstant(x), boundedConstant(y)], newTies())),
    ]),
  };
}

/** A text with a formula as its activation, and with one as its loss. */
function inText(e: Expression): Promise<Said> {
  const text = printExpression(e);
  return saidOfText(`activation f(x, y = 2) = ${text}
input X = [0.5 -1/2]
target = [1 0]
layer [f f(3)]
  W = [1 2; -1 0.5]
loss (y, t) = (y - t)^2 + ${text.replaceAll('x', 't')}
`);
}

async function saidOfText(source: string): Promise<Said> {
  const analysis = await Analysis.of(source);
  const made = await analysis.trace();
  const trace = made && (await analysis.withFractions(made));
  return {
    problems: analysis.diagnostics.map(({ code, message, range, fixes }) => [code, say(message), range, fixes]),
    hovers: [...source.matchAll(/(?<=activation |let |\[)\w|loss/g)].map(({ index }) => hoverAt(analysis, index, inEnglish)),
    trace: trace && [trace.forward.layers.map(({ N, Sigma, dSigma }) => [N, Sigma, dSigma]), trace.forward.kinks, trace.backward?.value, trace.backward?.gradW, trace.fault, trace.exact],
  };
} // prettier-ignore

/** Texts whose functions call one another, with arguments by place, by name and left out; what else uses them. */
function calling(first: number): string {
  const [deep, middle, top, loss] = [0, 1, 2, 3].map((i) => printExpression(expressions[first + i]));
  const calls = (text: string, one: string, two: string) =>
    text.replace(/\b(sigmoid|sin|abs|relu|exp)\(/g, `${one}(`).replace(/\b(elu|max|leaky_relu)\(/g, `${two}(`);
  return `let a = ${deep.replace(/\bx\b/g, '0.5').replace(/\by\b/g, '2')}
let c = ${middle.replace(/\bx\b/g, '1e-200').replace(/\by\b/g, '-3')}
let d = ${top.replace(/\bx\b/g, '(1/3)').replace(/\by\b/g, '1e200')}
activation h(x, y = 2) = ${deep}
activation g(x, y = -1/2) = ${calls(middle, 'h', 'h')}
activation f(x, y = 0) = ${calls(top, 'g', 'g')} + h(x, y = ${first % 3}) - g(y = x, x = 1)
input X = [0.5 -1/2 0 1]
target = [1 0 2]
layer [f f(3) h]
  W = [1 2 0 0; -1 0.5 1 0; 1/3 0 0 1]
loss (y, t) = (y - t)^2 + ${calls(loss, 'h', 'g').replace(/\bx\b/g, 't')}
`;
}

const atom = fc.oneof(
  fc.constantFrom('x', 'x', 'y', 'x^2', 'x^3', '2*x', '3*y', 'x*y', '-x', '0.5*x'),
  fc.constantFrom('1', '2', '6', '0.25', '-4', '1/x', '2/y', '1/x^2', 'exp(x)', 'exp(-x)', 'exp(2*x)', 'e^y'),
  fc.constantFrom('ln(x)', 'sqrt(x)', 'tanh(x)', 'sigmoid(x)', 'x^0.5', 'x^(1/3)', 'y^x', 'sqrt(y)'),
);
const joined = (part: fc.Arbitrary<string>, most: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(' + ', ' + ', ' - '), part), { minLength: 1, maxLength: most, size: 'max' })
    .map((terms) => terms.map(([sign, term], i) => (i === 0 ? term : sign + term)).join(''));
const sum = fc.oneof(joined(atom, 3), joined(atom, 8));
const exponent = fc.constantFrom('', '^2', '^2', '^3', '^4', '^5', '^(-1)', '^(-2)', '^0.5', '^(1/3)');
const factor = fc.oneof(
  atom,
  fc.tuple(atom, atom).map(([a, b]) => `${a}*${b}`),
  fc.tuple(sum, exponent).map(([a, n]) => `(${a})${n}`),
  fc.tuple(sum, sum, fc.constantFrom('*', '/'), exponent).map(([a, b, by, n]) => `(${a})${by}(${b})${n}`),
);

/** Sums and products that a derivative is rearranged from: many terms, common factors, one denominator, powers. */
const ratios = fc.sample(joined(factor, 3), { seed: 20261206, numRuns: 600 });

/** How such a formula, and its derivative, are written. */
function rearranged(text: string): Said {
  const e = expressionOf(text);
  const simple = simplest(e, ['x', 'y']);
  const slope = simplest(derivative(e, 'x'), ['x', 'y']);
  const shown = [simple, slope].map((one) => printExpression(one));
  return { text: shown, formula: derivativeFormula(e, 'x', null, ['y']), tex: shown.map((one) => expressionTex(one)) };
}

/** Every function of every other, and some of what two of them make together. */
const pairs: readonly string[] = unaryFunctions.flatMap(({ name: f }, i) =>
  unaryFunctions.flatMap(({ name: g }, j) =>
    (i + j) % 2 === 0
      ? [`${f}(${g}(x))`]
      : [`${f}(x)*${g}(2*x)`, `x^2*${f}(x)/${g}(x)`, `${f}(x)^2 - ${g}(x)^2 + y*${f}(x)`].slice(
          (i * j) % 3,
          ((i * j) % 3) + 1,
        ),
  ),
);

describe('What becomes of random formulas is as accepted', () => {
  for (let from = 1; from <= 1500; from += 300)
    it(`formulas, ${from} to ${from + 299}`, () =>
      assertSaidAsAccepted('formulas', numbered(from, from + 299, (n) => expressions[n - 1]), formula));
  it('pairs of functions', () =>
    assertSaidAsAccepted('pairs', numbered(1, pairs.length, (n) => expressionOf(pairs[n - 1])), formula));
  for (let from = 1; from <= 1500; from += 500)
    it(`formulas where something has to be decided, ${from} to ${from + 499}`, () =>
      assertSaidAsAccepted('borders', numbered(from, from + 499, (n) => expressions[n - 1]), atBorders));
  it('sums, products and ratios', () =>
    assertSaidAsAccepted('ratios', numbered(1, ratios.length, (n) => ratios[n - 1]), rearranged));
  it('functions that call one another', () =>
    assertSaidAsAccepted('calls', numbered(1, 100, (n) => calling(4 * n)), saidOfText));
  for (let from = 1; from <= 400; from += 100)
    it(`activations and losses, ${from} to ${from + 99}`, () =>
      assertSaidAsAccepted('functions', numbered(from, from + 99, (n) => expressions[n - 1]), inText));
}); // prettier-ignore
