import type { Block, Page, ToPage } from '../panel/protocol';
import type { OnTheWay, PageOnTheWay } from '../panel/protocol/onTheWay';

/** The messages of the host with the blocks that it only named, because they are as they were in the page before. */
export class WholePages {
  private known = new Map<string, Block>();

  /** The message with all its blocks; null where a block is only named that never came: a message before it was lost. */
  whole(message: OnTheWay): ToPage | null {
    if (message.type !== 'page') return message;
    const page = this.filled(message.page);
    return page && { ...message, page };
  }

  private filled(page: PageOnTheWay): Page | null {
    const named = page.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'same'));
    if (named.some(({ id }) => !this.known.has(id))) return null;
    const known = new Map<string, Block>();
    const filled = (block: PageOnTheWay['sections'][number]['blocks'][number]): Block => {
      const whole = block.kind === 'same' ? this.known.get(block.id)! : block;
      known.set(block.id, whole);
      return whole;
    };
    const sections = page.sections.map((section) => ({ ...section, blocks: section.blocks.map(filled) }));
    this.known = known;
    return { ...page, sections };
  }
}
