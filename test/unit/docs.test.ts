import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../src/analysis/analysis';
import { severities } from '../../src/language/text/diagnostic';

describe('docs/diagnostics.md', () => {
  const sections = readFileSync('docs/diagnostics.md', 'utf8').split(/^## /m).slice(1);
  const byCode = new Map(sections.map((s) => [s.slice(0, s.indexOf('\n')).trim(), s]));

  it('has a section for every code, in the order of the list, and no other', () => {
    assert.deepEqual([...byCode.keys()], Object.keys(severities));
  });

  for (const [code, section] of byCode) {
    // No text is known to give it, or it would be corrected.
    if (code === 'internal-error') continue;
    it(`shows a text that gives ${code}`, async () => {
      const example = /```nnet(?: \{spec\})?\n([\s\S]*?)```/.exec(section)?.[1];
      assert.ok(example);
      const { diagnostics } = await Analysis.of(example);
      assert.ok(
        diagnostics.some((d) => d.code === code),
        `it gives ${diagnostics.map((d) => d.code).join(', ') || 'nothing'}`,
      );
    });
  }
});
