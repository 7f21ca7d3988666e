// Every number of every file that is exported is read from the file and compared with a network worked out by itself.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { partNames, usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import type { Handout } from '../../../src/authoring/handout';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { flavors } from '../../../src/authoring/markdown/flavors';
import { inEnglish } from '../../../src/message/message';
import { inLetters } from '../../../src/notation/letters/courseText';
import type { GradientForm } from '../../../src/notation/formula/forms';
import type { FormulaBlock } from '../../../src/page/page';
import { filesIn } from '../../exampleFiles';
import { exportedFiles } from '../../exportedFiles';
import { formulasOf, numbersOfTex, texOf } from '../../readers/formulas';
import { numbersOf } from '../authoring/picture/pictureReader';
import { alongDirection } from './along';
import type { Seen } from './cell';
import type { Grid } from './approx';
import { mathMlTree } from './mathMlTree';
import { Meaning } from './meaning';
import { affineForm, exampleTexts, plainOf } from './exampleCase';
import { homogeneousForm, updated, workedOut, type PlainNetwork, type WorkedOut } from './oracle';
import { plans, randomCase, type Plan } from './randomCase';
import { arraysIn, drawingIn, formulasIn, ofHtml, type FormulaTarget } from './readExport';
import { isCopied, OF_FUNCTIONS, readBlock, readEquations, type Shown } from './readPage';
import { readNote } from './readNotes';
import { readStep } from './readFormula';

const COUNT = Number(process.env.NNET_FUZZ ?? 2000) / 100;
const FORMS: readonly GradientForm[] = ['1', '2', '3', '4', '5', 'delta', 'proof'];
const DIGITS: readonly HandoutChoices['digits'][] = [
  { kind: 'significant', count: 4 },
  { kind: 'significant', count: 9 },
  { kind: 'decimals', count: 3 },
  { kind: 'fractions', count: 4 },
];
const WITH_FORMULAS: readonly FormulaTarget[] = ['latex', 'beamer', 'markdown', 'notebook', 'html', 'slides'];

interface Case {
  readonly text: string;
  readonly handout: Handout;
  readonly shown: Shown;
  /** Its homogeneous form, where both are written. */
  readonly homogeneous: readonly WorkedOut[] | null;
  readonly plan: Pick<Plan, 'sizes' | 'columns'>;
}

/** The examples with numbers: every sample whole, one column of a batch, and in each form of §3. */
async function examples(): Promise<readonly Case[]> {
  const made: Case[] = [];
  for (const [name, text] of exampleTexts()) {
    const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
    for (const [s, { name: sample, X }] of (analysis.network?.samples ?? []).entries()) {
      for (const [column, network] of [[null, 'written'], [X.cols, 'written'], [null, 'homogeneous'], [null, 'affine']] as const) {
        if (!analysis.forms.includes(network) || (column === null && X.cols > 8)) continue;
        if ((column === 1 || network !== 'written') && s > 0) continue;
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
        made.push({ text: `${name} ${sample} ${network} ${column}`, handout, plan, homogeneous: null, shown: { outputs, digits, form: '3', seen, letters: 'paper', notes: 0 } });
      }
    }
  }
  return made;
} // prettier-ignore

/** Random networks with finite values, the same ones always, each with other choices; the wanted kind first. */
async function cases(count: number, wanted: (plan: Plan) => boolean): Promise<readonly Case[]> {
  const made: Case[] = [];
  for (const plan of fc.sample(plans, { seed: 10, numRuns: 60 * count }).filter(wanted)) {
    if (made.length >= count) break;
    const one = await caseOf(plan, made.length);
    if (one !== null) made.push(one);
  }
  return made;
}

