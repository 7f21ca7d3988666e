// What is shown is read back: random networks are written as texts, everything that is shown of them is parsed, and each
// number is compared with a network worked out by textbook loops (oracle.ts), to the digits that are shown.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import katex from 'katex';
import { Analysis, type View } from '../../../src/analysis/analysis';
import type { Trace } from '../../../src/engine/trace';
import { inEnglish } from '../../../src/message/message';
import { gradientText } from '../../../src/service/hover/gradientText';
import { hoverAt } from '../../../src/service/hover/hover';
import { buildPage } from '../../../src/page/networkPage';
import type { PageChoices } from '../../../src/page/pageChoices';
import { Steps } from '../../../src/page/steps';
import { lookOf, lookValues, ofLooks, type Look } from '../../../src/notation/look';
import type { GradientForm } from '../../../src/notation/formula/forms';
import type { Digits } from '../../../src/numbers/numberLayout';
import type { Seen } from './cell';
import { mathMlTree } from './mathMlTree';
import { homogeneousForm, workedOut, type PlainNetwork, type WorkedOut } from './oracle';
import { plans, randomCase, textOf } from './randomCase';
import { readCopies, readPage, readStepView, type Shown } from './readPage';
import { readDocument, readHover } from './readText';

const RUNS = Number(process.env.NNET_FUZZ ?? 2000);

