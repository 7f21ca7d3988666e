import assert from 'node:assert/strict';
import { parse } from '../../../../src/language/syntax/parser';
import { say } from '../../../../src/message/message';

describe('A separator in front of a statement', () => {
  for (const [text, at] of [
    [', let a = 1', 0],
    ['; let a = 1', 0],
    ['let a = 1\n  ;; let b = 2', 12],
  ] as const) {
    it(`is said, and can be removed: ${JSON.stringify(text)}`, () => {
      const [found] = parse(text).diagnostics;
      assert.deepEqual(found.range, { start: at, end: at + 1 });
      assert.match(say(found.message), /There is nothing before this/);
      assert.deepEqual(found.fixes[0].edits, [{ range: { start: at, end: at + 1 }, newText: '' }]);
    });
  }
  it('is no problem behind a statement, or alone on its line', () => {
    for (const text of ['let a = 1;', 'let a = 1,\nlet b = 2;', ';\nlet a = 1\n;', ', # none\nlet a = 1']) {
      assert.deepEqual(parse(text).diagnostics, [], text);
    }
  });
});
