import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { say } from '../../../../src/message/message';
import { writtenEntries } from '../../../../src/service/edit/writtenEntries';

const entries = async (text: string) =>
  writtenEntries(await Analysis.of(text)).map(({ range, text: written, name }) => {
    assert.equal(text.slice(range.start, range.end), written);
    return `${say(name)} = ${written}`;
  });

describe('the numbers that a text writes on their own', () => {
  it('are those of X, the target, W, b and the rate, in the order of the text', async () => {
    const text = 'input X = [1 -2.50]\ntarget = 3/4\nlayer 1 tanh\nW = [1e-3 4]\nb = .5\nloss half_sse\nrate = 0.1\n';
    assert.deepEqual(await entries(text), [
      'X, entry [1, 1] = 1',
      'X, entry [2, 1] = -2.50',
      'Y, entry [1, 1] = 3/4',
      'W₁, entry [1, 1] = 1e-3',
      'W₁, entry [1, 2] = 4',
      'b₁, entry [1, 1] = .5',
      'η = 0.1',
    ]);
  });

  it('are no sizes, seeds, expressions and constants, and none of a text with errors', async () => {
    assert.deepEqual(
      await entries('let a = 2\ninput = [a sqrt(2)]\nlayer 2 leaky_relu(0.1)\nW = integers(-2, 2, seed = 7)\n'),
      [],
    );
    assert.deepEqual(await entries('input = [1 2]\nlayer 1 tanh\nW = [1 2 3]\n'), []);
  });

  it('are the first 400', async () => {
    const row = (from: number) => Array.from({ length: 100 }, (_, i) => from + i).join(' ');
    const rows = Array.from({ length: 9 }, (_, r) => row(100 * r)).join('; ');
    assert.equal((await entries(`input 100\nlayer 9 tanh\nW = [${rows}]\n`)).length, 400);
  });
});
