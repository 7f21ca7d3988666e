import assert from 'node:assert/strict';
import russian from '../../../../l10n/bundle.l10n.ru.json';
import { inEnglish, message, quantities, say } from '../../../../src/message/message';
import { layerIndex } from '../../../../src/message/subscript';
import { courseText, inLetters } from '../../../../src/notation/letters/courseText';

const course = inLetters('course', inEnglish);

describe('The letters of running text', () => {
  it('are those of a course, with the layer in brackets', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['Δᵢ = (Wᵢ₊₁ᵀ·Δᵢ₊₁) ∘ Σ′ᵢ', 'δ[i] = (W[i+1]ᵀ·δ[i+1]) ∘ g′[i]'],
      ['∇X = W₁ᵀ·Δ₁', '∇x = W[1]ᵀ·δ[1]'],
      ['N = W·Σ + b', 'z = W·a + b'],
      ['W₁₂ − η∇W₁₂', 'W[12] − η∇W[12]'],
      ['Σ″ contains the second derivative', 'g″ contains the second derivative'],
      ['f = f(X) is the output of the network, y the target', 'f = f(x) is the output of the network, y the target'],
      ['p − Y', 'p − y'],
      ['(HV)₂', '(HV)[2]'],
      ['No input yet. Next: NumPy, XOR, NNet, Σum', 'No input yet. Next: NumPy, XOR, NNet, Σum'],
      ['Give the column X (input X = [1 2 3])', 'Give the column x (input X = [1 2 3])'],
    ];
    for (const [paper, expected] of cases) assert.equal(courseText(paper), expected);
  });

  it('are put into messages with their indices, and nowhere else', () => {
    const text = message('Layer {0} ({4}): W{1} is {2}, {3}', 2, layerIndex(2), '3 × 2', 'N₁', 'Σ₂ X');
    assert.equal(say(text, course), 'Layer 2 (Σ₂ X): W[2] is 3 × 2, N₁');
    assert.equal(say(text), 'Layer 2 (Σ₂ X): W₂ is 3 × 2, N₁');
    const slip = message('These are the values of {0}, not of {1}.', quantities('Σ′₁'), quantities('∇W₁'));
    assert.equal(say(slip, course), 'These are the values of g′[1], not of ∇W[1].');
    assert.equal(say(message('The activations Σ{0} of N{0}', 3), course), 'The activations a[3] of z[3]');
  });

  it('are said as they are written: values a, maps g', () => {
    const spoken = (text: string, ...args: number[]) => say(message(text, ...args), course);
    assert.equal(spoken('Sigma {0}', 2), 'a 2');
    assert.equal(spoken('Sigma {0} applied to {1}', 2, 7), 'g 2 applied to 7');
    assert.equal(spoken('Sigma prime {0}', 2), 'g prime 2');
    assert.equal(spoken('Delta {0}', 2), 'delta 2');
    assert.equal(spoken('small x'), 'x');
  });

  it('leave none of the paper’s in any message of the page, in English and Russian', () => {
    const kept = /input X =|[NXΣΔ]\p{L}|\p{L}[NX]|\bNumPy|[A-Za-z]+1\b/u;
    const words = Object.entries(russian as Record<string, string>)
      .flat()
      .filter((text) => !kept.test(text));
    assert.ok(words.filter((text) => /[ΣΔ]|сигма|Sigma/.test(text)).length > 100);
    for (const text of words) {
      assert.doesNotMatch(courseText(text), /[ΣΔσ]|Sigma|Delta|сигма|(?<![\p{L}\p{N}])[NX](?![\p{L}\p{N}])/u, text);
    }
  });

  it('have the same letters in every language', () => {
    const letters = (text: string) =>
      [...courseText(text).matchAll(/(?<![\p{L}\p{N}])(?:g[′″]|[azδ](?=\[))/gu)].map(([letter]) => letter).sort();
    for (const [english, translated] of Object.entries(russian as Record<string, string>)) {
      assert.deepEqual(letters(translated), letters(english), english);
    }
  });
});
