import assert from 'node:assert/strict';
import fc from 'fast-check';
import { say } from '../../../../src/message/message';
import { parse } from '../../../../src/language/syntax/parser';
import { isRefusal, type Refusal } from '../../../../src/service/paste/numberTable';
import { pastedMatrix, unaskedPaste } from '../../../../src/service/paste/pasteMatrix';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { workParts } from '../../../../src/service/paste/workParts';
import { fixture } from '../../language/fixture';
import { finish } from '../../../../src/steps/steps';

const runs = Number(process.env.NNET_FUZZ ?? 100);

const readings: Record<string, [string, string[][]]> = {
  'NumPy code': [
    'np.array([[1, 2.50],\n       [-3e-2, 4]], dtype=np.float32)',
    [
      ['1', '2.50'],
      ['-3e-2', '4'],
    ],
  ],
  'NumPy repr, wrapped vector': ['array([0.1, 0.2,\n       0.3, 0.4])', [['0.1', '0.2', '0.3', '0.4']]],
  'NumPy printout': [
    '[[ 1.  2.]\n [-3.  4.]]',
    [
      ['1.', '2.'],
      ['-3.', '4.'],
    ],
  ],
  'NumPy printout, wrapped vector': ['[0.1 0.2 0.3\n 0.4]', [['0.1', '0.2', '0.3', '0.4']]],
  'NumPy printout, wrapped rows': [
    '[[1 2\n  3]\n [4 5\n  6]]',
    [
      ['1', '2', '3'],
      ['4', '5', '6'],
    ],
  ],
  'NumPy 2 scalars': ['[np.float64(1.5), np.float64(-2.0)]', [['1.5', '-2.0']]],
  'an assignment, transposed': ['W1 = np.array([[1, 2]]).T', [['1'], ['2']]],
  PyTorch: [
    "tensor([[1.0000e+00, 2.0000],\n        [3.0000, 4.0000]], device='cuda:0', dtype=torch.float64, grad_fn=<AddBackward0>)",
    [
      ['1.0000e+00', '2.0000'],
      ['3.0000', '4.0000'],
    ],
  ],
  'a PyTorch parameter': ['Parameter containing:\ntensor([[0.5, -0.5]], requires_grad=True)', [['0.5', '-0.5']]],
  'MATLAB code': [
    'A = [1 -2; 3, 4];',
    [
      ['1', '-2'],
      ['3', '4'],
    ],
  ],
  'MATLAB code over lines': [
    '[1 2 ...\n 3\n 4 5 6]',
    [
      ['1', '2', '3'],
      ['4', '5', '6'],
    ],
  ],
  'MATLAB rows as lines': [
    '[1 2\n3 4]',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  'MATLAB printout': [
    'A =\n\n    1.0000   -2.0000\n    3.0000    4.0000\n\n',
    [
      ['1.0000', '-2.0000'],
      ['3.0000', '4.0000'],
    ],
  ],
  'MATLAB column blocks': [
    'A =\n  Columns 1 through 2\n   1 2\n   5 6\n  Column 3\n   3\n   7\n',
    [
      ['1', '2', '3'],
      ['5', '6', '7'],
    ],
  ],
  'Octave column blocks': ['A =\n\n Columns 1 and 2:\n\n   1   2\n\n Column 3:\n\n   3\n', [['1', '2', '3']]],
  'MATLAB factor': ['A =\n\n   1.0e+03 *\n\n    0.0010    1.0000\n', [['0.0010e3', '1.0000e3']]],
  'LaTeX pmatrix': [
    '\\begin{pmatrix} 1 & -\\frac{1}{2} \\\\ \\sqrt{2} & 0{,}5 \\end{pmatrix}',
    [
      ['1', '-1/2'],
      ['sqrt(2)', '0.5'],
    ],
  ],
  'LaTeX array': [
    'W = \\left[\\begin{array}{cc}\n1 & 2 \\\\ \\hline\n3 & 4 \\\\\n\\end{array}\\right]',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  'LaTeX roots': [
    '\\begin{bmatrix}\\frac{\\sqrt2}{2} & \\frac{1}{\\sqrt{2}}\\end{bmatrix}',
    [['sqrt(2)/2', '1/sqrt(2)']],
  ],
  'LaTeX with decimal commas': ['\\begin{pmatrix}0,5 & -1,25 & \\frac{1}{2}\\end{pmatrix}', [['0.5', '-1.25', '1/2']]],
  'spreadsheet cells': [
    '1.50\t2\r\n3\t−4\r\n',
    [
      ['1.50', '2'],
      ['3', '-4'],
    ],
  ],
  'spreadsheet cells with decimal commas': [
    '0,15\t0,20\n-0,25\t1,5e3',
    [
      ['0.15', '0.20'],
      ['-0.25', '1.5e3'],
    ],
  ],
  CSV: [
    'a,b\n1,2\n"3",4\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  'CSV with semicolons': [
    '0,5;1\n2;3',
    [
      ['0.5', '1'],
      ['2', '3'],
    ],
  ],
  'numbers in lines': [
    '1 2\n3 4',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
};

describe('Reading a pasted matrix', () => {
  for (const [name, [pasted, expected]] of Object.entries(readings)) {
    it(name, () => assert.deepEqual(finish(readMatrix(pasted)), expected));
  }

  const refused: Record<string, [string, RegExp]> = {
    'a shortened printout': ['[[1 2 ... 3]\n [4 5 ... 6]]', /shortened/],
    'shortened rows': ['array([[1, 2],\n       ...,\n       [3, 4]])', /shortened/],
    'not finite': ['[1 nan]', /finite/],
    prose: ['hello', /Couldn’t read “hello” as a number/],
    'a whole network': ['input X = [1 2]\nlayer 1 tanh', /Couldn’t read “layer 1 tanh”/],
    'rows of different lengths': ['1 2\n3', /Row 2 has length 1/],
    'three dimensions': ['[[[1 2]]]', /two levels/],
    nothing: ['', /no numbers/],
    'a lost block': ['A =\n Columns 1 through 1\n 1\n 2\n Column 2\n 3\n', /blocks of columns/],
    'LaTeX letters': ['\\begin{pmatrix}a & 1\\end{pmatrix}', /Couldn’t read “a” as a number/],
  };
  for (const [name, [pasted, why]] of Object.entries(refused)) {
    it(`says why not: ${name}`, () => {
      const read = finish(readMatrix(pasted));
      assert.ok(isRefusal(read), JSON.stringify(read));
      assert.match(say(read.refusal), why);
    });
  }

  // With work that grows with the square of the length, or doubles with each line, these would outlast the test.
  it('ends in a long text that only nearly is a matrix', () => {
    const nearly = ['[', '[1 ', 'a.', '1,', '\\begin{array}{', ', a = b', '\r\n', ':, ', 'a', 'N1: 1 ', '∇'];
    for (const text of nearly.map((s) => s.repeat(200_000))) {
      for (const front of ['', '[1]', '>>> ', 'A(', 'N1: ', 'N1: 1 =']) {
        finish(readMatrix(`${front}${text}`));
        finish(workParts(`${front}${text}`));
      }
    }
  });

  it('is not read if it is long, unless it was asked for', () => {
    const long = rowsOfOnes(100_000);
    const spec = parse('layer tanh\n  W = ');
    assert.equal(finish(unaskedPaste(long, spec, spec.text.length)), null);
    assert.notEqual(finish(unaskedPaste(rowsOfOnes(2000), spec, spec.text.length)), null);
    assert.equal(typeof finish(pastedMatrix(long, spec, spec.text.length)), 'string');
    const { refusal } = finish(pastedMatrix(rowsOfOnes(600_000), spec, spec.text.length)) as Refusal;
    assert.match(say(refusal), /too long to paste.*file\("weights\.csv"\)/);
  });
});

describe('The limits of a pasted matrix', () => {
  const W = parse('layer tanh\n  W = ');
  const shaped = (text: string) => {
    const read = finish(readMatrix(text));
    return isRefusal(read) ? 'refused' : `${read.length} × ${read[0].length}`;
  };
  const atMost = (largest: number, text: (length: number) => string, ask: (text: string) => boolean) => {
    for (const more of [0, 1]) {
      const made = text(largest + more);
      assert.equal(ask(made), more === 0, `${largest + more}`);
    }
  };
  const filled = (text: string, length: number) => text + ' '.repeat(length - text.length);

  it('1 000 000 characters are read, and 200 000 where nobody asked', () => {
    atMost(1_000_000, (n) => filled('1 2\n3 4', n), (text) => shaped(text) === '2 × 2'); // prettier-ignore
    const unasked = (text: string) => finish(unaskedPaste(text, W, W.text.length)) !== null;
    atMost(200_000, (n) => `${rowsOfOnes(49_999)}1\t${'1'.repeat(n - 199_998)}`, unasked);
  });

  it('a paste that nobody asked for is read up to 100 000 characters behind the start of a statement', () => {
    atMost(100_000, (n) => `W = [${'1 '.repeat(n / 2 - 3)}${' '.repeat(1 + (n % 2))}`, (text) => finish(unaskedPaste('[[1, 2]]', parse(`layer tanh\n${text}`), 11 + text.length)) !== null); // prettier-ignore
  });

  it('a matrix written in 20 000 characters is lined up', () => {
    // Brackets, a row, and 19 more of 1000 characters with the line break and the seven spaces in front of each.
    const rows = (n: number) => `10 0.${'1'.repeat(n - 19_007)}\n${`1 0.${'1'.repeat(988)}\n`.repeat(19)}`;
    const made = (text: string) => finish(pastedMatrix(text, W, W.text.length)) as string;
    assert.equal(made(rows(20_001)).length, 20_001);
    atMost(20_000, rows, (text) => made(text).includes(`\n${' '.repeat(8)}1 0`));
  });

  it('rows are lined up in a line up to the 200th character', () => {
    const at = (column: number) => finish(pastedMatrix('1 2\n3 4', parse(`layer tanh\nW = [${' '.repeat(column - 5)}`), 11 + column)); // prettier-ignore
    assert.equal(at(200), `1 2\n${' '.repeat(200)}3 4`);
    assert.equal(at(201), '1 2\n3 4');
  });

  it('a cell in LaTeX has 200 characters, and 2000 are around the matrix', () => {
    const matrix = (cell: string) => `\\begin{pmatrix}${cell}\\end{pmatrix}`;
    atMost(200, (n) => matrix(`0.${'1'.repeat(n - 2)}`), (text) => shaped(text) === '1 × 1'); // prettier-ignore
    atMost(2000, (n) => `W =${' '.repeat(n - 3)}${matrix('1')}`, (text) => shaped(text) === '1 × 1'); // prettier-ignore
    atMost(2000, (n) => `W =${matrix('1')}${' '.repeat(n)}`, (text) => shaped(text) === '1 × 1'); // prettier-ignore
  });

  it('1000 characters are on each side of a matrix in code', () => {
    atMost(1000, (n) => `${'W'.repeat(n - 3)} = [[1, 2]]`, (text) => shaped(text) === '1 × 2'); // prettier-ignore
    atMost(1000, (n) => `[[1, 2]]${' '.repeat(n - 1)};`, (text) => shaped(text) === '1 × 2'); // prettier-ignore
  });
});

function rowsOfOnes(rows: number): string {
  return '1\t1\n'.repeat(rows);
}

function pasteInto(marked: string, pasted: string): string {
  const { text, cursors } = fixture(marked);
  const made = finish(pastedMatrix(pasted, parse(text), cursors[0]));
  return typeof made === 'string' ? text.slice(0, cursors[0]) + made + text.slice(cursors[0]) : say(made.refusal);
}

describe('Pasting a matrix', () => {
  const two = 'array([[1, 2],\n       [3, 4]])';

  it('lines no rows up with a place far to the right, where each would be a very long line', () => {
    const spec = parse(`layer tanh\n  W = [${'1 '.repeat(100_000)}`);
    const made = finish(pastedMatrix(rowsOfOnes(50_000), spec, spec.text.length));
    assert.equal(made, new Array(50_000).fill('1 1').join('\n'));
  });

  it('puts the whole behind a =, aligned', () => {
    assert.equal(pasteInto('layer 2 tanh\n  W = <|>', two), 'layer 2 tanh\n  W = [1 2\n       3 4]');
  });
  it('lines up the columns, unless the line is not as the formatter has it', () => {
    const uneven = '[[1.5, -20], [10, 3]]';
    assert.equal(pasteInto('layer 2 tanh\n  W = <|>', uneven), 'layer 2 tanh\n  W = [ 1.5 -20\n       10     3]');
    assert.equal(pasteInto('layer 2 tanh\nW = <|>', uneven), 'layer 2 tanh\nW = [1.5 -20\n     10 3]');
    assert.equal(pasteInto('batch X = <|>', uneven), 'batch X = [ 1.5 -20\n           10     3]');
  });
  it('follows the commas and line breaks of the file', () => {
    assert.equal(
      pasteInto('input X = [1, 2]\r\nlayer 2 tanh\r\n  W = <|>\r\n', two),
      'input X = [1, 2]\r\nlayer 2 tanh\r\n  W = [1, 2\r\n       3, 4]\r\n',
    );
  });
  it('makes a column of a vector a row where it is a vector', () => {
    assert.equal(pasteInto('input X = <|>', '1\n2\n3'), 'input X = [1 2 3]');
    assert.equal(pasteInto('layer tanh\nW = <|>', '1\n2\n3'), 'layer tanh\nW = [1; 2; 3]');
  });
  it('puts rows inside a bracket', () => {
    assert.equal(pasteInto('layer 2 tanh\nW = [<|>]', two), 'layer 2 tanh\nW = [1 2\n     3 4]');
  });
  it('puts nested rows among nested rows, and one row inside a row', () => {
    assert.equal(
      pasteInto('layer tanh\nW = [[0, 0], <|>]', two),
      'layer tanh\nW = [[0, 0], [1, 2],\n             [3, 4]]',
    );
    assert.equal(pasteInto('layer tanh\nW = [[<|>]]', '[5 6]'), 'layer tanh\nW = [[5 6]]');
    assert.match(pasteInto('layer tanh\nW = [[<|>]]', two), /2 rows/);
  });
  it('leaves comments alone', () => {
    assert.match(pasteInto('# see <|>', two), /comment/);
  });

  const unasked = (marked: string, pasted: string) => {
    const { text, cursors } = fixture(marked);
    return finish(unaskedPaste(pasted, parse(text), cursors[0]));
  };
  it('does nothing unasked but where a matrix is due', () => {
    assert.equal(unasked('layer 2 tanh\n  W = <|>', '1\t2\n3\t4'), '[1 2\n       3 4]');
    assert.equal(unasked('<|>', '1\t2\n3\t4'), null);
    assert.equal(unasked('let c = <|>', '1\t2\n3\t4'), null);
    assert.equal(unasked('layer 2 tanh\n  W = <|>', '[1 2; 3 4]'), null);
    assert.equal(unasked('layer 2 tanh\n  W = <|>', 'glorot(seed = 3)'), null);
    assert.equal(unasked('layer 2 tanh\n  W = [1 <|>]', '0.5'), null);
    assert.equal(unasked('# W = <|>', '1\t2'), null);
  });

  it('reads back the same numbers, whoever wrote them', () => {
    const writers: ((rows: number[][]) => string)[] = [
      (rows) => `np.array(${JSON.stringify(rows)})`,
      (rows) => `[${rows.map((r) => `[${r.join(' ')}]`).join('\n ')}]`,
      (rows) => `tensor([${rows.map((r) => `[${r.join(', ')}]`).join(',\n')}], dtype=torch.float64)`,
      (rows) => `A = [${rows.map((r) => r.join(' ')).join('; ')}];`,
      (rows) => `A =\n\n${rows.map((r) => r.map((x) => `   ${x}`).join('')).join('\n')}\n`,
      (rows) => `\\begin{pmatrix}${rows.map((r) => r.join(' & ')).join(' \\\\ ')}\\end{pmatrix}`,
      (rows) => rows.map((r) => r.join('\t')).join('\r\n'),
      (rows) => rows.map((r) => r.join(',')).join('\n'),
    ];
    const matrices = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 })).chain(([n, m]) =>
      fc.array(
        fc.array(
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
          { minLength: m, maxLength: m },
        ),
        { minLength: n, maxLength: n },
      ),
    );
    fc.assert(
      fc.property(matrices, fc.constantFrom(...writers), (rows, write) => {
        const made = finish(pastedMatrix(write(rows), parse('layer tanh\nW = '), 15));
        assert.equal(typeof made, 'string', JSON.stringify(made));
        const { statements, diagnostics } = parse(`layer tanh\nW = ${made as string}`);
        // Of a number as tiny as 5e-324 it is said that a double does not hold its digits.
        assert.deepEqual(
          diagnostics.filter(({ code }) => code !== 'underflow'),
          [],
        );
        const W = statements[1];
        assert.ok(W.kind === 'weights' && W.value?.kind === 'literal' && W.value.entries.kind === 'numbers');
        assert.deepEqual([...W.value.entries.values], rows.flat().map(Number));
        assert.deepEqual(
          [...W.value.rowLengths],
          rows.map((r) => r.length),
        );
      }),
      { numRuns: runs },
    );
  });
});
