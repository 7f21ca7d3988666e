// What is said of mutated texts: problems and fixes, the formatted text, the network; of some of them all that the editor,
// the page, the steps and the reports say.
import { readFileSync } from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { diagnosticsReport } from '../../../src/analysis/diagnosticsReport';
import { gradientReport } from '../../../src/analysis/gradientReport';
import { placeAt } from '../../../src/analysis/places';
import { checkText, readText } from '../../../src/analysis/readText';
import { format, withEdits } from '../../../src/language/format/format';
import { tokens } from '../../../src/language/syntax/scanner';
import { inEnglish } from '../../../src/message/message';
import { formsOf } from '../../../src/notation/formula/forms';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';
import { Steps } from '../../../src/page/steps';
import { completionsAt } from '../../../src/service/complete/completion';
import { templates } from '../../../src/service/complete/templates';
import { signatureAt } from '../../../src/service/complete/signatureHelp';
import { addBias } from '../../../src/service/edit/addBias';
import { extractLet } from '../../../src/service/edit/extractLet';
import { giveSeed } from '../../../src/service/edit/giveSeed';
import { otherForms } from '../../../src/service/edit/homogeneousForm';
import { inlineLet } from '../../../src/service/edit/inlineLet';
import { matrixForms } from '../../../src/service/edit/rewriteMatrix';
import { gradientText } from '../../../src/service/hover/gradientText';
import { hoverAt } from '../../../src/service/hover/hover';
import { networkSummary, sizesText } from '../../../src/service/hover/networkSummary';
import { folds } from '../../../src/service/navigate/folding';
import { shapeHints } from '../../../src/service/navigate/inlayHints';
import { restraints } from '../../../src/service/navigate/longTexts';
import { references, rename } from '../../../src/service/navigate/navigation';
import { outline } from '../../../src/service/navigate/outline';
import { selectionRanges } from '../../../src/service/navigate/selectionRanges';
import { semanticTokens } from '../../../src/service/navigate/semanticTokens';
import { everyForm } from '../campaign/everyForm';
import { mutant, mutantOf, pieces } from '../campaign/mutants';
import { fixture } from '../language/fixture';
import { meaningCases } from '../language/meaningCases';
import { namesCases } from '../language/namesCases';
import { sizesCases } from '../language/sizesCases';
import { syntaxCases } from '../language/syntaxCases';
import { withoutRounding } from './checks';
import { problemsOf } from './problems';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const failed = (error: unknown): never => {
  throw error;
};

function read(text: string): Said {
  const checked = checkText(readText(text));
  const { sizes, layers, spec } = checked;
  return {
    problems: problemsOf(checked),
    formatted: spec.language === 'nnet' ? withEdits(text, format(spec)) : null,
    network: [sizes, layers.map(({ weights, bias }) => [weights, bias])],
  };
}

const ends = (text: string): number[] => [
  ...new Set([...tokens(text)].flatMap(({ start, end }) => [start, end]).concat(0, text.length)),
];

async function shown(analysis: Analysis, said: Record<string, unknown[]>): Promise<void> {
  for await (const { form, network, trace, check: found } of everyForm(analysis)) {
    const check = found && withoutRounding(found);
    for (const [i, gradient] of formsOf(network, trace).entries()) {
      const choices = { ...usualChoices, form: gradient, general: i % 2 === 0, shapes: true };
      said.page.push(buildPage({ network, trace, check, choices }));
      const steps = new Steps(network, trace, { ...choices, layer: null });
      for (let s = 0; s < steps.overview.count; s++) said.steps.push(steps.view(s));
    }
    if (trace === null || form !== 'written') continue;
    const results = [{ trace, check }];
    said.report.push(gradientText(network, results), gradientReport(network, results));
  }
}

/** What the editor has for every place of a text. */
function atEveryPlace(analysis: Analysis): Said {
  const { checked, text } = analysis;
  const at = <T>(what: (offset: number) => T): (readonly [number, T])[] => ends(text).map((offset) => [offset, what(offset)] as const);
  return {
    problems: problemsOf(analysis),
    places: at((offset) => placeAt(checked, offset)),
    hovers: at((offset) => hoverAt(analysis, offset, inEnglish)),
    completions: at((offset) => completionsAt(analysis, offset, inEnglish)),
    signatures: at((offset) => signatureAt(analysis, offset, inEnglish)),
    names: at((offset) => [references(checked, offset), rename(checked, offset, 'renamed')]),
    refactorings: at((offset) => [
      ...[addBias(checked, offset), giveSeed(checked, offset), inlineLet(checked, offset)],
      ...[extractLet(checked, { start: offset, end: Math.min(text.length, offset + 3) })],
      ...[matrixForms(checked, offset), otherForms(analysis, offset)],
    ]),
    navigation: [
      ...[folds(analysis), outline(checked), semanticTokens(checked), restraints(analysis)],
      ...[shapeHints(analysis, { start: 0, end: text.length }), at((offset) => selectionRanges(checked, offset))],
      ...[networkSummary(checked), sizesText(checked)],
      diagnosticsReport([{ file: 'a.nnet', lines: analysis.lines, diagnostics: analysis.diagnostics }]),
    ],
  };
} // prettier-ignore

