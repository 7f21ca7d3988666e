// The files of examples/: nothing is wrong with them, and the engine gives the numbers that were published.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Analysis, defaultView } from '../../src/analysis/analysis';
import { gradientReport, type GradientReport, type Rows, type SampleReport } from '../../src/analysis/gradientReport';
import type { Severity } from '../../src/language/text/diagnostic';
import { hasNumbers } from '../../src/network/network';
import { filesIn } from '../exampleFiles';
import published from './engine/fixtures/workedExamples.json';

const folder = path.resolve(import.meta.dirname, '../../examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.nnet'));

/** The same answer for the same file, worked out once. */
function once<T>(make: (file: string) => Promise<T>): (file: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (file) => made.get(file) ?? made.set(file, make(file)).get(file)!;
}

const analysisOf = once((file) =>
  Analysis.of(readFileSync(path.join(folder, file), 'utf8'), { readFile: filesIn(folder) }),
);

const reportOf = once(async (file): Promise<GradientReport> => {
  const analysis = await analysisOf(file);
  const results = [];
  for (const { name } of analysis.network!.samples) {
    const view = { ...defaultView, sample: name };
    results.push({ trace: (await analysis.trace(view))!, check: await analysis.check(view) });
  }
  return gradientReport(analysis.network!, results);
});

/** Examples that show something that is worth a word from the editor. */
const shown: Record<string, string[]> = { 'shapes-only.nnet': ['missing-weights'] };

type Values = number | null | readonly Values[];

interface Quantities {
  readonly N?: Values;
  readonly Sigma?: Values;
  readonly f?: Values;
  readonly loss?: Values;
  readonly delta?: Values;
  readonly gradW?: Values;
  readonly gradB?: Values;
  readonly gradX?: Values;
}

const flat = (rows: Rows | null): Values => rows && rows.map(([entry]) => entry);

function quantities(sample: SampleReport, objective: GradientReport['objective']): Quantities {
  const { layers } = sample;
  return {
    N: layers.map(({ N }) => flat(N)),
    Sigma: layers.map(({ Sigma }) => flat(Sigma)),
    f: flat(sample.output),
    loss: objective === 'loss' ? sample.value : null,
    delta: layers.map(({ Delta }) => flat(Delta)),
    gradW: layers.map(({ gradW }) => gradW),
    gradB: layers.map(({ gradb }) => flat(gradb)),
    gradX: flat(sample.gradX),
  };
}

/** Compares nested numbers; null is not published, and a column of one may be written as a number. */
function agree(actual: Values, expected: Values, tolerance: number, where: string): void {
  if (expected === null) return;
  if (typeof expected === 'number') {
    const number = Array.isArray(actual) && actual.length === 1 ? (actual as readonly Values[])[0] : actual;
    assert.ok(
      typeof number === 'number' && Math.abs(number - expected) <= tolerance,
      `${where}: ${String(number)}, published ${expected}`,
    );
    return;
  }
  assert.ok(Array.isArray(actual) && actual.length === expected.length, where);
  expected.forEach((e, i) => agree((actual as readonly Values[])[i], e, tolerance, `${where}[${i}]`));
}

const sources: Record<string, string> = {
  'mazur.nnet': 'mazur-2015',
  'xor.nnet': 'matthews-xornet',
  'neuron.nnet': 'cs231n-neuron',
  'chain.nnet': 'udl-7.1-toy',
  'micrograd.nnet': 'micrograd-neuron',
  'dead-relu.nnet': 'theaie-relu-121',
};

/** Of hessian.nnet, in its comment. */
const products = [
  { HV: [[-0.00607429, 0.0121486], [0.0332777, -0.0665554]], Hv: [-0.0121486, 0.0665554] },
  { HV: [[0.00796792, -0.0356784]], Hv: null },
]; // prettier-ignore

