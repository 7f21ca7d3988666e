import { rest, type Case } from './checkerCase';

/** Sizes. */
export const sizesCases: Readonly<Record<string, readonly Case[]>> = {
  'ragged-rows': [
    {
      name: 'a short row of W',
      wrong: 'input X = [1 2 3]\nlayer tanh\nW = [1 2 3; ‹ragged-rows|4 5|›; 6 7 8]\nlayer 1 tanh\nW = [1 2 3]',
      right: 'input X = [1 2 3]\nlayer tanh\nW = [1 2 3; 4 5 9; 6 7 8]\nlayer 1 tanh\nW = [1 2 3]',
    },
    {
      name: 'the first row, where the input says so',
      wrong: 'input X = [1 2 3]\nlayer tanh\nW = [‹ragged-rows|1 2|›; 4 5 6]\noutput 1',
      right: 'input X = [1 2 3]\nlayer tanh\nW = [1 2 3; 4 5 6]\noutput 1',
    },
    {
      name: 'a batch',
      wrong: 'batch X = [1 2 3\n ‹ragged-rows|4 5 6 7|›]\nlayer 1 tanh\nW = [1 2]',
      right: 'batch X = [1 2 3\n 4 5 6]\nlayer 1 tanh\nW = [1 2]',
    },
  ],
  'weight-columns': [
    {
      name: 'the first layer',
      wrong: 'input X = [1 2 3]\nlayer 2 tanh\nW = ‹weight-columns|[1 2 3 4; 5 6 7 8]|›\noutput 1',
      right: 'input X = [1 2 3]\nlayer 2 tanh\nW = [1 2 3; 5 6 7]\noutput 1',
    },
    {
      name: 'a later layer',
      wrong: 'input X = 1\nlayer tanh\nW = [1; 2]\nb = [1 2]\nlayer 1 tanh\nW = ‹weight-columns|[1 2 3]|›',
      right: 'input X = 1\nlayer tanh\nW = [1; 2]\nb = [1 2]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a transposed W is one mistake',
      wrong: 'input X = [1 2 3]\nlayer 2 tanh\nW = ‹weight-columns|[1 2; 3 4; 5 6]|›\noutput 1',
      right: "input X = [1 2 3]\nlayer 2 tanh\nW = [1 2; 3 4; 5 6]'\noutput 1",
    },
  ],
  'weight-rows': [
    {
      name: 'more rows than neurons',
      wrong: 'input X = [1 2]\nlayer 2 tanh\nW = ‹weight-rows|[1 2; 3 4; 5 6]|›\noutput 1',
      right: 'input X = [1 2]\nlayer 3 tanh\nW = [1 2; 3 4; 5 6]\noutput 1',
    },
  ],
  'bias-size': [
    {
      name: 'too long',
      wrong: 'input X = [1 2]\nlayer tanh\nW = [1 2]\nb = ‹bias-size|[1 2]|›',
      right: 'input X = [1 2]\nlayer tanh\nW = [1 2]\nb = [1]',
    },
    {
      name: 'a matrix',
      wrong: 'input X = [1 2]\nlayer 4 tanh\nW = zeros()\nb = ‹bias-size|[1 2; 3 4]|›\noutput 1',
      right: 'input X = [1 2]\nlayer 4 tanh\nW = zeros()\nb = [1; 2; 3; 4]\noutput 1',
    },
  ],
  'input-size': [
    {
      name: 'one input of several',
      wrong: 'input A = [1 2]\ninput B = ‹input-size|[1 2 3]|›\nlayer 1 tanh\nW = [1 2]',
      right: 'input A = [1 2]\ninput B = [1; 3]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a matrix',
      wrong: 'input A = ‹input-size|[1 2; 3 4]|›\nlayer 1 tanh\nW = [1 2]',
      right: 'batch A = [1 2; 3 4]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a stated size',
      wrong: 'input X = [1 2]\ninput ‹input-size|3|›\nlayer 1 tanh\nW = [1 2]',
      right: 'input X = [1 2]\ninput 2\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a batch with its samples in rows',
      wrong: 'layer 1 tanh\nW = [1 2]\nbatch X = ‹input-size|[1 2; 3 4; 5 6]|›',
      right: "layer 1 tanh\nW = [1 2]\nbatch X = [1 2; 3 4; 5 6]'",
    },
  ],
  'target-size': [
    {
      name: 'too long',
      wrong: `${rest}\ntarget = ‹target-size|[1 2]|›\nloss sse`,
      right: `${rest}\ntarget = [1]\nloss sse`,
    },
    {
      name: 'not one column for each sample',
      wrong: 'batch X = [1 2 3; 4 5 6]\ntarget = ‹target-size|[1 2]|›\nlayer 1 tanh\nW = [1 2]\nloss sse',
      right: 'batch X = [1 2 3; 4 5 6]\ntarget = [1 2 3]\nlayer 1 tanh\nW = [1 2]\nloss sse',
    },
    {
      name: 'one number for many samples',
      wrong: 'batch X = [1 2 3; 4 5 6]\ntarget = ‹target-size|1|›\nlayer 1 tanh\nW = [1 2]\nloss sse',
      right: 'batch X = [1; 4]\ntarget = 1\nlayer 1 tanh\nW = [1 2]\nloss sse',
    },
    {
      name: 'a label beyond the classes',
      wrong:
        'batch X = [1 2 3]\ntarget = onehot([1 ‹target-size|3|› 2])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'batch X = [1 2 3]\ntarget = onehot([1 1 2])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
    {
      name: 'a bare label beyond the classes',
      wrong: 'input X = 1\ntarget = onehot(‹target-size|3|›)\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'input X = 1\ntarget = onehot(2)\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
    {
      name: 'one label for many samples',
      wrong: 'batch X = [1 2 3]\ntarget = ‹target-size|onehot(1)|›\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'batch X = [1 2 3]\ntarget = onehot([1 1 1])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
    {
      name: 'several labels for one input',
      wrong: 'input X = 1\ntarget = ‹target-size|onehot([1 2])|›\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'input X = 1\ntarget = onehot([2])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
  ],
  'activation-count': [
    {
      name: 'too few',
      wrong: 'input X = 1\nlayer ‹activation-count|[tanh relu]|›\nW = [1; 2; 3]\nb = [1 2 3]\noutput 1',
      right: 'input X = 1\nlayer [tanh 2 relu]\nW = [1; 2; 3]\nb = [1 2 3]\noutput 1',
    },
  ],
  'layer-size': [
    {
      name: 'outvoted by W and b',
      wrong: 'input X = 1\nlayer ‹layer-size|3|› tanh\nW = [1; 2]\nb = [1 2]\noutput 1',
      right: 'input X = 1\nlayer 2 tanh\nW = [1; 2]\nb = [1 2]\noutput 1',
    },
  ],
  'bad-number': [
    {
      name: 'a layer of no neurons',
      wrong: 'input X = 1\nlayer ‹bad-number|0|› tanh\nW = zeros()',
      right: 'input X = 1\nlayer 1 tanh\nW = zeros()',
    },
    {
      name: 'half an entry',
      wrong: 'input ‹bad-number|2.5|›\nlayer 1 tanh\nW = [1 2]',
      right: 'input 2\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a repetition',
      wrong: 'input X = 1\nlayer [‹bad-number|0|› tanh relu]\nW = [1; 2]\noutput 1',
      right: 'input X = 1\nlayer [1 tanh relu]\nW = [1; 2]\noutput 1',
    },
    {
      name: 'an output',
      wrong: `${rest}\noutput ‹bad-number|1.5|›`,
      right: `${rest}\noutput 1`,
    },
    {
      name: 'a label',
      wrong: 'input X = 1\ntarget = onehot([‹bad-number|1.5|›])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'input X = 1\ntarget = onehot([1])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
  ],
  'too-large': [
    {
      name: 'too many neurons',
      wrong: 'input X = 1\nlayer ‹too-large|2000000|› tanh\nW = zeros()\noutput 1',
      right: 'input X = 1\nlayer 20000 tanh\nW = zeros()\noutput 1',
    },
    {
      name: 'too many weights',
      wrong:
        'input 10000\nlayer 1000 tanh\nW = zeros()\nlayer ‹too-large|50000|› tanh\nW = zeros()\nlayer 1 tanh\nW = zeros()',
      right: 'input 10000\nlayer 10 tanh\nW = zeros()\nlayer 5000 tanh\nW = zeros()\nlayer 1 tanh\nW = zeros()',
    },
    {
      name: 'too many labels for so many outputs',
      wrong: `batch X = [${'1 '.repeat(100)}]\ntarget = ‹too-large|onehot([${'1 '.repeat(100)}])|›\nlayer 900000 tanh\nW = ones()\nloss sse`,
      right: `batch X = [${'1 '.repeat(100)}]\ntarget = onehot([${'1 '.repeat(100)}])\nlayer 900 tanh\nW = ones()\nloss sse`,
    },
    {
      name: 'a made input without end',
      wrong: 'input 1e200\ninput X = ‹too-large|zeros()|›\nlayer ‹too-large|1|› tanh\nW = ones()\noutput 1',
      right: 'input 1e6\ninput X = zeros()\nlayer 1 tanh\nW = ones()\noutput 1',
    },
    {
      name: 'a made target of a layer without end',
      wrong: 'input X = 1\ntarget = zeros()\nlayer ‹too-large|1e200|› tanh\nW = ones()\nloss sse',
      right: 'input X = 1\ntarget = zeros()\nlayer 10 tanh\nW = ones()\nloss sse',
    },
    {
      name: 'made inputs that are too many together',
      wrong:
        'input 30000000\ninput A = zeros()\ninput B = ‹too-large|ones()|›\ninput C = ones()\nlayer 1 tanh\nW = ones()\noutput 1',
      right: 'input 30000\ninput A = zeros()\ninput B = ones()\ninput C = ones()\nlayer 1 tanh\nW = ones()\noutput 1',
    },
    {
      name: 'activations that double one another',
      wrong: `activation f0(x) = x\n${Array.from({ length: 10 }, (_, i) => {
        const name = i === 9 ? '‹too-large|f10|›' : `f${i + 1}`;
        return `activation ${name}(x) = f${i}(x) + f${i}(x)`;
      }).join('\n')}\ninput X = 1\nlayer f10\nW = 1`,
      right: 'activation f0(x) = x\nactivation f1(x) = f0(x) + f0(x)\ninput X = 1\nlayer f1\nW = 1',
    },
  ],
  'size-unknown': [
    {
      name: 'nothing states it',
      wrong: 'input X = 1\n‹size-unknown|layer|› tanh\nW = glorot()\nlayer 1 tanh\nW = glorot()',
      right: 'input X = 1\nlayer tanh\nW = glorot()\nb = [1 2]\nlayer 1 tanh\nW = glorot()',
    },
  ],
};
