import type { Block, Page, ToPage } from '../panel/protocol';
import type { OnTheWay, PageOnTheWay } from '../panel/protocol/onTheWay';

/** The messages of the host with the blocks that it only named, because they are as they were in the page before. */
export class WholePages {
  private known = new Map<string, Block>();

  whole(message: OnTheWay): ToPage {
    return message.type === 'page' ? { ...message, page: this.filled(message.page) } : message;
  }

  private filled(page: PageOnTheWay): Page {
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
