import { message } from '../../message/message';
import {
  fieldsOf,
  isCommaPair,
  isHeading,
  looksDecimal,
  separatorOf,
  TableRows,
  type Field,
  type Separator,
} from '../../language/matrices/tableRows';
import { DecimalMark } from '../../language/matrices/decimalMark';
import { isName, oddityOf } from '../../language/matrices/spelledNumber';
import {
  notANumber,
  type NumberTable,
  type Reading,
  rectangular,
  type Refusal,
  severalMatrices,
  shortened,
  unread,
} from './numberTable';
import { isParted } from './printedLines';
import { tableRefusal } from './tableRefusal';

/** A row of dashes between the heading and the rows of a table. */
const rule = /^\s*[|+]?(?:\s*:?-+:?\s*[|+])*\s*:?-+:?\s*[|+]?\s*$/;

/** Reads a table of Markdown, or one drawn with `|`. null if it is none. */
export function readMarkdown(text: string): Reading {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const body = lines.filter((line) => !(rule.test(line) && /[|+]|--/.test(line)));
  if (body.length === 0 || !body.every((line) => /(?<!\\)\|/.test(line))) return null;
  const rules = lines.flatMap((line, i) => (body.includes(line) ? [] : [i]));
  if (lines.length - body.length > 1 && !rules.includes(0) && !lines[0].includes('+')) return severalMatrices();
  const rows = body.map(barCells);
  if (rows[0].every(({ text: cell }) => cell === '')) rows.shift();
  const counted = rows.length > 1 && rules.length > 0 ? countedHeading(rows) : null;
  return counted ?? tableFrom(rows, '|');
}

/** Headings that are numbers: pandas' count of columns and rows, or a first row of the matrix. */
function countedHeading(rows: Field[][]): Reading {
  const [heading, ...below] = rows;
  const counts = (cells: readonly Field[], from: number) => cells.every(({ text }, i) => text === String(i + from));
  const isCounted = (cells: readonly Field[]) => counts(cells, 0) || counts(cells, 1);
  if (heading[0].text === '' && heading.length > 1 && isCounted(heading.slice(1))) {
    if (!isCounted(below.map(([label]) => label))) return unread(below.map(([label]) => label.text).join(' '));
    return tableFrom(
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

function barCells(line: string): Field[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => ({ text: bare(cell.trim()), at: 0 }));
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
export function readCells(text: string): NumberTable | Refusal {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (isParted(lines.map((line) => line.trim()))) return severalMatrices();
  const written = lines.filter((line) => line.trim() !== '');
  if (written.length === 0) return { refusal: message('There are no numbers in this text.') };
  const pair = written.every(isCommaPair) ? written[0] : undefined;
  if (pair !== undefined) return commaPair(pair);
  if (written.every(isGrouped)) return groupedOrCells(written[0].trim());
  const separator = written.map(separatorOf).find((each) => each !== ' ') ?? ' ';
  if (separator === ',' && hasDecimalCommas(written)) return decimalCommas(written);
  if (separator === ';' && hasRowsBetweenSemicolons(written)) return rowsBetweenSemicolons(written);
  const rows: Field[][] = [];
  for (const line of written) {
    const fields = fieldsOf(line, separator);
    if (fields === null) return unread(line);
    rows.push(fields);
  }
  return doubtOf(rows, separator, written[0]) ?? tableFrom(rows, separator);
}

/** Refuses rows that may mean two things. */
function doubtOf(rows: readonly (readonly Field[])[], separator: Separator, firstLine: string): Refusal | null {
  if (separator === ';' && rows.length === 1 && isPairs(rows[0])) return commaPair(rows[0][0].text);
  if (separator !== ' ') return null;
  if (isBesideLabels(rows)) return unread(firstLine);
  return isCounted(rows) ? tableRefusal({ kind: 'counting', name: rows[0][0].text }) : null;
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
function rowsBetweenSemicolons(written: readonly string[]): NumberTable | Refusal {
  const lines = written
    .flatMap((line) => line.split(';'))
    .filter((line, i, all) => i < all.length - 1 || line.trim() !== '');
  return lines.some((line) => line.trim() === '') ? notANumber('') : readCells(lines.join('\n'));
}

/** Whether the rows are counted from 0 below headings that are indented, as pandas prints them. */
function isCounted(rows: readonly (readonly Field[])[]): boolean {
  const [heading, ...counted] = rows;
  if (counted.length < 2 || (heading[0]?.at ?? 0) === 0) return false;
  if (!counted.every((row, r) => row[0]?.text === String(r) && row[0].at === 0)) return false;
  return isHeading(heading) || heading.every(({ text: cell }) => /^\d+$/.test(cell));
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
function decimalCommas(lines: readonly string[]): NumberTable | Refusal {
  const rows = lines.map((line) => fieldsOf(line, ' ') ?? []);
  const loose = rows.flat().find(({ text }) => new DecimalMark().entry(text, 0) === null);
  return loose === undefined ? tableFrom(rows, ' ') : notANumber(loose.text);
}

function commaPair(written: string): Refusal {
  return {
    refusal: message(
      'Couldn’t tell whether “{0}” is one number with a decimal comma or two numbers. Use a point, or a space after the comma.',
      written.trim(),
    ),
  };
}

function tableFrom(
  rows: readonly (readonly Field[])[],
  separator: ConstructorParameters<typeof TableRows>[0],
): NumberTable | Refusal {
  if (rows.some((row) => row.some(({ text }) => oddityOf(text) === 'ellipsis'))) return shortened();
  const table = new TableRows(separator);
  const made: (readonly string[])[] = [];
  let count = 0;
  for (const row of rows) {
    const taken = table.take(row, count);
    if (taken.kind === 'problem') return tableRefusal(taken.problem);
    if (taken.kind === 'heading') continue;
    made.push(taken.entries);
    count += taken.entries.length;
  }
  if (made.length === 0) return notANumber(rows.flat().find(({ text }) => text !== '')?.text ?? '');
  const settled = table.settle();
  if (settled.kind !== 'settled') return tableRefusal(settled);
  let at = 0;
  return rectangular(made.map((row) => row.map((entry) => settled.grouped.get(at++) ?? entry)));
}
