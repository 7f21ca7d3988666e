import assert from 'node:assert/strict';
import { PreviewSet, type SetMember } from '../../../src/panel/previewSet';

class FakePreview implements SetMember<string> {
  readonly texts: string[];
  revealed = 0;

  constructor(
    private readonly set: () => PreviewSet<string, FakePreview>,
    text: string,
    public locked: boolean,
  ) {
    this.texts = [text];
  }

  shows(text: string): boolean {
    return this.texts.at(-1) === text;
  }
  show(text: string): void {
    this.texts.push(text);
  }
  lock(locked: boolean): void {
    this.locked = locked;
  }
  reveal(): void {
    this.revealed++;
  }
  dispose(): void {
    this.set().delete(this);
  }
}

describe('The previews', () => {
  let previews: PreviewSet<string, FakePreview>;
  beforeEach(() => {
    previews = new PreviewSet((text, locked) => new FakePreview(() => previews, text, locked));
  });
  /** What each of them shows, locked ones in brackets. */
  const shown = () => previews.all.map(({ texts, locked }) => (locked ? `[${texts.at(-1)}]` : texts.at(-1)));

  it('are one that follows the text that is edited', () => {
    previews.open('a');
    previews.follow('b');
    previews.follow('b');
    previews.open('c');
    assert.deepEqual(previews.all[0].texts, ['a', 'b', 'c']);
    assert.deepEqual(shown(), ['c']);
    assert.equal(previews.all[0].revealed, 1);
  });

  it('are not opened by editing', () => {
    previews.follow('a');
    assert.deepEqual(shown(), []);
  });

  it('stay with their text while they are locked, beside one that follows', () => {
    previews.open('a');
    previews.toggleLock(previews.all[0]);
    previews.follow('b');
    assert.deepEqual(shown(), ['[a]']);
    previews.open('b');
    assert.deepEqual(shown(), ['[a]', 'b']);
    previews.follow('a');
    assert.deepEqual(shown(), ['[a]', 'a']);
  });

  it('are opened locked once for each text, and leave the one that follows alone', () => {
    previews.open('a');
    previews.openLocked('a');
    previews.openLocked('b');
    previews.openLocked('b');
    assert.deepEqual(shown(), ['a', '[a]', '[b]']);
    assert.deepEqual(
      previews.all.map(({ revealed }) => revealed),
      [0, 0, 1],
    );
  });

  it('follow only one at a time: unlocking another closes the one that did', () => {
    previews.openLocked('a');
    previews.open('b');
    previews.toggleLock(previews.all[0]);
    assert.deepEqual(shown(), ['a']);
    previews.follow('c');
    assert.deepEqual(shown(), ['c']);
  });

  it('that come back after a restart and would both follow: the second is locked', () => {
    for (const text of ['a', 'b']) previews.add(new FakePreview(() => previews, text, false));
    assert.deepEqual(shown(), ['a', '[b]']);
  });
});
