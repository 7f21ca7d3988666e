import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineMap } from '../../../../src/language/text/lineMap';

function places(text: string): string[] {
  const map = new LineMap(text);
  return Array.from({ length: text.length + 1 }, (_, offset) => {
    const { line, character } = map.positionAt(offset);
    return `${line}:${character}`;
  });
}

describe('LineMap', () => {
  it('knows LF, CRLF and CR', () => {
    assert.deepEqual(places('ab\nc\r\nd\re'), ['0:0', '0:1', '0:2', '1:0', '1:1', '1:1', '2:0', '2:1', '3:0', '3:1']);
    assert.equal(new LineMap('\r\n').lineCount, 2);
    assert.equal(new LineMap('\n\r').lineCount, 3);
  });

  it('has one line in an empty text', () => {
    assert.equal(new LineMap('').lineCount, 1);
    assert.deepEqual(new LineMap('').positionAt(0), { line: 0, character: 0 });
  });

  it('counts UTF-16 units, and only those three endings', () => {
    const text = 'x\u2028y\u0085😀\n→';
    const map = new LineMap(text);
    assert.deepEqual(map.positionAt(text.indexOf('\n')), { line: 0, character: 6 });
    assert.deepEqual(map.positionAt(text.length), { line: 1, character: 1 });
  });

  it('does not count a byte-order mark', () => {
    const map = new LineMap('\uFEFFab\nc');
    assert.deepEqual(map.positionAt(0), { line: 0, character: 0 });
    assert.deepEqual(map.positionAt(1), { line: 0, character: 0 });
    assert.deepEqual(map.positionAt(2), { line: 0, character: 1 });
    assert.deepEqual(map.positionAt(4), { line: 1, character: 0 });
    assert.equal(map.offsetAt({ line: 0, character: 0 }), 1);
    assert.equal(map.offsetAt({ line: 0, character: 9 }), 3);
  });

  it('clamps what lies outside', () => {
    const map = new LineMap('ab\r\ncd');
    assert.deepEqual(map.positionAt(99), { line: 1, character: 2 });
    assert.deepEqual(map.positionAt(-1), { line: 0, character: 0 });
    assert.equal(map.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(map.offsetAt({ line: 9, character: 0 }), 6);
    assert.equal(map.offsetAt({ line: -1, character: 3 }), 0);
  });

  it('agrees with a slow reading, and comes back to the offset', () => {
    const unit = fc.constantFrom('a', '\n', '\r', '\uFEFF', '\ud83d', ' ');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 700 }), (units) => {
        const text = units.join('');
        const map = new LineMap(text);
        const skipped = text.startsWith('\uFEFF') ? 1 : 0;
        const lines = text.slice(skipped).split(/\r\n|\r|\n/);
        assert.equal(map.lineCount, lines.length);
        for (let offset = skipped; offset <= text.length; offset++) {
          const before = text.slice(skipped, offset);
          // Between CR and LF the line has not ended yet.
          const inside = text[offset - 1] === '\r' && text[offset] === '\n' ? 1 : 0;
          const parts = before.slice(0, before.length - inside).split(/\r\n|\r|\n/);
          const expected = { line: parts.length - 1, character: parts.at(-1)!.length };
          assert.deepEqual(map.positionAt(offset), expected);
          assert.equal(map.offsetAt(expected), offset - inside);
        }
      }),
    );
  });
});
