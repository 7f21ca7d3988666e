// Writers of matrices as other programs print them. Each entry carries a mark with its place, so that a test knows
// where the numbers of a printout are.

/** The texts of the entries, row by row. */
export type Texts = readonly (readonly string[])[];

export interface Printer {
  readonly name: string;
  /** The printout with the mark of `entry` around each entry, and that of `factor` around a factor of all. */
  readonly print: (rows: Texts) => string;
  /** Whether nothing but line breaks and separators says where a row ends. */
  readonly bare?: boolean;
  /** Whether the first line is names. */
  readonly headed?: boolean;
  /** Whether the first line and the first cell of each line are names. */
  readonly labelled?: boolean;
  /** The least number of rows and of columns with which it is printed so. */
  readonly least?: number;
  /** Whether it writes exponents. */
  readonly exponents?: boolean;
}

const [open, close, openFactor, closeFactor] = ['\uE000', '\uE001', '\uE002', '\uE003'];

function entry(r: number, c: number, text: string): string {
  return `${open}${r},${c}|${text}${close}`;
}

function factor(text: string): string {
  return `${openFactor}${text}${closeFactor}`;
}

/** The entries with their marks, each as `write` has it, padded to one width. */
function marked(rows: Texts, write: (text: string) => string = (text) => text): string[][] {
  const width = Math.max(...rows.flat().map((text) => write(text).length));
  return rows.map((row, r) => row.map((text, c) => ' '.repeat(width - write(text).length) + entry(r, c, write(text))));
}

const tight = (rows: Texts, write?: (text: string) => string) =>
  marked(rows, write).map((row) => row.map((cell) => cell.trimStart()));

const nested = (rows: string[][], comma: string, between: string) =>
  `[${rows.map((row) => `[${row.join(comma)}]`).join(between)}]`;

/** The columns in blocks of `size`. */
function blocks<T>(rows: readonly (readonly T[])[], size: number): { from: number; to: number; rows: T[][] }[] {
  const made = [];
  for (let from = 0; from < rows[0].length; from += size) {
    const to = Math.min(rows[0].length, from + size);
    made.push({ from, to, rows: rows.map((row) => row.slice(from, to)) });
  }
  return made;
}

const lines = (rows: readonly (readonly string[])[], between: string, front = '') =>
  rows.map((row) => front + row.join(between)).join('\n');

/** `-1.5e-3` as Mathematica writes it. */
const hat = (text: string) => text.replace('e', '*^');
const power = (text: string) => text.replace(/e(.*)/, '*10^$1');
const tex = (text: string) => text.replace(/e(.*)/, '\\times 10^{$1}');
const typst = (text: string) => text.replace(/e(.*)/, ' dot 10^($1)');

