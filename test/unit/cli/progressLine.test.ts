import assert from 'node:assert/strict';
import { drive } from '../../../src/analysis/cancellation';
import { progressLine } from '../../../src/cli/progressLine';
import type { Steps } from '../../../src/steps/steps';

/** Every step takes a slice of a clock that only this test moves. */
async function written(isTTY: boolean): Promise<string[]> {
  const texts: string[] = [];
  const line = progressLine({ isTTY, write: (text) => texts.push(text) }, 'Looking');
  let time = 0;
  function* steps(): Steps<string> {
    for (const share of [0, 0.001, 0.256, 0.999]) {
      time += 100;
      yield share;
    }
    return 'done';
  }
  assert.equal(await drive(steps(), { ...line.options, now: () => time }), 'done');
  line.end();
  return texts;
}

describe('progress in a terminal', () => {
  it('is one line, written when it changes and gone at the end', async () => {
    assert.deepEqual(await written(true), ['\rLooking: 0 %', '\rLooking: 25 %', '\rLooking: 99 %', '\r\u001b[K']);
  });

  it('is not written into a file or a pipe', async () => {
    assert.deepEqual(await written(false), []);
  });
});
