// What programs print that are not on this machine, in the forms of their manuals, each with what it must become.
import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import { isRefusal } from '../../../../src/service/paste/numberTable';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { finish } from '../../../../src/steps/steps';

const L = String.raw;
const two = '1 2; 3 4';
const atMaxPrint = ' [ reached getOption("max.print") -- omitted 5 rows ]';

/** Rows with semicolons between them. */
const read: Readonly<Record<string, readonly [text: string, rows: string]>> = {
  'pandas with grouped thousands': [
    '          a         b\n0  1,006.256     2.500\n1     -3.100  -1,200.000',
    '1006.256 2.5; -3.1 -1200',
  ],
  'pandas, a series': ['0    1.5\n1   -2.5\ndtype: float64', '1.5; -2.5'],
  'pandas, a series with names': ['a    1.5\nb    2.5\nName: x, Length: 2, dtype: float64', '1.5; 2.5'],
  'R, an entry of a list': ['[[1]]\n     [,1] [,2]\n[1,]    1    2\n[2,]    3    4\n\n', two],
  'R, a named entry of a list': ['$W\n     [,1] [,2]\n[1,]    1    2\n[2,]    3    4\n', two],
  'MATLAB, singles': ['A =\n\n  2×2 single matrix\n\n    1.0000    2.0000\n    3.0000    4.0000\n', two],
  'MATLAB, on a GPU, with a factor': [
    'A =\n\n  1×2 gpuArray single matrix\n\n   1.0e+03 *\n\n    0.0010    2.0000\n',
    '1 2000',
  ],
  'MATLAB, logical': ['ans =\n\n  1×3 logical array\n\n   1   0   1\n', '1 0 1'],
  'MATLAB, symbolic': ['A =\n \n[1/2, -1/4]\n[  1,    2]\n ', '0.5 -0.25; 1 2'],
  'Julia, Float32': ['2×2 Matrix{Float32}:\n 1.0f0  2.0f-5\n 3.0    4.0', '1 2e-5; 3 4'],
  'C, floats': ['const float W[2][2] = {\n  {1.0f, -3e-2f},\n  {4, 5.f},\n};', '1 -0.03; 4 5'],
  Java: ['double[][] W = {{1, 2}, {3, 4}};', two],
  'Java, with new': ['private static final double[][] W = new double[][] {{1, 2}, {3, 4}};', two],
  'C#': ['double[,] W = new double[2, 2] { {1, 2}, {3, 4} };', two],
  'LaTeX, tabular': [L`\begin{tabular}{S S}\toprule 1&2\\ \midrule 3&4\\ \bottomrule\end{tabular}`, two],
  'LaTeX, nicematrix': [L`\begin{bNiceMatrix}1&2\\3&4\end{bNiceMatrix}`, two],
  'Markdown without names': ['|  |  |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |', two],
  PostgreSQL: [' a | b \n---+---\n 1 | 2\n 3 | 4\n(2 rows)', two],
  MySQL: ['+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n+---+---+\n2 rows in set (0.00 sec)', two],
  'columns with units': ['x [m]\ty [kg]\n1\t2\n3\t4', two],
  'gnuplot, with its comment': ['# x y\n1 2\n3 4', two],
};

const refused: Readonly<Record<string, readonly [text: string, why: string]>> = {
  'R, too long a matrix': [`     [,1] [,2]\n[1,]    1    3\n[2,]    2    4\n${atMaxPrint}`, 'options(max.print'],
  'R, too long a vector': [`[1] 1 2 3 4\n${atMaxPrint.replace('rows', 'entries')}`, 'options(max.print'],
  'R, too long a data frame': [
    `  a b\n1 1 3\n2 2 4\n [ reached 'max' / getOption("max.print") -- omitted 5 rows ]`,
    'options(max.print',
  ],
  'R, three dimensions': [', , 1\n\n     [,1]\n[1,]    1\n\n, , 2\n\n     [,1]\n[1,]    5\n', 'three dimensions'],
  'R, a list of two': ['[[1]]\n     [,1]\n[1,]    1\n\n[[2]]\n     [,1]\n[1,]    2\n', 'more than one matrix'],
  'Julia, three dimensions': ['1×2×1 Array{Float64, 3}:\n[:, :, 1] =\n 1.0  2.0', 'three dimensions'],
  'pandas, a long series': ['0     1.5\n     ... \n9    2.5\nLength: 10, dtype: float64', 'shortened'],
  'pandas, a long series of short numbers': [
    '0     1\n     ..\n99    2\nName: x, Length: 100, dtype: int64',
    'shortened',
  ],
  'pandas, a series cut off': ['0    1.5\n1    2.5\nLength: 3, dtype: float64', 'part of it is missing'],
  'MATLAB, a part of a single matrix': ['A =\n\n  3×2 single matrix\n\n    1    2\n    3    4\n', 'part of it'],
  'MATLAB, a table': ['T =\n\n  1×2 table\n\n    a    b\n    _    _\n\n    1    2\n', '“1×2 table”'],
  'MATLAB, sparse': ['A =\n\n   (1,1)        1\n   (2,2)        4\n', 'full(A)'],
  'Octave, sparse': [
    'A =\n\nCompressed Column Sparse (rows = 2, cols = 2, nnz = 2 [50%])\n\n  (1, 1) -> 1\n  (2, 2) -> 4\n',
    'full(A)',
  ],
  'SciPy, sparse': ['  (0, 0)\t1.0\n  (1, 1)\t4.0', 'A.toarray()'],
  'a spreadsheet, negative in parentheses': ['(1,234)\t2\n3\t4', '“(1,234)”'],
  'a spreadsheet, German': ['WAHR\t1', '“WAHR” is not a number. Write 1 and 0'],
  'a spreadsheet, Polish': ['1 234,5;2\n3;4', 'Couldn’t read “1 234,5” as a number'],
  'LaTeX, cases': [L`\begin{cases}1&2\\3&4\end{cases}`, L`“\begin{cases}”`],
  'TeX, a matrix with borders': [L`\bordermatrix{~&a\cr c&1\cr}`, L`“\bordermatrix{”`],
  'PostgreSQL, a part': [' a | b \n---+---\n 1 | 2\n(2 rows)', 'part of it is missing'],
  'NumPy, two matrices below comments': ['# New slice\n1 2\n3 4\n# New slice\n5 6\n7 8', '“#”'],
};

describe('Printouts in the forms of their manuals', () => {
  for (const [name, [text, rows]] of Object.entries(read)) {
    it(`are read: ${name}`, () => {
      const table = finish(readMatrix(text));
      assert.ok(!isRefusal(table), JSON.stringify(table));
      const value = (entry: string) => entry.split('/').map(Number).reduce((a, b) => a / b); // prettier-ignore
      const values = table.map((row) => row.map(value));
      assert.deepEqual(values, rows.split(';').map((row) => row.trim().split(' ').map(Number))); // prettier-ignore
    });
  }
  for (const [name, [text, why]] of Object.entries(refused)) {
    it(`are refused with the reason: ${name}`, () => {
      const table = finish(readMatrix(text));
      assert.ok(isRefusal(table), JSON.stringify(table));
      assert.ok(say(table.refusal).includes(why), say(table.refusal));
    });
  }
});
