import { afterLineBreak, isBlank, lineEnd } from '../text/characters';
import { NumberScanner } from './numberScanner';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral } from './tree';
import { startsStatement } from './words';
import type { Steps } from '../../steps/steps';

/** Every how many entries a literal notes where it is. */
export const checkpointStep = 256;

/** How many entries are read in one step. */
export const entriesAtOnce = 4096;

/** Collects the rows and entries of a literal of plain numbers. */
export class NumberRows {
  private values = new Float64Array(16);
  private count = 0;
  private rowStart = 0;
  private readonly rowLengths: number[] = [];
  private readonly checkpoints: number[] = [];

  get rowIsEmpty(): boolean {
    return this.count === this.rowStart;
  }

  /** Whether as many entries as make a step were added since the last time. */
  get fillsStep(): boolean {
    return this.count % entriesAtOnce === 0;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Adds an entry whose text starts at `start`. */
  add(value: number, start: number): void {
    if (this.count % checkpointStep === 0) this.checkpoints.push(start);
    if (this.count === this.values.length) this.grow();
    this.values[this.count++] = value;
  }

  private grow(): void {
    const larger = new Float64Array(2 * this.count);
    larger.set(this.values);
    this.values = larger;
  }

  /** Ends the row; empty rows do not count. */
  endRow(): void {
    if (this.rowIsEmpty) return;
    this.rowLengths.push(this.count - this.rowStart);
    this.rowStart = this.count;
  }

  taken(): Pick<MatrixLiteral, 'rowLengths' | 'entries'> {
    return {
      rowLengths: Uint32Array.from(this.rowLengths),
      entries: {
        kind: 'numbers',
        values: this.values.slice(0, this.count),
        checkpoints: Uint32Array.from(this.checkpoints),
      },
    };
  }
}

export interface NumberMatrix extends Pick<MatrixLiteral, 'form' | 'rowLengths' | 'entries'> {
  readonly comments: readonly TextRange[];
  /** After the closing bracket; if there is none, after the last entry. */
  readonly end: number;
  /** The brackets that are missing there. */
  readonly missing: '' | ']' | ']]';
}

/**
 * Reads a literal of plain numbers, with the `[` at `offset`, in one pass and without an object per entry. Returns null
 * for anything else, faultless or not, but for a literal that is not closed: that is for the matrix parser to read.
 * @param linesEndRows whether a line break directly inside the outermost brackets ends a row (it does not in a vector)
 */
export function* readNumberMatrix(text: string, offset: number, linesEndRows: boolean): Steps<NumberMatrix | null> {
  const numbers = new NumberScanner(text);
  const rows = new NumberRows();
  const comments: TextRange[] = [];
  let nested = false;
  let inRow = false;
  // Whether an entry or a nested row precedes, with nothing but blanks after it: then a comma may follow.
  let commaMayFollow = false;
  // Whether something that separates entries precedes.
  let separated = true;
  let lastEnd = offset + 1;
  const unclosed = (): NumberMatrix => {
    rows.endRow();
    return { form: nested ? 'nested' : 'rows', ...rows.taken(), comments, end: lastEnd, missing: inRow ? ']]' : ']' };
  };
  for (let i = offset + 1; ;) {
    const c = text.charCodeAt(i);
    switch (c) {
      case 0x20: // blank
        separated = true;
        i++;
        continue;
      case 0x2c: // ,
        if (!commaMayFollow) return null;
        commaMayFollow = false;
        separated = true;
        i++;
        continue;
      case 0x0a:
      case 0x0d:
        i = afterLineBreak(text, i);
        if (startsStatement(text, i)) return rows.isEmpty ? null : unclosed();
        separated = true;
        if (linesEndRows && !nested) {
          rows.endRow();
          commaMayFollow = false;
        }
        continue;
      case 0x3b: // ;
        if (inRow) return null;
        rows.endRow();
        commaMayFollow = false;
        separated = true;
        i++;
        continue;
      case 0x23: // #
        comments.push({ start: i, end: lineEnd(text, i) });
        i = comments[comments.length - 1].end;
        continue;
      case 0x5b: // [
        if (inRow || (!nested && !rows.isEmpty)) return null;
        nested = true;
        inRow = true;
        commaMayFollow = false;
        separated = true;
        i++;
        continue;
      case 0x5d: // ]
        i++;
        if (inRow) {
          if (rows.rowIsEmpty) return null;
          rows.endRow();
          inRow = false;
          commaMayFollow = true;
          continue;
        }
        if (rows.isEmpty) return null;
        rows.endRow();
        return { form: nested ? 'nested' : 'rows', ...rows.taken(), comments, end: i, missing: '' };
      default:
    }
    if (i >= text.length) return rows.isEmpty ? null : unclosed();
    if (isBlank(c)) {
      separated = true;
      i++;
      continue;
    }
    if (!separated || (nested && !inRow)) return null;
    const start = i;
    const negative = c === 0x2d || c === 0x2212;
    if (negative || c === 0x2b) i++;
    const value = numbers.scan(i);
    // NaN: no number here.
    if (!(value < Infinity)) return null;
    i = numbers.end;
    lastEnd = i;
    const next = text.charCodeAt(i);
    // Letters, points and operators directly after the number are not for this pass.
    if (next !== 0x20 && next !== 0x2c && i < text.length && !endsNumber(next)) return null;
    rows.add(negative ? -value : value, start);
    if (rows.fillsStep) yield i / text.length;
    commaMayFollow = true;
    separated = false;
  }
}

function endsNumber(c: number): boolean {
  return c === 0x5d || c === 0x3b || c === 0x0a || c === 0x0d || c === 0x23 || isBlank(c);
}
