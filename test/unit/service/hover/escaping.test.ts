import '../../seed';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../../src/analysis/analysis';
import { inEnglish } from '../../../../src/message/message';
import { completionsAt } from '../../../../src/service/complete/completion';
import { signatureAt } from '../../../../src/service/complete/signatureHelp';
import { hoverAt } from '../../../../src/service/hover/hover';
import { markdownParts } from '../markdown';

const numRuns = Math.min(Number(process.env['NNET_FUZZ'] ?? 10), 400);

/** A text with a name in every place that has one. */
function specOf([constant, activation, parameter, input, layer, f, y]: readonly string[]): string {
  return `let ${constant} = sqrt(2)/2
activation ${activation}(x, ${parameter} = 2) = if x > 0 then ${parameter}*x else ${constant}*x
input ${input} = [1 ${constant}]
input Other = [1 2]
layer ${layer}: [${activation}(3) relu ${activation}]
  W = [1 2; ${constant} 1; -1 -2]
layer 1 ${activation}(0.5)
  W = [${constant} 1 1]
target ${input} = [${activation}(1)]
target Other = [2]
loss (${f}, ${y}) = (${f} - ${y})^2 + ${activation}(${f})
`;
}

/** All Markdown that the editor shows anywhere in the text. */
async function shownIn(text: string): Promise<string[]> {
  const analysis = await Analysis.of(text);
  assert.deepEqual(analysis.diagnostics.filter((d) => d.severity === 'error').map((d) => d.code), []); // prettier-ignore
  await analysis.trace();
  const shown: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    shown.push(hoverAt(analysis, at, inEnglish)?.markdown ?? '');
    shown.push(signatureAt(analysis, at, inEnglish)?.documentation ?? '');
    shown.push(...completionsAt(analysis, at, inEnglish).items.map((item) => item.documentation));
  }
  return shown;
}

const tame = ['zkonst', 'zactiv', 'zparam', 'zinput', 'zlayer', 'zoutpt', 'ztarge'];

describe('A name in a hover, a completion and a parameter hint', () => {
  it('is text, not Markdown: nothing but the words differs from those of plain names', async () => {
    const expected = (await shownIn(specOf(tame))).map(markdownParts);
    const name = fc
      .string({ unit: fc.constantFrom('_', '_', 'a', 'q'), minLength: 6, maxLength: 6 })
      .filter((text) => /[aq]/.test(text));
    const names = fc.uniqueArray(name, { minLength: tame.length, maxLength: tame.length });
    await fc.assert(
      fc.asyncProperty(names, async (hostile) => {
        const found = (await shownIn(specOf(hostile))).map(markdownParts);
        assert.equal(found.length, expected.length);
        for (const [i, { kinds, words }] of expected.entries()) {
          assert.deepEqual(found[i].kinds, kinds, words);
          const renamed = tame.reduce((text, plain, k) => text.replaceAll(plain, hostile[k]), words);
          assert.equal(found[i].words, renamed);
        }
      }),
      { numRuns },
    );
  });

  it('is text where the whole name is a mark of emphasis', async () => {
    const text = 'input __proto__ = [1]\nlayer __a__: 1 tanh\n  W = [1]\noutput 1\n';
    const analysis = await Analysis.of(text);
    const over = (word: string) => markdownParts(hoverAt(analysis, text.indexOf(word) + 1, inEnglish)!.markdown);
    assert.match(over('layer __a__').words, /__a__/);
    assert.match(over('input').words, /__proto__/);
  });
});
