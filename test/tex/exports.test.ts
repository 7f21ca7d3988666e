/** Every example as an article and as slides, set by pdfLaTeX: without an error, and nothing runs into the margin. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { partNames } from '../../src/authoring/choices';
import { exportedText } from '../exportedFiles';
import { formulasOf, numbersOfTex, texOf } from '../readers/formulas';
import { handoutOf } from '../readers/networks';
import { exportOf, LARGE_LAYERS, LONG_NAMES } from '../exportOf';

const EXAMPLES = path.resolve(__dirname, '..', '..', 'examples');
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

describe('Exports for LaTeX', () => {
  for (const target of ['latex', 'beamer', 'tikz'] as const) {
    it(`${target}: Russian can be copied out of the PDF`, async function () {
      const text = 'network "Сеть для лекции"\ninput = [1 2]\nlayer скрытый: 1 tanh\nW = [1 2]\n';
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-russian-'));
      try {
        fs.writeFileSync(path.join(folder, 'a.tex'), await exportOf(text, target, { language: 'ru', what: partNames }));
        const set = spawnSync('pdflatex', ['-interaction=batchmode', 'a.tex'], { cwd: folder });
        const read = spawnSync('pdftotext', ['a.pdf', '-'], { cwd: folder, encoding: 'utf8' });
        if (set.error || read.error) return this.skip();
        assert.match(read.stdout, target === 'tikz' ? /скрытый/ : /Сеть для лекции/);
        // Bytes of T2A that are read as Latin letters.
        assert.doesNotMatch(read.stdout, /[À-ÿ]{2}/);
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    });
  }
  const texts = fs
    .readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.nnet'))
    .map((name) => [name, fs.readFileSync(path.join(EXAMPLES, name), 'utf8')]);
  for (const target of ['latex', 'beamer'] as const) {
    for (const [name, text] of texts) {
      it(`${target}: ${name} has every number of every formula, in its order`, async () => {
        const handout = await handoutOf(text, { what: partNames });
        const source = await exportedText(handout, target);
        const ways = /\\\[ \\largest\{[^}]*\}\{[^}]*\}\{([^]*?)\} (?:\\tag\*\{[^}]*\} )?\\\]/g;
        const one = source.replace(ways, (_whole, tex: string) => `\\[ \\fit{}{}{${oneOf(tex)}} \\]`);
        const displays = [...one.matchAll(/\\\[ \\fit\{[^}]*\}\{[^}]*\}\{([^]*?)\} (?:\\tag\*\{[^}]*\} )?\\\]/g)];
        const found = displays.map(([, tex]) => tex).filter((tex) => !tex.startsWith('\\mbox'));
        const wanted = formulasOf(handout, target === 'beamer').map(texOf);
        assert.deepEqual(found.flatMap(numbersOfTex), wanted.flatMap(numbersOfTex));
        assert.ok(found.length >= wanted.length);
      });
    }
  }
  for (const target of ['latex', 'beamer', 'tikz'] as const) {
    for (const [name, text] of [
      ...texts,
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
});
