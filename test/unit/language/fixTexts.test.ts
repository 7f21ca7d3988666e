import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import { say } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import { applied } from './checkerFixture';

/** A text, a code and the title of a fix; the text after it. */
const cases: readonly [before: string, code: string, title: string, after: string][] = [
  ['input 2\nlayer 3', 'unexpected-token', 'Insert sigmoid', 'input 2\nlayer 3 sigmoid'],
  ['input 2\nlayer last: 1 # one', 'unexpected-token', 'Insert identity', 'input 2\nlayer last: 1 identity # one'],
  ['input 2\nhidden: 3 relu', 'unknown-statement', 'Insert layer', 'input 2\nlayer hidden: 3 relu'],
  [
    'input X = [1 2 3]\nlayer tanh\nlayer 1 tanh\n  W = glorot()',
    'size-unknown',
    'Add the size 3 and fill with seeded numbers',
    'input X = [1 2 3]\nlayer 3 tanh\n  W = glorot(seed = 1)\nlayer 1 tanh\n  W = glorot()',
  ],
  [
    'input X = 1\ntarget = onehot([3])\nlayer last: softmax\n  W = he()\nloss cross_entropy',
    'size-unknown',
    'Add the size 3',
    'input X = 1\ntarget = onehot([3])\nlayer last: 3 softmax\n  W = he()\nloss cross_entropy',
  ],
  [
    'layer 1 tanh\n  W = [1 2]',
    'missing-input',
    'Add an input of ones, to be changed',
    'input X = [1 1]\n\nlayer 1 tanh\n  W = [1 2]',
  ],
  [
    '# about\r\nlayer 1 tanh\r\n  W = [1 2]',
    'missing-input',
    'Add input 2',
    '# about\r\ninput 2\r\n\r\nlayer 1 tanh\r\n  W = [1 2]',
  ],
  [
    'layer tanh\n  W = [1 2; 3 4]\nloss sse',
    'missing-input',
    'Add an input of ones, to be changed',
    'input X = [1 1]\ntarget = [0 0]\n\nlayer tanh\n  W = [1 2; 3 4]\nloss sse',
  ],
  [
    'input X = [1 2]\ntarget = [0 1]\nloss cross_entropy',
    'missing-layer',
    'Add layer 2 softmax',
    'input X = [1 2]\ntarget = [0 1]\nloss cross_entropy\nlayer 2 softmax\n  W = glorot(seed = 1)',
  ],
  [
    'batch X = [1 2 3]\nlayer tanh\n  W = [1; 2]\nloss sse',
    'missing-target',
    'Add a target of zeros, to be changed',
    'batch X = [1 2 3]\ntarget = [0 0 0; 0 0 0]\nlayer tanh\n  W = [1; 2]\nloss sse',
  ],
  ['input X = [k 1]', 'unknown-name', 'Add let k = 1', 'let k = 1\ninput X = [k 1]'],
  [
    'input X = 1\nlayer 3 tanh\n  W = ones()\n  b = [1, 2]\noutput 1',
    'bias-size',
    'Pad with zeros',
    'input X = 1\nlayer 3 tanh\n  W = ones()\n  b = [1, 2, 0]\noutput 1',
  ],
  [
    'layer 1 tanh\n  W = [1 2 3 4]\ninput X = [1; 2]',
    'input-size',
    'Pad with zeros',
    'layer 1 tanh\n  W = [1 2 3 4]\ninput X = [1; 2; 0; 0]',
  ],
  [
    'input 2\nlayer 3 tanh\n  W = [1 2; 3; 4 5]\noutput 1',
    'ragged-rows',
    'Pad with zeros',
    'input 2\nlayer 3 tanh\n  W = [1 2; 3 0; 4 5]\noutput 1',
  ],
  [
    'batch X = [1 2 3]\ntarget = [2 1 2]\nlayer 2 softmax\n  W = [1; 2]\nloss cross_entropy',
    'target-size',
    'Convert to class labels: onehot([…])',
    'batch X = [1 2 3]\ntarget = onehot([2 1 2])\nlayer 2 softmax\n  W = [1; 2]\nloss cross_entropy',
  ],
  [
    'batch X = [1 2]\ntarget = onehot([0 1])\nlayer 2 softmax\n  W = [1; 2]\nloss cross_entropy',
    'bad-number',
    'Count the labels from 1',
    'batch X = [1 2]\ntarget = onehot([1 2])\nlayer 2 softmax\n  W = [1; 2]\nloss cross_entropy',
  ],
  [
    'input 1\nlayer [tanh 2 relu tanh]\n  W = [1; 2]\n  b = [1 2]\noutput 1',
    'activation-count',
    'Write [tanh relu]',
    'input 1\nlayer [tanh relu]\n  W = [1; 2]\n  b = [1 2]\noutput 1',
  ],
  [
    'target = 1\ninput X = 1 # here\nlayer 1 tanh\n  W = 1\nloss sse',
    'misplaced-statement',
    'Move it below its input',
    'input X = 1 # here\ntarget = 1\nlayer 1 tanh\n  W = 1\nloss sse',
  ],
  [
    'input X = 1\nlayer 1 tanh\nlayer 1 tanh\n  W = 1\n  W1 = 2',
    'misplaced-statement',
    'Move it below its layer',
    'input X = 1\nlayer 1 tanh\n  W1 = 2\nlayer 1 tanh\n  W = 1\n',
  ],
  [
    'input X = 1\nlayer 1 tanh\n  W = 1\noutput 1\nloss sse',
    'objective-conflict',
    'Remove the first one',
    'input X = 1\nlayer 1 tanh\n  W = 1\nloss sse',
  ],
  [
    'input = 1\ninput = 2\nlayer 1 tanh\n  W = 1',
    'duplicate-name',
    'Rename it to X2',
    'input = 1\ninput X2 = 2\nlayer 1 tanh\n  W = 1',
  ],
  [
    'input X = 1\nlayer a: 1 tanh\n  W = 1\nlayer a: 1 tanh\n  W = 1',
    'duplicate-name',
    'Rename it to a2',
    'input X = 1\nlayer a: 1 tanh\n  W = 1\nlayer a2: 1 tanh\n  W = 1',
  ],
  [
    'input 2\nlayer 3 tanh\n  W = he()\nlayer [2 softmax]\n  W = he()',
    'softmax-position',
    'Write 2 softmax',
    'input 2\nlayer 3 tanh\n  W = he()\nlayer 2 softmax\n  W = he()',
  ],
  [
    'activation f(x) = x\nderivative f(x) = 1\ninput 1\nlayer 1 tanh\n  W = 1',
    'unused-activation',
    'Remove it and its derivative',
    'input 1\nlayer 1 tanh\n  W = 1',
  ],
  [
    'input 1\nlayer leaky_relu(0.1, 2, 3)\n  W = 1',
    'unexpected-token',
    'Remove the extra value',
    'input 1\nlayer leaky_relu(0.1)\n  W = 1',
  ],
];

