// What becomes of random formulas: their text, their derivative, its TeX, their values in every algebra; as activations and
// losses of texts all that is said of them.
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { builtinNames } from '../../../src/functions/evaluate/names';
import { compile } from '../../../src/functions/evaluate/compile';
import { newTies } from '../../../src/functions/evaluate/algebra';
import { boundedConstant, boundedDuals } from '../../../src/functions/evaluate/boundedAlgebra';
import { doubles, duals } from '../../../src/functions/evaluate/doubleAlgebra';
import { derivativeFormula } from '../../../src/functions/custom/derivativeFormula';
import { disjointPieces } from '../../../src/functions/piecewise/pieces';
import { tiePoints } from '../../../src/functions/piecewise/ties';
import type { Expression } from '../../../src/functions/expression/tree';
import { expressionOf } from '../../../src/functions/expression/expressionReader';
import { unaryFunctions } from '../../../src/functions/builtin/functions';
import { printExpression } from '../../../src/functions/expression/expressionPrinter';
import { derivative } from '../../../src/functions/symbolic/expressionDerivative';
import { simplest } from '../../../src/functions/symbolic/simplest';
import { inEnglish, say } from '../../../src/message/message';
import { expressionTex } from '../../../src/notation/tex/expressionTex';
import { hoverAt } from '../../../src/service/hover/hover';
import { anyExpression, points } from '../functions/randomExpression';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const expressions = fc.sample(anyExpression, { seed: 20261130, numRuns: 1500 });

function* choicesIn(e: Expression): Generator<Extract<Expression, { kind: 'if' }>> {
  if (e.kind === 'if') yield e;
  if (e.kind === 'binary') yield* [...choicesIn(e.left), ...choicesIn(e.right)];
  if (e.kind === 'unary') yield* choicesIn(e.operand);
  if (e.kind === 'group') yield* choicesIn(e.inner);
}

/** A value or the name of the error. */
function tried(what: () => unknown): unknown {
  try {
    return what();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

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
async function inText(e: Expression): Promise<Said> {
  const text = printExpression(e);
  const source = `activation f(x, y = 2) = ${text}
input X = [0.5 -1/2]
target = [1 0]
layer [f f(3)]
  W = [1 2; -1 0.5]
loss (y, t) = (y - t)^2 + ${text.replaceAll('x', 't')}
`;
  const analysis = await Analysis.of(source);
  const made = await analysis.trace();
  const trace = made && (await analysis.withFractions(made));
  return {
    problems: analysis.diagnostics.map(({ code, message, range, fixes }) => [code, say(message), range, fixes]),
    hovers: [11, source.indexOf('[f') + 1, source.indexOf('loss')].map((offset) => hoverAt(analysis, offset, inEnglish)),
    trace: trace && [trace.forward.layers.map(({ N, Sigma, dSigma }) => [N, Sigma, dSigma]), trace.forward.kinks, trace.backward?.value, trace.backward?.gradW, trace.fault, trace.exact],
  };
} // prettier-ignore

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
  for (let from = 1; from <= 400; from += 100)
    it(`activations and losses, ${from} to ${from + 99}`, () =>
      assertSaidAsAccepted('functions', numbered(from, from + 99, (n) => expressions[n - 1]), inText));
}); // prettier-ignore
