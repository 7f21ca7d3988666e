import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../src/analysis/analysis';
import { choiceTexts } from '../../src/authoring/choices';
import { severities } from '../../src/language/text/diagnostic';

describe('docs/markdown.md', () => {
  const text = readFileSync('docs/markdown.md', 'utf8');

  it('has a row for every choice that a fence can make, and for no other', () => {
    // The parts are named without their option; language and flavor are chosen for the whole file, and the background for files of pictures.
    const names = Object.values(choiceTexts).map(({ option }) => option).filter((name) => !['what', 'language', 'flavor', 'background'].includes(name)); // prettier-ignore
    const table = text.slice(text.indexOf('| choice'), text.indexOf('An exercise and its key'));
    const rows = [...table.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name);
    for (const name of names) assert.ok(rows.includes(name), name);
    assert.deepEqual(rows.filter((name) => !names.includes(name)), []); // prettier-ignore
  });
});

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
