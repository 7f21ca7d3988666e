import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { inEnglish } from '../../../../src/message/message';
import { hoverAt } from '../../../../src/service/hover/hover';

describe('A name in a hover', () => {
  it('is text, not Markdown', async () => {
    const text = 'input __proto__ = [1]\nlayer __a__: 1 tanh\n  W = [1]\noutput 1\n';
    const analysis = await Analysis.of(text);
    const over = (word: string) => hoverAt(analysis, text.indexOf(word) + 1, inEnglish)!.markdown;
    assert.match(over('layer __a__'), /\\_\\_a\\_\\_/);
    assert.match(over('[1]'), /\\_\\_proto\\_\\_|x<sub>/);
  });
});
