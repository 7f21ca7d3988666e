import { message } from '../../message/message';
import { lineEnd } from '../../language/text/characters';
import { mapSteps } from '../../steps/items';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import {
  type NumberTable,
  otherSize,
  rectangular,
  type Refusal,
  severalMatrices,
  shortened,
  tableOf,
} from './numberTable';

/** So many lines are divided into cells in some milliseconds, if they are short. */
export const LINES_AT_ONCE = 2000;

/** What another program printed, and its lines, at which most readers look. */
export interface Printout {
  readonly text: string;
  /** As they are in the text. */
  readonly lines: readonly string[];
  /** Without the spaces around them. */
  readonly trimmed: readonly string[];
  /** Those of `trimmed` in which something is written. */
  readonly written: readonly string[];
}

/** A text and its lines. */
export function* printoutOf(text: string): Steps<Printout> {
  const lines: string[] = [];
  const trimmed: string[] = [];
  const portion = new Portion(5 * LINES_AT_ONCE);
  for (let start = 0, end = 0; end < text.length; start = end + (text.startsWith('\r\n', end) ? 2 : 1)) {
    if (portion.fills()) yield end / text.length;
    end = lineEnd(text, start);
    const line = text.slice(start, end);
    lines.push(line);
    trimmed.push(line.trim());
  }
  yield 0.9;
  return { text, lines, trimmed, written: trimmed.filter((line) => line !== '') };
}

/** The lines without empty ones at the beginning and the end. */
export function withoutEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
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
export function* numberLines(lines: readonly string[]): Steps<NumberTable | Refusal> {
  if (lines.some((line) => /…|⋯|⋮|⋱|(?:^|\s)\.\.\.?(?:\s|$)/.test(line))) return shortened();
  if (isParted(lines)) return severalMatrices();
  const written = lines.filter((line) => line !== '');
  return yield* tableOf(yield* mapSteps(written, LINES_AT_ONCE, cellsOf));
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
