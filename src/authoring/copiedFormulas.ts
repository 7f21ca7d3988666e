import type { FormulaBlock } from '../page/page';
import type { Handout } from './handout';
import { loadTypeset } from './html/htmlMath';
import { latexText } from './latex/latexText';
import { plainTex, type TexStyle } from '../notation/tex/texStyle';

/** How formulas are copied from the editor as text. */
export type CopyFormat = 'latex' | 'markdown' | 'mathml';

/** A form with its numbers, with its number in the paper; one display for each output if none is chosen. */
export async function copiedFormulas(handout: Handout, format: CopyFormat): Promise<string> {
  const displays = displaysOf(blocksOf(handout));
  switch (format) {
    case 'latex':
      return displays
        .map(({ tex, tag }) => `\\[ ${tex}${tag === undefined ? '' : ` \\tag*{${latexText(tag)}}`} \\]\n`)
        .join('\n');
    case 'markdown':
      return displays.map(({ tex, tag }) => `$$\n${tex}${tagged(tag)}\n$$\n`).join('\n');
    case 'mathml': {
      const typeset = await loadTypeset('mathml');
      // The TeX that KaTeX keeps beside the formula would be read twice by some programs.
      const math = displays.map(({ tex, tag }) => /<math[\s\S]*<\/math>/.exec(typeset(tex + tagged(tag), true))![0]);
      return math.map((one) => `${one.replace(/<annotation[\s\S]*?<\/annotation>/g, '')}\n`).join('\n');
    }
  }
}

/** Formulas as displays. */
export function displaysOf(
  blocks: readonly FormulaBlock[],
  style: TexStyle = plainTex,
): readonly { readonly tex: string; readonly tag?: string }[] {
  return blocks.map(({ write, tag }) => ({ tex: write!(style), ...(tag !== undefined && { tag }) }));
}

function blocksOf({ parts }: Handout): readonly FormulaBlock[] {
  return parts.flatMap((part) =>
    part.name === 'formula' ? part.blocks.filter((block) => block.kind === 'formula') : [],
  );
}

function tagged(tag: string | undefined): string {
  return tag === undefined ? '' : ` \\tag*{${tag}}`;
}
