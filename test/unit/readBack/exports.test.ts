// Every number of every file that is exported is read from the file and compared with a network worked out by itself.
import assert from 'node:assert/strict';
import { NoHandout } from '../../../src/authoring/handout';
import { inEnglish } from '../../../src/message/message';
import { inLetters } from '../../../src/notation/letters/courseText';
import type { FormulaBlock } from '../../../src/page/page';
import { exportedFiles } from '../../exportedFiles';
import { formulasOf, numbersOfTex, texOf } from '../../readers/formulas';
import { numbersOf } from '../authoring/picture/pictureReader';
import { alongDirection } from './along';
import type { Grid } from './approx';
import { cases, examples, KINDS, type Case } from './exportCase';
import { mathMlTree } from './mathMlTree';
import { Meaning } from './meaning';
import { updated, type WorkedOut } from './oracle';
import { arraysIn, drawingIn, formulasIn, ofHtml, type FormulaTarget } from './readExport';
import { isCopied, OF_FUNCTIONS, readBlock, readEquations } from './readPage';
import { readNote } from './readNotes';
import { readFormula, readStep } from './readFormula';
import { texTree } from './texTree';
import type { Plan } from './randomCase';

/** How many networks of all kinds; of each kind that has to be there it is fewer. */
const COUNT = Number(process.env.NNET_FUZZ ?? 2000) / 200;
/** MathJax takes a third of a second for a picture of formulas: that of one network in so many is read. */
const PICTURED = 3;
/** Slides of HTML have most of their formulas from the page: of each network both are written one after the other. */
const WITH_FORMULAS: readonly (readonly FormulaTarget[])[] = [
  ['latex'],
  ['beamer'],
  ['markdown'],
  ['notebook'],
  ['html', 'slides'],
];

/** Reads a formula of a file, unless another file had the same; which one of the page it is decides what it has to say. */
function readFormulaOf(block: FormulaBlock, tex: string, { shown, homogeneous, text, read }: Case): void {
  const formula = `${block.id}: ${tex.replace(/\s+/g, ' ')}`;
  if (read.has(formula)) return;
  const id = block.id.replace('.homogeneous', '');
  try {
    if (/^steps\.\d/.test(id) && shown.symbols === true) readShapesOfStep(tex, shown);
    else if (/^steps\.\d/.test(id)) {
      const { digits, seen, outputs } = shown;
      readStep(tex, { meaning: new Meaning(outputs[0]), order: 'ordinary', digits, seen });
    } else if (!OF_FUNCTIONS.test(id) && id !== 'proof.rule.general')
      readBlock({ id }, tex, id === block.id ? shown : { ...shown, outputs: homogeneous! });
    else assert.equal(withoutRoom(tex), withoutRoom(texOf(block)));
  } catch (error) {
    throw new Error(`${id}: ${(error as Error).message}\n${tex}\n${text}`, { cause: error });
  }
  read.add(formula);
}

/** Every formula of one file; how many there are. */
async function readTarget(one: Case, target: FormulaTarget): Promise<number> {
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
  return blocks.length;
}

/** Without marks, and without the room between two lines, where a slide may end. */
function withoutRoom(tex: string): string {
  return tex.replace(/\\htmlData\{[^}]*\}|\[[\d.]+em\]|[\s{}]/g, '');
}

/** A step without numbers: A · B = […] = N₁, where A and B are no results of other steps; each has its shape below. */
function readShapesOfStep(tex: string, { outputs, digits, seen }: Case['shown']): void {
  const equation = tex.replace(/= \\underset\{\d+ \\times \d+\}\{\\left\[ \\cdots \\right\]\} =/, '=');
  if (equation.includes('\\cdots') || equation === tex) return void texTree(tex);
  readFormula(equation, { meaning: new Meaning(outputs[0]), order: 'ordinary', digits, seen });
}

function filesOf({ handout }: Case, target: Parameters<typeof exportedFiles>[1]): ReturnType<typeof exportedFiles> {
  return exportedFiles(handout, target, 'a', inLetters(handout.choices.letters, inEnglish));
}

async function fileOf(...of: Parameters<typeof filesOf>): Promise<string> {
  return (await filesOf(...of))[0].content as string;
}

const total = (all: readonly Case[]) => all.reduce((sum, { shown }) => sum + shown.seen.sharp, 0);

