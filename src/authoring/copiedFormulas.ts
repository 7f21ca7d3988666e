import type { Handout } from './handout';
import { latexText } from './latex/latexText';
import { plainTex } from '../notation/tex/texStyle';

/** How formulas are copied from the editor. */
export type CopyFormat = 'latex' | 'markdown';

/** The formulas of the gradient as they are on the page, one display each, with their numbers in the paper. */
export function copiedFormulas({ parts }: Handout, format: CopyFormat): string {
  const displays: string[] = [];
  for (const part of parts) {
    if (part.name !== 'gradient') continue;
    for (const block of part.blocks) {
      if (block.kind !== 'formula') continue;
      const tex = block.write!(plainTex);
      if (format === 'latex') {
        displays.push(`\\[ ${tex}${block.tag === undefined ? '' : ` \\tag*{${latexText(block.tag)}}`} \\]\n`);
      } else displays.push(`$$\n${tex}${block.tag === undefined ? '' : ` \\tag*{${block.tag}}`}\n$$\n`);
    }
  }
  return displays.join('\n');
}
