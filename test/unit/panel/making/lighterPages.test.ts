// Pages on their way: what does not change is not sent again, and arrives all the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LighterPages } from '../../../../src/panel/making/lighterPages';
import type { Block, ToPage } from '../../../../src/panel/protocol';
import { WholePages } from '../../../../src/webview/wholePages';
import { pageMessage } from '../../../webview/pages';
import type { PageMessageOnTheWay } from '../../../../src/panel/protocol/onTheWay';

const paragraph = (id: string, text: string): Block => ({
  kind: 'paragraph',
  id,
  content: [{ kind: 'text', text: { template: text, args: [] } }],
});
const message = (...blocks: readonly (readonly Block[])[]): ToPage =>
  pageMessage({
    title: null,
    sections: blocks.map((some, i) => ({
      id: ['network', 'forward', 'gradient'][i] as never,
      heading: { template: 'A', args: [] },
      blocks: [...some] as never,
    })),
  });

const sentBy = (lighter: LighterPages, whole: ToPage): PageMessageOnTheWay => {
  const sent = lighter.lighten(whole);
  assert.equal(sent.type, 'pageJson');
  return JSON.parse((sent as { json: string }).json) as PageMessageOnTheWay;
};

describe('A page on its way', () => {
  it('names what is as it was, wherever it is now, and sends the rest', () => {
    const lighter = new LighterPages();
    lighter.lighten(message([paragraph('a', 'one'), paragraph('b', 'two')]));
    const next = sentBy(lighter, message([paragraph('b', 'two'), paragraph('a', 'other')]));
    assert.deepEqual(next.page.sections[0].blocks, [{ kind: 'same', id: 'b' }, paragraph('a', 'other')]);
  });

  it('is sent whole after the page was forgotten', () => {
    const lighter = new LighterPages();
    const same = message([paragraph('a', 'one')]);
    lighter.lighten(same);
    lighter.forget();
    assert.deepEqual(sentBy(lighter, same), same);
  });

  it('is not taken where what it names has never come', () => {
    const lighter = new LighterPages();
    const same = message([paragraph('a', 'one')]);
    lighter.lighten(same);
    assert.equal(new WholePages().whole(lighter.lighten(same)), null);
  });

  it('arrives whole, whatever came before', () => {
    const block = fc
      .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y'))
      .map(([id, text]) => paragraph(id, text));
    const page = fc.array(fc.uniqueArray(block, { selector: ({ id }) => id }), { maxLength: 1 });
    fc.assert(
      fc.property(fc.array(page, { maxLength: 6 }), (pages) => {
        const [lighter, whole] = [new LighterPages(), new WholePages()];
        for (const blocks of pages) {
          const sent = message(...blocks);
          assert.deepEqual(whole.whole(structuredClone(lighter.lighten(sent))), sent);
        }
      }),
    );
  });
});
