import { message } from '../../message/message';
import {
  CELLS_AT_ONCE,
  fieldSteps,
  isCommaPair,
  isHeading,
  looksDecimal,
  separatorOf,
  TableRows,
  type Field,
  type Separator,
} from '../../language/matrices/tableRows';
import { DecimalMark } from '../../language/matrices/decimalMark';
import { isEllipsis, isName } from '../../language/matrices/spelledNumber';
import { everySteps, mapSteps } from '../../steps/items';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import {
  isRefusal,
  notANumber,
  type NumberTable,
  type Reading,
  rectangular,
  type Refusal,
  severalMatrices,
  shortened,
  unread,
  withGrouped,
} from './numberTable';
import { isParted, LINES_AT_ONCE, ofSize, type Printout, printoutOf } from './printedLines';
import { commaPair, tableRefusal } from './tableRefusal';

/** A row of dashes between the heading and the rows of a table. */
const rule = /^\s*[|+]?(?:\s*:?-+:?\s*[|+])*\s*:?-+:?\s*[|+]?\s*$/;

/** What databases write below a table: `(2 rows)`, `2 rows in set (0.00 sec)`. */
const countOfRows = /^\(?(\d+) rows?(?:\)| in set.*)$/;

/** Reads a table of Markdown, or one drawn with `|`. null if it is none. */
export function* readMarkdown({ written }: Printout): Steps<Reading> {
  const said = countOfRows.exec(written.at(-1) ?? '');
  const lines = said === null ? written : written.slice(0, -1);
  if (lines.length === 0 || !lines.some((line) => line.includes('|'))) return null;
  const body = lines.filter((line) => !isRule(line));
  if (body.length === 0 || !body.every((line) => /(?<!\\)\|/.test(line))) return null;
  const rules = lines.length - body.length;
  const portion = new Portion(CELLS_AT_ONCE);
  if (rules > 1 && !isRule(lines[0]) && !lines[0].includes('+')) return severalMatrices();
  const rows: Field[][] = [];
  for (const line of body) rows.push(yield* barCells(line, portion));
  const isNameless = rows[0].every(({ text: cell }) => cell === '');
  if (isNameless) rows.shift();
  const counted = rows.length > 1 && rules > 0 && !isNameless ? yield* countedHeading(rows) : null;
  const table = counted ?? (yield* tableFrom(rows, '|'));
  return said === null || isRefusal(table) ? table : ofSize(table, Number(said[1]), table[0].length, said[0]);
}

function isRule(line: string): boolean {
  return rule.test(line) && /[|+]|--/.test(line);
}

/** Headings that are numbers: pandas' count of columns and rows, or a first row of the matrix. */
function* countedHeading(rows: Field[][]): Steps<Reading> {
  const [heading, ...below] = rows;
  const counts = (cells: readonly Field[], from: number) => cells.every(({ text }, i) => text === String(i + from));
  const isCounted = (cells: readonly Field[]) => counts(cells, 0) || counts(cells, 1);
  if (heading[0].text === '' && heading.length > 1 && isCounted(heading.slice(1))) {
    if (!isCounted(below.map(([label]) => label))) return unread(below.map(([label]) => label.text).join(' '));
    return yield* tableFrom(
      below.map((row) => row.slice(1)),
      '|',
    );
  }
  if (!isCounted(heading)) return null;
  return {
    refusal: message(
      'Couldn’t tell whether the first row counts the columns or belongs to the matrix. Remove the line below it, or the row.',
    ),
  };
}

function* barCells(line: string, portion: Portion): Steps<Field[]> {
  const inner = line.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  const fields: Field[] = [];
  for (const cell of inner.split(/(?<!\\)\|/)) {
    if (portion.fills()) yield fields.length / inner.length;
    fields.push({ text: bare(cell.trim()), at: 0 });
  }
  return fields;
}

