import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import type { Trace } from '../../../src/engine/trace';
import type { ExactMatrix } from '../../../src/network/exactNetwork';
import { column, type Matrix } from '../../../src/network/matrix';
import { toDouble, type Rational } from '../../../src/functions/numbers/rational';
import { fractionSpecs } from './fractionSpecs';

describe('a trace in fractions', () => {
  it('is the trace of doubles without rounding, for random networks of fractions', async function () {
    this.timeout(120_000);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fractionSpecs(), async (text) => {
        const trace = await traceOf(text);
        fc.pre(!roundedAcrossKink(trace));
        const pairs = quantities(trace);
        const scale = Math.max(
          1,
          ...pairs.flatMap(([, , exact]) => exact?.data.map((x) => Math.abs(toDouble(x))) ?? []),
        );
        fc.pre(scale < 1e6);
        for (const [name, rounded, exact] of pairs) {
          if (exact === null) continue;
          seen.add(name.replace(/\d+$/, ''));
          assert.deepEqual([exact.rows, exact.cols], [rounded.rows, rounded.cols], name);
          exact.data.forEach((x, i) => {
            assert.ok(
              Math.abs(toDouble(x) - rounded.data[i]) <= 1e-12 * scale,
              `${name} ${show(x)} ${rounded.data[i]}`,
            );
            assert.ok(x.d > 0n && divisor(x.n, x.d) === 1n, `${name} ${show(x)} is in lowest terms`);
          });
        }
      }),
      { numRuns: 200 },
    );
    assert.deepEqual(
      [...seen].sort(),
      ['Delta', 'N', 'Sigma', 'W', 'X', 'Y', 'b', 'dSigma', 'gradW', 'gradX', 'gradb', 'seed', 'value'].sort(),
    );
  });

  it('is worked out as by hand', async () => {
    const { exact } = await traceOf(`input = [1/2, -1/3]
target = 1
layer relu
  W = [1 3; 1/4 -1]
  b = [1/3 0]
layer identity
  W = [3/2 -2/5]
loss half_sse
rate = 1/2`);
    const [first, last] = exact!.layers;
    assert.equal(text(first.N), '-1/6; 11/24');
    assert.equal(text(first.Sigma), '0; 11/24');
    assert.equal(text(last.N), '-11/60');
    assert.equal(show(exact!.value!), '5041/7200');
    assert.equal(text(exact!.seed), '-71/60');
    assert.equal(text(first.Delta), '0; 71/150');
    assert.equal(text(first.gradW), '0 0; 71/300 -71/450');
    assert.equal(text(last.gradW), '0 -781/1440');
    assert.equal(text(last.updatedW), '3/2 -371/2880');
    assert.equal(text(exact!.gradX), '71/600; -71/150');
  });

  it('has what comes before the first irrational map, and nothing that comes from it', async () => {
    const { exact } = await traceOf('input = [1 2]\nlayer sigmoid\n  W = [1/3 0.1; 1 1]\nlayer 1 relu\n  W = [1 1]');
    assert.equal(text(exact!.layers[0].N), '8/15; 3');
    assert.equal(exact!.layers[0].Sigma, null);
    assert.equal(text(exact!.layers[1].W), '1 1');
    assert.equal(exact!.layers[1].N, null);
    assert.equal(exact!.layers[0].gradW, null);
  });

  it('of one column of a batch has its share of the mean', async () => {
    const spec = 'batch = [1 2 3]\ntarget = [0 1 1/2]\nlayer square\n  W = 1/3\nloss sse mean';
    const analysis = await Analysis.of(spec);
    const one = (await analysis.trace({ sample: null, column: 2, output: null }))!;
    const { exact } = await analysis.withFractions(one);
    assert.equal(text(exact!.X), '2');
    assert.equal(text(exact!.target), '1');
    assert.equal(text(exact!.seed), '-10/27');
    assert.equal(show(exact!.value!), '25/243');
  });

  it('leaves the frozen row of a formal neuron as it is', async () => {
    const { exact } = await traceOf(`input = [1/2 1]
layer [relu identity]
  W = [1/3 1/3; 0 1]
layer identity
  W = [2 1/5]
rate = 1/2`);
    assert.equal(text(exact!.layers[0].gradW), '1 2; 1/10 1/5');
    assert.equal(text(exact!.layers[0].updatedW), '-1/6 -2/3; 0 1');
  });

  it('sits on a kink where the doubles are beside it', async () => {
    const { exact, forward } = await traceOf('input = [0.1 0.3]\nlayer 1 relu\n  W = [3 -1]');
    assert.notEqual(forward.layers[0].N.data[0], 0);
    assert.equal(text(exact!.layers[0].N), '0');
    assert.equal(text(exact!.layers[0].dSigma), '0');
  });

  it('is offered where some numbers are fractions', async () => {
    const offered = async (spec: string) => {
      const analysis = await Analysis.of(spec);
      return analysis.hasFractions((await analysis.trace())!);
    };
    assert.ok(await offered('input = pi\nlayer tanh\n  W = 1/3'));
    assert.ok(!(await offered('input = 1\nlayer tanh\n  W = sqrt(2)')));
    assert.ok(!(await offered('input = 1\nlayer 9000 tanh\n  W = ones()')));
  });

  it('gives up numbers that grow beyond reading, and networks of many numbers', async () => {
    const grows = `input = 1/3\n${'layer square\n  W = 7/9\n'.repeat(12)}`;
    const { exact } = await traceOf(grows);
    assert.notEqual(exact!.layers[2].Sigma, null);
    assert.equal(exact!.layers[11].Sigma, null);
    const large = await traceOf('input = [1 2 3 4 5 6 7 8 9 10]\nlayer 2000 relu\n  W = ones()');
    assert.equal(large.exact, undefined);
  });
});

