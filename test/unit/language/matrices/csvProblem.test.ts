// What is said of a CSV file that cannot be read, with the place, word by word.
import assert from 'node:assert/strict';
import { readMatrixFile } from '../../../../src/language/matrices/matrixFile';
import { say } from '../../../../src/message/message';

function problem(text: string): string {
  const content = readMatrixFile('w.csv', new TextEncoder().encode(text));
  return content.kind === 'problem' ? say(content.message) : content.kind;
}

const thirty = 'abcdefghijklmnopqrstuvwxyz(123';
const cases: readonly (readonly [string, string])[] = [
  ['a,b\n1,2,3,4', 'The row in line 2 of w.csv has length 4, but the heading has length 2.'],
  ['1,2\n3,(4', 'Line 2, column 3 of w.csv has “(4” where a number was expected.'],
  [`1,2\n3,${thirty}`, `Line 2, column 3 of w.csv has “${thirty}” where a number was expected.`],
  [`1,2\n33,${thirty}4`, `Line 2, column 4 of w.csv has “${thirty}…” where a number was expected.`],
  ['1,2\n3,', 'The row in line 2 of w.csv has length 1, but those above have length 2. All rows need the same length.'],
  ['1,,2', 'An entry is missing in line 1, column 3 of w.csv.'],
  ['a,b,,d\n1,2,3,4', 'An entry is missing in line 1, column 5 of w.csv.'],
  ['1 ; ;2', 'An entry is missing in line 1, column 5 of w.csv.'],
  ['1,2\n\n3,inf', 'Line 3, column 3 of w.csv has inf; every entry must be finite.'],
  ['1,2\n3,NA', 'Line 2, column 3 of w.csv has “NA”, a missing value.'],
  ['1,2\n3,4+5i', 'Line 2, column 3 of w.csv has the complex number “4+5i”.'],
  ['1,2\n3,45%', 'Line 2, column 3 of w.csv has “45%”. Write it without the sign.'],
  ['1,2\n3,true', 'Line 2, column 3 of w.csv has “true” where a number was expected.'],
  ['1,2\n3,...', 'Line 2, column 3 of w.csv has “...” where a number was expected.'],
  ['a 1\n2 3', 'Line 2, column 1 of w.csv has “2” where a row label was expected.'],
  ['1.5\t2,5', 'Couldn’t tell the decimal mark in w.csv: it is a comma in “2,5” but not in “1.5”. Use a point everywhere.'],
  ['1,000\t2,000\n3,000\t4,000', 'Couldn’t tell whether “1,000” in w.csv means 1.000 or 1000. Write it in one of these two ways.'],
  ['id,w\n0,5\n1,7', 'Couldn’t tell whether the first column of w.csv, “id”, labels the rows or belongs to the matrix. Remove the column, or the heading.'],
  ['0 1\n0.5 0.7', 'Couldn’t tell whether the first row of w.csv counts the columns or belongs to the matrix. Remove it, or write its numbers with a point.'],
  ['a,1,1e999', 'The number in line 1, column 5 of w.csv is too large.'],
  ['1,2\n3,"4', 'A quote in line 2 of w.csv is not closed.'],
  ['1,2\n3,"4"",5', 'A quote in line 2 of w.csv is not closed.'],
  ['1,2\n"3,4"5,6', 'Line 2, column 1 of w.csv has “"3,4"5” where a number was expected.'],
  ['1,2\n3,"4"5', 'Line 2, column 3 of w.csv has “"4"5” where a number was expected.'],
  ['1,2', 'matrix'],
  ['1,5\n2,5', 'matrix'],
]; // prettier-ignore

describe('What is said of a CSV file', () => {
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.equal(problem(text), expected));

  const tooLong = (column: number, length: string) =>
    `The cell in line 2, column ${column} of w.csv has ${length} characters, but at most 10\u202f000 are read.`;
  for (const [what, text, expected] of [
    ['digits', `1,2\n3,${'9'.repeat(10_001)}`, tooLong(3, '10\u202f001')],
    ['a name', `a b\n${'x'.repeat(3_000_000)} 1`, tooLong(1, '3\u202f000\u202f000')],
    ['digits in quotes', `1;2\n3;4;"${'9'.repeat(4_000_000)}"`, tooLong(5, '4\u202f000\u202f000')],
    ['quotes in quotes', `1\t2\n3\t"${'""'.repeat(10_000)}"`, tooLong(3, '20\u202f000')],
  ] as const) {
    it(`a cell that is too long: ${what}`, () => assert.equal(problem(text), expected));
  }
});
