// Networks whose exports are read back, each with other choices: random ones of several kinds, and the examples.
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { partNames, usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import type { Handout } from '../../../src/authoring/handout';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { flavors } from '../../../src/authoring/markdown/flavors';
import type { GradientForm } from '../../../src/notation/formula/forms';
import { lookOfNumber } from '../../otherLooks';
import { lookOf, usualLook } from '../../../src/notation/look';
import { filesIn } from '../../exampleFiles';
import type { Seen } from './cell';
import { affineForm, exampleTexts, plainOf } from './exampleCase';
import { homogeneousForm, workedOut, type PlainNetwork, type WorkedOut } from './oracle';
import { largePlans, plans, randomCase, shapesOf, type Plan } from './randomCase';
import type { Shown } from './readPage';

/** The first of the random networks; with NNET_FUZZ_FROM others. */
const SEED = Number(process.env.NNET_FUZZ_FROM ?? 10);
const FORMS: readonly GradientForm[] = ['1', '2', '3', '4', '5', 'delta', 'proof'];
/** Those whose matrices are no larger than the parameters. */
const FORMS_OF_LARGE: readonly GradientForm[] = ['3', '4', 'delta'];
const DIGITS: readonly HandoutChoices['digits'][] = [
  { kind: 'significant', count: 4 },
  { kind: 'significant', count: 9 },
  { kind: 'decimals', count: 3 },
  { kind: 'fractions', count: 4 },
];
export interface Case {
  readonly text: string;
  readonly handout: Handout;
  readonly shown: Shown;
  /** Its homogeneous form, where both are written. */
  readonly homogeneous: readonly WorkedOut[] | null;
  readonly plan: Pick<Plan, 'sizes' | 'columns'>;
  /** The formulas that were found right in one of its files. */
  readonly read: Set<string>;
}

/** The examples with numbers: every sample whole, one column of a batch, and in each form of §3. */
export async function examples(): Promise<readonly Case[]> {
  const made: Case[] = [];
  for (const [name, text] of exampleTexts()) {
    const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
    for (const [s, { name: sample, X }] of (analysis.network?.samples ?? []).entries()) {
      for (const [column, network] of [[null, 'written'], [X.cols, 'written'], [null, 'homogeneous'], [null, 'affine']] as const) {
        if (!analysis.forms.includes(network) || (column === null ? X.cols > 8 : X.cols === 1)) continue;
        if (network !== 'written' && s > 0) continue;
        const written = plainOf(analysis, column, s);
        const formal = analysis.network!.formalInput === true;
        // What is frozen in a text in homogeneous form is not worked out here.
        if (written === null || (formal && network !== 'affine')) continue;
        const plain = network === 'homogeneous' ? homogeneousForm(written) : network === 'affine' ? affineForm(written) : written;
        const outputs = analysis.network!.objective.kind !== 'none' ? [workedOut(plain)] : plain.layers[plain.layers.length - 1].W.map((_, j) => workedOut({ ...plain, objective: { output: j + 1 } }));
        const digits = DIGITS[made.length % DIGITS.length];
        const choices: HandoutChoices = { ...usualHandout, what: partNames, digits, column, network, sample, flavor: flavors[made.length % flavors.length] };
        const handout = await buildHandout(analysis, { file: name, text }, choices);
        const plan = { sizes: [plain.X.length, ...plain.layers.map(({ W }) => W.length)], columns: plain.X[0].length };
        const seen: Seen = { sharp: 0, vague: 0 };
        made.push({ text: `${name} ${sample} ${network} ${column}`, handout, plan, homogeneous: null, read: new Set(), shown: { outputs, digits, form: '3', seen, ...usualLook, notes: 0 } });
      }
    }
  }
  return made;
} // prettier-ignore

/** A kind of networks that has to be among those that are read. */
export interface Kind {
  readonly name: string;
  readonly wanted: (plan: Plan) => boolean;
  /** `shapes`: the text has no numbers; `large`: layers are wider than what is shown of them. */
  readonly only?: 'shapes' | 'large';
}

export const KINDS: readonly Kind[] = [
  { name: 'of all kinds', wanted: () => true },
  { name: 'a batch with updates', wanted: ({ columns, rate, objective }) => columns > 1 && rate && /^[a-z]{3,}/.test(objective) && objective !== 'none' && objective !== 'output' },
  { name: 'the Jacobian, output by output', wanted: ({ objective, sizes }) => objective === 'none' && sizes[sizes.length - 1] > 1 },
  { name: 'the Hessian times a vector', wanted: ({ direction, columns }) => direction && columns === 1 },
  { name: 'one neuron a layer', wanted: ({ sizes, columns }) => sizes.every((n) => n === 1) && columns === 1 },
  { name: 'shapes without numbers', wanted: ({ columns }) => columns === 1, only: 'shapes' },
  { name: 'large layers', wanted: ({ wild }) => wild === 'usual', only: 'large' },
]; // prettier-ignore

/** Random networks with finite values, the same ones always. */
export async function cases(count: number, { wanted, only }: Kind): Promise<readonly Case[]> {
  const made: Case[] = [];
  const some = fc.sample(only === 'large' ? largePlans : plans, { seed: SEED, numRuns: 60 * Math.ceil(count) });
  for (const plan of some.filter(wanted)) {
    if (made.length >= count) break;
    const one = await caseOf(plan, made.length, only);
    if (one !== null) made.push(one);
  }
  return made;
}

async function caseOf(plan: Plan, i: number, only: Kind['only']): Promise<Case | null> {
  const { plain, objective, ...random } = randomCase(plan);
  const text = only === 'shapes' ? shapesOf(plain, plan.objective) : random.text;
  const worked = (one: PlainNetwork) =>
    objective
      ? [workedOut(one)]
      : plain.layers[plain.layers.length - 1].W.map((_, j) => workedOut({ ...one, objective: { output: j + 1 } }));
  const outputs = worked(plain);
  if (!outputs.every(isFinite)) return null;
  const forms = only === 'large' ? FORMS_OF_LARGE : FORMS;
  const asked = forms[i % forms.length];
  const scalar = plain.X[0].length === 1 && plain.layers.every(({ W, activations }) => W.length === 1 && W[0].length === 1 && activations !== 'softmax'); // prettier-ignore
  const form = (asked === '1' || asked === '2') && !scalar ? '3' : asked;
  const both = i % 4 === 3 && plain.layers.some(({ b }) => b !== null);
  // Every choice is named, so that the compiler asks how a new one is read back.
  const choices: HandoutChoices = {
    ...{ layer: null, sample: null, column: null, output: null },
    ...{ numbers: 'both', background: 'white', language: 'en' },
    what: partNames,
    forms: [form],
    digits: DIGITS[i % DIGITS.length],
    ...lookOfNumber(i + 1),
    flavor: flavors[i % flavors.length],
    colours: i % 2 === 0 ? 'weight' : 'gradient',
    network: both ? 'both' : 'written',
  };
  const handout = await buildHandout(await Analysis.of(text), { file: 'a.nnet', text }, choices);
  const seen: Seen = { sharp: 0, vague: 0 };
  const homogeneous = both ? worked(homogeneousForm(plain)) : null;
  return { text, handout, plan, homogeneous, read: new Set(), shown: { outputs, digits: choices.digits, form, seen, ...lookOf(choices), symbols: only === 'shapes', notes: 0 } }; // prettier-ignore
}

function isFinite(all: WorkedOut): boolean {
  const grids = [...all.N, ...all.Sigma, all.seed, ...all.Delta, ...all.gradW, all.gradX, ...all.gradSigma];
  return Number.isFinite(all.value.v) && grids.every((grid) => grid.flat().every(({ v }) => Number.isFinite(v)));
}
