/** Tests of every example as one kind of file for LaTeX. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { partNames } from '../../src/authoring/choices';
import { exportedText } from '../exportedFiles';
import { exportOf, LARGE_LAYERS, LONG_NAMES } from '../exportOf';
import { ELIDED_ON_SLIDES, formulasOf, numbersOfTex, texOf } from '../readers/formulas';
import { exampleTexts, handoutOf } from '../readers/networks';

const HOSTILE = 'network "\\\\input{/etc/passwd} $x^2$ % & # ~ _ {"\ninput = [1]\nlayer злой_1: tanh\n W = [2]\n';

/** The log of pdfLaTeX, or null where there is none. */
function setByPdflatex(tex: string): { readonly status: number | null; readonly log: string } | null {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-export-'));
  try {
    fs.writeFileSync(path.join(folder, 'a.tex'), tex);
    const args = ['-interaction=nonstopmode', '-file-line-error', 'a.tex'];
    const { status, stdout, error } = spawnSync('pdflatex', args, { cwd: folder, encoding: 'utf8' });
    return error ? null : { status, log: stdout };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** One of the three ways in which a step is tried on a slide; all have the same numbers in the same order. */
function oneOf(ways: string): string {
  const each: string[] = [];
  let [from, depth] = [0, 0];
  for (const { 0: sign, index } of `{${ways}}`.matchAll(/\\.|[{}]/g)) {
    if (sign === '{' && depth++ === 0) from = index + 1;
    else if (sign === '}' && --depth === 0) each.push(`{${ways}}`.slice(from, index));
  }
  assert.equal(each.length, 3);
  for (const way of each) assert.deepEqual(numbersOfTex(way), numbersOfTex(each[0]));
  return each[2];
}

/** Each has every number of every formula, in its order. */
export function testNumbers(target: 'latex' | 'beamer'): void {
  for (const [name, text] of exampleTexts()) {
    it(`${target}: ${name} has every number of every formula, in its order`, async () => {
      const handout = await handoutOf(text, { what: partNames });
      const source = await exportedText(handout, target);
      const ways = /\\\[ \\largest\{[^}]*\}\{[^}]*\}\{([^]*?)\} (?:\\tag\*\{[^}]*\} )?\\\]/g;
      const tall = /^\\tall\{[^}]*\}\{(?:\\tag\*\{[^}]*\} )?\}\{(.*)\}$/gm;
      const whole = source.replace(
        tall,
        (_whole, rows: string) => `\\[ \\fit{}{}{${rows.replaceAll('\\\\*', '\\\\')}} \\]`,
      );
      const one = whole.replace(ways, (_whole, tex: string) => `\\[ \\fit{}{}{${oneOf(tex)}} \\]`);
      const displays = [...one.matchAll(/\\\[ \\fit\{[^}]*\}\{[^}]*\}\{([^]*?)\} (?:\\tag\*\{[^}]*\} )?\\\]/g)];
      const found = displays.map(([, tex]) => tex).filter((tex) => !tex.startsWith('\\mbox'));
      const wanted = formulasOf(handout, target === 'beamer').map(texOf);
      const [numbers, all] = [found.flatMap(numbersOfTex), wanted.flatMap(numbersOfTex)];
      // A slide has only the first and the last rows of large matrices, with the digits that those need.
      if (target !== 'beamer' || !ELIDED_ON_SLIDES.includes(name)) assert.deepEqual(numbers, all);
      assert.ok(found.length >= wanted.length);
    });
  }
}

/** Each is set without an error, and nothing runs into the margin; hostile, long and large networks too. */
export function testSetting(target: 'latex' | 'beamer' | 'tikz'): void {
  for (const [name, text] of [
    ...exampleTexts(),
    ['a hostile title and name', HOSTILE],
    ['long', LONG_NAMES],
    ['large', LARGE_LAYERS],
  ]) {
    it(`${target}: ${name}`, async function () {
      const set = setByPdflatex(await exportOf(text, target, { what: partNames }));
      if (set === null) return this.skip();
      const wrong = set.log.split('\n').filter((line) => /^(!|\.\/a\.tex:\d+:|Overfull|.*root:)/.test(line));
      assert.deepEqual(wrong, []);
      assert.equal(set.status, 0);
    });
  }
}
