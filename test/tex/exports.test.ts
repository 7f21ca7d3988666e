/** Every example as an article and as slides, set by pdfLaTeX: without an error, and nothing runs into the margin. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { partNames } from '../../src/authoring/choices';
import { exportedText } from '../exportedFiles';
import { ELIDED_ON_SLIDES, formulasOf, numbersOfTex, texOf } from '../readers/formulas';
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

/** What can be copied out of the PDF, and the log; null where there is no pdfLaTeX. */
function copiedOut(tex: string): { readonly text: string; readonly log: string } | null {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-letters-'));
  try {
    fs.writeFileSync(path.join(folder, 'a.tex'), tex);
    const set = spawnSync('pdflatex', ['-interaction=batchmode', 'a.tex'], { cwd: folder });
    const read = spawnSync('pdftotext', ['a.pdf', '-'], { cwd: folder, encoding: 'utf8' });
    if (set.error || read.error) return null;
    return { text: read.stdout, log: fs.readFileSync(path.join(folder, 'a.log'), 'latin1') };
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
    for (const [what, title, layer, language] of [
      ['Russian', 'Сеть для лекции', 'скрытый', 'ru'],
      [
        'the letters of Europe',
        'Łódź Győr Iași Ağrı Ålesund Tromsø Straße Sæby Čeština Élève Ñandú Đurđević Þór',
        'łőșğåøßæ',
        'en',
      ],
      ['Latin letters beside Russian', 'Сеть «Łódź» Győr Ağrı Straße Đurđević', 'слой', 'ru'],
      ['Ukrainian', 'Мережа їжака ґанок є', 'шар_ґ', 'en'],
    ] as const) {
      it(`${target}: ${what} can be copied out of the PDF`, async function () {
        const text = `network "${title}"\ninput = [1 2]\nlayer ${layer}: 1 tanh\nW = [1 2]\n`;
        const set = copiedOut(await exportOf(text, target, { language, what: partNames }));
        if (set === null) return this.skip();
        // Of one glyph for both PDF has the other letter: đ has another, Đ has the glyph of Ð.
        const expected = (target === 'tikz' ? layer : title).normalize('NFKD').replaceAll('Đ', 'Ð');
        // Accents that are set over a letter are beside it in the text.
        const bare = (copied: string) =>
          copied
            .normalize('NFKD')
            .replace(/[\p{M}\p{Sk},\s]/gu, '')
            .replaceAll('Đ', 'Ð');
        assert.ok(bare(set.text).includes(bare(expected)), `${expected} in ${set.text.slice(0, 300)}`);
        assert.doesNotMatch(set.log, /Missing character|LaTeX Error/);
        // Bytes of T2A that are read as Latin letters.
        if (what === 'Russian') assert.doesNotMatch(set.text, /[À-ÿ]{2}/);
      });
    }

    it(`${target}: signs and accented letters are set`, async function () {
      const signs = '5 € № 3‰ § 20° 2×3 … “a” „b“ «c» ‹d› †‡• ™ © ± ½ ≤ ⇒ ∅ ℓ ★ Nguyễn ẏ ḳ x̂ αΩ xᵢ₊₁ Ĳ ǎ ẞ ‑–—';
      for (const other of ['', ' слой']) {
        const text = `network "${signs}${other}"\ninput = [1 2]\nlayer größe_ǎẏ: 1 tanh\nW = [1 2]\n`;
        const source = await exportOf(text, target);
        assert.doesNotMatch(source, /\[U\+/);
        const set = copiedOut(source);
        if (set === null) return this.skip();
        assert.doesNotMatch(set.log, /Missing character|LaTeX Error|^!/m);
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
