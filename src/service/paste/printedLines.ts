import { message } from '../../message/message';
import {
  type NumberTable,
  otherSize,
  rectangular,
  type Refusal,
  severalMatrices,
  shortened,
  tableOf,
} from './numberTable';

/** The lines of a text without the spaces around them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim());
}

/** The cells of a line with spaces between them. */
export function cellsOf(line: string): string[] {
  return line.split(/\s+/).filter((cell) => cell !== '');
}

/**
 * Whether empty lines part the lines into several matrices: some of the lines have one between them and some have not.
 */
export function isParted(lines: readonly string[]): boolean {
  let [joined, parted, gap, seen] = [false, false, false, false];
  for (const line of lines) {
    if (line === '') gap = true;
    else {
      if (seen && gap) parted = true;
      else if (seen) joined = true;
      [gap, seen] = [false, true];
    }
  }
  return joined && parted;
}

/** A table of numbers in lines. */
export function numberLines(lines: readonly string[]): NumberTable | Refusal {
  if (lines.some((line) => /…|⋯|⋮|⋱|(?:^|\s)\.\.\.?(?:\s|$)/.test(line))) return shortened();
  if (isParted(lines)) return severalMatrices();
  return tableOf(lines.filter((line) => line !== '').map(cellsOf));
}

/** Blocks of columns side by side. */
export function sideBySide(blocks: readonly NumberTable[]): NumberTable | Refusal {
  if (blocks.some((rows) => rows.length !== blocks[0].length)) {
    return {
      refusal: message('The blocks of columns have different numbers of rows: part of the printout is missing.'),
    };
  }
  return rectangular(blocks[0].map((_, r) => blocks.flatMap((rows) => rows[r])));
}

/** The table if it has the size that its header says. */
export function ofSize(table: NumberTable, rows: number, cols: number, said: string): NumberTable | Refusal {
  return table.length === rows && table[0].length === cols ? table : otherSize(said, table);
}
