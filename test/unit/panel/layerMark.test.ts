import assert from 'node:assert/strict';
import { type FakeDocument, newWorld, Range, type World } from './fakeVscode';
import type { Range as EditorRange, Uri } from 'vscode';
import { LayerMark } from '../../../src/panel/layerMark';

const TEXT = 'network\nlayer 1\n  W\n\nlayer 2\n  W\n';

describe('The mark of a layer', () => {
  let world: World;
  let document: FakeDocument;
  let mark: LayerMark;
  beforeEach(() => {
    world = newWorld();
    document = world.open('file:///a.nnet', TEXT);
    const line = (n: number) => new Range(document.positionAt(TEXT.split('\n').slice(0, n).join('\n').length + 1), document.positionAt(TEXT.split('\n').slice(0, n + 1).join('\n').length)); // prettier-ignore
    const lines = [[], [line(2), line(1)], [line(4)]];
    const linesOf = (_document: unknown, layer: number) => (lines[layer] ?? []) as unknown as EditorRange[];
    mark = new LayerMark({ linesOf }, () => document.uri as unknown as Uri);
  });
  const marked = (editor: { decorated: (readonly Range[])[] }) => editor.decorated.at(-1)?.map((range) => document.textIn(range)); // prettier-ignore

  it('is on its lines in the editors of its text, and in no other', () => {
    const editor = world.edit(document);
    const other = world.edit(world.open('file:///b.nnet', TEXT));
    mark.show(1, false);
    assert.deepEqual(marked(editor), ['  W', 'layer 1']);
    assert.deepEqual(other.decorated, []);
    mark.show(2, false);
    assert.deepEqual(marked(editor), ['layer 2']);
    mark.show(null, false);
    assert.deepEqual(marked(editor), []);
    assert.deepEqual(editor.revealed, []);
  });

  it('is brought into view as a whole when another layer is asked for', () => {
    const editor = world.edit(document);
    mark.show(1, true);
    assert.deepEqual(editor.revealed.map((range) => document.textIn(range)), ['layer 1\n  W']); // prettier-ignore
    mark.show(1, true);
    assert.equal(editor.revealed.length, 1, 'the same layer again');
    mark.show(2, true);
    assert.equal(document.textIn(editor.revealed[1]), 'layer 2');
    mark.show(7, true);
    mark.show(null, true);
    assert.equal(editor.revealed.length, 2, 'there is nothing to show');
  });

  it('is drawn in an editor that is opened later, until it is disposed of', () => {
    mark.show(2, true);
    const editor = world.edit(document);
    assert.deepEqual(marked(editor), ['layer 2']);
    assert.deepEqual(editor.revealed, [], 'the reader scrolls as they like');
    mark.dispose();
    world.edit(world.open('file:///b.nnet', TEXT));
    assert.equal(editor.decorated.length, 1);
  });

  it('is a band in the colours of the theme', () => {
    const [look] = world.marks;
    assert.equal(look['isWholeLine'], true);
    const ids = ['backgroundColor', 'borderColor', 'overviewRulerColor'].map(
      (name) => (look[name] as { id: string }).id,
    );
    // The names that VS Code's reference of theme colours has.
    assert.deepEqual(ids, ['editor.rangeHighlightBackground', 'editor.rangeHighlightBorder', 'editorOverviewRuler.rangeHighlightForeground']); // prettier-ignore
    assert.deepEqual([look['borderStyle'], look['borderWidth'], look['overviewRulerLane']], ['solid', '1px', 7]);
  });
});
