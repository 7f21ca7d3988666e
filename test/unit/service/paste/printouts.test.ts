import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readMatrixFile } from '../../../../src/language/matrices/matrixFile';
import { say } from '../../../../src/message/message';
import { isRefusal, type NumberTable } from '../../../../src/service/paste/numberTable';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { finish } from '../../../../src/steps/steps';

const FOLDER = 'test/unit/service/paste/fixtures/printouts';
const OTHERS = 'test/unit/service/paste/fixtures/otherPrintouts.json';
const usual = [
  [0.15, -0.2],
  [0.25, 0.3],
];

/** What each file is, or what its refusal says; seen in the files by eye. */
const expected: Readonly<Record<string, number[][] | RegExp>> = {
  '65-paste-us-thousands-tabs.txt': /thousand|1,000/,
  '66-paste-tensorflow.txt': usual,
  '67-paste-julia.txt': usual,
  '68-paste-R.txt': usual,
  '69-paste-mathematica.txt': [
    [0.15, -0.2],
    [0.25, 0.003],
  ],
  '70-paste-octave-diagonal.txt': [
    [2, 0, 0],
    [0, 3, 0],
    [0, 0, 4],
  ],
  '71-paste-typst.txt': [
    [1, 2],
    [3, 4],
  ],
  '72-paste-markdown-table.txt': usual,
  '73-paste-c-array.txt': usual,
  '74-paste-sympy-pretty.txt': usual,
  '75-paste-sage-mpmath-rows.txt': usual,
  '76-paste-ipython-out.txt': usual,
  '77-paste-matlab-scale.txt': [
    [1.2, 1500],
    [-2000, 250],
  ],
  '78-paste-matlab-columns-scale.txt': [
    [1, 2, 3],
    [1000, 2000, 3000],
  ],
  '79-paste-numpy-float64.txt': usual,
  '80-paste-numpy-wrapped.txt': [
    [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
    [1.1, 1.2, 1.3, 1.4, 1.5, 1.6],
  ],
  '81-paste-torch-cuda.txt': usual,
  '82-paste-jax.txt': usual,
  '83-paste-numpy-shortened.txt': /set_printoptions|whole|all/,
  '84-paste-decimal-comma-tabs.txt': usual,
  '85-paste-sympy.txt': [
    [1 / 2, -2],
    [3, 4],
  ],
  '86-paste-latex-array.txt': [
    [0.1, 0.2, 0.3],
    [0.3, 0.2, 0.7],
    [0.4, 0.3, 0.9],
  ],
};
/** Files for `file(…)`. */
const files: Readonly<Record<string, number[][]>> = { '89-csv-excel-de.csv': usual, '90-csv-unicode-minus.csv': usual };

interface Printout {
  readonly name: string;
  readonly text: string;
  /** null if it is refused. */
  readonly values: readonly (readonly number[])[] | null;
  readonly refused: string | null;
}

function numbersOf(table: NumberTable): number[][] {
  const value = (text: string): number =>
    text
      .split('/')
      .map(Number)
      .reduce((x, y) => x / y);
  return table.map((row) => row.map(value));
}

describe('Printouts that were met', () => {
  it('all have their answer', () => {
    assert.deepEqual(readdirSync(FOLDER).sort(), [...Object.keys(expected), ...Object.keys(files)].sort());
  });

  for (const [name, answer] of Object.entries(expected)) {
    it(name, () => {
      const table = finish(readMatrix(readFileSync(`${FOLDER}/${name}`, 'utf8')));
      if (answer instanceof RegExp) {
        assert.ok(isRefusal(table), JSON.stringify(table));
        assert.match(say(table.refusal), answer);
        return;
      }
      assert.ok(!isRefusal(table), isRefusal(table) ? say(table.refusal) : '');
      assert.deepEqual(numbersOf(table), answer);
    });
  }

  for (const [name, answer] of Object.entries(files)) {
    it(name, () => {
      const content = readMatrixFile(name, readFileSync(`${FOLDER}/${name}`));
      assert.ok(content.kind === 'matrix', content.kind === 'problem' ? say(content.message) : '');
      assert.deepEqual([content.rows, content.cols, [...content.data]], [2, 2, answer.flat()]);
    });
  }

  // Printed by the programs themselves from matrices of random numbers of many magnitudes; values to 7 digits.
  it('pandas, Octave, R, SymPy, mpmath and tabulate in their formats', () => {
    const printouts = JSON.parse(readFileSync(OTHERS, 'utf8')) as Printout[];
    assert.ok(printouts.length > 90);
    for (const { name, text, values, refused } of printouts) {
      const table = finish(readMatrix(text));
      if (values === null) {
        assert.ok(isRefusal(table), `${name}: ${JSON.stringify(table)}`);
        assert.ok(say(table.refusal).includes(refused!), `${name}: ${say(table.refusal)}`);
        continue;
      }
      assert.ok(!isRefusal(table), `${name}: ${isRefusal(table) ? say(table.refusal) : ''}`);
      assert.deepEqual([table.length, table[0].length], [values.length, values[0].length], name);
      const unit = Math.max(...values.flat().map(Math.abs)) / 200;
      for (const [r, row] of numbersOf(table).entries()) {
        for (const [c, entry] of row.entries()) {
          assert.ok(Math.abs(entry - values[r][c]) <= unit, `${name}, row ${r + 1}, column ${c + 1}: ${entry}`);
        }
      }
    }
  });
});
