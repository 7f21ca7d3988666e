import { message } from '../../message/message';
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

/** Reads Typst's `mat(1, 2; 3, 4)` and `vec(1, 2)`. null if there is none. */
export function readTypst(text: string): Reading {
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
  const table = rowsOf(inside);
  if ('refusal' in table) return table;
  return framed(call[1] === 'vec' ? transposed(table) : table, {
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

function rowsOf(inside: string): NumberTable | Refusal {
  const lines = inside.split(';');
  if (lines.length > 1 && lines.at(-1)!.trim() === '') lines.pop();
  const rows: string[][] = [];
  for (const line of lines) {
    const cells = separated(line);
    if (cells.length > 1 && cells.at(-1)!.trim() === '') cells.pop();
    const row: string[] = [];
    for (const cell of cells) {
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
function separated(line: string): string[] {
  const cells = [''];
  let open = 0;
  for (const c of line) {
    if (c === '(') open++;
    if (c === ')') open--;
    if (c === ',' && open === 0) cells.push('');
    else cells[cells.length - 1] += c;
  }
  return cells;
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
