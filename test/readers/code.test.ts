/** The scripts that leave, run by the programs they are for: each asserts the engine's numbers itself. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { partNames } from '../../src/authoring/choices';
import type { Handout } from '../../src/authoring/handout';
import { builtinLosses } from '../../src/functions/builtin/losses';
import type { TargetName } from '../../src/authoring/targets';
import { exportedFiles, exportedText } from '../exportedFiles';
import { ACTIVATIONS, CANCELLING, exampleTexts, handoutOf, randomFrom, randomText } from './networks'; // prettier-ignore
import { pythonHas, runPython } from './python';

const RANDOM = Number(process.env['NNET_FUZZ'] ?? 150);

/** Runs each script in a namespace of its own; names those that fail, and why. */
const RUN_ALL = `
import contextlib, glob, io, runpy, traceback
failed = []
done = 0
for file in sorted(glob.glob('*.nnet.py')):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(file)
        done += 1
    except BaseException:
        failed.append(file + ': ' + traceback.format_exc())
print('\\n'.join(failed) if failed else f'ran {done}')
`;

/** Activations that are called as a script calls its own quantities and functions. */
const NAMES = [
  ...['W1', 'Sigma1', 'eta', 'L', 'same', 'numbers', 'tanh_prime', 'my', 'my_prime', 'lambda', 'W1_2'].map((name, i) => `activation ${name}(x) = x^2/${i + 2} + x`),
  'input X = [0.1 0.2]',
  'target = [1 1 1 1]',
  'layer [W1 Sigma1 tanh tanh_prime my_prime my]',
  'W = [1 2; 3 4; 1 2; 2 1; 0.3 0.4; 0.5 0.6]',
  'layer [eta same numbers lambda]',
  'W = uniform(-1, 1, seed = 4)',
  'layer [L sigmoid W1_2 W1]',
  'W = uniform(-1, 1, seed = 5)',
  'loss half_sse',
  'rate = 0.1',
].join('\n'); // prettier-ignore

/** Where a formula, as it is written, may lose digits that a large weight brings back, or overflow. */
const EXTREME = ACTIVATIONS.slice(0, -4).flatMap((activation) =>
  ['-1e-12', '3e-9', '1e-4', '-30', '30', '-800', activation === 'exp' ? '300' : '750'].map((input) => {
    const text = `input X = [${input}]\ntarget = [0.5]\nlayer ${activation}\nW = [1]\nlayer identity\nW = [1e12]\nloss half_sse\n`;
    return [`${activation} at ${input}.nnet`, text] as const;
  }),
);

/** The losses of probabilities: of each, its scripts are run at the edges of what it is defined for. */
const OF_LOGARITHMS = builtinLosses.filter((loss) => loss.ofProbabilities).map(({ name }) => name);

/** Where the outputs are 0 and 1 but for what a double cannot hold, and targets are hit, missed, in between and tiny. */
const SATURATED = OF_LOGARITHMS.flatMap((loss) =>
  ['softmax', 'sigmoid'].flatMap((last) => {
    // Where an output of softmax is rounded to 1, its script has ln(1 − 1).
    if (last === 'softmax' && loss === 'binary_cross_entropy') return [];
    return ['1 0', '0 1', '0.5 0.5', '1e-300 1'].map((target) => {
      const text = `input X = [1]\ntarget = [${target}]\nlayer ${last}\nW = [1000; -1000]\nV = [1; 2]\nloss ${loss}\n`;
      return [`${loss} of ${last} at ${target}.nnet`, text] as const;
    });
  }),
);

/** Where an output and its target are 0, and the target has a direction in which the second derivative is asked for. */
const AT_ZERO = OF_LOGARITHMS.map(
  (loss) =>
    [
      `${loss} at 0.nnet`,
      `input X = [1]\ntarget = [0 1]\nlayer identity\nW = [0; 0.5]\nV = [1; 1]\nloss ${loss}\n`,
    ] as const,
);

/** A script says of an infinite Hessian times a direction that it is none, and asserts the rest. */
const INFINITE = [
  'infinite.nnet',
  'input X = [1]\ntarget = [0.5 0.5]\nlayer identity\nW = [1e-200; 0.5]\nV = [1; 1]\nloss cross_entropy\n',
] as const;