async function caseOf(plan: Plan, i: number): Promise<Case | null> {
  const { text, plain, objective } = randomCase(plan);
  const worked = (one: PlainNetwork) =>
    objective
      ? [workedOut(one)]
      : plain.layers[plain.layers.length - 1].W.map((_, j) => workedOut({ ...one, objective: { output: j + 1 } }));
  const outputs = worked(plain);
  if (!outputs.every(isFinite)) return null;
  const asked = FORMS[i % FORMS.length];
  const scalar = plain.X[0].length === 1 && plain.layers.every(({ W, activations }) => W.length === 1 && W[0].length === 1 && activations !== 'softmax'); // prettier-ignore
  const form = (asked === '1' || asked === '2') && !scalar ? '3' : asked;
  const both = i % 4 === 3 && plain.layers.some(({ b }) => b !== null);
  const choices: HandoutChoices = {
    ...usualHandout,
    what: partNames,
    forms: [form],
    digits: DIGITS[i % DIGITS.length],
    letters: i % 3 === 2 ? 'course' : 'paper',
    flavor: flavors[i % flavors.length],
    colours: i % 2 === 0 ? 'weight' : 'gradient',
    network: both ? 'both' : 'written',
  };
  const handout = await buildHandout(await Analysis.of(text), { file: 'a.nnet', text }, choices);
  const seen: Seen = { sharp: 0, vague: 0 };
  const homogeneous = both ? worked(homogeneousForm(plain)) : null;
  return { text, handout, plan, homogeneous, shown: { outputs, digits: choices.digits, form, seen, letters: choices.letters, notes: 0 } }; // prettier-ignore
}

function isFinite(all: WorkedOut): boolean {
  const grids = [...all.N, ...all.Sigma, all.seed, ...all.Delta, ...all.gradW, all.gradX, ...all.gradSigma];
  return Number.isFinite(all.value.v) && grids.every((grid) => grid.flat().every(({ v }) => Number.isFinite(v)));
}

/** Reads a formula of a file; which one of the page it is decides what it has to say. */
function readFormulaOf(block: FormulaBlock, tex: string, { shown, homogeneous, text }: Case): void {
  const id = block.id.replace('.homogeneous', '');
  try {
    if (/^steps\.\d/.test(id)) {
      const { digits, seen, outputs } = shown;
      readStep(tex, { meaning: new Meaning(outputs[0]), order: 'ordinary', digits, seen });
    } else if (!OF_FUNCTIONS.test(id) && id !== 'proof.rule.general')
      readBlock({ id }, tex, id === block.id ? shown : { ...shown, outputs: homogeneous! });
    else assert.equal(tex.replace(/\\htmlData\{[^}]*\}|[\s{}]/g, ''), texOf(block).replace(/[\s{}]/g, ''));
  } catch (error) {
    throw new Error(`${id}: ${(error as Error).message}\n${tex}\n${text}`, { cause: error });
  }
}

async function fileOf({ handout }: Case, target: Parameters<typeof exportedFiles>[1]): Promise<string> {
  const translate = inLetters(handout.choices.letters, inEnglish);
  return (await exportedFiles(handout, target, 'a', translate))[0].content as string;
}

const total = (all: readonly Case[]) => all.reduce((sum, { shown }) => sum + shown.seen.sharp, 0);

/** What has to be among the networks: each kind of number that an export has. */
const KINDS: readonly (readonly [string, (plan: Plan) => boolean])[] = [
  ['of all kinds', () => true],
  ['a batch with updates', ({ columns, rate, objective }) => columns > 1 && rate && /^[a-z]{3,}/.test(objective) && objective !== 'none' && objective !== 'output'], // prettier-ignore
  ['the Jacobian, output by output', ({ objective, sizes }) => objective === 'none' && sizes[sizes.length - 1] > 1],
  ['the Hessian times a vector', ({ direction, columns }) => direction && columns === 1],
  ['one neuron a layer', ({ sizes, columns }) => sizes.every((n) => n === 1) && columns === 1],
];

