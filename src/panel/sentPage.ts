import type { Block, Page } from '../page/page';
import type * as sent from './protocol';

/** The page as it is sent: its formulas with their TeX for the screen only. */
export function sentPage(page: Page): sent.Page {
  const sections = page.sections.map((section) => ({ ...section, blocks: section.blocks.map(sentBlock) }));
  return { ...page, sections };
}

function sentBlock(block: Block): sent.Block {
  if (block.kind !== 'formula') return block;
  const { kind, id, tex, tag, label, layer } = block;
  return { kind, id, tex, label, ...(tag !== undefined && { tag }), ...(layer !== undefined && { layer }) };
}
