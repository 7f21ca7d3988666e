import { isName, oddityOf, spelledNumber } from '../../language/matrices/spelledNumber';
import { message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import {
  isRefusal,
  type NumberTable,
  type Reading,
  type Refusal,
  severalMatrices,
  shortened,
  tableOf,
  threeDimensional,
  unread,
} from './numberTable';
import { cellsOf, LINES_AT_ONCE, ofSize, type Printout, sideBySide } from './printedLines';

/** `[[1]]`, `$weights`: an entry of a list in R. */
const listEntry = /^(?:\[\[\d+\]\]|\$[A-Za-z.][\w.]*)$/;
/** `[ reached getOption("max.print") -- omitted 5 rows ]` */
const leftOut = /^\[ reached .*omitted .*\]$/;
/** What pandas writes below a series. */
const ofSeries = /^(?:Name: .*, )?(?:Length: (\d+), )?dtype: \w+$/;

function leftOutByR(): Refusal {
  return {
    refusal: message('R has left out a part of this matrix. To print all of it: options(max.print = 1e6).'),
  };
}

/**
 * Reads what R and pandas print: columns under headings, rows behind labels, wide ones in blocks with the same labels.
 * null if the text has no such headings.
 */
export function* readLabelled({ written }: Printout): Steps<Reading> {
  const lines = listEntry.test(written[0] ?? '') ? written.slice(1) : written;
  const other = (yield* readVector(lines)) ?? (yield* readSeries(lines));
  if (other !== null) return other;
  const size = /^\[(\d+) rows x (\d+) columns\]$/.exec(lines.at(-1) ?? '');
  const rows = size === null ? lines : lines.slice(0, -1);
  const R = /^(?:\[,\d+\]\s*)+$/.test(rows[0] ?? '');
  if (!R && !isPandas(rows)) return null;
  if (rows.some((line) => /(?:^|\s)(?:\.\.\.?|…)(?:\s|$)/.test(line))) return shortened();
  const blocks = yield* blocksOf(rows, R);
  if (blocks === null) return severalMatrices();
  const tables: NumberTable[] = [];
  for (const block of blocks) {
    const table = yield* blockOf(block, blocks[0]);
    if (isRefusal(table)) return table;
    tables.push(table);
  }
  const order = blocks.flatMap(({ heading }) => heading);
  const wrong = R ? order.findIndex((each, c) => each !== `[,${c + 1}]`) : misnumbered(order);
  if (wrong >= 0)
    return { refusal: message('Column {0} is missing, or more than one matrix is in this text.', wrong + 1) };
  const table = sideBySide(tables);
  if (size === null || isRefusal(table)) return table;
  return ofSize(table, Number(size[1]), Number(size[2]), size[0]);
}

interface ColumnBlock {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** pandas' own column numbers count from 0. */
function misnumbered(order: readonly string[]): number {
  return order.every((each) => /^\d+$/.test(each)) ? order.findIndex((each, c) => each !== String(c)) : -1;
}

/** One heading too few for the cells below it; the headings are names or count from 0. */
function isPandas(rows: readonly string[]): boolean {
  if (rows.length < 2) return false;
  const [heading, first] = rows.slice(0, 2).map((line) => cellsOf(line.replace(/\s*\\$/, '')));
  if (heading.length !== first.length - 1) return false;
  const cells = first.slice(1);
  if (!cells.every((cell) => spelledNumber(ungrouped(cell)) !== null || oddityOf(cell) !== 'other')) return false;
  const counts = heading.every((cell, c) => cell === String(c));
  return (counts && /^\d+$/.test(first[0])) || heading.every((cell) => isName(cell));
}

function isHeading(cells: readonly string[], R: boolean): boolean {
  return R
    ? cells.every((cell) => /^\[,\d+\]$/.test(cell))
    : cells.every((cell) => isName(cell)) || cells.every((cell) => /^\d+$/.test(cell));
}

function* blocksOf(rows: readonly string[], R: boolean): Steps<ColumnBlock[] | null> {
  const blocks: { heading: readonly string[]; rows: (readonly string[])[] }[] = [];
  const portion = new Portion(LINES_AT_ONCE);
  for (const [r, line] of rows.entries()) {
    if (portion.fills()) yield r / rows.length;
    const cells = cellsOf(line.replace(/\s+\\$/, ''));
    const last = blocks.at(-1);
    // Numbers may be a row too: within a block it has a label more than the heading has names.
    const mayBeRow = last !== undefined && /^\d/.test(cells[0] ?? '') && cells.length === last.heading.length + 1;
    if (last === undefined || (isHeading(cells, R) && !mayBeRow)) blocks.push({ heading: cells, rows: [] });
    else last.rows.push(cells);
  }
  const labels = (block: ColumnBlock) => block.rows.map(([label]) => label).join('\n');
  return blocks.every((block) => labels(block) === labels(blocks[0])) ? blocks : null;
}

function* blockOf({ heading, rows }: ColumnBlock, first: ColumnBlock): Steps<NumberTable | Refusal> {
  const isCounted = /^\d+$/.test(first.rows[0]?.[0] ?? '');
  const start = Number(first.rows[0]?.[0]);
  for (const [r, [label, ...cells]] of rows.entries()) {
    const isR = /^\[\d+,\]$/.test(label);
    const fits = isR ? label === `[${r + 1},]` : isCounted ? start < 2 && label === String(start + r) : isName(label);
    if (!fits) return unread(label);
    if (cells.length !== heading.length) {
      return {
        refusal: message('The heading has length {0}, but the row below has length {1}.', heading.length, cells.length),
      };
    }
  }
  return yield* tableOf(rows.map((row) => row.slice(1).map(ungrouped)));
}

/** pandas' series, a column behind labels that count from 0 or are names. */
function* readSeries(rows: readonly string[]): Steps<Reading> {
  const said = ofSeries.exec(rows.at(-1) ?? '');
  if (said === null) return null;
  const cells = rows.slice(0, -1).map(cellsOf);
  if (cells.some((row) => row.includes('...') || row[0] === '..')) return shortened();
  const table = yield* blockOf({ heading: ['0'], rows: cells }, { heading: ['0'], rows: cells });
  return said[1] === undefined || isRefusal(table) ? table : ofSize(table, Number(said[1]), 1, said[0]);
}

/** A number without the commas that group its digits before a point, `1,006.256`; any other text as it is. */
function ungrouped(cell: string): string {
  return /^[+\-−]?[1-9]\d{0,2}(?:,\d{3})+\.\d+$/.test(cell) ? cell.replaceAll(',', '') : cell;
}

/** R's vector, or why it is no matrix: each line begins with the place of its first entry, `[1]`, `[9]`. */
function* readVector(rows: readonly string[]): Steps<Reading> {
  if (leftOut.test(rows.at(-1) ?? '')) return leftOutByR();
  if (/^, , \S/.test(rows[0] ?? '')) return threeDimensional();
  if (rows.length === 0 || !/^\[1\]\s/.test(rows[0])) return null;
  const entries: string[] = [];
  const portion = new Portion(LINES_AT_ONCE);
  for (const [r, line] of rows.entries()) {
    if (portion.fills()) yield r / rows.length;
    const found = /^\[(\d+)\]\s+(.*)$/.exec(line);
    if (found === null) return unread(line);
    if (Number(found[1]) !== entries.length + 1) {
      return entries.length > 0 && found[1] === '1' ? severalMatrices() : unread(line);
    }
    entries.push(...cellsOf(found[2]));
  }
  return yield* tableOf([entries]);
}
