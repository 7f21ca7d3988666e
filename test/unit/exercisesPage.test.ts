// docs/exercises.md: every text in it makes sheets, and every command is one that the command line has.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../src/analysis/analysis';
import { findFences } from '../../src/authoring/fences/expandFences';
import { FenceRenderer } from '../../src/authoring/fences/fenceRenderer';
import { codeOf, readCode } from '../../src/authoring/exercise/sheetCode';
import { exerciseTargets } from '../../src/authoring/exercise/exerciseTargets';
import { inEnglish } from '../../src/message/message';
import { sheetsOf } from '../sheetsOf';

describe('docs/exercises.md', () => {
  const page = readFileSync('docs/exercises.md', 'utf8');
  const inner = [...page.matchAll(/````markdown\n([\s\S]*?)\n````/g)].map(([, text]) => text);
  const fences = [...findFences(page), ...inner.flatMap(findFences)];

  it('has examples without a problem, of which sheets are made', async () => {
    assert.equal(fences.length, 2);
    const renderer = await FenceRenderer.load({
      translate: inEnglish,
      language: 'en',
      foreign: () => null,
      now: () => 0,
    });
    for (const { content, info } of fences) {
      assert.deepEqual((await Analysis.of(content)).diagnostics, []);
      assert.equal((await sheetsOf(content)).sheets.length, 1);
      assert.doesNotMatch(renderer.html({ content, info, firstLine: null, document: null }), /nnet-problem/);
    }
    const { sheets, said } = await sheetsOf(fences[0].content, { count: 30 });
    assert.deepEqual([sheets.length, said], [30, []]);
  });

  it('makes a sheet again from the code that it shows', () => {
    const [, code] = /--code (\S+)/.exec(page)!;
    const of = { text: fences[0].content, files: new Map() };
    assert.deepEqual(readCode(code, of), { kind: 'variant', variant: 7 }, `not ${codeOf(of, 7)}`);
  });

  it('names every target', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
    assert.deepEqual(rows, Object.keys(exerciseTargets));
  });
});
