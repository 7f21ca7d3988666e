/** Exported Typst, compiled as accessible PDF (PDF/UA-1), and its numbers read from the PDF. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { partNames } from '../../src/authoring/choices';
import { translation } from '../../src/message/translation';
import { exportedText } from '../exportedFiles';
import { formulasOf, numbersOfTex, texOf } from './formulas';
import { exampleTexts, handoutOf } from './networks';

const HOSTILE = [
  'network "#panic() $x$ *b* _i_ \\" ] [ @a <l> // /* https://x.org \\\\"',
  'input = [1]',
  'layer злой_1: tanh',
  ' W = [2]',
].join('\n');

/** Every kind of formula in running text: kinks, conventions, exact and rounded quantities, the table of the check. */
const INLINES = [
  'input = [0 1]',
  'layer [relu leaky_relu(0.1)]',
  ' W = [1 0; -1 1]',
  'layer sigmoid',
  ' W = [1/2 1]',
].join('\n');

/** What is heard instead of formulas and pictures. */
function wordsIn(source: string): readonly string[] {
  return [...source.matchAll(/(?:alt: |#formula\(|#drawing\()"((?:[^"\\]|\\.)*)"/g)].map(([, words]) =>
    words.replace(/\\(.)/g, '$1'),
  );
}

/** What pdftotext makes of a PDF; null where there is none. */
function textOfPdf(pdf: Uint8Array): string | null {
  const { stdout, error } = spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 28 });
  return error ? null : stdout;
}

describe('Exported Typst', () => {
  const compiler = NodeCompiler.create();

  for (const [name, text] of [...exampleTexts(), ['a hostile title and name', HOSTILE] as const]) {
    it(`is accessible PDF with every number: ${name}`, async () => {
      const handout = await handoutOf(text, { what: partNames });
      const source = await exportedText(handout, 'typst');
      assert.doesNotMatch(source, /#import|#include/);
      const pdf = compiler.pdf({ mainFileContent: source }, { pdfStandard: PdfStandard.UA_1 });
      const read = textOfPdf(pdf);
      if (read === null) return;
      const count = (numbers: readonly string[]) => {
        const counts = new Map<string, number>();
        for (const number of numbers) if (number.includes('.')) counts.set(number, (counts.get(number) ?? 0) + 1);
        return counts;
      };
      const there = count(read.match(/\d+\.\d+/g) ?? []);
      for (const [number, times] of count(formulasOf(handout).flatMap((block) => numbersOfTex(texOf(block)))))
        assert.ok((there.get(number) ?? 0) >= times, `${number}: ${there.get(number) ?? 0} of ${times}`);
      if (name.startsWith('a hostile'))
        assert.ok(
          read.replace(/\s+/g, ' ').includes('#panic() $x$ *b* _i_ " ] [ @a <l> // /* https://x.org \\'),
          read.slice(0, 200),
        );
    });
  }

  it('says every formula in running text and every picture in words, in English and in Russian', async () => {
    const digits = { kind: 'fractions', count: 4 } as const;
    for (const language of ['en', 'ru'] as const) {
      const handout = await handoutOf(INLINES, { what: partNames, digits, language });
      const source = await exportedText(handout, 'typst', 'a', translation(language));
      compiler.pdf({ mainFileContent: source }, { pdfStandard: PdfStandard.UA_1 });
      const words = wordsIn(source);
      for (const said of INLINE_WORDS[language]) assert.ok(words.includes(said), `${said} in ${words.join('\n')}`);
      for (const said of words) assert.doesNotMatch(said.replaceAll('10^', ''), /[\\{}^$]|_(?![a-z])/, said);
      if (language === 'ru') for (const said of words) assert.doesNotMatch(said, /\b(?:the|and|of|is|times)\b/, said);
    }
  });
});

/** By hand: N₁ = [0, 1], so relu sits on its kink; Σ₁ = [0, 1], N₂ = 1. */
const INLINE_WORDS = {
  en: [
    'the derivative of relu at 0 is taken as 0; the derivative of leaky_relu at 0 is taken as 0.1',
    'entry 1 of N 1 is 0; the derivative of relu at 0 is taken as 0',
    'Sigma 1',
    'Sigma prime 2',
    'the gradient of f with respect to W 2',
    'the gradient with respect to W 2',
  ],
  ru: [
    'производная relu в точке 0 принята равной 0; производная leaky_relu в точке 0 принята равной 0.1',
    'элемент 1 из N 1: 0; производная relu в точке 0 принята равной 0',
    'градиент по W 2',
  ],
} as const;
