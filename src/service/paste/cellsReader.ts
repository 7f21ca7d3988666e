import { entryText, type NumberTable, type Refusal, tableOf } from './numberTable';

/**
 * Reads cells: a spreadsheet's (tabs), CSV with commas or semicolons, or numbers in lines with blanks between them. A line
 * of headings on top is passed. Between tabs and semicolons a comma is the decimal mark.
 */
export function readCells(text: string): NumberTable | Refusal {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const separator = text.includes('\t') ? '\t' : text.includes(';') ? ';' : text.includes(',') ? ',' : /\s+/;
  const rows = lines.map((line) => cellsOf(line, separator));
  const isHeading = (row: readonly string[]) =>
    row.every((cell) => cell !== '' && entryText(cell) === null && !/[[\](){}=]/.test(cell));
  return tableOf(rows.length > 1 && isHeading(rows[0]) ? rows.slice(1) : rows);
}

function cellsOf(line: string, separator: string | RegExp): string[] {
  const cells = line
    .trim()
    .split(separator)
    .map((cell) => cell.trim().replace(/^"([^"]*)"$/, '$1'));
  // A comma or semicolon at a line's end closes it.
  if (cells.length > 1 && cells.at(-1) === '' && separator !== '\t') cells.pop();
  const commaIsMark = separator === '\t' || separator === ';';
  return commaIsMark ? cells.map((cell) => cell.replace(/^([+\-−]?\d+),(\d+)(?=$|[eE])/u, '$1.$2')) : cells;
}
