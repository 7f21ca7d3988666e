import assert from 'node:assert/strict';
import { Analysis, defaultView } from '../../../../src/analysis/analysis';
import { inEnglish } from '../../../../src/message/message';
import { hoverAt } from '../../../../src/service/hover/hover';
import { semanticTokens } from '../../../../src/service/navigate/semanticTokens';

// N₁ = 2·3 = 6, Σ₁ = 36, Σ′₁ = 12; L = ½(36 − 30)² = 18, Δ₁ = 6·12 = 72, ∇W₁ = [144 216], W₁⁺ = [−72 −106].
const TEXT = `input = [2 3]
target = 30
layer square
W = [0 2]
loss half_sse
rate = 0.5
exercise "A"
give N1 Σ′₁
ask Δ₁: 2 ∇W₁ L nextW1
exercise "B"
ask gradW1[1, 2]
`;
const ITEMS = 'N1 Σ′₁ Δ₁ ∇W₁ L nextW1 gradW1'.split(' ');

describe('the hover on what an exercise gives or asks for', () => {
  it('says what it is, and its numbers, at every place of its word', async () => {
    const analysis = await Analysis.of(TEXT);
    assert.deepEqual(
      analysis.diagnostics.map(({ message }) => message.template),
      [],
    );
    await analysis.trace(defaultView);
    const numbers: Record<string, readonly string[]> = {
      N1: ['6'], 'Σ′₁': ['12'], 'Δ₁': ['72'], '∇W₁': ['144', '216'], L: ['18'], nextW1: ['-72', '-106'], gradW1: ['216'],
    }; // prettier-ignore
    for (const word of ITEMS) {
      const start = TEXT.indexOf(word, TEXT.indexOf('give'));
      for (let i = 0; i < word.length; i++) {
        const { markdown, range } = hoverAt(analysis, start + i, inEnglish)!;
        assert.ok(TEXT.slice(range.start, range.end).startsWith(word), word);
        for (const number of numbers[word])
          assert.ok(markdown.replace(/−/g, '-').includes(number), `${word}: ${markdown}`);
        assert.match(markdown, /\.$/);
      }
    }
    const entry = hoverAt(analysis, TEXT.indexOf('1, 2]'), inEnglish)!;
    assert.equal(TEXT.slice(entry.range.start, entry.range.end), 'gradW1[1, 2]');
    assert.equal(entry.markdown.includes('144'), false);
  });

  it('says only what it is where there are no numbers, or no such entry', async () => {
    const bare = 'input 2\nlayer 1 tanh\n  W\nexercise "A"\n  give W1\n  ask N1 gradW1[1, 2]\n';
    for (const text of [bare, TEXT.replace('input = [2 3]', 'input 2').replace('target = 30\n', '')]) {
      const analysis = await Analysis.of(text);
      await analysis.trace(defaultView);
      for (const word of ['N1', 'gradW1[']) {
        const { markdown } = hoverAt(analysis, text.indexOf(word, text.indexOf('exercise')), inEnglish)!;
        assert.doesNotMatch(markdown, /\d{2}|\|/, `${word}: ${markdown}`);
        assert.match(markdown, /\.$/);
      }
    }
  });

  it('says only what it is of a gradient where nothing is to be differentiated', async () => {
    const text = 'input X = [1 2]\nlayer 2 tanh\n  W = [1 0; 0 1]\nexercise "A"\n  give N1[2]\n  ask gradW1 L\n';
    const analysis = await Analysis.of(text);
    await analysis.trace(defaultView);
    const at = (word: string) => hoverAt(analysis, text.indexOf(word, text.indexOf('exercise')), inEnglish)!.markdown;
    assert.match(at('N1[2]'), /= \[2\]\n```\n\n/);
    for (const word of ['gradW1', 'L\n']) assert.doesNotMatch(at(word), /\n\n/);
  });

  it('is coloured as a name that cannot be assigned', async () => {
    const { checked } = await Analysis.of(TEXT);
    const words = semanticTokens(checked).filter(
      ({ type, modifiers }) => type === 'variable' && modifiers.includes('readonly'),
    );
    assert.deepEqual(
      words.map(({ range }) => TEXT.slice(range.start, range.end)),
      ITEMS,
    );
  });
});
