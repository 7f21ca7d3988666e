import { DecimalMark, type MarkProblem } from './decimalMark';
import { isName } from './spelledNumber';
import { everySteps } from '../../steps/items';
import { Portion } from '../../steps/portion';
import { finish, type Steps } from '../../steps/steps';
import { maxString } from '../text/limits';

/** A cell of a row, and where it begins in its line. */
export interface Field {
  readonly text: string;
  readonly at: number;
}

/** What is wrong with a line whatever its cells are: a quote that is not closed, a cell that is too long or that is empty. */
export type LineProblem =
  | { readonly kind: 'open-quote' }
  | { readonly kind: 'empty-cell'; readonly at: number }
  | { readonly kind: 'long-cell'; readonly at: number; readonly length: number };

/** What separates the cells of a line; a space stands for any number of spaces and tabs. */
export type Separator = ';' | ',' | '\t' | ' ';

/** What a line holds: names, the entries of a row, or something wrong at a place in it. */
export type TakenRow =
  | { readonly kind: 'heading' }
  | {
      readonly kind: 'row';
      readonly entries: readonly string[];
      /** In which cell the first entry is: behind a label in the second, from 0. */
      readonly first: number;
    }
  | { readonly kind: 'problem'; readonly at: number; readonly problem: RowProblem };

/** A cell that is no number, or no label; a heading that does not fit its rows. */
export type RowProblem =
  | { readonly kind: 'cell' | 'label'; readonly text: string }
  | { readonly kind: 'heading'; readonly names: number; readonly entries: number };

/** What is wrong with a table as a whole. */
export type TableProblem =
  | MarkProblem
  | { readonly kind: 'counting'; readonly name: string }
  | { readonly kind: 'counted-columns' }
  | { readonly kind: 'lone-label'; readonly text: string };

/**
 * Whether a first row names or counts the columns: each cell a name, only the corner above row labels may be empty; or
 * an empty corner, and numbers from 0 or 1, as pandas writes it.
 */
export function* isHeading(fields: readonly Field[]): Steps<boolean> {
  const corner = fields[0].text;
  if (fields.length === 1) return isName(corner);
  if (corner !== '' && !isName(corner)) return false;
  if (yield* everySteps(fields, CELLS_AT_ONCE, ({ text }, i) => i === 0 || isName(text))) return true;
  if (corner !== '') return false;
  for (const from of [0, 1]) {
    if (yield* everySteps(fields, CELLS_AT_ONCE, ({ text }, i) => i === 0 || text === String(from + i - 1)))
      return true;
  }
  return false;
}

/** The separator that a line shows: a tab, `;` or `,` outside quotes, else spaces. */
export function separatorOf(line: string): Separator {
  return finish(separatorSteps(line));
}

/** `separatorOf` in steps: a line may be a whole matrix. */
export function* separatorSteps(line: string): Steps<Separator> {
  const portion = new Portion(CELLS_AT_ONCE);
  let found: Separator = ' ';
  for (let at = 0; at < line.length;) {
    if (portion.fills()) yield at / line.length;
    const quote = line.indexOf('"', at);
    const close = quote < 0 ? -1 : line.indexOf('"', quote + 1);
    // A quote that is not closed is a character as any other.
    const bare = line.slice(at, close < 0 ? line.length : quote);
    if (bare.includes('\t')) return '\t';
    if (found !== ';' && bare.includes(';')) found = ';';
    if (found === ' ' && bare.includes(',')) found = ',';
    if (close < 0) break;
    at = close + 1;
  }
  return found;
}

/** So many cells of a line are looked at in some milliseconds. */
export const CELLS_AT_ONCE = 5000;

/** What may be around a cell without belonging to it; a tab and a space are gaps unless they separate. */
const GAPS = { ';': /[^\S\n]*/y, ',': /[^\S\n]*/y, '\t': /[^\S\n\t]*/y, ' ': /\s*/y } as const;
const SPACE = /\s/g;

/** Where the gap at `at` ends. */
function gapEnd(line: string, at: number, separator: Separator): number {
  const gap = GAPS[separator];
  gap.lastIndex = at;
  gap.test(line);
  return gap.lastIndex;
}

/**
 * The cells of a line without spaces and quotes around them, in steps: a line may be a whole matrix. Cells of more than
 * `maxString` characters are not read.
 * @param needsAll whether a line with nothing between two cells is refused; the corner above row labels may be empty
 */
