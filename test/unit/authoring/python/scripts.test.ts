// The scripts of small networks that need every kind of code, to the last sign: scripts.txt has been read by people, and its
// NumPy scripts have run. Of numbers that scripts compare with, only the names are here: the leg readers runs them.
import { Analysis } from '../../../../src/analysis/analysis';
import { usualHandout } from '../../../../src/authoring/choices';
import { buildHandout } from '../../../../src/authoring/handoutBuilder';
import { targets } from '../../../../src/authoring/targets';
import { inEnglish } from '../../../../src/message/message';
import { assertAccepted } from '../../accepted';

const networks: Readonly<Record<string, string>> = {
  'two activations in a layer, cross-entropy of each output alone, a direction': `input X = [0.5 -1]
target = [1 0]
layer [relu leaky_relu(0.2)]
  W = [1 2; 0.5 1]
  b = [3 0]
  V = [1 0; 0 0]
layer [sigmoid gaussian]
  W = [0.25 1; 0.5 0.5]
  b = [0 1]
  v = [0 1]
loss binary_cross_entropy
rate = 0.5
`,
  'softmax without its loss, a direction, a mean over a batch': `batch X = [1 2 0; -1 0.5 1]
target = [1 0 0; 0 1 1]
layer 2 softmax
  W = [1 -1; 0.5 0.25]
  V = [1 0; 0 1]
loss mse mean
`,
  'softmax with its loss': `batch X = [1 2; -1 0.5]
target = onehot([1 2])
layer 2 softmax
  W = [1 -1; 0.5 0.25]
  b = [0 1]
  v = [1 0]
loss cross_entropy mean
`,
  'sigmoid with its loss': `input X = [1 2]
target = [1]
layer sigmoid
  W = [1 -1]
  V = [0.5 0.5]
loss binary_cross_entropy
`,
  'cross-entropy without softmax': `input X = [1]
target = [0 1]
layer sigmoid
  W = [1; 2]
loss cross_entropy
`,
  'functions of the text': `activation swing(x, a = 2) = if x > 0 then a*x else abs(x)^3/3
input X = [1 -2]
target = [0.5 0.25]
layer [swing(3) swing tanh]
  W = [1 1; 2 0; 0 1]
layer softplus
  W = [1 0 2; 0.5 1 1]
loss (y, t) = max(y - t, 0)^2 + ln(1 + exp(y)) sum
rate = 1/4
`,
  'an output, a direction': `input X = [1 -2]
layer elu(2)
  W = [1 1; 2 0]
  V = [1 0; 0 1]
output 2
`,
  'no objective': `input X = [1 -2]
layer 2 tanh
  W = [1 1; 2 0]
`,
};

/** A script from its data on, without the numbers that it compares with. */
function body(script: string): string[] {
  return script
    .slice(script.indexOf('\n# ', script.indexOf('\nimport ')) + 1)
    .replace(/^(same\('\w+', .*?), np\.array\([^]*?\]\)\)$/gm, '$1, …)')
    .split('\n');
}

describe('Python scripts', () => {
  it('are those that were accepted', async () => {
    const lines: string[] = [];
    const options = { name: 'one', translate: inEnglish, command: 'nnet', mathStyle: () => Promise.resolve('') };
    for (const [title, text] of Object.entries(networks)) {
      const analysis = await Analysis.of(text);
      const handout = await buildHandout(analysis, { file: 'one.nnet', text }, usualHandout);
      for (const target of ['numpy', 'pytorch', 'jax'] as const) {
        const [{ content }] = await targets[target].write(handout, options);
        lines.push(`=== ${target}: ${title}`, ...body(content as string));
      }
    }
    assertAccepted('authoring/python/scripts.txt', lines);
  });
});
