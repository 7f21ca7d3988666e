import assert from 'node:assert/strict';
import { DraggedSteps, stepsBy } from '../../../src/numbers/draggedSteps';

describe('A number that is dragged', () => {
  const at = (clientX: number, clientY: number, shiftKey = false) => ({ clientX, clientY, shiftKey });

  it('is a click for four pixels, then goes a step for six, up or to the right', () => {
    const drag = new DraggedSteps(at(100, 50));
    assert.deepEqual([drag.at(at(102, 47)), drag.isDrag], [null, false]);
    assert.deepEqual([drag.at(at(100, 44)), drag.isDrag], [1, true]);
    // Once it is a drag, it stays one where it began.
    assert.equal(drag.at(at(100, 50)), 0);
    assert.equal(drag.at(at(118, 44)), 4);
    assert.equal(drag.at(at(88, 56)), -3);
  });

  it('is a drag from a distance of four pixels on, and a step from half of six', () => {
    const first = (x: number, y: number) => new DraggedSteps(at(0, 0)).at(at(x, y));
    assert.deepEqual(
      [first(3.99, 0), first(4, 0), first(0, -3.99), first(0, -4), first(2.4, -3.2)],
      [null, 1, null, 1, 1],
    );
    assert.deepEqual([8.9, 9, 15, 20.9].map((x) => first(x, 0)), [1, 2, 3, 3]); // prettier-ignore
  });

  it('goes ten times as far with Shift', () => {
    const drag = new DraggedSteps(at(0, 0));
    assert.equal(drag.at(at(12, 0, true)), 20);
    assert.deepEqual([stepsBy(-1, at(0, 0)), stepsBy(-1, at(0, 0, true))], [-1, -10]);
  });
});