describe('What a quick fix writes', () => {
  for (const [before, code, title, after] of cases) {
    it(`${code}: ${title}`, () => {
      const found = check(parse(before)).diagnostics.find((d) => d.code === code);
      assert.ok(found, code);
      const titles = found.fixes.map((fix) => say(fix.title));
      assert.ok(titles.includes(title), titles.join(', '));
      assert.equal(applied(before, found, titles.indexOf(title)), after);
    });
  }

  it('is nothing that would make the meaning of another statement a guess', () => {
    const titles = (text: string, code: string) =>
      check(parse(text))
        .diagnostics.filter((d) => d.code === code)
        .flatMap(({ fixes }) => fixes.map((fix) => say(fix.title)));
    assert.deepEqual(titles('input X = 1\nlayer sofmax\n  W = 1\nlayer 1 tanh\n  W = 1', 'unknown-activation'), []);
    assert.deepEqual(titles('activation f(x) = x\nlet f = 1\nrate = f', 'duplicate-name'), []);
    assert.deepEqual(titles('W = 1\nlayer 1 tanh\nlayer 1 tanh', 'misplaced-statement'), []);
    assert.deepEqual(titles('input X = 1\nloss sse', 'missing-layer'), []);
  });
});

describe('"Fix all" makes a fix', () => {
  /** Whether each fix of what the parser reports first is made by “fix all”: not one of several guesses. */
  const preferred = (text: string) =>
    parse(text).diagnostics[0].fixes.map(({ title, preferred }) => `${say(title)}: ${preferred}`);
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['a = 3', ['Insert let: false']],
    ['a = [3]', ['Insert input: false']],
    ['input 2\nhidden: 3 relu', ['Insert layer: false']],
    ['input 2\nlayer 3', ['Insert sigmoid: false', 'Insert identity: false']],
    ['network ‘Two’', ['Write "Two": true']],
    ['let f(x) = 3', ['Write activation: true']],
  ];
  for (const [text, expected] of table) {
    it(`of ${JSON.stringify(text)}, or does not`, () => assert.deepEqual(preferred(text), expected));
  }
});
