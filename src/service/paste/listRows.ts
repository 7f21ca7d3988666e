import { message } from '../../message/message';
import { looksDecimal } from '../../language/matrices/tableRows';
import { CELLS_AT_ONCE } from '../../language/matrices/tableRows';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { type ListNode, tooDeep } from './nestedList';
import { commaPair } from './tableRefusal';
import { notANumber, type NumberTable, rectangular, type Refusal } from './numberTable';

type Items = ListNode['items'];

/**
 * The rows of a bracket of code: brackets in it are rows; else `;` and line breaks end one.
 * @param python whether it is known to come from Python, where a line break means nothing
 */
export function* listRows({ items, bracket }: ListNode, python: boolean): Steps<NumberTable | Refusal> {
  const nested = items.filter(({ node }) => node.kind === 'list').length;
  if (nested === 0) return bracket === '{' ? bracedRow(items) : yield* flatRows(items, python);
  if (nested < items.length) return tooDeep();
  const rows: string[][] = [];
  const spaced: boolean[] = [];
  for (const { node } of items) {
    if (node.kind === 'entry' || node.bracket !== bracket) return tooDeep();
    const row = node.items;
    if (row.some(({ node: { kind } }) => kind === 'list')) return tooDeep();
    if (row.some(({ separator }) => separator.sign === ';')) return notARow(';');
    if (bracket === '{' && row.slice(1).some(({ separator }) => separator.sign === '')) return notARow(' ');
    spaced.push(row.length > 1 && row.slice(1).every(({ separator }) => separator.sign === ''));
    rows.push(entries(row));
  }
  yield 0.5;
  const all = items.flatMap(({ node }) => (node.kind === 'list' ? [node.items] : []));
  const commas = yield* decimalCommas(all);
  if (commas !== null) return commas;
  if (isMixed(all)) return mixed();
  yield 0.8;
  const beside = items.slice(1).find(({ separator: { sign, newline } }) => sign !== ';' && !newline);
  if (spaced.includes(true) && beside !== undefined) {
    return { refusal: message('These rows may be beside or below each other. Put each on its own line.') };
  }
  return rectangular(rows);
}

/** Whether commas separate some entries and spaces others: one of them is lost or too many. */
function isMixed(rows: readonly Items[]): boolean {
  const has = (comma: boolean) =>
    rows.some((row) => row.some(({ separator: { sign } }, i) => i > 0 && (sign === ',') === comma));
  return has(true) && has(false);
}

function mixed(): Refusal {
  return { refusal: message('Commas separate some entries, and spaces others. Use one of them.') };
}

function entries(items: Items): string[] {
  return items.map(({ node }) => (node.kind === 'entry' ? node.entry : ''));
}

function bracedRow(items: Items): NumberTable | Refusal {
  return items.slice(1).every(({ separator }) => separator.sign === ',') ? [entries(items)] : notARow(' ');
}

function notARow(sign: string): Refusal {
  return { refusal: message('“{0}” cannot separate entries in a row with its own brackets.', sign) };
}

function* flatRows(items: Items, python: boolean): Steps<NumberTable | Refusal> {
  const rows: Items[number][][] = [];
  const semicolons = items.some(({ separator }) => separator.sign === ';');
  if (python && semicolons) return notANumber(';');
  const lines = items.slice(1).filter(({ separator }) => separator.newline);
  if (!python && !semicolons && lines.length > 0 && !items.some(({ separator }) => separator.continued)) {
    const wrapped = wrappedVector(items);
    if (wrapped !== null) return wrapped;
  }
  yield 0.2;
  for (const item of items) {
    const { sign, newline } = item.separator;
    const ends = sign === ';' || (newline && !python);
    if (rows.length === 0 || ends) rows.push([]);
    rows.at(-1)!.push(item);
  }
  const commas = yield* decimalCommas(rows);
  if (commas !== null) return commas;
  yield 0.6;
  return rows.some((row) => isMixed([row])) ? mixed() : rectangular(rows.map(entries));
}

/** Whether the first entries of all lines are aligned as NumPy does, which indents by one space what it wraps. */
function isAligned(items: Items): boolean {
  const points = items
    .filter(({ separator }, i) => i === 0 || separator.newline)
    .map((item, i) => item.separator.lead - (i === 0 ? 0 : 1) + written(item).split(/[.e]/i)[0].length);
  return points.every((point) => point === points[0]);
}

/**
 * Lines in one bracket without semicolons: rows, or a long vector that NumPy or Python wrapped. null if they are rows
 * for sure: NumPy aligns what it wraps, and lists have a comma before the line break.
 */
function wrappedVector(items: Items): NumberTable | Refusal | null {
  const lengths = [1];
  for (const { separator } of items.slice(1)) {
    if (separator.newline) lengths.push(1);
    else lengths[lengths.length - 1]++;
  }
  const breaks = items.slice(1).filter(({ separator }) => separator.newline);
  const isList = breaks.every(({ separator }) => separator.sign === ',');
  const isNumPy = breaks.every(({ separator }) => separator.sign === '') && isAligned(items);
  if (!isList && !isNumPy) return null;
  const alike = lengths.every((length) => length === lengths[0]);
  if (alike) {
    return {
      refusal: message(
        'This may be {0} rows, or one vector over {0} lines. Put “;” between rows, or make it one line.',
        lengths.length,
      ),
    };
  }
  // NumPy fills all lines but the last.
  const full = lengths.slice(0, -1).every((length) => length === lengths[0]) && lengths.at(-1)! < lengths[0];
  return isList || full ? [entries(items)] : null;
}

/** Refuses `[0,15 0,20]`: commas between digits beside other separators may be decimal marks. */
function* decimalCommas(rows: readonly Items[]): Steps<Refusal | null> {
  const portion = new Portion(4 * CELLS_AT_ONCE);
  let areAllPairs = true;
  for (const [r, row] of rows.entries()) {
    let tight = 0;
    for (const item of row.slice(1)) {
      if (portion.fills()) yield r / rows.length;
      if (isTight(item)) tight++;
    }
    if (tight > 0 && tight < row.length - 1) return commaPair(pairOf(row));
    areAllPairs &&= row.length === 2 && tight === 1;
  }
  const suspect = areAllPairs ? rows.map(pairOf).find(looksDecimal) : undefined;
  return suspect === undefined ? null : commaPair(suspect);
}

/** Whether a comma is right between an item and the one before. */
function isTight({ separator: { sign, space, newline } }: Items[number]): boolean {
  return sign === ',' && !space && !newline;
}

/** The first two entries of a row that have a comma right between them. */
function pairOf(row: Items): string {
  const at = row.findIndex((item, i) => i > 0 && isTight(item));
  return `${written(row[at - 1])},${written(row[at])}`;
}

function written({ node }: Items[number]): string {
  return node.kind === 'entry' ? node.written : '';
}