export function* fieldSteps(line: string, separator: Separator, needsAll = false): Steps<Field[] | LineProblem> {
  const fields: Field[] = [];
  const portion = new Portion(CELLS_AT_ONCE);
  const space = separator === ' ';
  for (let at = 0; ;) {
    if (portion.fills()) yield at / line.length;
    at = gapEnd(line, at, separator);
    if (space && at >= line.length) return fields;
    const cell = yield* cellFrom(line, at, separator, portion);
    if ('kind' in cell) return cell;
    fields.push(cell.field);
    at = cell.end;
    if (space) continue;
    if (at >= line.length) return fields;
    if (needsAll && cell.field.text === '' && fields.length > 1) return { kind: 'empty-cell', at: cell.field.at };
    at++;
  }
}

interface ReadCell {
  readonly field: Field;
  readonly end: number;
}

/** The cell that begins at `start`, and where it ends: at its separator, or with the line. */
function* cellFrom(line: string, start: number, separator: Separator, portion: Portion): Steps<ReadCell | LineProblem> {
  const cell = (from: number, to: number, end = to): ReadCell | LineProblem =>
    to - from > maxString
      ? { kind: 'long-cell', at: start, length: to - from }
      : { field: { text: line.slice(from, to).trim(), at: start }, end };
  const close = line[start] === '"' ? yield* closingQuote(line, start, portion) : null;
  if (close === null) return cell(start, cellEnd(line, start, separator));
  if (close < 0) return { kind: 'open-quote' };
  const behind = separator === ' ' ? close + 1 : gapEnd(line, close + 1, separator);
  if (separator === ' ' || behind >= line.length || line[behind] === separator) {
    return unquoted(cell(start + 1, close, behind));
  }
  // What follows the quote belongs to the cell.
  return cell(start, cellEnd(line, close + 1, separator));
}

/** Two quotes in a row stand for one inside. */
function unquoted(cell: ReadCell | LineProblem): ReadCell | LineProblem {
  if ('kind' in cell) return cell;
  const { field, end } = cell;
  return { field: { ...field, text: field.text.replaceAll('""', '"') }, end };
}

/** Where the quote that begins at `open` is closed; -1 if it is not. */
function* closingQuote(line: string, open: number, portion: Portion): Steps<number> {
  for (let at = open + 1; ; at += 2) {
    if (portion.fills()) yield at / line.length;
    at = line.indexOf('"', at);
    if (at < 0 || line[at + 1] !== '"') return at;
  }
}

/** Where a cell without quotes ends: at its separator, or with the line. */
function cellEnd(line: string, at: number, separator: Separator): number {
  if (separator === ' ') {
    SPACE.lastIndex = at;
    return SPACE.test(line) ? SPACE.lastIndex - 1 : line.length;
  }
  const end = line.indexOf(separator, at);
  return end < 0 ? line.length : end;
}

/** What a first column may be called that counts the rows. */
const counting = /^(?:index|id|no\.?|nr\.?|row|unnamed: 0)$/i;

/**
 * Reads the rows of a table one by one: a heading and row labels are recognised, numbers are read with the mark that
 * the table uses, and anything else is a problem.
 */
export class TableRows {
  private heading: readonly Field[] | null = null;
  private labelled = false;
  private firstLabel = '';
  private rows = 0;
  /** While each row begins with its number, the one that the next row would have. */
  private nextCount: number | null = null;
  /** Whether the first row counts the columns from 0, as pandas may write them, and all other rows have decimals. */
  private mayCountColumns = false;
  private readonly mark: DecimalMark;

  /** @param separator `|` and tabs close no row: an empty cell before a line's end is one */
  constructor(private readonly separator: Separator | '|') {
    this.mark = new DecimalMark(separator === ',');
  }

  /** Whether the rest of the rows can be nothing but numbers, so that the caller may read plain ones by itself. */
  get isPlain(): boolean {
    return this.rows > 0 && !this.labelled && this.nextCount === null && !this.mayCountColumns;
  }

  /**
   * Takes a row that the caller has read as plain numbers; false where it may be more than that, so that its cells have to
   * be read one by one.
   * @param countsUp whether its numbers are 0, 1, 2, …
   */
  takesPlain(columns: number, countsUp: boolean): boolean {
    const { heading } = this;
    if (this.rows > 0) return this.isPlain;
    if (heading === null) this.mayCountColumns = columns > 1 && countsUp;
    else if (heading.length !== columns || heading[0].text === '' || counting.test(heading[0].text)) return false;
    this.rows++;
    return true;
  }

  /** A number with a decimal point, in a row that is not given here. */
  notePoint(written: string): void {
    this.mark.notePoint(written);
  }

