// When the search for different sheets ends, by the documented rules: nothing is looked through without end.
import assert from 'node:assert/strict';
import { findVariants, searchText, type VariantsWanted } from '../../../../src/authoring/exercise/findVariants';
import { LAST_VARIANT } from '../../../../src/authoring/exercise/sheetCode';
import { NoHandout } from '../../../../src/authoring/handout';
import { check } from '../../../../src/language/meaning/checker';
import { parse } from '../../../../src/language/syntax/parser';
import { say } from '../../../../src/message/message';
import { finish } from '../../../../src/steps/steps';

const textOf = (input: string, layer = 'layer 1 identity\nW = [2]') =>
  `input 1\ninput X = ${input}\ntarget = [1]\n${layer}\nloss half_sse\nexercise "A"\nask Sigma1\n`;

function found(text: string, wanted: Partial<VariantsWanted> = {}) {
  const source = { file: 'a', checked: check(parse(text)) };
  return finish(findVariants(source, { first: 0, count: 10, friendly: false, rounding: 'full', ...wanted }));
}

describe('the search for variants', () => {
  it('takes the first ones, each other numbers once, and ends after 500 in a row with numbers of before', () => {
    const made = found(textOf('choose([1, 2, 3], seed = 4)'));
    const inputs = made.sheets.map(({ network }) => network.samples[0].X.data[0]);
    assert.deepEqual(inputs.toSorted(), [1, 2, 3]);
    const last = found(textOf('choose([1, 2, 3], seed = 4)'), { count: 3 }).lookedThrough;
    assert.equal(made.lookedThrough, last + 500);
    assert.equal(made.repeated, made.lookedThrough - 3);
    assert.match(searchText(made, 10).map((part) => say(part)).join(' '), /^Found 3 of 10; looked through \d+ variants\./); // prettier-ignore
  });

  it('numbers that are written out are one sheet', () => {
    const made = found(textOf('[3]'));
    assert.deepEqual([made.sheets.length, made.lookedThrough, made.repeated], [1, 501, 500]);
  });

  it('begins where it is told to, and ends with the last variant that has a code', () => {
    const text = textOf('uniform(-1, 1, seed = 4)');
    const variantsOf = (wanted: Partial<VariantsWanted>) => found(text, wanted).sheets.map(({ variant }) => variant);
    assert.deepEqual(variantsOf({ first: 100, count: 3 }), [100, 101, 102]);
    // Six signs of 32.
    assert.equal(LAST_VARIANT, 32 ** 6 - 1);
    assert.deepEqual(variantsOf({ first: LAST_VARIANT - 1 }), [LAST_VARIANT - 1, LAST_VARIANT]);
    assert.deepEqual(variantsOf({ first: 0, count: 5, most: 2 }), [0, 1]);
  });

  it('leaves out what cannot be on a sheet, and says why if all that it sees first is of that kind', () => {
    // σ is 0/0 for an input of 0.
    const text = (entries: string) => textOf(entries, 'activation f(x) = x/x\nlayer 1 f\nW = [2]');
    const some = found(text('choose([0, 1, 2], seed = 4)'), { count: 2 });
    assert.deepEqual(some.sheets.map(({ network }) => network.samples[0].X.data[0]).toSorted(), [1, 2]);
    // One of 2000 could be: after 40 it is not looked for any more.
    for (const entries of ['[0]', `choose([${'0, '.repeat(1999)}1], seed = 4)`])
      assert.throws(() => found(text(entries)), (error) => error instanceof NoHandout && /not finite/.test(say(error.text))); // prettier-ignore
  });
});