const digits: fc.Arbitrary<Digits> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('significant' as const), count: fc.integer({ min: 2, max: 17 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('decimals' as const), count: fc.integer({ min: 0, max: 15 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fractions' as const), count: fc.integer({ min: 2, max: 17 }) }) },
); // prettier-ignore

/** Any value of a choice of how formulas are written. */
const anyOf = <Name extends keyof Look>(name: Name) => fc.constantFrom(...lookValues[name]) as never;

/** One choice of everything that a reader can choose, at random: pairs of choices meet soon enough. */
const choices = fc.record({
  digits,
  form: fc.constantFrom<GradientForm>('1', '2', '3', '4', '5', 'delta', 'proof'),
  shapes: fc.boolean(),
  general: fc.boolean(),
  ...ofLooks<{ readonly [Name in keyof Look]: fc.Arbitrary<Look[Name]> }>(anyOf),
  neuron: fc.option(fc.record({ layer: fc.integer({ min: 1, max: 3 }), index: fc.integer({ min: 1, max: 4 }) })),
  layer: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 1 }),
  homogeneous: fc.boolean(),
  /** Both forms are looked at, side by side. */
  both: fc.boolean(),
  /** The text has the homogeneous form of an affine network, and is looked at as that. */
  affine: fc.boolean(),
  oneColumn: fc.boolean(),
  look: fc.constantFrom('tex' as const, 'plainTex' as const, 'texts' as const),
  step: fc.nat(),
});

/** The network as it is looked at: in homogeneous form, or one sample of it. */
function lookedAt(plain: PlainNetwork, homogeneous: boolean, column: number | null): PlainNetwork {
  const formed = homogeneous ? homogeneousForm(plain) : plain;
  if (column === null) return formed;
  const one = (rows: readonly (readonly number[])[]): number[][] => rows.map((row) => [row[column - 1]]);
  return { ...formed, X: one(formed.X), Y: formed.Y && one(formed.Y) };
}

/** A direction belongs to the parameters as written. */
function withoutDirection(plain: PlainNetwork): PlainNetwork {
  return { ...plain, layers: plain.layers.map(({ W, b, activations }) => ({ W, b, activations })) };
}

/** The form that is shown where a network does not have the one asked for. */
function shownForm(asked: GradientForm, { layers, X }: PlainNetwork): GradientForm {
  const numbers = layers.every(
    ({ W, activations }) => W.length === 1 && W[0].length === 1 && activations !== 'softmax',
  );
  return (asked === '1' || asked === '2') && !(X[0].length === 1 && numbers) ? '3' : asked;
}

/** Nothing overflows: what is not finite has its own tests. */
function isFinite(all: WorkedOut): boolean {
  const grids = [...all.N, ...all.Sigma, all.seed, ...all.Delta, ...all.gradW, all.gradX, ...all.gradSigma];
  return Number.isFinite(all.value.v) && grids.every((grid) => grid.flat().every(({ v }) => Number.isFinite(v)));
}

describe('What is shown is read back', () => {
  it(`pages, steps, documents and hovers of ${RUNS} random networks`, async function () {
    // Nothing is measured here: a busy machine may take its time.
    this.timeout(0);
    const seen: Seen = { sharp: 0, vague: 0 };
    const met = { affine: 0, both: 0, notes: 0, networks: 0, left: 0, formulas: 0, matrices: 0, copies: 0 };
    await fc.assert(
      fc.asyncProperty(plans, choices, async (plan, choice) => {
        const made = randomCase(plan);
        const { objective } = made;
        const affine = choice.affine && made.plain.layers.length > 1 && made.plain.layers.every(({ b }) => b !== null);
        const plain = affine ? withoutDirection(made.plain) : made.plain;
        const text = affine ? textOf(homogeneousForm(plain), plan.objective) : made.text;
        const analysis = await Analysis.of(text);
        assert.ok(
          analysis.network !== null,
          `${text}\n${analysis.diagnostics.map((d) => JSON.stringify(d)).join('\n')}`,
        );
        const homogeneous = !affine && !choice.both && choice.homogeneous && plain.layers.some(({ b }) => b !== null);
        const column = choice.oneColumn && plan.columns > 1 ? 1 + (choice.step % plan.columns) : null;
        const form = affine ? 'affine' : homogeneous ? 'homogeneous' : 'written';
        met.affine += affine ? 1 : 0;
        const view: View = { sample: null, column, output: null, form };
        const looked = lookedAt(plain, homogeneous, column);
        const outputs = looked.layers[looked.layers.length - 1].W.length;
        const worked = (one: PlainNetwork) =>
          objective
            ? [workedOut(one)]
            : Array.from({ length: outputs }, (_, j) => workedOut({ ...one, objective: { output: j + 1 } }));
        const all = worked(looked);
        if (!all.every(isFinite)) {
          met.left++;
          return;
        }
        met.networks++;
        const traced = async (output: number | null, of: View = view): Promise<Trace> => {
          const trace = (await analysis.trace({ ...of, output }))!;
          return choice.digits.kind === 'fractions' ? analysis.withFractions(trace) : trace;
        };
        const trace = await traced(null);
        const traces = objective ? [] : await Promise.all(all.map((_, j) => traced(j + 1)));
        const network = analysis.networkIn(view)!;
        const pageChoices: PageChoices = {
          ...choice,
          neuron: choice.neuron,
          expanded: new Set(plan.seed % 5 === 0 ? ['forward.1.N:W.1'] : []),
        };
        const shown: Shown = {
          outputs: all,
          digits: choice.digits,
          form: shownForm(choice.form, looked),
          seen,
          ...lookOf(choice),
          notes: 0,
        };
        try {
          if (choice.look !== 'texts') {
            const check = objective && plan.seed % 8 === 0 ? await analysis.check(view) : null;
            const beside = analysis.homogeneousBeside({ ...view, form: choice.both ? 'both' : form });
            const homogeneousOne = beside && {
              network: analysis.networkIn(beside)!,
              trace: await traced(null, beside),
              outputs: objective ? [] : await Promise.all(all.map((_, j) => traced(j + 1, beside))),
            };
            const page = buildPage({ network, trace, check, choices: pageChoices, outputs: traces, homogeneous: homogeneousOne }); // prettier-ignore
            const ofOther = beside && {
              ...shown,
              form: shownForm(choice.form, lookedAt(plain, true, column)),
              outputs: worked(lookedAt(plain, true, column)),
            };
            if (ofOther !== null) met.both++;
            met.formulas += readPage(page, shown, choice.look, ofOther);
            met.notes += shown.notes;
            // KaTeX takes its time, so a few of the networks are enough.
            if (objective && plan.seed % 60 === 0) {
              met.copies += readCopies(page, shown, (tex) =>
                mathMlTree(
                  katex.renderToString(tex, {
                    displayMode: true,
                    output: 'mathml',
                    strict: false,
                    maxExpand: Infinity,
                  }),
                ),
              );
            }
          }
          const steps = new Steps(network, traces[0] ?? trace, pageChoices);
          readStepView(steps, choice.step % steps.overview.count, shown);
          // Texts show the network As written, at the whole batch.
          if (choice.look === 'texts' && column === null && !homogeneous && !affine) {
            if (objective)
              met.matrices += readDocument(
                gradientText(network, [{ trace, check: null }], { look: choice }),
                all[0],
                seen,
              );
            const hover = hoverAt(analysis, choice.step % text.length, inEnglish, choice);
            if (hover !== null && objective) readHover(hover.markdown, all[0], seen);
          }
        } catch (error) {
          throw new Error(`${(error as Error).message}\n${text}${JSON.stringify(choice)}`, { cause: error });
        }
      }),
      { numRuns: RUNS },
    );
    // Hardly a network is left out, and hardly a number is compared only roughly.
    if (RUNS < 1000) return;
    assert.ok(
      met.formulas > 8 * RUNS &&
        met.matrices > RUNS &&
        met.copies > RUNS / 40 &&
        met.notes > RUNS / 20 &&
        met.affine > RUNS / 20 &&
        met.both > RUNS / 10,
      `read: ${JSON.stringify(met)}`,
    );
    assert.ok(met.left < 0.2 * RUNS, `left out: ${met.left}`);
    assert.ok(seen.vague < 0.1 * seen.sharp, `compared roughly: ${seen.vague} of ${seen.sharp}`);
  });
});
