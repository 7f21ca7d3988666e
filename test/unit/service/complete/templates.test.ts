import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { format } from '../../../../src/language/format/format';
import { say } from '../../../../src/message/message';
import { templates } from '../../../../src/service/complete/templates';

describe('templates of new networks', () => {
  it('include an empty one', () => assert.equal(templates.filter(({ text }) => text === '').length, 1));

  for (const { name, text } of templates) {
    it(say(name), async () => {
      const analysis = await Analysis.of(text);
      const problems = analysis.diagnostics.filter((d) => d.severity !== 'information');
      assert.deepEqual(
        problems.map((d) => say(d.message)),
        [],
      );
      // One is empty, for those who know what to write.
      assert.equal(analysis.network === null, text === '');
      if (analysis.network === null) return;
      assert.deepEqual(format(analysis.checked.spec), []);
      if (analysis.network.samples.length > 0) assert.ok((await analysis.check())!.maxRelativeError < 1e-6);
    });
  }
});
