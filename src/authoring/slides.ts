import type { Message } from '../message/message';
import { plainTex } from '../notation/tex/texStyle';
import { withoutForm } from '../page/blockParts';
import type { FormulaBlock } from '../page/page';
import { frameParts } from './frameParts';
import type { HandoutBlock, HandoutPart } from './handout';

/** A block on a slide of its own, and what it says there that it is. */
export interface Slide {
  readonly title: Message;
  readonly block: HandoutBlock;
}

/**
 * What slides show of a part, in their order: the form in letters and its numbers are on the same one, unless they take
 * several, on which they would be there twice.
 */
export function slideBlocks({ blocks, alone = [] }: Exclude<HandoutPart, { name: 'steps' }>): readonly HandoutBlock[] {
  if (alone.length === 0 || !alone.every(isOneSlide)) return blocks;
  return [...alone, ...blocks.filter(({ id }) => withoutForm(id) !== 'gradient.formula')];
}

function isOneSlide({ id, write }: FormulaBlock): boolean {
  const isLine = /\.\d+$/.test(withoutForm(id));
  return !isLine && frameParts(write!(plainTex)).length === 1;
}

/** Every block under what it is; words have the title of what they are about. */
export function slidesOf(part: Exclude<HandoutPart, { name: 'steps' }>): readonly Slide[] {
  const slides: Slide[] = [];
  let title = part.heading;
  const blocks = slideBlocks(part);
  for (const block of blocks) {
    if (block.kind === 'heading') {
      title = block.text;
      continue;
    }
    const about = blocks.find((other) => block.id === `${other.id}.words`) ?? block;
    if (about.kind === 'formula') title = about.label;
    slides.push({ title, block });
  }
  return slides;
}

/** What the title of a slide has behind it where a formula goes on over several. */
export function partOfParts(index: number, count: number): string {
  return count === 1 ? '' : ` (${index + 1}/${count})`;
}