/** A cell without the signs of emphasis, code and mathematics around it. */
function bare(cell: string): string {
  const found = /^(\*\*|\*|__|_|`|\$)(.*)\1$/.exec(cell);
  return found === null || found[2] === '' ? cell.replace(/^\\(?=-)/, '') : bare(found[2].trim());
}

/**
 * Reads cells: a spreadsheet's (tabs), CSV with commas or semicolons, or numbers in lines with spaces between them, with
 * headings and row labels. A comma is the decimal mark where it separates nothing.
 */
export function* readCells({ lines, trimmed }: Printout): Steps<NumberTable | Refusal> {
  if (isParted(trimmed)) return severalMatrices();
  const start = trimmed.findIndex((line) => line !== '' && !/^#(?:\s|$)/.test(line));
  const written = lines.filter((_, i) => i >= start && trimmed[i] !== '');
  if (written.length === 0) return { refusal: message('There are no numbers in this text.') };
  yield 0;
  if (yield* everySteps(written, LINES_AT_ONCE, isCommaPair)) return commaPair(written[0]);
  if (written.every(isGrouped)) return groupedOrCells(written[0].trim());
  yield 0;
  const separator = (yield* mapSteps(written, LINES_AT_ONCE, separatorOf)).find((each) => each !== ' ') ?? ' ';
  if (separator === ',' && hasDecimalCommas(written)) return yield* decimalCommas(written);
  if (separator === ';' && hasRowsBetweenSemicolons(written)) {
    const table = yield* rowsBetweenSemicolons(written);
    if (!isRefusal(table) || written.length === 1) return table;
  }
  const rows: Field[][] = [];
  const portion = new Portion(CELLS_AT_ONCE);
  for (const line of written) {
    const fields = yield* fieldSteps(line, separator);
    if (!Array.isArray(fields)) return unread(line);
    rows.push(fields);
    if (portion.fills(fields.length)) yield rows.length / written.length;
  }
  return (yield* doubtOf(rows, separator, written[0])) ?? (yield* tableFrom(rows, separator));
}

/** Refuses rows that may mean two things. */
function* doubtOf(rows: readonly (readonly Field[])[], separator: Separator, firstLine: string): Steps<Refusal | null> {
  if (separator === ';' && rows.length === 1 && isPairs(rows[0])) return commaPair(rows[0][0].text);
  if (separator !== ' ') return null;
  if (isBesideLabels(rows)) return unread(firstLine);
  return (yield* isCounted(rows)) ? tableRefusal({ kind: 'counting', name: rows[0][0].text }) : null;
}

/** Whether a comma is within numbers, and spaces are between them. */
function hasDecimalCommas(lines: readonly string[]): boolean {
  return (
    lines.some((line) => /\d,\d/.test(line)) &&
    lines.some((line) => /\d\s+[+\-−–]?\d/u.test(line.replace(/,\s+/g, ',')))
  );
}

function hasRowsBetweenSemicolons(lines: readonly string[]): boolean {
  return lines.some((line) => /[\d.]\s+[+\-−–]?[\d.]/u.test(line));
}

/** Rows between semicolons, as in MATLAB but without its brackets. */
function* rowsBetweenSemicolons(written: readonly string[]): Steps<NumberTable | Refusal> {
  const lines = written
    .flatMap((line) => line.split(';'))
    .filter((line, i, all) => i < all.length - 1 || line.trim() !== '');
  return lines.some((line) => line.trim() === '')
    ? notANumber('')
    : yield* readCells(yield* printoutOf(lines.join('\n')));
}

/** Whether the rows are counted from 0 below headings that are indented, as pandas prints them. */
function* isCounted(rows: readonly (readonly Field[])[]): Steps<boolean> {
  const [heading, ...counted] = rows;
  if (counted.length < 2 || (heading[0]?.at ?? 0) === 0) return false;
  if (!counted.every((row, r) => row[0]?.text === String(r) && row[0].at === 0)) return false;
  return (yield* isHeading(heading)) || heading.every(({ text: cell }) => /^\d+$/.test(cell));
}

/** Digits in groups of three with two commas or more: one number, or whole numbers with commas between them. */
function isGrouped(line: string): boolean {
  return /^[+\-−–]?[1-9]\d{0,2}(?:,\d{3}){2,}$/u.test(line.trim());
}

function groupedOrCells(written: string): Refusal {
  const [cells, grouped] = [written.replaceAll(',', ' '), written.replaceAll(',', '')];
  return tableRefusal({ kind: 'thousands', index: 0, written, decimal: cells, grouped });
}

/** `1,2;3,4`: two numbers with decimal commas, or two rows of two numbers. */
function isPairs(row: readonly Field[]): boolean {
  return row.length > 1 && row.every(({ text }) => isCommaPair(text)) && !row.some(({ text }) => looksDecimal(text));
}

/** Whether the first line begins with a name that is wholly beside the column of the labels below: a name with a space. */
function isBesideLabels([first, ...below]: readonly (readonly Field[])[]): boolean {
  if (below.length === 0 || first.length === 0 || !isName(first[0].text)) return false;
  return below.every(([label]) => isName(label.text) && first[0].at >= label.at + label.text.length);
}

/** Numbers with decimal commas and spaces between them, `0,15 -0,2`. */
function* decimalCommas(lines: readonly string[]): Steps<NumberTable | Refusal> {
  const rows: Field[][] = [];
  for (const line of lines) {
    const fields = yield* fieldSteps(line, ' ');
    if (!Array.isArray(fields)) return unread(line);
    rows.push(fields);
  }
  const loose = (yield* mapSteps(rows.flat(), CELLS_AT_ONCE, looseCell)).find((cell) => cell !== null);
  return loose === undefined ? yield* tableFrom(rows, ' ') : notANumber(loose);
}

/** The text of a cell that is no number by itself. */
function looseCell({ text }: Field): string | null {
  return new DecimalMark().entry(text, 0) === null ? text : null;
}

function* tableFrom(
  rows: readonly (readonly Field[])[],
  separator: ConstructorParameters<typeof TableRows>[0],
): Steps<NumberTable | Refusal> {
  if (rows.some((row) => row.some(({ text }) => isEllipsis(text)))) return shortened();
  yield 0;
  const table = new TableRows(separator);
  const made: (readonly string[])[] = [];
  let count = 0;
  const portion = new Portion(CELLS_AT_ONCE);
  for (const row of rows) {
    if (portion.fills(row.length)) yield made.length / rows.length;
    const taken = yield* table.takeSteps(row, count);
    if (taken.kind === 'problem') return tableRefusal(taken.problem);
    if (taken.kind === 'heading') continue;
    made.push(taken.entries);
    count += taken.entries.length;
  }
  if (made.length === 0) return notANumber(rows.flat().find(({ text }) => text !== '')?.text ?? '');
  const settled = table.settle();
  if (settled.kind !== 'settled') return tableRefusal(settled);
  return rectangular(withGrouped(made, settled.grouped));
}
