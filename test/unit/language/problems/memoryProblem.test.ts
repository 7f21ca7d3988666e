import assert from 'node:assert/strict';
import { check } from '../../../../src/language/meaning/checker';
import { parse } from '../../../../src/language/syntax/parser';
import { say } from '../../../../src/message/message';

function tooLarge(text: string): { where: string; said: string }[] {
  return check(parse(text))
    .diagnostics.filter(({ code }) => code === 'too-large')
    .map(({ range, message }) => ({ where: text.slice(range.start, range.end), said: say(message) }));
}

const columns = (count: number) => `batch X = [${new Array(count).fill('1').join(' ')}]`;
const last = 'layer 1 identity\n  W = ones()\noutput 1\n';

describe('What a network holds at its samples', () => {
  it('is counted: the weights, X, and neurons × columns for N, Σ, Σ′ and Δ', () => {
    // 20 000 × (1 + 4·2001) + 2000 + 2000 = 160 104 000 numbers, 1.3 GB.
    const [found] = tooLarge(`${columns(20_000)}\nlayer 2000 relu\n  W = ones()\n${last}`);
    assert.match(
      found.said.replaceAll('\u202f', ' '),
      /2 000 neurons and X has 20 000 columns.* 160 104 000 numbers = 1\.3 GB/,
    );
    assert.equal(found.where[0], '[', 'more columns than neurons: the data is to blame');
  });
  it('the layer is to blame where it is wider than the data', () => {
    assert.equal(tooLarge(`${columns(1000)}\nlayer 50000 relu\n  W = ones()\n${last}`)[0].where, '50000');
  });
  it('the widest layer is named, wherever it is', () => {
    const narrow = 'layer 10 tanh\n  W = ones()\n';
    const [found] = tooLarge(`${columns(1000)}\n${narrow}layer 50000 relu\n  W = ones()\n${narrow}${last}`);
    assert.match(found.said, /^Layer 2 has 50\s000 neurons/);
  });
  it('may come to the limit', () => {
    // 10 000 × (1 + 4·2499) + 4996 = 99 974 996, and 40 000 more for each neuron.
    assert.deepEqual(tooLarge(`${columns(10_000)}\nlayer 2498 relu\n  W = ones()\n${last}`), []);
    assert.equal(tooLarge(`${columns(10_000)}\nlayer 2499 relu\n  W = ones()\n${last}`).length, 1);
  });
});
