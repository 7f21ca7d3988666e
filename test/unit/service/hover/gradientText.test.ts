import assert from 'node:assert/strict';
import type { SampleResult } from '../../../../src/analysis/gradientReport';
import { finish } from '../../../../src/steps/steps';
import { checkGradient } from '../../../../src/engine/check/gradientCheck';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import type { Network, Sample } from '../../../../src/network/network';
import { gradientText } from '../../../../src/service/hover/gradientText';
import { batch, input, lossObjective, network, type LayerPlan } from '../../engine/networks';

function textOf(subject: Network, ...samples: Sample[]): string {
  const results = samples.map((sample): SampleResult => {
    const trace = traceNetwork(subject, sample);
    if (trace.backward === null) return { trace, check: null };
    return { trace, check: finish(checkGradient(subject, sample, trace.backward.objective, trace)) };
  });
  return gradientText(subject, results);
}

const tanh: LayerPlan = { W: [[1, -2]], act: 'tanh' };
const pair: LayerPlan = { W: [[1, -2], [0, 1]], act: 'identity' }; // prettier-ignore

describe('gradientText', () => {
  it('is a page to read', () => {
    const subject: Network = {
      ...network(
        [
          { ...tanh, b: [0.5] },
          { W: [[3]], act: 'identity' },
        ],
        lossObjective('half_sse'),
      ),
      title: 'Two layers',
      rate: 0.5,
    };
    const text = textOf(subject, input([1, 0.5], [1]));
    assert.equal(
      text.replace(/\d\.\de-\d+/, 'SMALL'),
      `# Two layers

- Layer 1: W₁ is 1 × 2, tanh
- Layer 2: W₂ is 1 × 1, identity
- Rate η = 0.5

## At X

Loss L = 0.0746337 (half_sse)

### Forward

    X = ⎡1  ⎤   Y = [1]
        ⎣0.5⎦

    N₁ = [0.5]   Σ₁ = [0.462117]   Σ′₁ = [0.786448]

    N₂ = [1.38635]   Σ₂ = [1.38635]   Σ′₂ = [1]

### Gradient

Each gradient has the shape of its matrix (denominator layout).

    Δ₂ = [0.386351]   ∇W₂ L = [0.178540]

    W₂ - η∇W₂ = [2.91073]

    Δ₁ = [0.911536]   ∇W₁ L = [0.911536  0.455768]   ∇b₁ L = [0.911536]

    W₁ - η∇W₁ = [0.544232  -2.22788]   b₁ - η∇b₁ = [0.0442321]

    ∇X L = ⎡ 0.911536⎤
           ⎣-1.82307 ⎦

### Check

Against central differences the largest relative error is SMALL (entries compared: 6 of 6).
`,
    );
  });

  it('says what is differentiated', () => {
    const X = input([1, 0.25]);
    const columns = batch([[1, 2], [0, 1]], [[0, 0]]); // prettier-ignore
    const lines = (subject: Network, sample: Sample) => textOf(subject, sample).split('\n');
    const saysAt = (line: string, subject: Network, sample: Sample) =>
      assert.ok(lines(subject, sample).includes(line), lines(subject, sample).join('\n'));
    saysAt('Network function f = 0.462117', network([tanh]), X);
    saysAt('Sum of f over the columns = 0.761594', network([tanh]), columns);
    saysAt('Output 2 = 0.25', network([pair], { kind: 'output', index: 2 }), X);
    saysAt('Sum of output 1 over the columns = 1', network([pair], { kind: 'output', index: 1 }), columns);
    saysAt('Loss L = 0.580026 (sse, the sum of the columns)', network([tanh], lossObjective('sse')), columns);
    saysAt('Loss L = 0.290013 (sse, the mean of the columns)', network([tanh], lossObjective('sse', 'mean')), columns);
    saysAt('X has no target, so there is no loss to differentiate.', network([tanh], lossObjective('sse')), X);
    saysAt(
      'There are 2 outputs, but no loss and no chosen output, so nothing is differentiated.',
      network([pair], { kind: 'none' }),
      X,
    );
  });

  it('names the objective in each gradient', () => {
    assert.match(textOf(network([tanh]), input([1, 0])), /∇W₁ f = /);
    assert.match(textOf(network([pair], { kind: 'output', index: 2 }), input([1, 0])), /∇W₁ f₂ = .*\n/);
  });

  it('says plainly that there is no error', () => {
    const exact = network([{ W: [[2]], act: 'identity' }]);
    assert.match(textOf(exact, input([1])), /the largest relative error is 0 \(/);
  });

  it('has no gradient where nothing is differentiated', () => {
    const text = textOf(network([pair], { kind: 'none' }), input([1, 0]));
    assert.match(text, /### Forward/);
    assert.doesNotMatch(text, /### Gradient|### Check|Δ/);
  });

  it('says that softmax is not coordinate-wise, and when a point is on a kink', () => {
    const subject = network(
      [
        { W: [[1]], act: 'relu' },
        { W: [[1], [1]], act: 'softmax' },
      ],
      lossObjective('sse'),
    );
    const text = textOf(subject, input([0], [1, 0]));
    assert.match(text, /softmax is not coordinate-wise: Σ′₂ is the Jacobian/);
    assert.match(text, /Pre-activations exactly at a kink: 1\./);
    assert.doesNotMatch(textOf(subject, input([1], [1, 0])), /kink/);
  });

  it('goes through all samples under their names', () => {
    const text = textOf(network([tanh]), { ...input([1, 0]), name: 'A' }, { ...batch([[1, 2], [0, 1]]), name: 'B' }); // prettier-ignore
    assert.deepEqual(text.match(/^## .*$/gm), ['## At A', '## At B (2 columns)']);
    assert.match(textOf(network([tanh]), { ...batch([[1], [0]]), name: 'C' }), /^## At C \(one column\)$/m);
  });

  it('translates whole sentences', () => {
    const shout = (template: string, ...args: (string | number)[]) => [template.toUpperCase(), ...args].join('|');
    const subject = network([tanh]);
    const text = gradientText(subject, [], { translate: shout });
    assert.equal(text, '# THE NETWORK AND ITS GRADIENT\n\n- LAYER {0}: W{1} IS {2}, {3}|1|₁|1 × 2|tanh\n');
  });
});
