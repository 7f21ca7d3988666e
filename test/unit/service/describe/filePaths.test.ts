import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { typedPathAt, writtenPathAt, writtenPaths } from '../../../../src/service/describe/filePaths';

/** The path typed at the `|`: its folder, and the name with the cursor in it. */
function typed(marked: string): readonly [string, string] | null {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = typedPathAt(text, offset);
  return found && [found.folder, text.slice(found.name.start, found.name.end)];
}

describe('paths of files', () => {
  it('as they are typed', () => {
    assert.deepEqual(typed('W = file("|")'), ['', '']);
    assert.deepEqual(typed('W = file("w|1.csv")'), ['', 'w1.csv']);
    assert.deepEqual(typed('  b=file ( "../data/w|'), ['../data/', 'w']);
    assert.deepEqual(typed('b = file("data\\sub\\|")'), ['data\\sub\\', '']);
    assert.deepEqual(typed('b = file("a|/w.csv")'), ['', 'a']);
    for (const elsewhere of [
      'W = file(|"w"',
      'W = file("w"|)',
      '# file("|',
      'network "file(|',
      'myfile("|',
      'W = |',
      '"file("|',
    ]) {
      assert.equal(typed(elsewhere), null, elsewhere);
    }
    assert.deepEqual(typed('network "x"\nW = file("|'), ['', '']);
  });

  it('as they are typed, up to 1000 characters on both sides of the cursor', () => {
    const folder = (characters: number) => `${'a'.repeat(characters - 'file("'.length - 1)}/`;
    assert.deepEqual(typed(`W = file("${folder(1000)}|w`), [folder(1000), 'w']);
    assert.equal(typed(`W = file("${folder(1001)}|w`), null);
    for (const length of [999, 1000]) assert.equal(typed(`W = file("|${'w'.repeat(length)}"`)![1].length, length);
    assert.equal(typed(`W = file("|${'w'.repeat(1001)}"`)![1].length, 1000);
  });

  it('as they are written', async () => {
    const text = 'input X = file("x.csv")\nlayer tanh\nW = file("a\\\\w.csv")\'\nb = [1]\noutput 1';
    const { checked } = await Analysis.of(text);
    assert.deepEqual(
      writtenPaths(checked).map(({ path, range }) => [path, text.slice(range.start, range.end)]),
      [
        ['x.csv', 'x.csv'],
        ['a\\w.csv', 'a\\\\w.csv'],
      ],
    );
    assert.equal(writtenPathAt(checked, text.indexOf('w.csv'))?.path, 'a\\w.csv');
    assert.equal(writtenPathAt(checked, text.indexOf('file')), null);
  });
});
