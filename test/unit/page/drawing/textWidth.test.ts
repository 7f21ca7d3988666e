import assert from 'node:assert/strict';
import { shortened, textWidth } from '../../../../src/page/drawing/textWidth';

describe('the width of a label', () => {
  it('is estimated from its letters', () => {
    assert.ok(textWidth('WWWW', 14) > textWidth('iiii', 14) * 2);
    assert.equal(textWidth('層', 14), 14);
    assert.equal(textWidth('', 14), 0);
  });

  it('decides how much of it is shown', () => {
    assert.equal(shortened('hidden', 14, 100), 'hidden');
    const short = shortened('a'.repeat(100), 14, 100);
    assert.match(short, /^a+…$/);
    assert.ok(textWidth(short, 14) <= 100);
    assert.equal(shortened('😀'.repeat(20), 10, 35), '😀😀…');
  });
});
