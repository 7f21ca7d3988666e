import assert from 'node:assert/strict';
import { Scanner, stringValue, tokens } from '../../../../src/language/syntax/scanner';

/** The tokens as `kind` or `kind:text`, with `_` before those that follow a blank. */
function scan(text: string): string {
  return [...tokens(text)]
    .map(({ kind, start, end, blankBefore }) => {
      const written = text.slice(start, end);
      const shown = kind === 'newline' ? '⏎' : kind === written ? kind : `${kind}:${written}`;
      return (blankBefore ? '_' : '') + shown;
    })
    .join(' ');
}

function assertTokens(text: string, expected: string): void {
  assert.equal(scan(text), expected, JSON.stringify(text));
}

describe('scanner', () => {
  it('cuts a line into words and signs', () => {
    assertTokens('W = [1 -2]', 'name:W _= _[ number:1 _- number:2 ]');
    assertTokens('layer hidden: 3 relu', 'name:layer _name:hidden : _number:3 _name:relu');
    assertTokens('a<=b>=c==d!=e<f>g', 'name:a <= name:b >= name:c == name:d != name:e < name:f > name:g');
  });

  it('skips a byte-order mark and takes any kind of space for a blank', () => {
    assertTokens('\ufeffa\u00a0b\u2009c\td\u202fe', '_name:a _name:b _name:c _name:d _name:e');
  });

  it('ends a line at LF, CR LF and CR only', () => {
    assertTokens('a\nb\r\nc\rd', 'name:a ⏎ name:b ⏎ name:c ⏎ name:d');
    assert.equal([...tokens('a\r\n')][1].end, 3);
    assertTokens('# a\u2028b\u0085c\nd', 'comment:# a\u2028b\u0085c ⏎ name:d');
  });

  it('reads numbers with an optional point and exponent', () => {
    for (const text of ['1', '1.', '.5', '1.5', '1e3', '1.e-3', '.5E+2', '1e−3', '007']) {
      assertTokens(text, `number:${text}`);
    }
  });

  it('leaves the sign, U+2212 too, out of the number', () => {
    assertTokens('-1', '- number:1');
    assertTokens('−1', '-:− number:1');
  });

  it('takes letters, digits, _ and points stuck to a number for a mistake', () => {
    for (const text of ['2x', '1_000', '0x10', '1.2.3', '1e', '1..', '2π', '1e5x', '3₁', '1.e']) {
      assertTokens(text, `bad-number:${text}`);
    }
    assertTokens('1e-x', 'bad-number:1e - name:x');
  });

  it('keeps three points apart from the number before them', () => {
    assertTokens('2...', 'number:2 ...');
    assertTokens('2. ...', 'number:2. _...');
    assertTokens('1 … 2', 'number:1 _...:… _number:2');
  });

  it('reads names of any script, with subscripts and marks', () => {
    for (const text of ['x', '_a1', 'σ', 'вес', 'W₁', 'x₀₉', 'é', 'e\u0301', '学', '𝑥', 'W_1', 'नाम']) {
      assertTokens(text, `name:${text}`);
    }
  });

  it('does not take ᵀ for a letter', () => {
    assertTokens("]ᵀ Wᵀ ]' ].T", "] ᵀ _name:W ᵀ _] ' _] . name:T");
  });

  it('reads ** as ^', () => {
    assertTokens('2**3^4', 'number:2 ^:** number:3 ^ number:4');
  });

  it('reads strings with \\" and \\\\ on one line', () => {
    assertTokens('"a" "a\\"b" "a\\\\" "#"', 'string:"a" _string:"a\\"b" _string:"a\\\\" _string:"#"');
    assertTokens('"a\nb', 'open-string:"a ⏎ name:b');
    assertTokens('"a\\"', 'open-string:"a\\"');
    assert.equal(stringValue('"a\\"b\\\\c\\d"'), 'a"b\\c\\d');
  });

  it('names what it does not know one character at a time', () => {
    assertTokens('@ 😀', 'unknown:@ _unknown:😀');
  });

  it('reads signs at the very end of the text', () => {
    for (const sign of [')', '<', '=', '*']) assertTokens(sign, sign);
  });

  it('covers the text without overlap', () => {
    const text = 'layer a: 3 relu # c\nW = [1, 2;3 ...\n 4]ᵀ "x" @';
    let end = 0;
    for (const token of tokens(text)) {
      assert.equal(text.slice(end, token.start).trim(), '');
      end = token.end;
    }
    assert.equal(end, text.length);
  });

  it('starts anywhere and says where the text ends', () => {
    const scanner = new Scanner('ab cd');
    assert.deepEqual(scanner.scan(2), { kind: 'name', start: 3, end: 5, blankBefore: true });
    assert.deepEqual(scanner.scan(5), { kind: 'end', start: 5, end: 5, blankBefore: false });
  });
});
