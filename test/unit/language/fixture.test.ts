import assert from 'node:assert/strict';
import { fixture, withMarks } from './fixture';

describe('fixture', () => {
  it('takes marks out and knows what they marked', () => {
    const { text, ranges, cursors } = fixture('a ‹code|b ‹|c|›|› <|>d');
    assert.equal(text, 'a b c d');
    assert.deepEqual(ranges, [
      { label: 'code', start: 2, end: 5 },
      { label: '', start: 4, end: 5 },
    ]);
    assert.deepEqual(cursors, [6]);
  });

  it('puts them back', () => {
    for (const marked of ['‹a|x|›‹b|y|›', '‹a|‹b|x|›|›', '‹a||›x', 'x‹a||›']) {
      const { text, ranges } = fixture(marked);
      assert.equal(withMarks(text, ranges), marked);
    }
  });

  it('does not take marks that are not balanced', () => {
    assert.throws(() => fixture('‹|x'));
    assert.throws(() => fixture('x|›'));
  });
});
