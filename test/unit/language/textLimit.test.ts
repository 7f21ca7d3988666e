import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import { format, withEdits } from '../../../src/language/format/format';
import { parse } from '../../../src/language/syntax/parser';
import { say } from '../../../src/message/message';

describe('a text whose tree would fill the memory', () => {
  it('is read up to a limit, which is said once, and nothing else is said of the rest', () => {
    // Each entry is three tokens of the two million.
    const row = `${new Array(1000).fill('1*2').join(' ')}\n`;
    const before = 'let c = 1\ninput 1000\nlayer tanh\n  W = [';
    const text = `${before}${row.repeat(700)}]\nlayer 1 tanh\n  W = [wrong\n`;
    const { spec, diagnostics, network } = check(parse(text));
    assert.equal(network, null);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unused-let', 'too-large'],
    );
    const { range, message } = diagnostics[1];
    assert.match(say(message).replaceAll('\u202f', ' '), /more than 2 000 000 words and signs/);
    // 4 + 3 + 3 + 3 tokens are in front of the first row, and a row has 3001 with its line break.
    const row667 = before.length + 666 * row.length;
    assert.ok(range.start > row667 - row.length && range.start < row667 + row.length, `${range.start}`);
    assert.deepEqual(
      spec.statements.map(({ kind }) => kind),
      ['let', 'input', 'layer', 'weights'],
    );
    const signs = (one: string): string => one.replace(/\s/g, '');
    assert.equal(signs(withEdits(text, format(spec))), signs(text));
  });

  it('may have plain numbers beyond it', () => {
    const text = `input 1000\nlayer tanh\n  W = [${`${new Array(1000).fill('1').join(' ')}\n`.repeat(2100)}]\n`;
    assert.deepEqual(check(parse(text)).diagnostics, []);
  });

  it('is cut off behind many mistakes too', () => {
    const { diagnostics, statements } = parse('x\n'.repeat(1_100_000));
    assert.equal(diagnostics.filter(({ code }) => code === 'too-large').length, 1);
    assert.ok(statements.length <= 1_000_001);
  });
});
