// Files of numbers as hostile as they come, 9 MB each.
const repeat = (what: string, times: number, separator = ''): string => new Array(times).fill(what).join(separator);

/** Each is made when its turn comes. */
export const longFiles: Readonly<Record<string, () => string>> = {
  'a file: a cell of digits': () => `1,2\n3,${repeat('9', 9e6)}\n`,
  'a file: a cell of letters': () => repeat('x', 9e6),
  'a file: a cell in quotes': () => `1,2\n3,"${repeat('9', 9e6)}"\n`,
  'a file: a cell of quotes': () => `1,2\n3,"${repeat('""', 4.5e6)}"\n`,
  'a file: a quote that is not closed': () => `1,2\n3,"${repeat('9', 9e6)}`,
  'a file: empty cells': () => repeat(',', 9e6),
  'a file: one line of 4.5 M numbers': () => repeat('1', 4.5e6, ','),
  'a file: 4.5 M lines of one number': () => repeat('1\n', 4.5e6),
  'a file: 2.2 M lines of two numbers': () => repeat('1,2\n', 2.2e6),
  'a file: spaces': () => repeat(' ', 9e6),
  'a file: empty lines': () => repeat('\n', 9e6),
  'a file: 2.2 M names above 2.2 M numbers': () => `${repeat('ab', 2.2e6, ',')}\n${repeat('1', 2.2e6, ',')}\n`,
  'a file: row labels': () => repeat('abc,1,2\n', 1.1e6),
  'a file: decimal commas': () => repeat(`${repeat('0,12345', 100, ';')}\n`, 11_000),
  'a file: a word at the end': () => `${repeat('1,2\n', 2.2e6)}1,x\n`,
  'a file: a word in another alphabet at the end': () => `${repeat('1,2\n', 2.2e6)}1,я\n`,
};
