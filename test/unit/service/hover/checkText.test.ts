import assert from 'node:assert/strict';
import type { GradientCheck, LeftOutEntry } from '../../../../src/engine/trace';
import { say } from '../../../../src/message/message';
import { checkSentences, leftOutSentences } from '../../../../src/service/hover/checkText';

const part = { maxRelativeError: 0, worst: null, compared: 1, sampled: 1, total: 1 };
const worst = { quantity: 'W', layer: 2, row: 0, column: 2, analytic: 1, numeric: 1, relativeError: 2e-9 } as const;
const CHECK: GradientCheck = {
  maxRelativeError: 2e-9,
  worst,
  parts: [{ ...part, quantity: 'W', layer: 1 }, { ...part, quantity: 'W', layer: 2 }, { ...part, quantity: 'X', layer: 0, sampled: 0 }],
  leftOut: [],
  compared: 11,
  sampled: 12,
  total: 12,
  columns: 1,
}; // prettier-ignore

const entry = (quantity: 'W' | 'b' | 'X', row: number, column: number, why: LeftOutEntry['why']): LeftOutEntry => ({
  quantity,
  layer: quantity === 'X' ? 0 : 1,
  row,
  column,
  why,
});

const left = (leftOut: readonly LeftOutEntry[], more: Partial<GradientCheck> = {}): string[] =>
  leftOutSentences({ ...CHECK, leftOut, ...more }).map((one) => say(one));

describe('the check in words', () => {
  it('says the largest error, where it is, and how many entries were compared', () => {
    const said = (check: GradientCheck) => checkSentences(check, 'A').map((one) => say(one));
    const at = (entryName: string) => [
      `At A the largest relative error of the gradient against central differences is 2.0e-9, at ${entryName} (11 of 12 entries compared).`,
    ];
    assert.deepEqual(said(CHECK), at('W₂(1, 3)'));
    assert.deepEqual(said({ ...CHECK, worst: { ...worst, quantity: 'b', row: 3, column: 0 } }), at('b₂(4)'));
    assert.deepEqual(said({ ...CHECK, worst: { ...worst, quantity: 'X', layer: 0, row: 1, column: 0 } }), at('X(2)'));
    const batch = { ...CHECK, columns: 3, worst: { ...worst, quantity: 'X', layer: 0, row: 1, column: 2 } } as const;
    assert.deepEqual(said(batch), at('X(2, 3)'));
    assert.deepEqual(said({ ...CHECK, worst: null }), ['At A no entry could be compared with central differences.']);
  });

  it('says what was left out, for each reason', () => {
    assert.deepEqual(left([]), []);
    assert.deepEqual(
      left([
        entry('b', 1, 0, 'tooSmall'),
        entry('W', 0, 1, 'kink'),
        entry('X', 1, 0, 'unsettled'),
        entry('b', 0, 0, 'kink'),
      ]),
      [
        'Skipped, because they are at a kink: 2 (W₁(1, 2), b₁(1)).',
        'Skipped, because the difference quotient does not converge: 1 (X(2)).',
        'Skipped, because they are too small to tell from rounding errors: 1 (b₁(2)).',
      ],
    );
  });

  it('names five entries, and of more the first five', () => {
    const kinks = (n: number) => Array.from({ length: n }, (_, i) => entry('b', i, 0, 'kink'));
    assert.deepEqual(left(kinks(5)), ['Skipped, because they are at a kink: 5 (b₁(1), b₁(2), b₁(3), b₁(4), b₁(5)).']);
    assert.deepEqual(left(kinks(6)), [
      'Skipped, because they are at a kink: 6 (b₁(1), b₁(2), b₁(3), b₁(4), b₁(5), …).',
    ]);
  });

  it('says that it is a sample, and of which matrices', () => {
    assert.deepEqual(left([], { sampled: 5, total: 12 }), [
      'For a network of this size the check uses a sample: 5 of 12 entries, from 2 of 3 matrices.',
    ]);
  });
});
