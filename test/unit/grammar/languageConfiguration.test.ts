import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keywords } from '../../../src/language/syntax/words';
import { tokens } from '../../../src/language/syntax/scanner';

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: 'none'; readonly appendText?: string; readonly removeText?: number };
}

interface Configuration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly indentationRules: Record<
    'increaseIndentPattern' | 'decreaseIndentPattern' | 'unIndentedLinePattern',
    string
  >;
  readonly onEnterRules: EnterRule[];
}

const root = path.resolve(import.meta.dirname, '../../..');
const configuration = JSON.parse(readFileSync(path.join(root, 'language-configuration.json'), 'utf8')) as Configuration;

/** What stands before the cursor on the new line after Enter at the end of `line`; null if no rule speaks. */
function afterEnter(line: string, rest = ''): string | null {
  for (const { beforeText, afterText, action } of configuration.onEnterRules) {
    if (!new RegExp(beforeText).test(line)) continue;
    if (afterText !== undefined && !new RegExp(afterText).test(rest)) continue;
    const indentation = /^\s*/.exec(line)![0];
    return indentation.slice(0, indentation.length - (action.removeText ?? 0)) + (action.appendText ?? '');
  }
  return null;
}

describe('the language configuration', () => {
  it('takes the scanner’s names and numbers for words', () => {
    const { pattern, flags } = configuration.wordPattern;
    const words = new RegExp(pattern, `${flags}g`);
    const text = 'let σ₀ = 1.5e−3*скорость_2 + .5 - [b c]ᵀ + 2.*W₁₂ # é';
    const found = [...text.slice(0, text.indexOf('#')).matchAll(words)].map(([word]) => word);
    const expected = [...tokens(text)].filter(({ kind }) => kind === 'name' || kind === 'number');
    assert.deepEqual(
      found,
      expected.map(({ start, end }) => text.slice(start, end)),
    );
    assert.ok(!new RegExp(`^(?:${pattern})$`, flags).test(''));
  });

  it('knows every keyword as the start of a line', () => {
    const { decreaseIndentPattern, unIndentedLinePattern, increaseIndentPattern } = configuration.indentationRules;
    for (const keyword of keywords) {
      // The parts of an exercise are indented below it, as W and b below their layer.
      const isPart = ['give', 'ask', 'note'].includes(keyword);
      assert.equal(new RegExp(decreaseIndentPattern).test(`    ${keyword} x`), !isPart);
      assert.doesNotMatch(`    ${keyword} x`, new RegExp(unIndentedLinePattern));
    }
    assert.match('layer tanh', new RegExp(increaseIndentPattern));
    assert.match('exercise "One"', new RegExp(increaseIndentPattern));
    assert.doesNotMatch('layers', new RegExp(increaseIndentPattern));
    assert.doesNotMatch('layers', new RegExp(decreaseIndentPattern));
  });

  it('lets rows of a matrix keep their place', () => {
    const row = new RegExp(configuration.indentationRules.unIndentedLinePattern);
    for (const line of ['       0.25 0.30]', '[3, 4]]', '  c -c']) assert.match(line, row);
    for (const line of ['  W = [1', 'b', '  b₂ = 1', '  # said', '', 'W1=2']) assert.doesNotMatch(line, row);
  });

  it('puts the next row below the first entry', () => {
    assert.equal(afterEnter('  W = [1 2'), '       ');
    assert.equal(afterEnter('W = [[1, 2],'), '     ');
    assert.equal(afterEnter('\tb = [[1,'), '\t     ');
    assert.equal(afterEnter('target = [1'), '          ');
    assert.equal(afterEnter('input X = [1'), '           ');
    assert.equal(afterEnter('batch = [1'), '         ');
    assert.equal(afterEnter('  W = [1 2]'), null);
    assert.equal(afterEnter('  W = [[1, 2], [3, 4]]'), null);
    assert.equal(afterEnter('  W = 1'), null);
    assert.equal(afterEnter('       3 4'), '       ');
    assert.equal(afterEnter('       [3, 4],'), '       ');
  });

  it('goes back below W, or to the margin, after the last row', () => {
    assert.equal(afterEnter('       3 4]'), '  ');
    assert.equal(afterEnter('       3 4];  # said'), '  ');
    assert.equal(afterEnter('       [3, 4]]'), '  ');
    assert.equal(afterEnter('         3 4]'), '    ');
    assert.equal(afterEnter('           3 4]'), '');
    assert.equal(afterEnter('          3]'), '');
  });

  it('goes on with a comment only when it is cut in two', () => {
    assert.equal(afterEnter('  # one', ' two'), '  # ');
    assert.equal(afterEnter('  # one'), null);
  });
});