async function everything(text: string): Promise<Said> {
  const analysis = await Analysis.of(text, { failed });
  const said: Record<string, unknown[]> = { page: [], steps: [], report: [] };
  await shown(analysis, said);
  return { ...atEveryPlace(analysis), ...said };
}

/** What is offered at the end of a text while it is written, token by token. */
async function whileTyped(text: string): Promise<Said> {
  const said: Record<string, unknown[]> = { completions: [], signatures: [], hints: [] };
  for (const { end } of tokens(text)) {
    for (const typed of [text.slice(0, end), `${text.slice(0, end)} `]) {
      const analysis = await Analysis.of(typed, { failed });
      said.completions.push(completionsAt(analysis, typed.length, inEnglish));
      said.signatures.push(signatureAt(analysis, typed.length, inEnglish));
      said.hints.push(shapeHints(analysis, { start: 0, end: typed.length }));
    }
  }
  return said;
}

/** Calls that are being written. */
const CALLS = [
  'glorot',
  'uniform',
  'normal',
  'choose',
  'fill',
  'onehot',
  'leaky_relu',
  'elu',
  'huber',
  'sqrt',
  'max',
  'f',
  'c',
  'nothing',
  'file',
];
const typedCalls: readonly string[] = CALLS.flatMap((name) =>
  ['  W = {}(1)\n', '  b = {}(-1, 1)\n', 'layer {}(0.1)\n', 'layer [tanh {}(a = 2) 2 {}(3)]\n', 'loss {}(2) mean\n', 'let d = 2*{}(1, {}(2))\n', 'target = {}([1 2])\n', 'rate = {}(x)\n'].map(
    (line) => `let c = 1\nactivation f(x, a = 1) = a*x\ninput X = [1 2]\nlayer 2 tanh\n${line.replaceAll('{}', name)}`,
  ),
); // prettier-ignore

/** The texts that provoke each problem, and those that do not. */
const cases: readonly string[] = [
  ...Object.values({ ...namesCases, ...sizesCases, ...meaningCases })
    .flat()
    .flatMap(({ wrong, right }) => [wrong, right].map((text) => fixture(text).text)),
  ...syntaxCases,
].filter((text) => text.length < 600);

const layersOf = (count: number, layer: string): string => `input X = [1/2]\n${layer.repeat(count)}output 1\n`;

/** What mutants of usual texts seldom are: many layers, kinks in fractions, batches with several outputs, huge losses, names that are defined twice. */
const special: readonly string[] = [
  ...[4, 6].map((count) => layersOf(count, 'layer tanh\n  W = [1/2]\n  b = [1]\n')),
  'batch X = [1 2; 3 -4]\nlayer 2 identity\n  W = [1 2; 3 1/3]\n  b = [1 2]\n',
  'batch X = [1 2 3; 3 -4 1]\nlayer 3 relu\n  W = [1 2; 3 1/3; 0 0]\nlayer 2 identity\n  W = [1 2 3; 3 1/3 0]\n',
  'batch X = [1 2; 3 -4]\nlayer 2 softmax\n  W = [1 2; 3 1/3]\ntarget = [2 1]\nloss cross_entropy\n',
  'batch X = [1 2 3; 3 -4 1]\nlayer 4 softmax\n  W = ones()\ntarget = [2 1 3]\nloss cross_entropy\n',
  'activation f(x) = relu(x) + abs(x - 1)/3\ninput X = [1 1]\nlayer f\n  W = [1 -1]\nlayer f\n  W = [3]\noutput 1\n',
  'activation f(x, a = 0) = if x > a then leaky_relu(x) else hard_sigmoid(x)\ninput X = [1 1]\nlayer [f f(2)]\n  W = [1 -1; 1 1]\n',
  ...['sse', 'half_sse', 'mse', 'huber', 'cross_entropy'].map((loss) => `input X = [1e200]\ntarget = [0]\nlayer identity\n  W = [1]\nloss ${loss}\n`),
  'input X = [1e200]\nlayer square\n  W = [1]\noutput 1\n',
  'input X = [1e-200]\ntarget = [0]\nlayer sigmoid\n  W = [-4]\nlayer identity\n  W = [1e-170]\nloss sse\n',
  'let f = 2\nactivation f(x) = x^2\ninput X = [f]\nlayer f\n  W = [f]\noutput 1\n',
  'activation f(x) = x^2\nlet f = 2\nlet g = f(2)\ninput X = [f g]\nlayer f\n  W = [f 1]\noutput 1\n',
  'activation f(x) = x^2\nactivation f(x) = \nlet g = f(2)\ninput X = [g]\nlayer f\n  W = [1]\noutput 1\n',
  ...['[tanh', '[tanh 2', '[tanh, ]', '[]', ']', '[tanh tanh] tanh', '[tanh;', '[2.5 tanh 3', 'a: ]', '[f(1 tanh]'].map((layer) => `input X = [1]\nlayer ${layer}\n  W = [1]\n  b = [2\noutput 1\n`),
]; // prettier-ignore

