/** Notebooks, run by Jupyter's own client: they compute the network, and assert every number that they show. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Analysis } from '../../src/analysis/analysis';
import { partNames, type HandoutChoices } from '../../src/authoring/choices';
import { filesIn } from '../exampleFiles';
import { exportedFiles } from '../exportedFiles';
import { plans, randomCase, type Plan } from '../unit/readBack/randomCase';
import { OF_FUNCTIONS } from '../unit/readBack/readPage';
import { formulasOf, numbersOfTex, texOf } from './formulas';
import { CANCELLING, EXAMPLES, exampleTexts, handoutOf } from './networks';
import { JUPYTER, pythonHas, runPython } from './python';

const RANDOM = Number(process.env['NNET_FUZZ'] ?? 30);

const EXECUTE = `${JUPYTER}
import glob
done = 0
for file in sorted(glob.glob('*.ipynb')):
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    execute(notebook)
    done += 1
print(f'executed {done}', flush=True)
`;

/** Runs the code of each notebook; after each cell that compares what is printed, with every one of its numbers changed. */
const FALSIFY = `
import glob, json, os, re, traceback
failed, notebooks, changed = [], 0, 0
for file in sorted(glob.glob('*.ipynb')):
    names = {}
    try:
        for cell in json.load(open(file))['cells']:
            code = ''.join(cell['source'])
            if cell['cell_type'] != 'code' or 'IPython' in code:
                continue
            try:
                exec(code, names)
            except BaseException as error:
                line = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.name == '<module>'][-1]
                raise RuntimeError(code.split('\\n')[line - 1]) from error
            for line in re.findall(r"^printed\\(.*'\\)$", code, re.M):
                found, text = re.fullmatch(r"printed\\((.*), '(.*)'\\)", line).groups()
                for number in re.finditer(r'(\\d)(?=/|e| |;|$)(?!e)', text):
                    if re.search(r'e-?\\d*$', text[:number.start()]):
                        continue
                    other = text[:number.start()] + str((int(number[1]) + 5) % 10) + text[number.end():]
                    try:
                        exec(f"printed({found}, '{other}')", names)
                        failed.append(f'{file}: {line} also holds for {other}')
                    except (AssertionError, ZeroDivisionError):
                        changed += 1
        notebooks += 1
    except BaseException:
        failed.append(file + ': ' + traceback.format_exc())
print('\\n'.join(failed[:20]) if failed else f'ran {notebooks}, {changed} changed numbers were noticed')
`;

const everything: Partial<HandoutChoices> = { what: partNames, forms: ['3', '1', '2', '4', '5', 'delta', 'proof'] };

describe('A notebook', () => {
  let folder: string;
  before(function () {
    if (!pythonHas('nbformat', 'nbclient', 'ipykernel', 'numpy')) this.skip();
  });
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-notebook-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  async function write(name: string, text: string, choices: Partial<HandoutChoices>): Promise<void> {
    const handout = await handoutOf(text, choices);
    const files = await exportedFiles(handout, 'notebook', name);
    for (const file of files) fs.writeFileSync(path.join(folder, file.name), file.content);
    assertComplete(files[0].content as string, handout, `${name}\n${text}`);
  }

  it('of every example is valid and runs in Jupyter', async () => {
    let count = 0;
    for (const [name, text] of exampleTexts()) {
      if (name === 'shapes-only.nnet') continue;
      await write(name, text, everything);
      count++;
    }
    await write('hostile', 'network "</script><img onerror=x> $x$ _a_ `b`"\ninput = [1]\nlayer a_b: tanh\nW = [2]', everything); // prettier-ignore
    for (const [name, text] of CANCELLING) {
      const [file] = await exportedFiles(await handoutOf(text, everything), 'notebook', name);
      fs.writeFileSync(path.join(folder, file.name), file.content);
    }
    assert.match(runPython(EXECUTE, folder), new RegExp(`executed ${count + 1 + CANCELLING.length}\n`));
  });

  it('asserts every number that it shows: of the examples, however they are written', async () => {
    let count = 0;
    const choices: readonly Partial<HandoutChoices>[] = [
      { digits: { kind: 'fractions', count: 4 }, letters: 'course' },
      { digits: { kind: 'significant', count: 9 }, column: 1 },
      { digits: { kind: 'decimals', count: 2 } },
      { network: 'both' },
      { network: 'homogeneous' },
      { network: 'affine' },
    ];
    for (const [name, text] of exampleTexts()) {
      if (name === 'shapes-only.nnet') continue;
      const { forms } = await Analysis.of(text, { readFile: filesIn(EXAMPLES) });
      for (const [i, more] of choices.entries()) {
        if (!forms.includes(more.network ?? 'written')) continue;
        await write(`${name}${i}`, text, { ...everything, ...more });
        count++;
      }
    }
    const [, changed] = ran(runPython(FALSIFY, folder), count);
    assert.ok(changed > 10_000, `${changed} numbers`);
  });

  const kinds: Readonly<Record<string, (plan: Plan) => boolean>> = {
    'random networks': () => true,
    'the Jacobian, output by output': ({ objective, sizes }) => objective === 'none' && sizes[sizes.length - 1] > 1,
    'the Hessian times a vector': ({ direction, objective }) => direction && objective !== 'none',
    'one neuron a layer': ({ sizes }) => sizes.every((n) => n === 1),
  };
  for (const [kind, wanted] of Object.entries(kinds)) {
    it(`asserts every number that it shows: ${kind}`, async () => {
      const some = fc.sample(plans, { seed: 29, numRuns: 60 * RANDOM }).filter((plan) => wanted(plan) && (plan.wild === 'usual' || plan.wild === 'whole')); // prettier-ignore
      let count = 0;
      for (const plan of some.slice(0, RANDOM)) {
        const { text } = randomCase(plan);
        const handout = await handoutOf(text, everything);
        if (handout.trace?.fault !== null) continue;
        await write(`random${count++}`, text, everything);
      }
      const [, changed] = ran(runPython(FALSIFY, folder), count);
      assert.ok(count > RANDOM / 2 && changed > 50 * count, `${changed} numbers in ${count} notebooks`);
    });
  }
});

function ran(printed: string, count: number): readonly [number, number] {
  const found = /^ran (\d+), (\d+) changed numbers were noticed\n$/.exec(printed);
  assert.ok(found !== null, printed);
  assert.equal(Number(found[1]), count);
  return [Number(found[1]), Number(found[2])];
}

/** Every number with a decimal point in a formula, and every entry of the table of the check, is in an assertion. */
function assertComplete(content: string, handout: Awaited<ReturnType<typeof handoutOf>>, where: string): void {
  const { cells } = JSON.parse(content) as { cells: readonly { cell_type: string; source: readonly string[] }[] };
  const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));
  const asserted = new Set(
    [...code.join('\n').matchAll(/^printed\(.*, '([^']*)'(?:, [\d.e-]+)?\)$/gm)].flatMap(
      ([, text]) => text.match(/\d+(?:\.\d+)?/g) ?? [],
    ),
  );
  for (const block of formulasOf(handout)) {
    // Constants of an activation or a loss are no results.
    if (OF_FUNCTIONS.test(block.id)) continue;
    for (const number of numbersOfTex(texOf(block)).filter((one) => one.includes('.')))
      assert.ok(asserted.has(number), `${number} of ${block.id} is not asserted in ${where}`);
  }
}