async function traceOf(text: string): Promise<Trace> {
  const analysis = await Analysis.of(text);
  assert.deepEqual(
    analysis.diagnostics.filter((d) => d.severity === 'error'),
    [],
    text,
  );
  return analysis.withFractions((await analysis.trace())!);
}

/** Whether an exact N sits on a kink and its double does not: then the two are different branches. */
function roundedAcrossKink({ forward, exact }: Trace): boolean {
  return exact!.layers.some(({ N }, i) =>
    N?.data.some((x, j) => {
      const double = forward.layers[i].N.data[j];
      if (toDouble(x) === double) return false;
      const layer = forward.network.layers[i].activation;
      return layer.kind === 'coordinatewise' && layer.activations[Math.floor(j / N.cols)].isKink(toDouble(x));
    }),
  );
}

/** Every quantity with its doubles and its fractions. */
function quantities({ forward, backward, exact }: Trace): readonly [string, Matrix, ExactMatrix | null][] {
  const found: [string, Matrix, ExactMatrix | null][] = [['X', forward.sample.X, exact!.X]];
  if (forward.sample.target) found.push(['Y', forward.sample.target, exact!.target]);
  if (backward) {
    found.push(['seed', backward.seed, exact!.seed], ['gradX', backward.gradX, exact!.gradX]);
    found.push(['value', column([backward.value]), exact!.value && { rows: 1, cols: 1, data: [exact!.value] }]);
  }
  exact!.layers.forEach((layer, i) => {
    const { weights, bias } = forward.network.layers[i];
    const { N, Sigma, dSigma } = forward.layers[i];
    found.push(['W', weights!, layer.W], ['N', N, layer.N], ['Sigma', Sigma, layer.Sigma]);
    found.push(['dSigma', dSigma!, layer.dSigma]);
    if (bias) found.push(['b', bias, layer.b]);
    if (!backward) return;
    found.push(['Delta', backward.Delta[i], layer.Delta], ['gradW', backward.gradW[i].toMatrix(), layer.gradW]);
    if (backward.gradb[i]) found.push(['gradb', backward.gradb[i], layer.gradb]);
  });
  return found;
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b);
}

function show({ n, d }: Rational): string {
  return d === 1n ? String(n) : `${n}/${d}`;
}

function text(a: ExactMatrix | null): string | null {
  if (a === null) return null;
  const row = (r: number) =>
    a.data
      .slice(r * a.cols, (r + 1) * a.cols)
      .map(show)
      .join(' ');
  return Array.from({ length: a.rows }, (_, r) => row(r)).join('; ');
}
