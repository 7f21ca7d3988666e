import { DecimalMark, type MarkProblem } from './decimalMark';
import { isName } from './spelledNumber';
import { everySteps } from '../../steps/items';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';

/** A cell of a row, and where it begins in its line. */
export interface Field {
  readonly text: string;
  readonly at: number;
}

/** What separates the cells of a line; a space stands for any number of spaces and tabs. */
export type Separator = ';' | ',' | '\t' | ' ';

/** What a line holds: names, the entries of a row, or something wrong at a place in it. */
export type TakenRow =
  | { readonly kind: 'heading' }
  | { readonly kind: 'row'; readonly entries: readonly string[] }
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
  const [corner, ...others] = fields;
  if (others.length === 0) return isName(corner.text);
  if (corner.text !== '' && !isName(corner.text)) return false;
  if (yield* everySteps(others, CELLS_AT_ONCE, ({ text }) => isName(text))) return true;
  return corner.text === '' && [0, 1].some((from) => others.every(({ text }, i) => text === String(from + i)));
}

/** The separator that a line shows: a tab, `;` or `,` outside quotes, else spaces. */
export function separatorOf(line: string): Separator {
  const bare = line.replace(/"[^"]*"/g, '');
  if (bare.includes('\t')) return '\t';
  if (bare.includes(';')) return ';';
  return bare.includes(',') ? ',' : ' ';
}

/** So many cells of a line are looked at in some milliseconds. */
export const CELLS_AT_ONCE = 5000;

/** The cells of a line without spaces and quotes around them, in steps: a line may be a whole matrix. null if a quote is not closed. */
export function* fieldSteps(line: string, separator: Separator): Steps<Field[] | null> {
  const fields: Field[] = [];
  const portion = new Portion(CELLS_AT_ONCE);
  const space = separator === ' ';
  let at = 0;
  const isGap = (c: string) => c !== separator && /[^\S\n]/.test(c);
  for (;;) {
    if (portion.fills()) yield at / line.length;
    while (at < line.length && (space ? /\s/.test(line[at]) : isGap(line[at]))) at++;
    if (space && at >= line.length) return fields;
    const start = at;
    let text: string;
    if (line[at] === '"') {
      const close = /^"((?:[^"]|"")*)"/.exec(line.slice(at));
      if (close === null) return null;
      at += close[0].length;
      text = close[1].replaceAll('""', '"').trim();
      const rest = /^[^\S\n]*/.exec(line.slice(at))![0].length;
      if (!space && at + rest < line.length && line[at + rest] !== separator) {
        at = cellEnd(line, at, separator);
        text = line.slice(start, at).trim();
      } else if (!space) at += rest;
    } else {
      at = cellEnd(line, at, separator);
      text = line.slice(start, at).trim();
    }
    fields.push({ text, at: start });
    if (space) continue;
    if (at >= line.length) return fields;
    at++;
  }
}

/** Where a cell without quotes ends: at its separator, or with the line. */
function cellEnd(line: string, at: number, separator: Separator): number {
  if (separator === ' ') {
    while (at < line.length && !/\s/.test(line[at])) at++;
    return at;
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
      this.countColumns(cells);
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

  private countColumns(cells: readonly Field[]): void {
    if (this.rows === 0) {
      this.mayCountColumns = this.heading === null && cells.length > 1 && cells.every(({ text }, c) => text === `${c}`);
    } else this.mayCountColumns &&= cells.every(({ text }) => /[.,]/.test(text));
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
    const names = this.heading?.slice(this.labelled && this.heading.length > entries.length ? 1 : 0).length;
    if (this.rows === 1 && names !== undefined && names !== entries.length) {
      return { kind: 'problem', at: 0, problem: { kind: 'heading', names, entries: entries.length } };
    }
    return { kind: 'row', entries };
  }

  /** Labels have an empty corner above them, one name too few in the heading, or are names themselves. */
  private *hasLabels(cells: readonly Field[]): Steps<boolean> {
    if (cells.length < 2) return false;
    const { heading } = this;
    if (heading !== null && (heading[0].text === '' || heading.length === cells.length - 1)) return true;
    return isName(cells[0].text) && (yield* everySteps(cells.slice(1), CELLS_AT_ONCE, ({ text }) => !isName(text)));
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