/** The short examples of the language's reference. */
const ofReference = [...readFileSync('docs/language.md', 'utf8').matchAll(/```nnet[^\n]*\n([\s\S]*?)```/g)]
  .map(([, text]) => text)
  .filter((text) => text.length < 250);
const examples: readonly string[] = [...ofReference, ...special].filter((text) => text.length < 250);

const OTHERS = [
  ',',
  ';',
  '[',
  ']',
  '(',
  ')',
  '\n',
  '=',
  '1',
  'x',
  'tanh',
  '"',
  "'",
  '...',
  '-',
  ':',
  'W',
  'layer',
  '#',
  '.5',
  '1,5',
  ' ',
  '^',
  'if',
];

/** A text with each of its tokens left out, doubled, replaced by or followed by another sign, or the last: two of these. */
function edited(text: string): Said {
  const said = [...tokens(text)].flatMap(({ start, end }, i) => {
    const [before, token, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
    const [one, other] = [OTHERS[(7 * i + text.length) % OTHERS.length], OTHERS[(5 * i + 3) % OTHERS.length]];
    const all = [before + after, before + token + token + after, before + one + after, `${before + token} ${other} ${after}`, before + token];
    return [read(all[i % all.length]), read(all[(3 * i + text.length + 1) % all.length])];
  });
  return { problems: said.map(({ problems }) => problems), formatted: said.map(({ formatted }) => formatted), network: said.map(({ network }) => network) };
} // prettier-ignore

async function onPages(text: string): Promise<Said> {
  const analysis = await Analysis.of(text, { failed });
  const said: Record<string, unknown[]> = { page: [], steps: [], report: [] };
  await shown(analysis, said);
  return { problems: problemsOf(analysis), ...said };
}

/** The exact values of each output, and of a loss. */
async function inFractions(text: string): Promise<Said> {
  const analysis = await Analysis.of(text);
  const { network } = analysis;
  const outputs = network?.objective.kind === 'none' ? Array.from({ length: network.layers.at(-1)!.size }, (_, i) => i + 1) : [null]; // prettier-ignore
  const traces = await Promise.all(outputs.map((output) => analysis.trace({ sample: null, column: null, output })));
  const exact = await Promise.all(traces.map(async (trace) => trace && (await analysis.withFractions(trace))));
  return {
    exact: exact.map((trace) => trace && [trace.exact, trace.forward.kinks, trace.fault, trace.backward?.value]),
  };
}

describe('What is said of mutated texts is as accepted', () => {
  it('special texts', () =>
    assertSaidAsAccepted('special', numbered(1, special.length, (n) => special[n - 1]), onPages)); // prettier-ignore
  it('special texts in fractions', () =>
    assertSaidAsAccepted('fractions', numbered(1, special.length, (n) => special[n - 1]), inFractions)); // prettier-ignore

  for (let from = 1; from <= 2000; from += 200)
    it(`read, ${from} to ${from + 199}`, () => assertSaidAsAccepted('texts', numbered(from, from + 199, mutant), read));
  it('the cases of all problems', () =>
    assertSaidAsAccepted(
      'cases',
      numbered(1, cases.length, (n) => cases[n - 1]),
      read,
    ));
  for (let from = 1; from <= 2400; from += 400)
    it(`mutants of the cases, ${from} to ${from + 399}`, () =>
      assertSaidAsAccepted(
        'mutantsOfCases',
        numbered(from, from + 399, (n) => mutantOf(cases, pieces, n)),
        read,
      ));
  it('examples with each token changed', () =>
    assertSaidAsAccepted('edited', numbered(1, examples.length, (n) => examples[n - 1]), edited)); // prettier-ignore
  it('examples while they are written', () =>
    assertSaidAsAccepted('typed', numbered(1, examples.length, (n) => examples[n - 1]), whileTyped)); // prettier-ignore
  it('every place of examples', () =>
    assertSaidAsAccepted('examples', numbered(1, examples.length, (n) => examples[n - 1]), async (text) => atEveryPlace(await Analysis.of(text, { failed })))); // prettier-ignore
  it('every place of calls', () =>
    assertSaidAsAccepted('typedCalls', numbered(1, typedCalls.length, (n) => typedCalls[n - 1]), async (text) => atEveryPlace(await Analysis.of(text, { failed })))); // prettier-ignore
  it('pages of examples', () =>
    assertSaidAsAccepted('pagesOfExamples', numbered(1, ofReference.length, (n) => ofReference[n - 1]), onPages)); // prettier-ignore
  it('templates', () =>
    assertSaidAsAccepted('templates', new Map([['all', templates]]), (all) => ({ templates: all })));
  for (let from = 1; from <= 36; from += 4)
    it(`everything, ${from} to ${from + 3}`, () =>
      assertSaidAsAccepted('everything', numbered(from, from + 3, mutant), everything));
});
