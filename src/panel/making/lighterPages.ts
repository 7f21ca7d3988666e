import type { Block, Page, ToPage } from '../protocol';
import type { BlockOnTheWay, OnTheWay, PageMessageOnTheWay } from '../protocol/onTheWay';

/** Messages as they are sent one after another: a block of a page that is as it was in the page before is only named. */
export class LighterPages {
  private sent = new Map<string, string>();

  /** The other side knows nothing any more. */
  forget(): void {
    this.sent.clear();
  }

  lighten(message: ToPage): OnTheWay {
    if (message.type !== 'page') return message;
    return { type: 'pageJson', json: JSON.stringify({ ...message, page: this.lighter(message.page) }) };
  }

  private lighter(page: Page): PageMessageOnTheWay['page'] {
    const sent = new Map<string, string>();
    const lighter = (block: Block): BlockOnTheWay => {
      // A picture or a drawing can be large: to compare it costs more than to send it.
      if (block.kind === 'heatMap' || block.kind === 'drawing') return block;
      const content = JSON.stringify(block);
      sent.set(block.id, content);
      return this.sent.get(block.id) === content ? { kind: 'same', id: block.id } : block;
    };
    const sections = page.sections.map((section) => ({ ...section, blocks: section.blocks.map(lighter) }));
    this.sent = sent;
    return { ...page, sections };
  }
}
