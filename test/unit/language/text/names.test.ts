import assert from 'node:assert/strict';
import { latinLookAlike, nearestName } from '../../../../src/language/text/names';

describe('names', () => {
  it('nearest: one slip in three letters', () => {
    const words = ['sigmoid', 'tanh', 'relu', 'softmax', 'identity', 'W', 'b', 'x'];
    const cases: [string, string | null][] = [
      ['sigmoyd', 'sigmoid'],
      ['sigmiod', 'sigmoid'],
      ['sigmod', 'sigmoid'],
      ['tahn', 'tanh'],
      ['Relu', 'relu'],
      ['RELU', 'relu'],
      ['softplus', null],
      ['identiy', 'identity'],
      ['w', 'W'],
      ['c', null],
      ['y', null],
      ['', null],
      ['tan', 'tanh'],
      ['x'.repeat(1000), null],
    ];
    for (const [name, nearest] of cases) assert.equal(nearestName(name, words), nearest, name);
  });

  it('nearest: the fewest slips win, then the first', () => {
    assert.equal(nearestName('abcd', ['abce', 'abcdf', 'ABCD']), 'ABCD');
    assert.equal(nearestName('abcd', ['abce', 'abcf']), 'abce');
    assert.equal(nearestName('abcd', []), null);
  });

  it('look-alikes: the same in Latin letters', () => {
    assert.equal(latinLookAlike('с'), 'c');
    assert.equal(latinLookAlike('Х'), 'X');
    assert.equal(latinLookAlike('ЅΙGМА'), 'SIGMA');
    assert.equal(latinLookAlike('𝑥ｙ'), 'xy');
    assert.equal(latinLookAlike('tanh'), 'tanh');
    assert.equal(latinLookAlike('вес'), latinLookAlike('bec'));
    assert.notEqual(latinLookAlike('б'), 'b');
    assert.equal(latinLookAlike('W₁'), latinLookAlike('W₁'));
  });
});