describe('What is exported is read back', function () {
  // Nothing is measured here: a busy machine may take its time.
  this.timeout(0);

  for (const [kind, wanted] of [...KINDS, ['the examples', null] as const]) {
    let made: Promise<readonly Case[]> | null = null;
    const networks = () =>
      (made ??= wanted === null ? examples() : cases(Math.ceil(kind === 'of all kinds' ? COUNT : COUNT / 5), wanted));
    for (const target of WITH_FORMULAS) {
      it(`${target}: ${kind}`, async () => {
        const all = await networks();
        let count = 0;
        for (const one of all) {
          const { flavor } = one.handout.choices;
          const everyStep = target !== 'latex' && target !== 'markdown' && target !== 'notebook';
          const blocks = formulasOf(one.handout, everyStep);
          const content = await fileOf(one, target);
          const found = formulasIn(content, target, flavor);
          assert.equal(found.length, blocks.length, `formulas of\n${one.text}`);
          blocks.forEach((block, i) => readFormulaOf(block, found[i], one));
          // KaTeX's MathML is what a browser shows.
          if (target === 'html') {
            const seen = ofHtml(content);
            const { shown } = one;
            blocks.forEach((block, i) => {
              if (!isCopied(block.id) || block.beside?.side === 'right') return;
              const reading = { meaning: new Meaning(shown.outputs[0]), order: 'ordinary', digits: shown.digits, seen: shown.seen } as const; // prettier-ignore
              readEquations(mathMlTree(seen[i].math), block.id, shown.form, reading);
            });
          }
          count += blocks.length;
        }
        assert.ok(all.length >= COUNT / 5 && count > 10 * all.length, `${all.length} networks, ${count} formulas`);
        assert.ok(total(all) > 20 * all.length, `${total(all)} numbers`);
      });
    }

    it(`typst and pictures of formulas: ${kind}`, async () => {
      for (const one of await networks()) {
        // What the TeX of these formulas says is read above; here every one of its numbers arrives, in its place or at all.
        const typst = await fileOf(one, 'typst');
        const displays = [...typst.matchAll(/^#formula\((?:"(?:[^"\\]|\\.)*"|[^"])*?(?:, number: [^$\n]*)?, \$\n([^]*?)\n\$\.body\)/gm)].map(([, math]) => math); // prettier-ignore
        const blocks = formulasOf(one.handout);
        assert.deepEqual(displays.map(numbersOfTypst), blocks.map((block) => [...numbersOfTex(texOf(block))].sort()), one.text); // prettier-ignore
        const drawn = one.handout.parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks));
        const tex = drawn.flatMap((block) => (block.kind === 'formula' ? [texOf(block)] : []));
        const picture = numbersOf(await fileOf(one, 'formulas-svg')).map((number) => number.replace('-', ''));
        const there = counted(picture.filter((number) => number.includes('.')));
        for (const [number, times] of counted(tex.flatMap(numbersOfTex).filter((n) => n.includes('.'))))
          assert.equal(there.get(number), times, `${number} in the picture of\n${one.text}`);
      }
    });

    it(`scripts: ${kind}`, async () => {
      let read = 0;
      for (const one of await networks()) {
        // Automatic differentiation has no convention at a kink, and nothing to do without an objective.
        for (const target of ['numpy', 'pytorch', 'jax'] as const) {
          if (target !== 'numpy' && one.handout.trace!.backward === null) continue;
          const times = new Map<string, number>();
          for (const [name, rows] of arraysIn(await fileOf(one, target))) {
            const output = times.get(name) ?? 0;
            times.set(name, output + 1);
            const grid = gridNamed(name, one.shown.outputs[output]);
            assertArray(rows, grid, `${target} ${name} of\n${one.text}`);
            read++;
          }
          if (target === 'numpy' && one.handout.trace!.backward === null)
            assert.equal(times.get('gradW1'), one.shown.outputs.length, one.text);
        }
      }
      assert.ok(read > COUNT, `${read} arrays`);
    });

    it(`drawings: ${kind}`, async () => {
      let edges = 0;
      for (const one of await networks()) {
        // Formal neurons are drawn as those of biases.
        if (one.handout.choices.network === 'homogeneous') continue;
        for (const target of ['svg', 'tikz'] as const) edges += readDrawn(await fileOf(one, target), target, one);
      }
      assert.ok(edges >= COUNT / 5, `${edges} connections`);
    });

    it(`notes and tables: ${kind}`, async () => {
      for (const { handout, shown } of await networks()) {
        for (const part of handout.parts)
          if (part.name !== 'steps') for (const block of part.blocks) readNote(block, shown.outputs[0], shown.seen);
      }
    });
  }

  it('fails where one digit of a file is another', async () => {
    const [one] = await cases(1, ({ wild, columns, sizes }) => wild === 'usual' && columns === 1 && sizes[0] > 2);
    const content = await fileOf(one, 'latex');
    const blocks = formulasOf(one.handout);
    const wrong = content.replace(/(\\begin\{array\}\{r+\}[^]*?\d+\.)(\d)/, (_whole, before: string, digit: string) => `${before}${(Number(digit) + 5) % 10}`); // prettier-ignore
    assert.notEqual(wrong, content);
    const found = formulasIn(wrong, 'latex', 'github');
    assert.throws(() => blocks.forEach((block, i) => readFormulaOf(block, found[i], one)));
  });
});

