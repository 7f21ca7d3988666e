import assert from 'node:assert/strict';
import { format, withEdits } from '../../../../src/language/format/format';
import { parse } from '../../../../src/language/syntax/parser';

const formatted = (text: string): string => withEdits(text, format(parse(text)));

describe('The formatter between statements', () => {
  it('keeps a separator in front of a statement, also behind a broken one', () => {
    for (const text of [
      'layer [2 sin\n   = [1 2]\n;layer 1 tanh\n',
      'let a = )\n , let b = 2\n',
      'let a = 1\n; let b = 2\n',
      'let a = 1\n;\n,\nlet b = 2\n',
    ]) {
      const once = formatted(text);
      assert.equal(once.replace(/\s/g, ''), text.replace(/\s/g, ''), text);
      assert.equal(formatted(once), once);
    }
  });

  it('takes for a space what the parser takes for one', () => {
    for (const space of [' ', '\t', '\u00a0', '\u2003', '\u2028', '\u2029', '\u3000', '\ufeff']) {
      const text = `let a = )\n${space}let b = 2\n`;
      const kinds = (t: string): string[] => parse(t).statements.map(({ kind }) => kind);
      assert.deepEqual(kinds(text), ['let', 'let'], JSON.stringify(text));
      assert.deepEqual(kinds(formatted(text)), ['let', 'let'], JSON.stringify(text));
    }
  });
});
