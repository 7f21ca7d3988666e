import '../../seed';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inEnglish, message } from '../../../../src/message/message';
import { inlineCode, markdownText, sayMarkdown } from '../../../../src/service/describe/markdownText';
import { markdownParts } from '../markdown';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 1000);

const markup = fc.string({
  unit: fc.constantFrom(
    ...'\\`*_{}[]()#+-.!|~$^&<>"\'=:/ \n\r\t\u2028ab1',
    '![',
    '](',
    '<b>',
    '&lt;',
    'https://',
    'www.',
    'a@b.org',
    '.com',
  ),
  maxLength: 30,
});
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

describe('Text in Markdown', () => {
  it('is read as it is, whatever it holds', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const { kinds, words } = markdownParts(`a ${markdownText(text)} z`);
        assert.deepEqual(kinds, ['paragraph_open', 'text', 'paragraph_close'], text);
        assert.equal(words, `a ${oneLine(text)} z`);
        assert.doesNotMatch(markdownText(text), /:\/\/|www\.|@/i, 'what GitHub’s Markdown makes a link');
      }),
      { numRuns },
    );
  });

  it('as an argument of a message leaves the markup of the template', () => {
    const said = sayMarkdown(message('**{0}** is `mean` {1}.', '*a*_b_', 3), inEnglish);
    const { kinds, words } = markdownParts(said);
    assert.deepEqual(kinds.filter((kind) => kind !== 'text'), ['paragraph_open', 'strong_open', 'strong_close', 'code_inline', 'paragraph_close']); // prettier-ignore
    assert.equal(words, '*a*_b_ is mean 3.');
  });

  it('as code is read as it is', () => {
    fc.assert(
      fc.property(
        markup.filter((text) => text.trim() !== ''),
        (text) => {
          const { kinds, words } = markdownParts(`a ${inlineCode(text)} z`);
          assert.deepEqual(kinds, ['paragraph_open', 'text', 'code_inline', 'text', 'paragraph_close'], text);
          assert.equal(words, `a ${oneLine(text)} z`);
        },
      ),
      { numRuns },
    );
  });
});
