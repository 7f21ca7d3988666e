import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { gradientText } from '../../../src/service/hover/gradientText';
import { gradientReport, type SampleResult } from '../../../src/analysis/gradientReport';
import { finish } from '../../../src/steps/steps';
import { checkGradient } from '../../../src/engine/check/gradientCheck';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Network, Objective, Sample } from '../../../src/network/network';
import { assertShape } from '../cli/schemas';
import { activation, batch, input, lossObjective, network } from '../engine/networks';

function resultOf(subject: Network, sample: Sample): SampleResult {
  const trace = traceNetwork(subject, sample);
  if (trace.backward === null) return { trace, check: null };
  return { trace, check: finish(checkGradient(subject, sample, trace.backward.objective, trace)) };
}

function reportOf(subject: Network, ...samples: Sample[]) {
  const report = gradientReport(
    subject,
    samples.map((sample) => resultOf(subject, sample)),
  );
  assertShape('gradient', report);
  // What a calling extension gets is what the command line prints.
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  return report;
}

const linear = { W: [[2, -3]], b: [1], act: 'identity' } as const;

describe('gradientReport', () => {
  it('reports a loss with rate: forward, Δ, gradients, updated parameters, check', () => {
    const subject = { ...network([linear], lossObjective('half_sse')), title: 'T', rate: 0.5 };
    const report = reportOf(subject, input([4, 1], [2]));
    const { check, ...sample } = report.samples[0];
    assert.deepEqual(
      { ...report, samples: [sample] },
      {
        format: 'nnet-gradient/1',
        title: 'T',
        sizes: [2, 1],
        objective: 'loss',
        rate: 0.5,
        samples: [
          {
            name: 'X',
            columns: 1,
            output: [[6]],
            value: 8,
            layers: [
              {
                index: 1,
                name: null,
                activation: ['identity'],
                N: [[6]],
                Sigma: [[6]],
                dSigma: [[1]],
                Delta: [[4]],
                gradW: [[16, 4]],
                gradb: [[4]],
                updatedW: [[-6, -5]],
                updatedb: [[-1]],
              },
            ],
            gradX: [[8], [-12]],
          },
        ],
      },
    );
    assert.ok(check!.maxRelativeError! < 1e-8);
  });

  it('gives arrays of rows for a batch, and its columns', () => {
    const sample = batch([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
    const report = reportOf(network([{ ...linear, b: null }]), sample);
    assert.equal(report.samples[0].columns, 3);
    assert.deepEqual(report.samples[0].output, [[-10, -11, -12]]);
    assert.equal(report.samples[0].value, -33);
    assert.deepEqual(report.samples[0].gradX, [
      [2, 2, 2],
      [-3, -3, -3],
    ]);
    assert.deepEqual(report.samples[0].layers[0].gradW, [[6, 15]]);
  });

  it('has null for the bias of a homogeneous layer and for the updates without a rate', () => {
    const { layers } = reportOf(network([{ ...linear, b: null }]), input([1, 1])).samples[0];
    assert.equal(layers[0].gradb, null);
    assert.equal(layers[0].updatedW, null);
    assert.equal(layers[0].updatedb, null);
    const rated = { ...network([{ ...linear, b: null }]), rate: 1 };
    assert.equal(reportOf(rated, input([1, 1])).samples[0].layers[0].updatedb, null);
  });

  it('has null for Σ′ of softmax, and its name for every neuron', () => {
    const subject = network([{ W: [[1], [2]], act: 'softmax' }], lossObjective('cross_entropy'));
    const [layer] = reportOf(subject, input([1], [1, 0])).samples[0].layers;
    assert.equal(layer.dSigma, null);
    assert.deepEqual(layer.activation, ['softmax', 'softmax']);
    assert.notEqual(layer.Delta, null);
  });

  it('has null for all that would need an objective or a target', () => {
    const none: Objective = { kind: 'none' };
    const cases = [
      reportOf(network([linear], none), input([1, 1])),
      reportOf(network([linear], lossObjective('sse')), input([1, 1])),
    ];
    for (const report of cases) {
      assert.equal(report.objective, null);
      const [{ value, gradX, check, layers, output }] = report.samples;
      assert.deepEqual(output, [[0]]);
      assert.deepEqual([value, gradX, check], [null, null, null]);
      assert.deepEqual([layers[0].Delta, layers[0].gradW, layers[0].gradb], [null, null, null]);
    }
  });

  it('names the objective that some of its samples have', () => {
    const subject = network([linear], lossObjective('sse'));
    const report = reportOf(subject, { ...input([1, 1]), name: 'A' }, { ...input([1, 1], [0]), name: 'B' });
    assert.equal(report.objective, 'loss');
    assert.deepEqual(
      report.samples.map(({ name, value }) => [name, value]),
      [
        ['A', null],
        ['B', 0],
      ],
    );
  });

  it('has no samples where there are none, and still the sizes', () => {
    const report = reportOf({ ...network([linear]), title: 'Sizes' });
    assert.deepEqual(report.samples, []);
    assert.deepEqual(report.sizes, [2, 1]);
    assert.equal(report.objective, null);
  });

  it('writes null for what is not finite, and 0 for −0', () => {
    const odd = activation('odd', (x) => (x > 1 ? Infinity : -0), () => NaN); // prettier-ignore
    const report = reportOf(
      {
        ...network([
          { W: [[1], [2]], act: odd },
          { W: [[0, 1]], act: 'identity' },
        ]),
        rate: 1,
      },
      input([1]),
    );
    const { layers, output, value } = report.samples[0];
    assert.deepEqual(layers[0].Sigma, [[0], [null]]);
    assert.ok(Object.is(layers[0].Sigma[0][0], 0));
    assert.deepEqual(layers[0].dSigma, [[null], [null]]);
    assert.deepEqual(layers[0].updatedW, [[null], [null]]);
    assert.deepEqual([output, value], [[[null]], null]);
  });

  it('gives every neuron its activation, and chosen outputs as "output"', () => {
    const subject = network([{ W: [[1], [1]], act: ['tanh', 'relu'] }], { kind: 'output', index: 2 });
    const report = reportOf(subject, input([0.5]));
    assert.equal(report.objective, 'output');
    assert.deepEqual(report.samples[0].layers[0].activation, ['tanh', 'relu']);
    assert.deepEqual(report.samples[0].layers[0].gradW, [[0], [0.5]]);
  });

  it('leaves the Hessian of a large network out, and so does the document, which says so', async () => {
    const text = (n: number) => `input ${n}\nlayer ${n} tanh\n  W = he()\n  V = ones()\noutput 1\n`;
    for (const [n, is] of [
      [20, true],
      [1800, false],
    ] as const) {
      const { network } = await Analysis.of(text(n));
      const X = batch(Array.from({ length: n }, () => [0.1]));
      const trace = traceNetwork(network!, X);
      const [{ layers }] = gradientReport(network!, [{ trace, check: null }]).samples;
      assert.equal('HV' in layers[0], is);
      const document = gradientText(network!, [{ trace, check: null }]);
      assert.equal(document.includes('(HV)₁'), is);
      assert.equal(document.includes('too large to show the Hessian'), !is);
    }
  });
});
