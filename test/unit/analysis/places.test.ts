import assert from 'node:assert/strict';
import { layerAt, placeAt, rangeOf, type Place } from '../../../src/analysis/places';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import { fixture } from '../language/fixture';

const HEAD = 'input X = [1 2]\ntarget = [1]\n';

describe('places', () => {
  const cases: [marked: string, place: Place][] = [
    ['input X = [1 ‹|<|>2|›]', { quantity: 'X', layer: 0, sample: 'X', entry: { row: 1, column: 0 } }],
    ['batch X = [1 2\n3 ‹|<|>4|›]', { quantity: 'X', layer: 0, sample: 'X', entry: { row: 1, column: 1 } }],
    ['input 2\nlayer relu\nW = [1 2; ‹|<|>3|› 4]', { quantity: 'W', layer: 1, entry: { row: 1, column: 0 } }],
    ["input 2\nlayer relu\nW = [1 2; ‹|<|>3|› 4]'", { quantity: 'W', layer: 1, entry: { row: 0, column: 1 } }],
    ['layer relu\nW = [[1], [‹|-2<|>|›]]', { quantity: 'W', layer: 1, entry: { row: 1, column: 0 } }],
    ['layer relu\nW = [1; 2]\nb = [1\n‹|2*<|>3|›]', { quantity: 'b', layer: 1, entry: { row: 1, column: 0 } }],
    [`${HEAD}layer relu\nW = [1 2]\nlayer ‹|ta<|>nh|›\nW = [1]`, { quantity: 'Sigma', layer: 2 }],
    [
      `${HEAD.replace('[1]', '[‹|<|>1|›]')}layer relu\nW = [1 2]\nloss sse`,
      { quantity: 'target', layer: 0, sample: 'X', entry: { row: 0, column: 0 } },
    ],
    // There is no network yet, so the name is that of the text.
    ['input Start = [1 ‹|<|>2|›]\nlayer', { quantity: 'X', layer: 0, sample: 'Start', entry: { row: 1, column: 0 } }],
    // The direction of the product with the Hessian.
    ['input 2\nlayer relu\nW = [1 2]\nV = [1 ‹|<|>4|›]', { quantity: 'V', layer: 1, entry: { row: 0, column: 1 } }],
    [
      'input 2\nlayer relu\nW = [1 2]\nb = 1\nv = [‹|<|>3|›]',
      { quantity: 'v', layer: 1, entry: { row: 0, column: 0 } },
    ],
    [`${HEAD}layer relu\nW = [1 2]\n‹|lo<|>ss sse|›`, { quantity: 'loss', layer: 0 }],
  ];
  for (const [marked, place] of cases) {
    it(`${JSON.stringify(place)}, there and back`, () => {
      const { text, ranges, cursors } = fixture(marked);
      const checked = check(parse(text));
      assert.deepEqual(placeAt(checked, cursors[0]), place);
      const back = rangeOf(checked, place);
      assert.deepEqual({ start: back?.start, end: back?.end }, { start: ranges[0].start, end: ranges[0].end });
    });
  }

  it('what is not written out goes to its value or keyword', () => {
    const checked = check(parse('input 2\nlayer 3 relu\n  W = glorot()\n  b'));
    const text = (place: Place): string => {
      const range = rangeOf(checked, place)!;
      return checked.spec.text.slice(range.start, range.end);
    };
    assert.equal(text({ quantity: 'W', layer: 1, entry: { row: 2, column: 1 } }), 'glorot()');
    assert.equal(text({ quantity: 'b', layer: 1, entry: { row: 2, column: 0 } }), 'b');
    assert.equal(rangeOf(checked, { quantity: 'W', layer: 7 }), null);
  });

  it('lines belong to the layer above', () => {
    const text = 'input 2\nlayer 3 relu\n  W = ones()\n\n  # more\nlayer 1 relu\nloss sse\n';
    const checked = check(parse(text));
    const layers = text
      .split('\n')
      .map((line, i, all) => layerAt(checked, all.slice(0, i).join('\n').length + (i > 0 ? 1 : 0)));
    assert.deepEqual(layers.slice(0, 7), [null, 1, 1, 1, 1, 2, null]);
  });
});
