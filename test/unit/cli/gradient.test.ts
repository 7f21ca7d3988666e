import assert from 'node:assert/strict';
import type { GradientReport, Rows } from '../../../src/analysis/gradientReport';
import { say } from '../../../src/message/message';
import { isRefusal } from '../../../src/service/paste/numberTable';
import { readMatrix } from '../../../src/service/paste/readMatrix';
import { workParts } from '../../../src/service/paste/workParts';
import { finish } from '../../../src/steps/steps';
import { looksInText, otherLook } from '../../otherLooks';
import { buildCli, nnet } from './run';
import { assertShape } from './schemas';

const layer = 'layer identity\n  W = [1 2; 3 4]\n';

describe('nnet gradient', function () {
  this.timeout(120_000);
  before(buildCli);

  async function json(
    args: readonly string[],
    text = '',
  ): Promise<{ status: number | null; stderr: string; report: GradientReport }> {
    const { status, stdout, stderr } = await nnet(['gradient', '--json', ...args], text);
    const report = JSON.parse(stdout) as GradientReport;
    assertShape('gradient', report);
    return { status, stderr, report };
  }

  it('prints a page to read', async () => {
    const { status, stdout, stderr } = await nnet(['gradient', 'examples/mazur.nnet']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^# Two by two by two\n/);
    assert.match(stdout, /^Loss L = 0\.298371 \(half_sse\)$/m);
    assert.match(stdout, /^ {4}Δ₁ = ⎡0\.00877135⎤/m);
  });

  it('prints JSON with full double precision', async () => {
    const { status, stderr, report } = await json(['examples/mazur.nnet']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(report.title, 'Two by two by two');
    assert.deepEqual(report.sizes, [2, 2, 2]);
    assert.equal(report.objective, 'loss');
    assert.equal(report.rate, 0.5);
    const [sample] = report.samples;
    assert.equal(sample.name, 'X');
    assert.ok(Math.abs(sample.value! - 0.2983711087600027) < 1e-15);
    assert.equal(sample.layers[0].name, 'hidden');
    assert.deepEqual(sample.layers[0].activation, ['sigmoid', 'sigmoid']);
    assert.ok(Math.abs(sample.layers[0].updatedW![0][0]! - 0.1497807161327628) < 1e-15);
    assert.ok(sample.check!.maxRelativeError! < 1e-7);
    assert.deepEqual(sample.check!.leftOut, { kink: 0, unsettled: 0, tooSmall: 0 });
    assert.equal(sample.check!.compared, sample.check!.total);
  });

  it('prints the letters that are asked for', async () => {
    const { stdout } = await nnet(['gradient', 'examples/mazur.nnet', '--letters', 'course']);
    assert.match(stdout, /W\[1\] is 2 × 2/);
    assert.match(stdout, /^ {4}z\[1\] = ⎡0\.3775⎤/m);
    assert.doesNotMatch(stdout, /[ΣΔ₁]/);
    assert.equal((await nnet(['gradient', 'examples/mazur.nnet', '--letters', 'greek'])).status, 2);
  });

  for (const name of looksInText)
    it(`prints matrices and words as it is asked to: ${name}`, async () => {
      const printed = async (...options: string[]) =>
        (await nnet(['gradient', 'examples/mazur.nnet', ...options])).stdout;
      assert.ok((await printed(`--${name}`, otherLook[name])) !== (await printed()));
    });

  for (const name of [null, ...looksInText])
    it(`prints matrices that can be pasted, with their names${name === null ? '' : `, however it writes them: ${name}`}`, async () => {
      const text = 'input X = [0.5 -2 3]\nlayer tanh\n  W = [1 0.25 -1; 3 -4 2]\n  b = [0 1]\noutput 1\n';
      const { report } = await json(['-'], text);
      const options = name === null ? [] : [`--${name}`, otherLook[name]];
      const { stdout } = await nnet(['gradient', '-', ...options], text);
      const parts = stdout
        .split('\n\n')
        .filter((block) => block.startsWith('    '))
        .flatMap((block) => finish(workParts(block)));
      const read = parts.map(({ meant, text: matrix }) => {
        const table = finish(readMatrix(matrix));
        return [
          meant[0]?.quantity ?? null,
          isRefusal(table) ? say(table.refusal) : table.map((row) => row.map((entry) => Number(entry))),
        ];
      });
      const shown = (rows: Rows | null) => rows!.map((row) => row.map((x) => Number(x!.toPrecision(6))));
      const [{ gradX, layers }] = report.samples;
      const [{ N, Sigma, dSigma, Delta, gradW, gradb }] = layers;
      assert.deepEqual(read, [
        [null, [[0.5], [-2], [3]]],
        ['N', shown(N)],
        ['Sigma', shown(Sigma)],
        [null, shown(dSigma)],
        ['Delta', shown(Delta)],
        ['gradW', shown(gradW)],
        ['gradb', shown(gradb)],
        ['gradX', shown(gradX)],
      ]);
    });

  it('shows all samples, or the one that is asked for', async () => {
    const all = await json(['examples/xor.nnet']);
    assert.deepEqual(
      all.report.samples.map((s) => s.name),
      ['x00', 'x10', 'x01', 'x11'],
    );
    const one = await json(['examples/xor.nnet', '--input', 'x01']);
    assert.equal(one.status, 0);
    assert.deepEqual(one.report.samples, [all.report.samples[2]]);
  });

  it('refuses an input that is not there, and names those that are', async () => {
    const { status, stdout, stderr } = await nnet(['gradient', 'examples/xor.nnet', '--input', 'x22']);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /x22/);
    assert.match(stderr, /x00, x10, x01, x11/);
    const none = await nnet(['gradient', 'examples/shapes-only.nnet', '--input', 'X']);
    assert.equal(none.status, 2);
  });

  it('finds an input under another Unicode form of its name', async () => {
    const { status, report } = await json(['-', '--input', 'e\u0301'], `input \u00e9 = [1 1]\noutput 1\n${layer}`);
    assert.equal(status, 0);
    assert.equal(report.samples[0].name, '\u00e9');
  });

  it('differentiates the output that is asked for, also instead of that of the spec', async () => {
    for (const statement of ['', 'output 1\n']) {
      const { status, report } = await json(['-', '--output', '2'], `input X = [1 1]\n${statement}${layer}`);
      assert.equal(status, 0, statement);
      assert.equal(report.objective, 'output');
      assert.equal(report.samples[0].value, 7);
      assert.deepEqual(report.samples[0].gradX, [[3], [4]]);
    }
  });

  it('refuses an output beside a loss, and one that is not there', async () => {
    const beside = await nnet(['gradient', 'examples/mazur.nnet', '--output', '1']);
    assert.deepEqual([beside.status, beside.stdout], [2, '']);
    assert.match(beside.stderr, /loss/);
    const far = await nnet(['gradient', '-', '--output', '3'], `input X = [1 1]\n${layer}`);
    assert.deepEqual([far.status, far.stdout], [2, '']);
    assert.match(far.stderr, /1 to 2/);
  });

  it('gives forward values where nothing can be differentiated, says why, and exits with 1', async () => {
    const several = await json(['-'], `input X = [1 1]\n${layer}`);
    assert.equal(several.status, 1);
    assert.match(several.stderr, /warning: .* \[output-required\]/);
    assert.equal(several.report.objective, null);
    assert.deepEqual(several.report.samples[0].output, [[3], [7]]);
    assert.equal(several.report.samples[0].value, null);

    const untargeted = await json(['-'], `input X = [1 1]\n${layer}loss sse\n`);
    assert.equal(untargeted.status, 1);
    assert.match(untargeted.stderr, /warning: .* \[missing-target\]/);
    assert.equal(untargeted.report.objective, null);
    assert.equal(untargeted.report.samples[0].layers[0].gradW, null);
  });

  it('gives sizes without weights, and exits with 1', async () => {
    const { status, report } = await json(['examples/shapes-only.nnet']);
    assert.equal(status, 1);
    assert.deepEqual(report.sizes, [784, 128, 10]);
    assert.deepEqual(report.samples, []);
    const text = await nnet(['gradient', 'examples/shapes-only.nnet']);
    assert.equal(text.status, 1);
    assert.match(text.stdout, /W₁ is 128 × 784/);
  });

  it('says what is wrong instead of a result', async () => {
    for (const args of [[], ['--json']]) {
      const { status, stdout, stderr } = await nnet(['gradient', '-', ...args], 'input X = [1]\nlayer tahn\n  W = 1\n');
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /^-:2:7: error: .* \[unknown-activation\]\n$/);
    }
  });

  it('writes null for what is not finite', async () => {
    const { status, stderr, report } = await json(['-'], 'input X = [1000]\nlayer exp\n  W = 1\nlayer exp\n  W = 1\n');
    assert.equal(status, 1);
    assert.match(stderr, /error: .* \[not-finite\]/);
    assert.deepEqual(report.samples[0].output, [[null]]);
  });

  it('says where a loss has no value, and exits with 1', async () => {
    const spec = 'input X = [-0.5 1]\ntarget = [1 0]\nlayer identity\n  W = [1 0; 0 1]\nloss cross_entropy\n';
    const { status, stderr, report } = await json(['-'], spec);
    assert.deepEqual([status, report.samples[0].value], [1, null]);
    assert.match(stderr, /^-:5:6: error: At X, cross_entropy is not defined: output 1 is -0.5,.* \[domain-error\]\n$/);
    const text = await nnet(['gradient', '-'], spec);
    assert.equal(text.status, 1);
    assert.match(text.stdout, /At X, cross_entropy is not defined/);
  });

  it('says it of the output that is asked for too', async () => {
    const spec = 'batch B = [1 1]\nlayer identity\n  W = [0; 1.5e308]\n';
    assert.equal((await nnet(['gradient', '-', '--output', '1'], spec)).status, 0);
    const { status, stderr } = await nnet(['gradient', '-', '--output', '2'], spec);
    assert.equal(status, 1);
    assert.match(stderr, /nnet: -: At B, the sum of f over the columns is larger than a double can hold\.\n$/);
  });

  it('counts what the check left out, and says why', async () => {
    const spec = 'input X = [0 1]\nlayer [relu tanh]\n  W = [1 0; 1 1]\nlayer identity\n  W = [1 1]\n';
    const { report } = await json(['-'], spec);
    const { maxRelativeError, ...counts } = report.samples[0].check!;
    assert.ok(maxRelativeError! < 1e-9);
    const leftOut = { kink: 2, unsettled: 0, tooSmall: 0 };
    assert.deepEqual(counts, { total: 8, sampled: 8, compared: 6, leftOut });
    const { stdout } = await nnet(['gradient', '-'], spec);
    assert.match(
      stdout,
      /\(entries compared: 6 of 8\)\.\nSkipped, because they are at a kink: 2 \(W₁\(1, 2\), X\(1\)\)\./,
    );
    const nothing = await json(['-'], 'input X = [0]\nlayer relu\n  W = [0]\n');
    assert.equal(nothing.report.samples[0].check!.compared, 2);
  });

  it('shows a kink as a warning, and exits with 0', async () => {
    const { status, stderr } = await json(['-'], 'input X = [0]\nlayer relu\n  W = 1\n');
    assert.equal(status, 0);
    assert.match(stderr, /warning: .* \[at-kink\]/);
  });

  it('says which file it cannot read', async () => {
    assert.deepEqual(await nnet(['gradient', 'missing.nnet']), {
      status: 2,
      stdout: '',
      stderr: 'nnet: missing.nnet cannot be read: there is no such file.\n',
    });
  });

  it('shortens large matrices in the page, and writes them whole in JSON', async () => {
    const page = await nnet(['gradient', 'examples/large.nnet']);
    assert.equal(page.status, 0);
    assert.match(page.stdout, /⋯/);
    assert.ok(page.stdout.length < 50_000);
    const { report } = await json(['examples/large.nnet']);
    assert.equal(report.samples[0].layers[0].gradW!.length, 256);
    assert.equal(report.samples[0].layers[0].gradW![255].length, 784);
  });
});
