/** What a reader has to find in an exported file: the formulas of the handout and their numbers. */
import { slideBlocks } from '../../src/authoring/slides';
import type { Handout } from '../../src/authoring/handout';
import { plainTex } from '../../src/notation/tex/texStyle';
import type { FormulaBlock } from '../../src/page/page';

/** Examples of which slides have only the first and the last rows of some matrices. */
export const ELIDED_ON_SLIDES: readonly string[] = ['large.nnet', 'seeded.nnet'];

/** The displayed formulas of a handout in the order of the file; slides have every step. */
export function formulasOf({ parts }: Handout, slides = false): readonly FormulaBlock[] {
  return parts.flatMap((part) => {
    if (part.name !== 'steps')
      return (slides ? slideBlocks(part) : part.blocks).filter(
        (block): block is FormulaBlock => block.kind === 'formula',
      );
    return part.groups.flatMap(({ steps }) =>
      steps.flatMap(({ formula, current }, i) => [
        ...(slides || i === 0 ? [formula] : []),
        ...(current === null ? [] : [current]),
      ]),
    );
  });
}

export function texOf(block: FormulaBlock): string {
  return block.write!(plainTex);
}

/** The numbers of TeX one by one, without what is for spacing only. That these are the engine's numbers is tested by reading back the page. */
export function numbersOfTex(tex: string): readonly string[] {
  return tex.replace(/\\phantom\{[^}]*\}|\\\\\[[^\]]*\]|\\text\{[^}]*\}/g, ' ').match(/\d+(?:\.\d+)?/g) ?? [];
}

/** TeX without the spaces that mean nothing, its number in the paper left out. */
export function bare(tex: string): string {
  return tex.replace(/\\tag\*\{[^}]*\}|\\quad \\text\{[^}]*\}\s*$/g, '').replace(/\s+/g, '');
}
