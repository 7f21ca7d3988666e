import { courseText } from '../notation/letters/courseText';
import type { TexStyle } from '../notation/tex/texStyle';
import { symbolsIn } from './drawing/drawing';
import { sameLook, usualLook, type Look } from '../notation/look';
import type { Block, FormulaBlock, Inline, Page } from './page';
import { changedFormula, math } from './pageBlocks';
import { texIn } from '../notation/tex/texInLook';

function isUsual(look: Look): boolean {
  return sameLook(look, usualLook);
}

/** The page with its formulas in this look. */
export function pageIn(look: Look, page: Page): Page {
  if (isUsual(look)) return page;
  return {
    ...page,
    sections: page.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => blockIn(look, block)),
    })),
  };
}

/** The same of one formula. */
export function formulaIn(look: Look, block: FormulaBlock): FormulaBlock {
  if (isUsual(look)) return block;
  return changedFormula(block, styled(look, block.write!));
}

/** The same of one block. */
export function blockIn<B extends Block>(look: Look, block: B): B;
export function blockIn(look: Look, block: Block): Block {
  if (isUsual(look)) return block;
  switch (block.kind) {
    case 'formula':
      return formulaIn(look, block);
    case 'paragraph':
    case 'note':
      return { ...block, content: inlinesIn(look, block.content) };
    case 'table': {
      const row = (cells: readonly (readonly Inline[])[]) => cells.map((cell) => inlinesIn(look, cell));
      return { ...block, head: row(block.head), rows: block.rows.map(row) };
    }
    case 'compare': {
      if (look.letters === 'paper') return block;
      const named = <T extends { readonly name: string }>(one: T): T => ({ ...one, name: courseText(one.name) });
      return {
        ...block,
        claims: block.claims.map(named),
        // What cannot be read has the name that the reader gave it.
        items: block.items.map((item) => (item.verdict === 'unreadable' ? item : named(item))),
        shown: block.shown === null ? null : courseText(block.shown),
      };
    }
    case 'drawing':
      return { ...block, symbols: symbolsIn(look.letters) };
    default:
      return block;
  }
}

function inlinesIn(look: Look, content: readonly Inline[]): readonly Inline[] {
  return content.map((inline) =>
    inline.kind === 'math' && inline.write ? math(styled(look, inline.write), inline.spoken) : inline,
  );
}

function styled(look: Look, write: (style: TexStyle) => string): (style: TexStyle) => string {
  return (style) => write(texIn(look, style));
}
