/** What can be copied out of exported articles, slides and drawings once pdfLaTeX has set them: letters of many languages, and signs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { partNames } from '../../src/authoring/choices';
import { exportOf } from '../exportOf';

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

describe('Letters in exports for LaTeX', () => {
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
});
