import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quantitiesOf } from '../../../src/mistakes/quantity';
import { slipsFor } from '../../../src/mistakes/knownSlips';
import { say } from '../../../src/message/message';
import { slipText } from '../../../src/mistakes/slipText';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { quantityName } from '../../../src/mistakes/quantityName';
import { assertAccepted } from '../accepted';
import { build, plans, RUNS, TIMEOUT } from '../notation/randomNetworks';

/** Networks in which every known slip can be made. */
const networks: Readonly<Record<string, string>> = {
  'a batch, two layers': `batch X = [1 2; 0.5 -1]
target = [1 0; 0.25 1]
layer sigmoid
  W = [0.1 0.2; 0.3 0.4]
  b = [0.5 0.6]
layer relu
  W = [0.7 -0.8; 0.9 1]
  b = [0.1 0.2]
loss mse mean
rate = 0.5
`,
  softmax: `input X = [1 2]
target = [1 0]
layer tanh
  W = [0.1 0.2; 0.3 0.4]
layer softmax
  W = [0.7 -0.8; 0.9 1]
loss cross_entropy
`,
  'binary cross-entropy': `input X = [1 2]
target = [1]
layer sigmoid
  W = [0.1 0.2]
loss binary_cross_entropy
`,
  'homogeneous, an output': `input X = [1 1]
layer [square identity]
  W = [0.1 0.2; 0 1]
layer 1 softplus
  W = [0.7 -0.8]
output 1
`,
};

describe('The words for a slip', function () {
  this.timeout(TIMEOUT);

  it('are whole sentences with every place filled, for every slip in random networks', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(plans(), fc.nat(), (plan, which) => {
        const { trace } = build(plan);
        const claims = quantitiesOf(trace);
        const claim = claims[which % claims.length];
        for (const { slip } of slipsFor(claim, trace)) {
          const text = slipText(slip, claim, trace).map((sentence) => say(sentence));
          assert.ok(text.length > 0);
          for (const sentence of text) assert.match(sentence, /^\S[^{}]*[.…:?]$/);
          assert.doesNotMatch(text.join(' '), /undefined|NaN|null/);
          kinds.add(slip.kind);
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(kinds.size > 15, [...kinds].join());
  });

  it('are those that were accepted', async () => {
    const lines: string[] = [];
    const known = new Set<string>();
    for (const [name, text] of Object.entries(networks)) {
      lines.push(`# ${name}`);
      const trace = (await (await Analysis.of(text)).trace(defaultView))!;
      for (const [i, wanted] of quantitiesOf(trace).entries()) {
        for (const { slip } of slipsFor(wanted, trace)) {
          // Each is named in one sentence, whatever was asked for.
          if (slip.kind === 'other' && i > 0) continue;
          const line = `${JSON.stringify(slip)}: ${slipText(slip, wanted, trace)
            .map((one) => say(one))
            .join(' ')}`;
          if (!known.has(line)) lines.push(`${quantityName(wanted)} ${line}`);
          known.add(line);
        }
      }
    }
    assertAccepted('mistakes/slipTexts.txt', lines);
  });
});
