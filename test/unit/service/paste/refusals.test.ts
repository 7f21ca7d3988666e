// Signs, factors, labels and doubts around a matrix, each with what it must become, worked out by hand.
import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import { isRefusal } from '../../../../src/service/paste/numberTable';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { finish } from '../../../../src/steps/steps';

const L = String.raw;

/** Values row by row. */
const read: readonly (readonly [string, number[][]])[] = [
  [
    L`-\begin{pmatrix}1&2\\3&4\end{pmatrix}`,
    [
      [-1, -2],
      [-3, -4],
    ],
  ],
  [
    L`\frac{1}{2}\begin{pmatrix}1&2\\3&5\end{pmatrix}`,
    [
      [0.5, 1],
      [1.5, 2.5],
    ],
  ],
  [
    L`W_1 = 10^{-2}\begin{bmatrix}1.5&2\\3&4\end{bmatrix}^{\top}.`,
    [
      [0.015, 0.03],
      [0.02, 0.04],
    ],
  ],
  [
    L`\begin{pmatrix}1&2\\3&4\end{pmatrix}^T`,
    [
      [1, 3],
      [2, 4],
    ],
  ],
  [L`\begin{pmatrix}1\cdot 10^{-3}& 2\times10^{3}\end{pmatrix} \cdot 10^{-2}`, [[1e-5, 20]]],
  [L`$\nabla_{W_1} L = \begin{bmatrix} 1{,}5 & 2 \end{bmatrix}$`, [[1.5, 2]]],
  [
    L`W_{ij} = \left[ \begin{array}{cccc} 0.5 & 0.6 \\ 0.7 & 0.8 \\ \end{array} \right]`,
    [
      [0.5, 0.6],
      [0.7, 0.8],
    ],
  ],
  [
    'mat(5, 6; 7, 8)^T',
    [
      [5, 7],
      [6, 8],
    ],
  ],
  ['-1/2 mat(1, 3)', [[-0.5, -1.5]]],
  ['mat(1, 3;)', [[1, 3]]],
  ['"W" = [1 2]', [[1, 2]]],
  ["'W1': [[1, 2]]", [[1, 2]]],
  [
    'mat(1, 3,; 2, 4,;)',
    [
      [1, 3],
      [2, 4],
    ],
  ],
  [
    "[1 2; 3 4]'",
    [
      [1, 3],
      [2, 4],
    ],
  ],
  [
    '-[1 2; 3 4]',
    [
      [-1, -2],
      [-3, -4],
    ],
  ],
  [
    '[1 2; 3 4]*10^-2',
    [
      [0.01, 0.02],
      [0.03, 0.04],
    ],
  ],
  [
    'ans =\n\nDiagonal Matrix\n\n   5   0   0\n   0   6   0\n   0   0   7\n\n',
    [
      [5, 0, 0],
      [0, 6, 0],
      [0, 0, 7],
    ],
  ],
  [
    '2×2 LinearAlgebra.Diagonal{Float64, Vector{Float64}}:\n 1.5   ⋅ \n  ⋅   2.5',
    [
      [1.5, 0],
      [0, 2.5],
    ],
  ],
  ['2-element Vector{Float64}:\n 0.15\n 0.25', [[0.15], [0.25]]],
  ['[1] 0.1 0.2 0.3\n[4] 0.4', [[0.1, 0.2, 0.3, 0.4]]],
  [
    '⎡1/2  -2⎤\n⎢       ⎥\n⎣ 3   4 ⎦',
    [
      [0.5, -2],
      [3, 4],
    ],
  ],
  [
    "matrix(\n[['0.35', '-0.4'],\n ['0.45', '0.5']])",
    [
      [0.35, -0.4],
      [0.45, 0.5],
    ],
  ],
  [
    '0,35 -0,4\n0,45 0,5',
    [
      [0.35, -0.4],
      [0.45, 0.5],
    ],
  ],
  [
    '0,35 -0,4; 0,45 0,5',
    [
      [0.35, -0.4],
      [0.45, 0.5],
    ],
  ],
  [
    '1.5·10^-2 3\n4 5·10⁻³',
    [
      [0.015, 3],
      [4, 0.005],
    ],
  ],
  [
    '–1 −2\n3 4',
    [
      [-1, -2],
      [3, 4],
    ],
  ],
  ['0,5\t1,234', [[0.5, 1.234]]],
  ['1,000.50\t2,000.25', [[1000.5, 2000.25]]],
  [
    '| | 0 | 1 |\n|---|---|---|\n| 0 | 0.35 | -0.4 |\n| 1 | 0.45 | 0.5 |',
    [
      [0.35, -0.4],
      [0.45, 0.5],
    ],
  ],
  [
    'a 1 2\nb 3 4',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['>>> W\narray([[1, 2]])', [[1, 2]]],
  // A number alone.
  ['array(5.)', [[5]]],
  ["w = np.array(-2, dtype='float32')", [[-2]]],
  ['tensor(0.5, device=cuda, grad_fn=<SumBackward0>)', [[0.5]]],
  ['W = [ ...\n 1 2 ...\n 3]', [[1, 2, 3]]],
  [
    ',0,1\na,0.5,1\nb,2.5,3',
    [
      [0.5, 1],
      [2.5, 3],
    ],
  ],
  // Typst.
  ['mat((1)/(2), 3)', [[0.5, 3]]],
  [
    'mat(1, (3); (1)/(4), 2)',
    [
      [1, 3],
      [0.25, 2],
    ],
  ],
  ['mat(frac(1, 2), -frac(3, 4))', [[0.5, -0.75]]],
  // Tables with lines, and without.
  [
    '|---|---|\n| 5 | 6 |\n|---|---|\n| 7 | 8 |\n|---|---|',
    [
      [5, 6],
      [7, 8],
    ],
  ],
  ['+---+---+\n| a | b |\n+---+---+\n| 7 | 8 |\n+---+---+', [[7, 8]]],
  ['| a | b |\n|:--|--:|\n| 7 | 8 |', [[7, 8]]],
  [
    ' a | b \n---+---\n 7 | 8\n 9 | 1\n(2 rows)',
    [
      [7, 8],
      [9, 1],
    ],
  ],
  // What programs write in front of the brackets.
  ['Out[3]= {{1, 2}}', [[1, 2]]],
  ['Out[3]: [[1, 2]]', [[1, 2]]],
  ['Parameter containing:\ntensor([[1., 2.]], requires_grad=True)', [[1, 2]]],
  ['double[,] W = new double[1,2] {{1,2}};', [[1, 2]]],
  ['private static final float[][] W = {{1,2}};', [[1, 2]]],
  ['static const float W[1][2] = {{1, 2}};', [[1, 2]]],
  ['<tf.Tensor: shape=(1, 2), dtype=float32, numpy=array([[1., 2.]], dtype=float32)>', [[1, 2]]],
  // R: a block with one more name than the block above.
  [
    '     w1 w2\n[1,]  1  2\n[2,]  3  4\n     w3 w4 w5\n[1,]  5  6  7\n[2,]  8  9 10',
    [
      [1, 2, 5, 6, 7],
      [3, 4, 8, 9, 10],
    ],
  ],
];

const refused: readonly (readonly [string, string])[] = [
  ['X = ⎡1⎤   ∂L/∂X = ⎡3⎤\n    ⎣2⎦           ⎣4⎦', 'more than one matrix'],
  ['2 + X = ⎡1⎤\n        ⎣2⎦', '2 + X = ⎡1⎤'],
  ['mat(1, , 2)', 'An entry is empty'],
  ['mat(, 1)', 'An entry is empty'],
  ['mat(1, dots, 2)', 'This printout is shortened'],
  ['mat(1, 2; 3)', 'Row 2 has length 1 and the first row 2'],
  ['  1,000  \n  2,000', '“1,000” is one number with a decimal comma'],
  ['1,000\t2,000\n3,000\t4,000', '“1,000” means 1.000 or 1000'],
  ['1,2\n3,4', '“1,2” is one number with a decimal comma or two numbers'],
  ['[0,15 0,20]', '“0,15” is one number with a decimal comma or two numbers'],
  ['[0,15;0,20]', '“0,15” is one number with a decimal comma or two numbers'],
  ['1.5 2,5', 'comma in “2,5” but not in “1.5”'],
  ['[1 2\n 3 4]', '2 rows, or one vector'],
  ['[[1 2] [3 4]]', 'beside or below'],
  ['[1, 2 3]', 'Commas separate some entries'],
  ['[[1; 2], [3; 4]]', '“;” cannot separate entries in a row'],
  ['{{1 2}, {3 4}}', '“ ” cannot separate entries in a row'],
  ['A =\n\n   1   2\n\nB =\n\n   3   4\n', 'more than one matrix'],
  ['1 2\n3 4\n\n5 6\n7 8', 'more than one matrix'],
  ['[1 2; 3 4] [5]', 'more than one matrix'],
  [L`\begin{pmatrix}1\end{pmatrix}\begin{pmatrix}2\end{pmatrix}`, 'more than one matrix'],
  ['W =\n\n Columns 1 through 2:\n\n  1 2\n\n Column 4:\n\n 3\n', 'Column 3 is missing'],
  [L`W^T = \begin{pmatrix}1\end{pmatrix}`, 'what “W^T =” makes of the matrix'],
  [L`x + \begin{pmatrix}1\end{pmatrix}`, '“x +”'],
  [L`\begin{vmatrix}1&2\\3&4\end{vmatrix}`, 'determinant'],
  [L`\begin{pmatrix}15% & 2 \\ 3 & 4\end{pmatrix}`, '“% & 2'],
  ['foo([[1, 2]])', '“foo(”'],
  ['array(abc)', '“abc”'],
  ['tensor(b2, requires_grad=True)', '“b2”'],
  ['np.array([[1, 2]]) @ x', '“@ x”'],
  ['2[[1, 2]]', '“2”'],
  ['float W[2][3] = {{1,2},{3,4}};', 'says [2][3]'],
  ['3×2 Matrix{Float64}:\n 0.15 0.2\n 0.25 0.3', 'part of it is missing'],
  ['[[0.1 0.2 ... 0.8]\n [1.1 1.2 ... 1.8]]', 'np.set_printoptions(threshold=np.inf)'],
  ['[[1. 0.]\n [1. 0.]\n ...\n [0. 2.]\n [3. 0.]]', 'np.set_printoptions(threshold=np.inf)'],
  ['[[1. 0.]\n ...\n [3. 0.]]', 'np.set_printoptions(threshold=np.inf)'],
  ['[1 2 ...\n ...\n 3 4]', 'np.set_printoptions(threshold=np.inf)'],
  ['1.234.567,5\n2,3', '“1.234.567”'],
  ['  1,234,567  \n 2,345,678', 'Couldn’t tell whether “1,234,567” means 1 234 567 or 1234567'],
  ['1,234,567\n2,345,678', '“1,234,567” means 1 234 567 or 1234567'],
  ['1,2;3,4', '“1,2” is one number with a decimal comma or two numbers'],
  ['     n 0\nr0  0.5\nr1  0.7', '“n 0”'],
  ['  0   1\n0.5 0.7', 'first row counts the columns'],
  ['   0    1  ...   9\n0  0.1  0.2 ...  0.3', 'pd.set_option'],
  ['nan 1\n2 3', 'nan is among the entries'],
  ['inf,1\n2,3', 'inf is among the entries'],
  ['15% 20%\n1 2', '“15%” may mean the number or a hundredth'],
  ['1+2i 3', 'complex'],
  ['matrix(c(1,2,3,4), nrow=2)', 'Couldn’t read'],
  ['| a | b |\n|---|---|\n| 7 | 8 |\n\n| a | b |\n|---|---|\n| 7 | 8 |', 'more than one matrix'],
  [' a | b \n---+---\n 7 | 8\n(2 rows)', 'part of it is missing'],
  ['<tf.Tensor: shape=(2, 2), dtype=float32, numpy=array([[1., 2.]], dtype=float32)>', 'part of it is missing'],
  ['| 0 | 1 |\n|---|---|\n| 0.25 | 0.3 |', 'Remove the line below it, or the row.'],
  ['| 0 | 1 |\n| 0.25 | 0.3 |', 'Remove it, or write its numbers with a point.'],
];

describe('What is around a matrix', () => {
  for (const [text, expected] of read) {
    it(`has a meaning: ${JSON.stringify(text)}`, () => {
      const table = finish(readMatrix(text));
      assert.ok(!isRefusal(table), JSON.stringify(table));
      // The line breaks of Windows and of old Macs, and empty lines around, say the same.
      for (const other of [text.replace(/\n/g, '\r\n'), text.replace(/\n/g, '\r'), `\n \n${text}`, `${text}\n \n`])
        assert.deepEqual(finish(readMatrix(other)), table, JSON.stringify(other));
      const values = table.map((row) =>
        row.map((entry) =>
          entry
            .split('/')
            .map(Number)
            .reduce((a, b) => a / b),
        ),
      );
      assert.deepEqual(values, expected);
    });
  }
  for (const [text, why] of refused) {
    it(`is refused with the reason: ${JSON.stringify(text)}`, () => {
      const table = finish(readMatrix(text));
      assert.ok(isRefusal(table), JSON.stringify(table));
      assert.ok(say(table.refusal).includes(why), say(table.refusal));
    });
  }
});
