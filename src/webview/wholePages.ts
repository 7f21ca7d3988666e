import type { Block, Page, ToPage } from '../panel/protocol';
import type { BlockOnTheWay, OnTheWay, PageMessageOnTheWay } from '../panel/protocol/onTheWay';

/** The messages of the host with the blocks that it only named, because they are as they were in the page before. */
export class WholePages {
  private known = new Map<string, Block>();

  /** The message with all its blocks; null where a block is only named that never came: a message before it was lost. */
  whole(message: OnTheWay): ToPage | null {
    if (message.type !== 'pageJson') return message;
    const sent = JSON.parse(message.json) as PageMessageOnTheWay;
    const page = this.filled(sent.page);
    return page && { ...sent, page };
  }

  private filled(page: PageMessageOnTheWay['page']): Page | null {
    const named = page.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'same'));
    if (named.some(({ id }) => !this.known.has(id))) return null;
    const known = new Map<string, Block>();
    const filled = (block: BlockOnTheWay): Block => {
      const whole = block.kind === 'same' ? this.known.get(block.id)! : block;
      known.set(block.id, whole);
      return whole;
    };
    const sections = page.sections.map((section) => ({ ...section, blocks: section.blocks.map(filled) }));
    this.known = known;
    return { ...page, sections };
  }
}