/** Whether a script of this network asserts numbers, as all do but a few. */
function isAsserted({ trace }: Handout, target: 'numpy' | 'pytorch'): boolean {
  // Where a loss or a value is not finite there is nothing to assert; automatic differentiation has no convention at a kink.
  if (trace === null || trace.forward.notFinite !== null || !Number.isFinite(trace.backward?.value ?? 0)) return false;
  if (target === 'numpy') return true;
  return trace.forward.kinks.length === 0 && trace.backward !== null;
}

async function write(handout: Handout, target: TargetName, name: string, folder: string): Promise<void> {
  for (const file of await exportedFiles(handout, target, name))
    fs.writeFileSync(path.join(folder, file.name), file.content);
}

describe('Exported code', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-code-'))));
  after(() => fs.rmSync(folder, { recursive: true }));
  const newFolder = (name: string) => {
    fs.mkdirSync(path.join(folder, name));
    return path.join(folder, name);
  };

  /** How many scripts there are for each program, in the folder of its name. */
  const count = { numpy: 0, pytorch: 0 };
  before(async () => {
    const folders = { numpy: newFolder('numpy'), pytorch: newFolder('pytorch') };
    const texts = [
      ...exampleTexts(),
      ['names.nnet', NAMES] as const,
      ...EXTREME,
      ...SATURATED,
      ...AT_ZERO,
      ...CANCELLING,
      INFINITE,
    ];
    const random = randomFrom(28112026);
    for (let i = 0; i < RANDOM; i++) texts.push([`random${i}`, randomText(random)]);
    for (const [name, text] of texts) {
      const handout = await handoutOf(text, { what: partNames }).catch((error: unknown) => {
        throw new Error(`${name}: ${String(error)}\n${text}`);
      });
      for (const target of ['numpy', 'pytorch'] as const) {
        if (!isAsserted(handout, target)) continue;
        await write(handout, target, `${name}.nnet`, folders[target]);
        fs.writeFileSync(path.join(folders[target], `${name}.txt`), text);
        count[target]++;
      }
    }
  });

  it('of NumPy computes the numbers of NNet', function () {
    if (!pythonHas('numpy')) return this.skip();
    assert.ok(count.numpy > RANDOM * 0.8, `${count.numpy} scripts`);
    assert.equal(runPython(RUN_ALL, path.join(folder, 'numpy')).trim(), `ran ${count.numpy}`);
  });

  it('of NumPy fails where a number is changed', async function () {
    if (!pythonHas('numpy')) return this.skip();
    const text = exampleTexts().find(([name]) => name === 'mazur.nnet')![1];
    const script = await exportedText(await handoutOf(text), 'numpy');
    const expected = script.match(/same\(.*0\.000438567/s);
    assert.ok(expected);
    const changed = newFolder('changed');
    fs.writeFileSync(path.join(changed, 'a.nnet.py'), script.replace('0.000438567', '0.000438568'));
    assert.match(runPython(RUN_ALL, changed), /AssertionError: gradW1/);
  });

  it('of NumPy asserts the digits that are left where terms cancel', async function () {
    if (!pythonHas('numpy')) return this.skip();
    const [, text] = CANCELLING.find(([name]) => name === 'a divergence.nnet')!;
    const script = await exportedText(await handoutOf(text), 'numpy');
    // 0.3·ln(0.3/(0.1 + 0.2)) + 0.29999999·ln(0.29999999/0.3) + 0.25·ln(0.25/0.25000001) = −1.99999996333e-8 (mpmath); of doubles seven digits of it.
    assert.match(script, /same\('L', L, np\.array\(\[\[-1\.9999999\d+e-8\]\]\)(?:, \de-1\d)?\)/);
    const other = newFolder('other');
    fs.writeFileSync(path.join(other, 'a.nnet.py'), script.replace('[-1.9999999', '[-1.9999899'));
    assert.match(runPython(RUN_ALL, other), /AssertionError: L/);
  });

  it('of PyTorch, differentiated by it, computes the numbers of NNet', function () {
    if (!pythonHas('torch')) return this.skip();
    assert.ok(count.pytorch > RANDOM * 0.5, `${count.pytorch} scripts`);
    assert.equal(runPython(RUN_ALL, path.join(folder, 'pytorch')).trim(), `ran ${count.pytorch}`);
  });

  it('of JAX, differentiated by it, computes the numbers of NNet', async function () {
    if (!pythonHas('jax')) return this.skip();
    const handout = await handoutOf(exampleTexts().find(([name]) => name === 'paper.nnet')![1]);
    const jax = newFolder('jax');
    await write(handout, 'jax', 'paper.nnet', jax);
    assert.equal(runPython(RUN_ALL, jax).trim(), 'ran 1');
  });
});
