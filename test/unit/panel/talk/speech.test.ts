import assert from 'node:assert/strict';
import { message } from '../../../../src/message/message';
import type { FormulaBlock, Page } from '../../../../src/page/page';
import type { ToPage } from '../../../../src/panel/protocol';
import { sentPage } from '../../../../src/panel/making/sentPage';
import { Speech } from '../../../../src/panel/talk/speech';
import { HandClock } from '../handClock';

/** A page of one formula that notes what of it is made. */
function pageOf(tex: string, made: string[]): Page {
  const block: FormulaBlock = {
    kind: 'formula',
    id: 'f',
    label: message('the formula'),
    layer: 2,
    get tex() {
      return tex;
    },
    get plainTex() {
      made.push('plain');
      return `plain ${tex}`;
    },
    get spoken() {
      made.push('spoken');
      return [message('{0} is said', tex)];
    },
  };
  const paragraph = { kind: 'paragraph', id: 'p', content: [] } as const;
  return { title: null, sections: [{ id: 'forward', heading: message('Forward'), blocks: [block, paragraph] }] };
}

describe('What is sent of a page', () => {
  let made: string[];
  let posted: ToPage[];
  let clock: HandClock;
  let speech: Speech;
  const show = (tex: string, version: number): void => {
    speech.take(pageOf(tex, made), version);
    speech.speakSoon();
  };

  beforeEach(() => {
    [made, posted, clock] = [[], [], new HandClock()];
    speech = new Speech((sent) => posted.push(sent), (template) => template.toUpperCase(), clock); // prettier-ignore
  });

  it('is its TeX for the screen: neither words nor LaTeX for copying are made', () => {
    const [{ blocks }] = sentPage(pageOf('x', made)).sections;
    assert.deepEqual(JSON.parse(JSON.stringify(blocks)), [
      { kind: 'formula', id: 'f', tex: 'x', label: { template: 'the formula', args: [] }, layer: 2 },
      { kind: 'paragraph', id: 'p', content: [] },
    ]);
    assert.deepEqual(made, []);
  });

  it('is its number and its fold where it has them', () => {
    const [section] = pageOf('x', made).sections;
    const [block, paragraph] = section.blocks as [FormulaBlock, never];
    const fold = { key: 'k', folded: true };
    const of = (more: Partial<FormulaBlock>) => {
      const { kind, id, tex, label } = block;
      const bare: FormulaBlock = { kind, id, tex, label, plainTex: '', spoken: [], ...more };
      return sentPage({ title: null, sections: [{ ...section, blocks: [bare, paragraph] }] }).sections[0].blocks[0];
    };
    const sent = { kind: 'formula', id: 'f', tex: 'x', label: message('the formula') };
    assert.deepEqual(of({}), sent);
    assert.deepEqual(of({ tag: '(3)' }), { ...sent, tag: '(3)' });
    assert.deepEqual(of({ fold }), { ...sent, fold });
    assert.deepEqual(of({ layer: 1 }), { ...sent, layer: 1 });
  });

  it('the words follow once typing rests, those of the last version only, with their translations', async () => {
    show('x', 1);
    await clock.pass(300);
    show('y', 2);
    await clock.pass(300);
    assert.deepEqual([posted, made], [[], []]);
    await clock.pass(300);
    const sentences = { f: [message('{0} is said', 'y')] };
    assert.deepEqual(posted, [
      { type: 'spoken', documentVersion: 2, sentences, words: { '{0} is said': '{0} IS SAID' } },
    ]);
    await clock.pass(1000);
    assert.equal(posted.length, 1);
  });

  it('the LaTeX for copying goes out on request', () => {
    show('x', 1);
    speech.write('f');
    speech.write('none');
    assert.deepEqual(posted, [{ type: 'plain', id: 'f', tex: 'plain x' }]);
  });

  it('nothing follows a page that is left', async () => {
    show('x', 1);
    speech.forget();
    speech.write('f');
    await clock.pass(1000);
    assert.deepEqual(posted, []);
  });
});