function counted(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** The numbers of Typst's mathematics, without what is for spacing and shape only. */
function numbersOfTypst(math: string): readonly string[] {
  return (
    math.replace(/gap\([^)]*\)|gap: #[\d.]+em|augment: #\([^)]*\)|#none/g, ' ').match(/\d+(?:\.\d+)?/g) ?? []
  ).sort();
}

/** A quantity by its name in a script. */
function gridNamed(name: string, all: WorkedOut): Grid {
  const match = /^(dSigma|Sigma|N|Delta|gradW|gradb|nextW|nextb|gradX|L|f|Y|HV|Hv)(\d*)$/.exec(name);
  assert.ok(match !== null, `no quantity: ${name}`);
  const i = Number(match[2]);
  switch (match[1]) {
    case 'N':
      return all.N[i - 1];
    case 'Sigma':
      return all.Sigma[i];
    case 'dSigma':
      return all.dSigma[i - 1]!;
    case 'Delta':
      return all.Delta[i - 1];
    case 'gradW':
      return all.gradW[i - 1];
    case 'gradb':
      return all.gradb[i - 1]!;
    case 'nextW':
      return updated(all, 'W', i);
    case 'nextb':
      return updated(all, 'b', i);
    case 'gradX':
      return all.gradX;
    case 'HV':
      return alongDirection(all).HV[i - 1];
    case 'Hv':
      return alongDirection(all).Hv[i - 1]!;
    default:
      return [[all.value]];
  }
}

/** To nine digits of the largest entry, as the scripts themselves compare. */
function assertArray(rows: readonly (readonly number[])[], expected: Grid, where: string): void {
  assert.deepEqual([rows.length, rows[0].length], [expected.length, expected[0].length], where);
  const largest = Math.max(...expected.flat().map(({ v }) => Math.abs(v)));
  rows.forEach((row, r) =>
    row.forEach((x, c) => {
      const { v, e } = expected[r][c];
      assert.ok(Math.abs(x - v) <= 1e-9 * largest + e + 1e-300, `${where}: ${x} for ${v} ± ${e}`);
    }),
  );
}

/** Circles have Σ to two decimals; a connection the sign and the share of its weight or of its gradient. */
function readDrawn(content: string, target: 'svg' | 'tikz', { shown, handout, plan }: Case): number {
  const { columns, edges } = drawingIn(content, target);
  const [all] = shown.outputs;
  // Of more than ten neurons the first four and the last two.
  const drawn = plan.sizes.map((n) => (n <= 10 ? Array.from({ length: n }, (_, i) => i) : [0, 1, 2, 3, n - 2, n - 1]));
  assert.deepEqual(columns.map((column) => column.length), drawn.map((shown) => shown.length)); // prettier-ignore
  if (plan.columns === 1) {
    columns.forEach((column, l) =>
      column.forEach((value, i) => {
        const { v, e } = all.Sigma[l][drawn[l][i]][0];
        assert.ok(value !== null && Math.abs(value - v) <= 0.005 + (Math.abs(v) < 1e-3 || Math.abs(v) > 1e3 ? 0.34 : 0.006) * Math.abs(v) + e, `${value} for ${v} in ${target}`); // prettier-ignore
      }),
    );
  }
  const gradient = handout.choices.colours === 'gradient' && handout.trace!.backward !== null;
  const quantity = gradient ? all.gradW : all.W;
  const entries = quantity.map((grid, l) => drawn[l + 1].map((row) => drawn[l].map((column) => grid[row][column])));
  assert.equal(edges.length, entries.flat(2).length);
  const largest = Math.max(...entries.flat(2).map(({ v }) => Math.abs(v)));
  for (const { layer, row, column, positive, width } of edges) {
    const { v, e } = entries[layer - 1][row][column];
    if (Math.abs(v) > 2 * e && v !== 0) assert.equal(positive, v > 0, `the sign of ${v} in ${target}`);
    if (largest === 0) continue;
    const share = Math.abs(v) / largest;
    assert.ok(Math.abs(width - 0.5 - 3.5 * share) < 0.03, `${width} for ${v} of ${largest} in ${target}`);
  }
  return edges.length;
}
