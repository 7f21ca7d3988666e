import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Analysis } from '../../../../src/analysis/analysis';
import { partNames, usualHandout } from '../../../../src/authoring/choices';
import { buildHandout } from '../../../../src/authoring/handoutBuilder';
import { spokenBlock } from '../../../../src/authoring/spokenBlock';
import { translation } from '../../../../src/message/translation';
import { filesIn } from '../../../exampleFiles';

/** What nobody says: a double transpose, one of many, a sign that is read as “caret”, a place that was not filled. */
const slips = /transposed transposed|транспонированн\S+ транспонированн|\b1 (?:neurons|rows|columns|entries|samples|numbers|ones|inputs|outputs)\b|\blayers \d+ the\b|10\^|\{\d\}|undefined|NaN/; // prettier-ignore

describe('what the formulas and drawings of the examples say', () => {
  for (const name of ['chain', 'homogeneous', 'micrograd', 'neuron', 'softmax-batch', 'hessian']) {
    it(`${name} has no slip of grammar, in English and Russian`, async () => {
      const text = fs.readFileSync(`examples/${name}.nnet`, 'utf8');
      const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
      const what = partNames.filter((part) => part !== 'check' && part !== 'steps');
      const { parts } = await buildHandout(
        analysis,
        { file: name, text },
        { ...usualHandout, what, forms: ['3', '4'] },
      );
      let said = 0;
      for (const block of parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks))) {
        if (block.kind !== 'formula' && block.kind !== 'drawing') continue;
        for (const language of ['en', 'ru'] as const) {
          assert.doesNotMatch(spokenBlock(block, translation(language)), slips);
          said++;
        }
      }
      assert.ok(said > 20, String(said));
    });
  }

  it('say a power of ten in words', async () => {
    const text = 'input = [0.00001234]\nlayer 1 identity\nW = [1]\n';
    const analysis = await Analysis.of(text);
    const { parts } = await buildHandout(analysis, { file: 'a', text }, { ...usualHandout, what: ['forward'] });
    const blocks = parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks));
    const said = (language: 'en' | 'ru') =>
      blocks.map((block) => (block.kind === 'formula' ? spokenBlock(block, translation(language)) : '')).join(' ');
    assert.match(said('en'), /X is 1\.234 times 10 to the power −5/);
    assert.match(said('ru'), /X: 1\.234 умножить на 10 в степени −5/);
  });
});
