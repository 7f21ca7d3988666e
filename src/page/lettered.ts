import type { Alphabet } from '../notation/letters/alphabet';
import { courseText } from '../notation/letters/courseText';
import type { TexStyle } from '../notation/tex/texStyle';
import { symbolsIn } from './drawing/drawing';
import type { Block, FormulaBlock, Inline, Page } from './page';
import { changedFormula, math } from './pageBlocks';

/** The page with its formulas in these letters; its words get theirs as they are translated (see `inLetters`). */
export function pageIn(alphabet: Alphabet, page: Page): Page {
  if (alphabet === 'paper') return page;
  return {
    ...page,
    sections: page.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => blockIn(alphabet, block)),
    })),
  };
}

/** The same of one formula. */
export function formulaIn(alphabet: Alphabet, block: FormulaBlock): FormulaBlock {
  if (alphabet === 'paper') return block;
  return changedFormula(block, styled(alphabet, block.write!));
}

/** The same of one block. */
export function blockIn<B extends Block>(alphabet: Alphabet, block: B): B;
export function blockIn(alphabet: Alphabet, block: Block): Block {
  if (alphabet === 'paper') return block;
  switch (block.kind) {
    case 'formula':
      return formulaIn(alphabet, block);
    case 'paragraph':
    case 'note':
      return { ...block, content: inlinesIn(alphabet, block.content) };
    case 'table': {
      const row = (cells: readonly (readonly Inline[])[]) => cells.map((cell) => inlinesIn(alphabet, cell));
      return { ...block, head: row(block.head), rows: block.rows.map(row) };
    }
    case 'compare': {
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
      return { ...block, symbols: symbolsIn(alphabet) };
    default:
      return block;
  }
}

function inlinesIn(alphabet: Alphabet, content: readonly Inline[]): readonly Inline[] {
  return content.map((inline) =>
    inline.kind === 'math' && inline.write ? math(styled(alphabet, inline.write), inline.spoken) : inline,
  );
}

function styled(alphabet: Alphabet, write: (style: TexStyle) => string): (style: TexStyle) => string {
  return (style) => write({ ...style, alphabet });
}