  /** @param index how many entries the rows above have */
  *takeSteps(fields: readonly Field[], index: number): Steps<TakenRow> {
    if (this.rows === 0 && this.heading === null && (yield* isHeading(fields))) {
      this.heading = fields;
      return { kind: 'heading' };
    }
    const closed = this.separator !== '|' && this.separator !== '\t' && fields.length > 1 && fields.at(-1)!.text === '';
    const cells = closed ? fields.slice(0, -1) : fields;
    if (this.rows === 0) this.labelled = yield* this.hasLabels(cells);
    if (this.labelled) {
      const { text, at } = cells[0];
      if (this.rows === 0) this.firstLabel = text;
      if (!this.isLabel(text)) return { kind: 'problem', at, problem: { kind: 'label', text } };
    } else {
      this.count(cells[0].text);
      yield* this.countColumns(cells);
    }
    this.rows++;
    return yield* this.numbers(this.labelled ? cells.slice(1) : cells, index);
  }

  /** All labels are names; below a heading they may count the rows from 0 or 1. */
  private isLabel(text: string): boolean {
    if (isName(this.firstLabel)) return isName(text);
    return (
      this.heading !== null && /^[01]$/.test(this.firstLabel) && text === String(this.rows + Number(this.firstLabel))
    );
  }

  private count(first: string): void {
    if (this.rows === 0 && counting.test(this.heading?.[0].text ?? '') && /^[01]$/.test(first)) {
      this.nextCount = Number(first) + 1;
    } else if (this.nextCount !== null) {
      this.nextCount = first === String(this.nextCount) ? this.nextCount + 1 : null;
    }
  }

  private *countColumns(cells: readonly Field[]): Steps<void> {
    if (this.rows === 0) {
      this.mayCountColumns =
        this.heading === null &&
        cells.length > 1 &&
        (yield* everySteps(cells, CELLS_AT_ONCE, ({ text }, c) => text === String(c)));
    } else this.mayCountColumns &&= yield* everySteps(cells, CELLS_AT_ONCE, ({ text }) => /[.,]/.test(text));
  }

  private *numbers(cells: readonly Field[], index: number): Steps<TakenRow> {
    const entries: string[] = [];
    const portion = new Portion(CELLS_AT_ONCE);
    for (const { text, at } of cells) {
      if (portion.fills()) yield entries.length / cells.length;
      const entry = this.mark.entry(text, index + entries.length);
      if (entry === null) return { kind: 'problem', at, problem: { kind: 'cell', text } };
      entries.push(entry);
    }
    const { heading } = this;
    const names =
      heading === null ? undefined : heading.length - Number(this.labelled && heading.length > entries.length);
    if (this.rows === 1 && names !== undefined && names !== entries.length) {
      return { kind: 'problem', at: 0, problem: { kind: 'heading', names, entries: entries.length } };
    }
    return { kind: 'row', entries, first: Number(this.labelled) };
  }

  /** Labels have an empty corner above them, one name too few in the heading, or are names themselves. */
  private *hasLabels(cells: readonly Field[]): Steps<boolean> {
    if (cells.length < 2) return false;
    const { heading } = this;
    if (heading !== null && (heading[0].text === '' || heading.length === cells.length - 1)) return true;
    return (
      isName(cells[0].text) && (yield* everySteps(cells, CELLS_AT_ONCE, ({ text }, i) => i === 0 || !isName(text)))
    );
  }

  /** What is wrong with the table as a whole; else the places, in reading order, whose number counts thousands. */
  settle(): TableProblem | { readonly kind: 'settled'; readonly grouped: ReadonlyMap<number, string> } {
    if (this.nextCount !== null && this.rows > 1) return { kind: 'counting', name: this.heading![0].text };
    if (this.mayCountColumns && this.rows > 1) return { kind: 'counted-columns' };
    // A single row that begins with a name may be a row with a damaged number.
    if (this.labelled && this.heading === null && this.rows === 1) return { kind: 'lone-label', text: this.firstLabel };
    return this.mark.settle();
  }
}

/** Digits, a comma and digits: one number with a decimal comma, or two. */
export function isCommaPair(line: string): boolean {
  return /^[+\-\u2212\u2013]?\d+,\d+$/u.test(line.trim());
}

/** Whether what is behind the comma of such a pair is no whole number as programs print it, so the comma is a mark. */
export function looksDecimal(line: string): boolean {
  return /,0\d|^[+\-\u2212\u2013]?0,\d\d/u.test(line.trim());
}
