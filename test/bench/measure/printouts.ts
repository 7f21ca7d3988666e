// What other programs print, as long as it may be pasted.
const repeat = (what: string, times: number, separator: string): string => new Array(times).fill(what).join(separator);

/** 90 rows of 1000 numbers, 900 000 characters. */
const table = (separator: string, between: string): string => repeat(repeat('0.123456', 1000, separator), 90, between);

/** Each is made when its turn comes. */
export const printouts: Readonly<Record<string, () => string>> = {
  'pasted: cells of a spreadsheet': () => table('\t', '\n'),
  'pasted: one line of 100 000 numbers': () => table(' ', ' '),
  'pasted: one column of 100 000 numbers': () => table('\n', '\n'),
  'pasted: NumPy': () => `array([[${table(', ', '],\n       [')}]])`,
  'pasted: 450 000 digits': () => `[${repeat('1', 450_000, ',')}]`,
  'pasted: LaTeX': () => `\\begin{pmatrix}${table('&', '\\\\\n')}\\end{pmatrix}`,
  'pasted: LaTeX in 200 000 rows': () => `\\begin{pmatrix}${repeat('1', 200_000, '\\\\\n')}\\end{pmatrix}`,
  'pasted: MATLAB with a factor': () => `A =\n\n   1.0e+03 *\n\n${table(' ', '\n')}\n`,
  'pasted: a table of Markdown': () => `| ${repeat(repeat('1', 2, ' | '), 90_000, ' |\n| ')} |`,
  'pasted: words': () => repeat('word', 190_000, ' '),
  'pasted: 200 000 lines of words': () => repeat('word', 190_000, '\n'),
  'pasted: empty lines': () => '\n'.repeat(900_000),
};
