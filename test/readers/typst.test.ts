/** Exported Typst, compiled as accessible PDF (PDF/UA-1), and its numbers read from the PDF. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { partNames } from '../../src/authoring/choices';
import { exportedText } from '../exportedFiles';
import { formulasOf, numbersOfTex, texOf } from './formulas';
import { exampleTexts, handoutOf } from './networks';

const HOSTILE = [
  'network "#panic() $x$ *b* _i_ \\" ] [ @a <l> // /* https://x.org \\\\"',
  'input = [1]',
  'layer злой_1: tanh',
  ' W = [2]',
].join('\n');

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
});
