import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import { assertErrors, assertFix, assertTree } from '../parsing';

describe('the parser of exercises', () => {
  it('reads quantities with entries and points, in the letters of the paper and as they are typed', () => {
    assertTree('exercise "A"\ngive N1, Σ₁\nask ∇W₁[2, 3]: 1.5 Σ′₁: 3/4 Delta_2: 2 gradX f L\nnote "x"', ...[
      'exercise "A"',
      'give N1 Σ₁',
      'ask ∇W₁[2, 3]: 1.5 Σ′₁: 0.75 Delta_2: 2 gradX f L',
      'note "x"',
    ]); // prettier-ignore
  });

  const wrong: Readonly<Record<string, readonly [marked: string, said: RegExp]>> = {
    'no title': ['‹unexpected-token|exercise|›', /^Expected “"…"” after “exercise”\.$/],
    'a title without quotes': ['exercise ‹unexpected-token|One|›', /^Put the title in quotes: "One"\.$/],
    'a title in the quotes of a word processor': ['exercise ‹unexpected-token|“One”|›', /^Put the title in quotes: "One"\.$/],
    'a title that is not closed': ['exercise ‹unexpected-token|"One|›', /”|quote/],
    'no quantity': ['exercise "A"\n‹unexpected-token|ask|›', /^Expected a quantity\. Example: ask Delta1 gradW1\.$/],
    'no quantity given': ['exercise "A"\n‹unexpected-token|give|› # c', /Example: give Delta1 gradW1\./],
    'a sign for a quantity': ['exercise "A"\nask N1 ‹unexpected-token|=|› 2', /^Expected a quantity/],
    'no points after the colon': ['exercise "A"\nask f‹unexpected-token|:|›', /^Expected the points, more than 0\. Examples: Delta1: 2, Delta1: 1\/2\.$/],
    'negative points': ['exercise "A"\nask f: ‹unexpected-token|-|›1', /^Expected the points/],
    'points in words': ['exercise "A"\nask f: ‹unexpected-token|two|›', /^Expected the points/],
    'half a fraction': ['exercise "A"\nask f: 1‹unexpected-token|/|›', /^Expected the points/],
    'points that are no number': ['exercise "A"\nask f: ‹bad-number|1.2.3|›', /1\.2\.3/],
    'points for what is given': ['exercise "A"\ngive N1‹unexpected-token|:|› 2', /^Only asked quantities have points/],
    'an entry without a number': ['exercise "A"\nask N1[‹unexpected-token|]|›', /^Expected the row and column of an entry/],
    'an entry without a column': ['exercise "A"\nask gradW1[1,‹unexpected-token|]|›', /^Expected the row and column/],
    'an entry that is not closed': ['exercise "A"\nask gradW1[1, ‹unexpected-token|2|›', /^Expected “\]” after “2”\.$/],
    'a note without quotes': ['exercise "A"\nnote ‹unexpected-token|four digits|›', /^Put the text in quotes: "four digits"\.$/],
    'a note without text': ['exercise "A"\n‹unexpected-token|note|›', /^Expected “"…"” after “note”\.$/],
    'more after a title': ['exercise "A" ‹unexpected-token|"B"|›', /./],
  }; // prettier-ignore
  for (const [name, [marked, said]] of Object.entries(wrong)) {
    it(`says what is wrong with ${name}`, () => {
      const found = assertErrors(marked);
      assert.equal(found.length, 1);
      assert.match(say(found[0].message), said);
    });
  }

  it('offers quotes for what lacks them', () => {
    assertFix('exercise ‹unexpected-token|One|›', 'exercise "One"');
  });
});