export const printers: readonly Printer[] = [
  { name: 'NumPy repr', exponents: true, print: (m) => `array(${nested(marked(m), ', ', ',\n       ')})` },
  { name: 'NumPy str', exponents: true, print: (m) => nested(marked(m), ' ', '\n ') },
  { name: 'lists of Python, JSON', exponents: true, print: (m) => nested(tight(m), ', ', ', ') },
  {
    name: 'NumPy scalars in lists',
    exponents: true,
    print: (m) =>
      nested(
        tight(m).map((row) => row.map((cell) => `np.float64(${cell})`)),
        ', ',
        ', ',
      ),
  },
  {
    name: 'NumPy repr at the prompt of IPython',
    exponents: true,
    print: (m) => `Out[12]: \narray(${nested(marked(m), ', ', ',\n       ')})`,
  },
  {
    name: 'PyTorch',
    exponents: true,
    print: (m) => `tensor(${nested(marked(m), ', ', ',\n        ')}, device='cuda:0', grad_fn=<AddmmBackward0>)`,
  },
  {
    name: 'a parameter of PyTorch',
    print: (m) => `Parameter containing:\ntensor(${nested(marked(m), ', ', ',\n        ')}, requires_grad=True)`,
  },
  { name: 'JAX', exponents: true, print: (m) => `Array(${nested(marked(m), ', ', ',\n       ')}, dtype=float32)` },
  {
    name: 'TensorFlow repr',
    print: (m) =>
      `<tf.Tensor: shape=(${m.length}, ${m[0].length}), dtype=float32, numpy=\narray(${nested(marked(m), ', ', ',\n       ')}, dtype=float32)>`,
  },
  {
    name: 'TensorFlow str',
    print: (m) => `tf.Tensor(\n${nested(marked(m), ' ', '\n ')}, shape=(${m.length}, ${m[0].length}), dtype=float64)`,
  },
  { name: 'MATLAB', exponents: true, print: (m) => `A =\n\n${lines(marked(m), '   ', '   ')}\n\n` },
  {
    name: 'MATLAB with a factor',
    least: 2,
    print: (m) => `ans =\n\n   ${factor('1.0e+03')} *\n\n${lines(marked(m), '   ', '   ')}\n\n`,
  },
  {
    name: 'MATLAB in blocks of columns with a factor',
    least: 2,
    print: (m) =>
      `W =\n\n   ${factor('1.0e-02')} *\n\n${blocks(marked(m), 2)
        .map(
          ({ from, to, rows }) =>
            `  ${to - from === 1 ? `Column ${to}` : `Columns ${from + 1} through ${to}`}\n\n${lines(rows, '   ', '   ')}\n\n`,
        )
        .join('')}`,
  },
  {
    name: 'Octave in blocks of columns',
    print: (m) =>
      `W =\n\n${blocks(marked(m), 2)
        .map(
          ({ from, to, rows }) =>
            ` ${to - from === 1 ? `Column ${to}` : `Columns ${from + 1} and ${to}`}:\n\n${lines(rows, '  ', '  ')}\n\n`,
        )
        .join('')}`,
  },
  {
    name: 'code of MATLAB',
    exponents: true,
    print: (m) =>
      `A = [${tight(m)
        .map((r) => r.join(' '))
        .join('; ')}];`,
  },
  {
    name: 'Julia',
    exponents: true,
    print: (m) => `${m.length}×${m[0].length} Matrix{Float64}:\n${lines(marked(m), '  ', ' ')}`,
  },
  {
    name: 'R in blocks of columns',
    print: (m) =>
      blocks(marked(m), 3)
        .map(
          ({ from, rows }) =>
            `     ${rows[0].map((_, c) => `[,${from + c + 1}]`).join(' ')}\n${rows.map((row, r) => `[${r + 1},] ${row.join(' ')}`).join('\n')}`,
        )
        .join('\n'),
  },
  {
    name: 'Mathematica',
    exponents: true,
    print: (m) =>
      `{${tight(m, hat)
        .map((row) => `{${row.join(', ')}}`)
        .join(', ')}}`,
  },
  {
    name: 'Mathematica with powers of ten',
    exponents: true,
    print: (m) =>
      `W = {${tight(m, power)
        .map((row) => `{${row.join(', ')}}`)
        .join(', ')}}`,
  },
  {
    name: 'SymPy',
    exponents: true,
    print: (m) =>
      `Matrix([\n${marked(m)
        .map((row) => `[${row.join(', ')}]`)
        .join(',\n')}])`,
  },
  {
    name: 'SymPy, pretty',
    least: 2,
    print: (m) =>
      marked(m)
        .map((row, r) => {
          const [left, right] = r === 0 ? '⎡⎤' : r === m.length - 1 ? '⎣⎦' : '⎢⎥';
          return `${left}${row.join('  ')}${right}`;
        })
        .join('\n⎢   ⎥\n'),
  },
  {
    name: 'a hover of NNet',
    least: 2,
    print: (m) =>
      marked(m)
        .map((row, r) => {
          const [left, right] = r === 0 ? '⎡⎤' : r === m.length - 1 ? '⎣⎦' : '⎢⎥';
          return `${r === (m.length - 1) >> 1 ? '∂L/∂X = ' : '        '}${left}${row.join('  ')}${right}`;
        })
        .join('\n'),
  },
  {
    name: 'Sage',
    least: 2,
    print: (m) =>
      marked(m)
        .map((row) => `[${row.join('  ')}]`)
        .join('\n'),
  },
  {
    name: 'LaTeX',
    exponents: true,
    print: (m) =>
      `\\begin{pmatrix} ${tight(m, tex)
        .map((row) => row.join(' & '))
        .join(' \\\\ ')} \\end{pmatrix}`,
  },
  {
    name: 'LaTeX with a name and a factor',
    print: (m) =>
      `\\[ W_{1} = 10^{${factor('-2')}} \\left[\\begin{array}{${'c'.repeat(m[0].length)}}\n${tight(m, tex)
        .map((row) => row.join(' & '))
        .join(' \\\\\n')} \\\\\n\\end{array}\\right] \\]`,
  },
  {
    name: 'Typst',
    exponents: true,
    print: (m) =>
      `$ W = mat(${tight(m, typst)
        .map((row) => row.join(', '))
        .join('; ')}) $`,
  },
  {
    name: 'Markdown',
    print: (m) =>
      `| ${m[0].map((_, c) => `w${c + 1}`).join(' | ')} |\n|${m[0].map(() => '---:|').join('')}\n${marked(m)
        .map((row) => `| ${row.join(' | ')} |`)
        .join('\n')}`,
  },
  {
    name: 'C',
    exponents: true,
    print: (m) =>
      `double W[${m.length}][${m[0].length}] = {${tight(m)
        .map((row) => `{${row.join(', ')}}`)
        .join(', ')}};`,
  },
  {
    name: 'pandas with names, in blocks of columns',
    print: (m) =>
      blocks(marked(m), 2)
        .map(({ from, to, rows }) => {
          const more = to < m[0].length ? '  \\' : '';
          return `    ${rows[0].map((_, c) => `w${from + c + 1}`).join('   ')}${more}\n${rows.map((row, r) => `${r}   ${row.join('  ')}`).join('\n')}`;
        })
        .join('\n\n'),
  },
  {
    name: 'pandas with numbers for names',
    print: (m) =>
      `     ${m[0].map((_, c) => c).join('    ')}\n${marked(m)
        .map((row, r) => `${r}   ${row.join('  ')}`)
        .join('\n')}`,
  },
  { name: 'cells of a spreadsheet', bare: true, least: 2, exponents: true, print: (m) => lines(tight(m), '\t') },
  {
    name: 'cells of a spreadsheet with headings and labels',
    labelled: true,
    least: 2,
    print: (m) =>
      `\t${m[0].map((_, c) => `w${c + 1}`).join('\t')}\r\n${tight(m)
        .map((row, r) => `n${r + 1}\t${row.join('\t')}`)
        .join('\r\n')}`,
  },
  {
    name: 'CSV with headings',
    headed: true,
    least: 2,
    exponents: true,
    print: (m) => `${m[0].map((_, c) => `w${c + 1}`).join(',')}\n${lines(tight(m), ',')}\n`,
  },
  {
    name: 'CSV with decimal commas',
    bare: true,
    least: 2,
    print: (m) =>
      lines(
        tight(m, (text) => text.replace('.', ',')),
        ';',
      ),
  },
  { name: 'numbers in lines', bare: true, least: 2, exponents: true, print: (m) => lines(marked(m), '  ') },
];

/** A printout in pieces: texts between the entries, entries with their places, factors. */
export type Piece =
  | { readonly kind: 'text' | 'factor'; readonly text: string }
  | { readonly kind: 'entry'; readonly text: string; readonly row: number; readonly column: number };

export function piecesOf(printout: string): Piece[] {
  return printout.split(/(\uE000[^\uE001]*\uE001|\uE002[^\uE003]*\uE003)/).flatMap((piece): Piece[] => {
    if (piece === '') return [];
    if (piece.startsWith(openFactor)) return [{ kind: 'factor', text: piece.slice(1, -1) }];
    if (!piece.startsWith(open)) return [{ kind: 'text', text: piece }];
    const [, row, column, text] = /^(\d+),(\d+)\|([^]*)$/.exec(piece.slice(1, -1))!;
    return [{ kind: 'entry', text, row: Number(row), column: Number(column) }];
  });
}
