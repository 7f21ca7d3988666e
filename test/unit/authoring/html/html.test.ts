import assert from 'node:assert/strict';
import { usualHandout } from '../../../../src/authoring/choices';
import { buildHandout } from '../../../../src/authoring/handoutBuilder';
import { htmlText } from '../../../../src/authoring/html/htmlText';
import { Analysis } from '../../../../src/analysis/analysis';
import { exportedText } from '../../../exportedFiles';
import { sheetFiles } from '../../../sheetsOf';

const text = 'network "Two"\ninput = [1 2]\nlayer tanh\n W = [1 2]';

describe('an export to HTML', () => {
  for (const target of ['html', 'slides'] as const) {
    it(`${target} is the same each time, names its source and asks for nothing`, async () => {
      const handout = await buildHandout(await Analysis.of(text), { file: 'two.nnet', text }, usualHandout);
      const [first, second] = [await exportedText(handout, target, 'two'), await exportedText(handout, target, 'two')];
      assert.equal(first, second);
      assert.ok(
        first.startsWith(
          '<!DOCTYPE html>\n<!--\nGenerated with NNet from two.nnet, checksum 00000000. To generate it again:\nnnet export two.nnet',
        ),
      );
      assert.doesNotMatch(first, /(?:src|href)="(?!#)|@import|url\((?!"?data:)/);
      assert.match(first, /<html lang="en">/);
      const svg = /<figure class="drawing"[^>]*>(<svg [^]*?<\/svg>)<\/figure>/.exec(first)![1];
      assert.match(svg, /<title>Two<\/title>\n<desc>The network as neurons and connections/);
    });
  }

  it('says which language it has, as a sheet does', async () => {
    const source = `${text}\noutput 1\nexercise "One"\n  ask N1\n`;
    const analysis = await Analysis.of(source);
    for (const language of ['en', 'ru'] as const) {
      const handout = await buildHandout(analysis, { file: 'two.nnet', text: source }, { ...usualHandout, language });
      const [sheet] = (await sheetFiles(source, 'html', {}, { language })).values();
      for (const html of [await exportedText(handout, 'html'), await exportedText(handout, 'slides'), sheet])
        assert.equal(/<html lang="(.*)">/.exec(html)?.[1], language);
    }
  });

  it('has no sign of a text as markup', () => {
    assert.equal(htmlText(`<a b="c" d='e'>&\n`), '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp; ');
  });
});
