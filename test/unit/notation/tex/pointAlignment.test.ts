import assert from 'node:assert/strict';
import { roomAfterDots } from '../../../../src/notation/tex/pointAlignment';

describe('The room after dots', () => {
  it('is half of what their column is wider than they', () => {
    assert.equal(roomAfterDots(['1', '0', '7']), '');
    // 0.1234 is 2.78 em wide, the dots 0.28: 1.25 em, or two digits and a half.
    assert.equal(roomAfterDots(['0', '0.1234']), '\\phantom{000}');
    assert.equal(roomAfterDots(['-312.3', '0\\phantom{.0}']), '\\phantom{000}');
    assert.equal(roomAfterDots(['\\tfrac{1}{12}', '1']), '');
    assert.equal(roomAfterDots(['9.36 \\times 10^{-14}']), '\\phantom{00000}');
  });
});