describe('What is exported is read back', function () {
  // Nothing is measured here: a busy machine may take its time.
  this.timeout(0);

  for (const [turn, wanted] of [...KINDS, null].entries()) {
    describe(wanted?.name ?? 'the examples', () => {
      const shapes = wanted?.only === 'shapes';
      let made: Promise<readonly Case[]> | null = null;
      after(() => void (made = null));
      const least = wanted === KINDS[0] ? COUNT : wanted?.only === 'large' ? COUNT / 10 : 0.4 * COUNT;
      const networks = () => (made ??= wanted === null ? examples() : cases(Math.ceil(least), wanted));
      for (const targets of WITH_FORMULAS) {
        // Code needs numbers.
        if (shapes && targets.includes('notebook')) continue;
        it(targets.join(' and '), async () => {
          const all = await networks();
          const counts = new Map(targets.map((target) => [target, 0]));
          for (const one of all)
            for (const target of targets) counts.set(target, counts.get(target)! + (await readTarget(one, target)));
          for (const [target, read] of counts)
            assert.ok(
              all.length >= least && read > 10 * all.length,
              `${all.length} networks, ${read} formulas of ${target}`,
            );
          assert.ok(shapes || total(all) > 20 * all.length, `${total(all)} numbers`);
        });
      }

      it('typst and pictures of formulas', async () => {
        const all = await networks();
        for (const [i, one] of all.entries()) {
          // What the TeX of these formulas says is read above; here every one of its numbers arrives, in its place or at all.
          const typst = await fileOf(one, 'typst');
          const displays = [...typst.matchAll(/^#formula\((?:"(?:[^"\\]|\\.)*"|[^"])*?(?:, number: [^$\n]*)?, \$\n([^]*?)\n\$\.body\)/gm)].map(([, math]) => math); // prettier-ignore
          const blocks = formulasOf(one.handout);
          assert.deepEqual(displays.map(numbersOfTypst), blocks.map((block) => [...numbersOfTex(texOf(block))].sort()), one.text); // prettier-ignore
          if (i % PICTURED === turn % Math.min(PICTURED, all.length)) await readPicture(one);
        }
      });

      it('scripts', async () => {
        let read = 0;
        for (const one of await networks()) {
          for (const target of ['numpy', 'pytorch', 'jax'] as const) {
            if (shapes) await assert.rejects(filesOf(one, target), (error) => error instanceof NoHandout);
            else read += await readScripts(one, target);
          }
          if (shapes) await assert.rejects(filesOf(one, 'notebook'), (error) => error instanceof NoHandout);
        }
        assert.ok(shapes || read > least, `${read} arrays`);
      });

      it('drawings', async () => {
        let edges = 0;
        for (const one of await networks()) {
          // Formal neurons are drawn as those of biases.
          if (one.handout.choices.network === 'homogeneous') continue;
          for (const target of ['svg', 'tikz'] as const) edges += readDrawn(await fileOf(one, target), target, one);
        }
        assert.ok(shapes ? edges === 0 : edges >= least, `${edges} connections`);
      });

      it('notes and tables', async () => {
        for (const { handout, shown } of await networks()) {
          for (const part of handout.parts)
            if (part.name !== 'steps') for (const block of part.blocks) readNote(block, shown.outputs[0], shown.seen);
        }
      });
    });
  }

  it('fails where one digit of a file is another', async () => {
    const wanted = ({ wild, columns, sizes }: Plan) => wild === 'usual' && columns === 1 && sizes[0] > 2;
    const [one] = await cases(1, { name: 'one network', wanted });
    const content = await fileOf(one, 'latex');
    const blocks = formulasOf(one.handout);
    const wrong = content.replace(/(\\begin\{array\}\{r+\}[^]*?\d+\.)(\d)/, (_whole, before: string, digit: string) => `${before}${(Number(digit) + 5) % 10}`); // prettier-ignore
    assert.notEqual(wrong, content);
    const found = formulasIn(wrong, 'latex', 'github');
    assert.throws(() => blocks.forEach((block, i) => readFormulaOf(block, found[i], one)));
  });
});

/** The arrays of a script, and of the file beside it; how many there are. */
async function readScripts(one: Case, target: 'numpy' | 'pytorch' | 'jax'): Promise<number> {
  const { backward } = one.handout.trace!;
  // Automatic differentiation has no convention at a kink, and nothing to do without an objective.
  if (target !== 'numpy' && backward === null) return 0;
  const [script, ...beside] = await filesOf(one, target);
  const times = new Map<string, number>();
  const arrays = arraysIn(script.content as string, (beside[0]?.content as Uint8Array | undefined) ?? null);
  for (const [name, rows] of arrays) {
    const output = times.get(name) ?? 0;
    times.set(name, output + 1);
    assertArray(rows, gridNamed(name, one.shown.outputs[output]), `${target} ${name} of\n${one.text}`);
  }
  if (target === 'numpy' && backward === null) assert.equal(times.get('gradW1'), one.shown.outputs.length, one.text);
  return arrays.length;
}

/** Every number of the formulas is in their picture, as often as in their TeX. */
async function readPicture(one: Case): Promise<void> {
  const drawn = one.handout.parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks));
  const tex = drawn.flatMap((block) => (block.kind === 'formula' ? [texOf(block)] : []));
  const picture = numbersOf(await fileOf(one, 'formulas-svg')).map((number) => number.replace('-', ''));
  const there = counted(picture.filter((number) => number.includes('.')));
  for (const [number, times] of counted(tex.flatMap(numbersOfTex).filter((n) => n.includes('.'))))
    assert.equal(there.get(number), times, `${number} in the picture of\n${one.text}`);
}

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
  const largest = expected.flat().reduce((most, { v }) => Math.max(most, Math.abs(v)), 0);
  rows.forEach((row, r) =>
    row.forEach((x, c) => {
      const { v, e } = expected[r][c];
      if (!(Math.abs(x - v) <= 1e-9 * largest + e + 1e-300)) assert.fail(`${where}: ${x} for ${v} ± ${e}`);
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
  if (handout.trace === null) {
    assert.ok(columns.flat().every((value) => value === null));
    return edges.length;
  }
  if (plan.columns === 1) {
    columns.forEach((column, l) =>
      column.forEach((value, i) => {
        const { v, e } = all.Sigma[l][drawn[l][i]][0];
        assert.ok(value !== null && Math.abs(value - v) <= 0.005 + (Math.abs(v) < 1e-3 || Math.abs(v) > 1e3 ? 0.34 : 0.006) * Math.abs(v) + e, `${value} for ${v} in ${target}`); // prettier-ignore
      }),
    );
  }
  const gradient = handout.choices.colours === 'gradient' && handout.trace.backward !== null;
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
