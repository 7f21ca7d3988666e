// Answers that ask nothing of a student, at the edge of the tolerance: worked out by hand.
import assert from 'node:assert/strict';
import { hollowAnswers } from '../../../../src/authoring/exercise/hollowAnswers';
import type { Sheet } from '../../../../src/authoring/exercise/sheet';
import { say } from '../../../../src/message/message';

interface Asked {
  readonly quantity: string;
  readonly entry?: { readonly row: number; readonly column: number } | undefined;
  readonly answer: readonly number[];
  readonly tolerance: number;
}

/** Sheets of one question each, about a layer with W = [1 2; 3 4] and b = [5; 6]. */
const said = (...asked: readonly Asked[]): readonly string[] => {
  const sheets = asked.map(({ quantity, entry = null, answer, tolerance }) => {
    const question = {
      asked: { quantity, layer: 1, entry, item: { name: { text: 'Q' } } },
      full: { data: answer },
      tolerance: answer.map(() => tolerance),
    };
    const layer = { weights: { rows: 2, cols: 2, data: [1, 2, 3, 4] }, bias: { rows: 2, cols: 1, data: [5, 6] } };
    return { exercises: [{ title: 'A', questions: [question] }], network: { layers: [layer] } } as unknown as Sheet;
  });
  return hollowAnswers(sheets).map((one) => say(one));
};
const one = (quantity: string, answer: readonly number[], tolerance: number, entry?: Asked['entry']) => said({ quantity, answer, tolerance, entry }).length; // prettier-ignore

describe('answers that are right without work', () => {
  it('zeros, and those that the tolerance takes for 0', () => {
    assert.equal(one('Delta', [0, 0], 0.25), 1);
    assert.equal(one('Delta', [0, 1], 0.25), 0);
    assert.equal(one('Delta', [0.25, 1], 0.25), 1);
    assert.equal(one('Delta', [-0.25, 1], 0.25), 1);
    assert.equal(one('Delta', [0.375, 1], 0.25), 0);
  });

  it('a step to numbers for which the old ones are accepted too: all of them', () => {
    assert.equal(one('nextW', [1.25, 2.25, 2.75, 4], 0.25), 1);
    assert.equal(one('nextW', [1.25, 2.25, 2.75, 4.5], 0.25), 0);
    assert.equal(one('nextb', [5, 6.25], 0.25), 1);
    assert.equal(one('nextb', [5.5, 6], 0.25), 0);
    // What is no step is not compared with W.
    assert.equal(one('gradW', [1, 2, 3, 4], 0.25), 0);
  });

  it('of a step that is asked for one entry, its own old value', () => {
    const entry = { row: 2, column: 1 };
    assert.equal(one('nextW', [3.25], 0.25, entry), 1);
    assert.equal(one('nextW', [1], 0.25, entry), 0);
    assert.equal(one('nextb', [6.25], 0.25, entry), 1);
  });

  it('are counted over the sheets, and nothing is said where there are none', () => {
    const zero = { quantity: 'Delta', answer: [0], tolerance: 0.1 };
    const [text, ...others] = said(zero, { ...zero, answer: [1] }, zero);
    assert.match(text, /^Exercise “A”: .* is 0 throughout \(in 2 of 3 sheets\)\.$/);
    assert.equal(others.length, 0);
    assert.deepEqual(said(), []);
  });
});
