import assert from 'node:assert/strict';
import { generatorTable, type GeneratorPlace } from '../../../../src/language/matrices/generators';
import { madeMatrix } from '../../../../src/language/matrices/madeMatrices';

const place: GeneratorPlace = { layer: 1, parameter: 'W', fanIn: 3, fanOut: 2 };

describe('made matrices that are kept', () => {
  it('are the drawn ones, and the same object the next time', () => {
    const first = madeMatrix('glorot', 2, 3, [7], place);
    assert.deepEqual(first, generatorTable.get('glorot')!.make(2, 3, [7], place));
    assert.equal(madeMatrix('glorot', 2, 3, [7], place), first);
  });
  it('differ wherever an argument does', () => {
    const first = madeMatrix('uniform', 2, 3, [0, 1, 7], place);
    for (const other of [
      madeMatrix('uniform', 3, 2, [0, 1, 7], place),
      madeMatrix('uniform', 2, 3, [0, 2, 7], place),
      madeMatrix('normal', 2, 3, [0, 1, 7], place),
      madeMatrix('uniform', 2, 3, [0, 1, 7], { ...place, layer: 2 }),
      madeMatrix('uniform', 2, 3, [0, 1, 7], { ...place, parameter: 'b' }),
    ]) {
      assert.notEqual(other, first);
    }
  });
  it('are forgotten when there are too many', () => {
    const first = madeMatrix('uniform', 1, 1000, [0, 1, 1], place);
    for (let layer = 1; layer <= 5; layer++) madeMatrix('zeros', 2000, 1000, [], { ...place, layer });
    const again = madeMatrix('uniform', 1, 1000, [0, 1, 1], place);
    assert.notEqual(again, first);
    assert.deepEqual(again, first);
  });
});