describe('examples', function () {
  this.timeout(120_000);

  it('are there', () => assert.ok(files.length >= 11));

  for (const file of files) {
    it(`${file}: nothing is wrong`, async () => {
      const { diagnostics, network } = await analysisOf(file);
      assert.notEqual(network, null);
      const wrong: readonly Severity[] = ['error', 'warning'];
      assert.deepEqual(
        diagnostics.filter(({ severity }) => wrong.includes(severity)),
        [],
      );
      assert.deepEqual([...new Set(diagnostics.map(({ code }) => code))].sort(), shown[file] ?? []);
    });

    it(`${file}: says what it shows, in lines that fit`, () => {
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
      assert.match(lines[0], /^# \S/);
      assert.ok(lines.every((line) => (line.length <= 90 || line.includes('https://')) && line === line.trimEnd()));
      assert.equal(lines.at(-1), '');
    });

    it(`${file}: the gradient agrees with central differences`, async () => {
      const { network } = await analysisOf(file);
      if (!hasNumbers(network!)) return;
      const { samples, objective } = await reportOf(file);
      assert.ok(samples.length > 0);
      assert.notEqual(objective, null);
      for (const { check, name } of samples)
        assert.ok(check!.maxRelativeError! < 1e-6, `${name}: ${check!.maxRelativeError}`);
    });
  }

  it('hessian.nnet: gives the Hessian times the direction that NumPy gives', async () => {
    const { layers } = (await reportOf('hessian.nnet')).samples[0];
    products.forEach(({ HV, Hv }, i) => {
      agree(layers[i].HV!, HV, 5e-8, `(HV)${i + 1}`);
      agree(flat(layers[i].Hv!), Hv, 5e-8, `(Hv)${i + 1}`);
    });
  });

  for (const [file, id] of Object.entries(sources)) {
    it(`${file}: gives the numbers of its source`, async () => {
      const example = published.examples.find((e) => e.id === id)!;
      const { samples, objective } = await reportOf(file);
      const actual = quantities(samples[0], objective);
      for (const [name, expected] of Object.entries(example.expected as Quantities)) {
        agree(actual[name as keyof Quantities]!, expected as Values, example.tolerance, name);
      }
      for (const [name, expected] of Object.entries(example.computed as Quantities)) {
        agree(actual[name as keyof Quantities]!, expected as Values, 1e-12, name);
      }
    });
  }

  it('every published example is there', () => {
    assert.deepEqual(Object.values(sources).sort(), published.examples.map(({ id }) => id).sort());
  });

  it('mazur.nnet: the step that Mazur takes', async () => {
    const { samples } = await reportOf('mazur.nnet');
    const { weights } = published.examples.find((e) => e.id === 'mazur-2015')!.afterOneStep!;
    samples[0].layers.forEach(({ updatedW }, i) => agree(updatedW, weights[i], 1e-12, `W${i + 1}`));
  });

  it('paper.nnet: the last activation is neither flat nor at a kink there', async () => {
    const { samples } = await reportOf('paper.nnet');
    assert.ok(Math.abs(samples[0].value! - 0.3012962216395161) < 1e-12);
    assert.deepEqual(samples[0].layers[2].dSigma, [[1]]);
  });

  it('dead-relu.nnet: the dead neuron learns nothing', async () => {
    const [first, second] = (await reportOf('dead-relu.nnet')).samples[0].layers;
    assert.deepEqual(first.gradW![1], [0]);
    assert.equal(second.gradW![0][1], 0);
  });

  it('fractions.nnet: the fractions of the comment', async () => {
    const [{ value, layers }] = (await reportOf('fractions.nnet')).samples;
    assert.equal(value, 9 / 128);
    assert.deepEqual(flat(layers[0].N), [3 / 4, 1 / 2, -1 / 2]);
    assert.deepEqual(layers[1].Delta, [[-3 / 8]]);
    assert.deepEqual(layers[1].gradW, [[-9 / 32, -3 / 16, 0]]);
    assert.deepEqual(layers[0].gradW![2], [0, 0]);
    assert.deepEqual(layers[1].updatedb, [[1 / 8]]);
  });

  it('softmax-batch.nnet: Δ₂ is (P − Y)/m', async () => {
    const [{ layers, columns }] = (await reportOf('softmax-batch.nnet')).samples;
    const classes = [1, 2, 3, 3];
    const expected = layers[1].Sigma.map((row, r) =>
      row.map((p, c) => (p! - (classes[c] === r + 1 ? 1 : 0)) / columns),
    );
    agree(layers[1].Delta, expected, 1e-15, 'Δ₂');
  });

  it('large.nnet: the comment counts its parameters', async () => {
    const { network } = await analysisOf('large.nnet');
    const count = network!.layers.reduce((n, layer) => n + layer.weights!.data.length + layer.bias!.data.length, 0);
    const grouped = String(count).replace(/(\d)(?=(?:\d{3})+$)/g, '$1 ');
    assert.match(readFileSync(path.join(folder, 'large.nnet'), 'utf8'), new RegExp(`${grouped} parameters`));
  });
});
