import assert from 'node:assert/strict';
import { withEdits } from '../../../../src/language/format/format';

const edit = (start: number, end: number, newText: string) => ({ range: { start, end }, newText });

/** Every order of a few things. */
function orders<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((first, i) => orders(all.filter((_, j) => j !== i)).map((rest) => [first, ...rest]));
}

describe('A text with edits made', () => {
  it('does not depend on their order', () => {
    const edits = [edit(0, 1, 'A'), edit(2, 2, '-'), edit(2, 4, 'CD'), edit(5, 6, '')];
    for (const some of orders(edits)) assert.equal(withEdits('abcdef', some), 'Ab-CDe');
  });

  it('is the text where there are none', () => assert.equal(withEdits('abc', []), 'abc'));
});
