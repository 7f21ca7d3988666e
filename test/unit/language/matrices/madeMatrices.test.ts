import assert from 'node:assert/strict';
import { generatorTable, type GeneratorPlace } from '../../../../src/language/matrices/generators';
import { finish } from '../../../../src/steps/steps';
import { madeMatrix as steps } from '../../../../src/language/matrices/madeMatrices';

const madeMatrix = (...args: Parameters<typeof steps>) => finish(steps(...args));

const place: GeneratorPlace = { layer: 1, parameter: 'W', fanIn: 3, fanOut: 2 };

describe('made matrices that are kept', () => {
  it('are the drawn ones, and the same object the next time', () => {
    const first = madeMatrix('glorot', 2, 3, [7], place);
    const drawn = new Float64Array(6);
    generatorTable.get('glorot')!.fill(drawn, 0, 6, 3, [7], place);
    assert.deepEqual(first, drawn);
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
  it('are drawn part by part as they are in one piece', () => {
    for (const name of ['ones', 'identity', 'glorot', 'he']) {
      const whole = new Float64Array(300 * 200);
      generatorTable.get(name)!.fill(whole, 0, whole.length, 200, [7], place);
      assert.deepEqual(madeMatrix(name, 300, 200, [7], place), whole, name);
    }
  });
  it('can be abandoned on the way', () => {
    const drawing = steps('he', 60_000, 784, [0], place);
    for (let i = 0; i < 10; i++) assert.equal(drawing.next().done, false);
    drawing.return(new Float64Array());
    assert.equal(drawing.next().done, true);
  });
  it('are the same object while somebody has them, however large they are', () => {
    const large = madeMatrix('ones', 3000, 3000, [], place);
    for (let layer = 1; layer <= 5; layer++) madeMatrix('zeros', 2000, 1000, [], { ...place, layer });
    // Now and then those that are gone are taken out.
    for (let layer = 1; layer <= 500; layer++) madeMatrix('ones', 1, 1, [], { ...place, layer });
    assert.equal(madeMatrix('ones', 3000, 3000, [], place), large);
  });
});
