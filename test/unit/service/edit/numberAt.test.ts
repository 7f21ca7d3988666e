import assert from 'node:assert/strict';
import { stepNumberAt } from '../../../../src/service/edit/numberAt';

/** The line with its cursor `|`, and what a step up makes of it, by hand; null: there is no number. */
const cases: readonly (readonly [string, string | null])[] = [
  ['  W = [0.1|5 0.20; 0.25 0.30]', '  W = [0.16 0.20; 0.25 0.30]'],
  ['  W = [0.15| 0.20]', '  W = [0.16 0.20]'],
  ['  W = [|0.15 0.20]', '  W = [0.16 0.20]'],
  ['  b = [0.35 |-0.5]', '  b = [0.35 -0.4]'],
  ['  b = [0.35 -0.5|]', '  b = [0.35 -0.4]'],
  ['  b = [1-0.5|]', '  b = [1-0.6]'],
  ['layer |3 sigmoid', 'layer 4 sigmoid'],
  ['rate = 1.5e-|3', 'rate = 1.6e-3'],
  ['input X = [1/|3]', 'input X = [1/4]'],
  ['input X = [|1/3]', 'input X = [2/3]'],
  ['  W|1 = [2]', null],
  ['network "2| layers"', null],
  ['rate = 0.5 # |7', null],
  ['layer| sigmoid', null],
  ['', null],
];

describe('the number at the cursor', () => {
  for (const [marked, expected] of cases) {
    it(`of “${marked}” is ${expected === null ? 'none' : 'moved'}`, () => {
      const at = Math.max(0, marked.indexOf('|'));
      const line = marked.replace('|', '');
      const found = stepNumberAt(line, at, 1);
      const made = found && line.slice(0, found.range.start) + found.text + line.slice(found.range.end);
      assert.equal(made, expected);
    });
  }
});
