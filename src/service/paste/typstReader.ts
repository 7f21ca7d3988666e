import { message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { entryOf, framed } from './frame';
import {
  notANumber,
  type NumberTable,
  type Reading,
  rectangular,
  type Refusal,
  severalMatrices,
  shortened,
  transposed,
  unread,
} from './numberTable';
import type { Printout } from './printedLines';

/** So many cells are read in some milliseconds. */
const FORMULAS_AT_ONCE = 2000;
/** So many characters are passed in some milliseconds. */
const SIGNS_AT_ONCE = 100_000;

/** Reads Typst's `mat(1, 2; 3, 4)` and `vec(1, 2)`. null if there is none. */
export function* readTypst({ text }: Printout): Steps<Reading> {
  const call = /(?<![\w.])(mat|vec)\(/.exec(text);
  if (call === null) return null;
  const start = call.index + call[0].length;
  const end = closing(text, start);
  if (end === null) return { refusal: message('“{0}” is not closed.', '(') };
  const behind = text.slice(end + 1);
  if (/(?<![\w.])(?:mat|vec)\(/.test(behind)) return severalMatrices();
  const inside = text
    .slice(start, end)
    .replace(/^(?:\s*(?:delim|gap|align|augment|column-gap|row-gap)\s*:\s*(?:"[^"]*"|#?\w+|[\d.]+\w*)\s*,)*/, '');
  const table = yield* rowsOf(inside);
  if ('refusal' in table) return table;
  return yield* framed(call[1] === 'vec' ? transposed(table) : table, {
    before: plain(text.slice(0, call.index)),
    behind: plain(behind),
  });
}

function closing(text: string, from: number): number | null {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') open++;
    if (text[at] === ')' && --open === 0) return at;
  }
  return null;
}

function* rowsOf(inside: string): Steps<NumberTable | Refusal> {
  const lines = inside.split(';');
  if (lines.length > 1 && lines.at(-1)!.trim() === '') lines.pop();
  const rows: string[][] = [];
  const portion = new Portion(FORMULAS_AT_ONCE);
  for (const line of lines) {
    const cells = yield* separated(line);
    if (cells.length > 1 && cells.at(-1)!.trim() === '') cells.pop();
    const row: string[] = [];
    for (const cell of cells) {
      if (portion.fills()) yield rows.length / lines.length;
      const entry = entryOf(plain(cell).trim());
      if (/^(?:dots|\.\.\.)/.test(cell.trim())) return shortened();
      if (entry === null) return cell.trim() === '' ? notANumber('') : unread(cell);
      row.push(entry);
    }
    rows.push(row);
  }
  return rectangular(rows);
}

/** The cells between the commas that are in no parentheses. */
function* separated(line: string): Steps<string[]> {
  const cells: string[] = [];
  const portion = new Portion(SIGNS_AT_ONCE);
  let [open, start] = [0, 0];
  for (let at = 0; at < line.length; at++) {
    if (portion.fills()) yield at / line.length;
    if (line[at] === '(') open++;
    else if (line[at] === ')') open--;
    else if (line[at] === ',' && open === 0) {
      cells.push(line.slice(start, at));
      start = at + 1;
    }
  }
  return [...cells, line.slice(start)];
}

/** A formula without Typst's words and dollars. */
function plain(formula: string): string {
  return formula
    .replace(/^(\s*)\$|\$(\s*)$/g, ' ')
    .replace(/\b(?:dot(?:\.op)?|times)\b/g, '·')
    .replace(/\bnabla\b/g, '∇')
    .replace(/\bfrac\(([^(),]*),([^(),]*)\)/g, '($1)/($2)')
    .replace(/([+\-−])\s+(?=[\d.])/gu, '$1')
    .replace(/\^\s*top\b/g, '^T');
}
