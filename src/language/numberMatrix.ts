import { afterLineBreak, isBlank, lineEnd } from './characters';
import { NumberScanner } from './numberScanner';
import type { MatrixLiteral, TextRange } from './tree';
import { startsStatement } from './words';

/** Every how many entries a literal notes where it is. */
export const checkpointStep = 256;

/** A list of numbers that grows in place. */
class Growing<T extends Float64Array | Uint32Array> {
  length = 0;

  constructor(
    private items: T,
    private readonly make: (length: number) => T,
  ) {}

  push(item: number): void {
    if (this.length === this.items.length) {
      const larger = this.make(2 * this.length);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = item;
  }

  taken(): T {
    return this.items.slice(0, this.length) as T;
  }
}

/** Collects the rows and entries of a literal of plain numbers. */
export class NumberRows {
  private readonly values = new Growing(new Float64Array(16), (n) => new Float64Array(n));
  private readonly rows = new Growing(new Uint32Array(4), (n) => new Uint32Array(n));
  private readonly checkpoints = new Growing(new Uint32Array(1), (n) => new Uint32Array(n));
  private rowStart = 0;

  get rowIsEmpty(): boolean {
    return this.values.length === this.rowStart;
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }

  /** Adds an entry whose text starts at `start`. */
  add(value: number, start: number): void {
    if (this.values.length % checkpointStep === 0) this.checkpoints.push(start);
    this.values.push(value);
  }

  /** Ends the row; empty rows do not count. */
  endRow(): void {
    if (this.rowIsEmpty) return;
    this.rows.push(this.values.length - this.rowStart);
    this.rowStart = this.values.length;
  }

  taken(): Pick<MatrixLiteral, 'rowLengths' | 'entries'> {
    return {
      rowLengths: this.rows.taken(),
      entries: { kind: 'numbers', values: this.values.taken(), checkpoints: this.checkpoints.taken() },
    };
  }
}

export interface NumberMatrix extends Pick<MatrixLiteral, 'form' | 'rowLengths' | 'entries'> {
  readonly comments: readonly TextRange[];
  /** After the closing bracket. */
  readonly end: number;
}

/**
 * Reads a literal of plain numbers, with the `[` at `offset`, in one pass and without an object per entry. Returns null
 * for anything else, faultless or not: that is for the matrix parser to read.
 * @param linesEndRows whether a line break directly inside the outermost brackets ends a row (it does not in a vector)
 */
export function readNumberMatrix(text: string, offset: number, linesEndRows: boolean): NumberMatrix | null {
  const numbers = new NumberScanner(text);
  const rows = new NumberRows();
  const comments: TextRange[] = [];
  let nested = false;
  let inRow = false;
  // Whether an entry or a nested row precedes, with nothing but blanks after it: then a comma may follow.
  let commaMayFollow = false;
  // Whether something that separates entries precedes.
  let separated = true;
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
        if (startsStatement(text, i)) return null;
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
        return { form: nested ? 'nested' : 'rows', ...rows.taken(), comments, end: i };
      default:
    }
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
    const next = text.charCodeAt(i);
    // Letters, points and operators directly after the number are not for this pass.
    if (next !== 0x20 && next !== 0x2c && !endsNumber(next)) return null;
    rows.add(negative ? -value : value, start);
    commaMayFollow = true;
    separated = false;
  }
}

function endsNumber(c: number): boolean {
  return c === 0x5d || c === 0x3b || c === 0x0a || c === 0x0d || c === 0x23 || isBlank(c);
}
