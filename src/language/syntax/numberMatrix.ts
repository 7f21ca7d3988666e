import { afterLineBreak, isBlank, lineEnd } from '../text/characters';
import { NumberScanner } from './numberScanner';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral } from './tree';
import { startsStatement } from './words';
import type { Steps } from '../../steps/steps';
import { COMMA_MAY_FOLLOW, SEPARATED } from './wasm/numberLoop';
import { NumberRuns } from './wasm/numberRuns';

/** Every how many entries a literal notes where it is. */
export const checkpointStep = 256;

/** How many entries are read in one step. */
export const entriesAtOnce = 4096;

/** How many entries are read one by one before a literal is taken for a long one. */
const entriesBeforeRuns = 64;

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

  get length(): number {
    return this.count;
  }

  /**
   * Adds what was read at once.
   * @param share how many times as long as what has been read the whole text is
   */
  addRun(run: NumberRuns, share: number): void {
    const { values, rowEnds } = run;
    const before = this.count;
    const marked = (n: number): number => Math.ceil(n / checkpointStep);
    for (const start of run.marks(marked(before + values.length) - marked(before))) this.checkpoints.push(start);
    if (before + values.length > this.values.length)
      this.grow(Math.ceil((before + values.length) * Math.min(Math.max(share * 1.02, 1.5), 8)));
    this.values.set(values, before);
    for (const end of rowEnds) {
      this.count = before + end;
      this.endRow();
    }
    this.count = before + values.length;
  }

  /** Adds an entry whose text starts at `start`. */
  add(value: number, start: number): void {
    if (this.count % checkpointStep === 0) this.checkpoints.push(start);
    if (this.count === this.values.length) this.grow(2 * this.count);
    this.values[this.count++] = value;
  }

  private grow(length: number): void {
    const larger = new Float64Array(length);
    larger.set(this.values);
    this.values = larger;
  }

  /** Ends the row; empty rows do not count. */
  endRow(): void {
    if (this.rowIsEmpty) return;
    this.rowLengths.push(this.count - this.rowStart);
    this.rowStart = this.count;
  }

  /** The entries; a little room behind them is left where a copy would take more time than it is worth. */
  private kept(): Float64Array {
    const { values, count } = this;
    return count > 65536 && values.length < 1.1 * count ? values.subarray(0, count) : values.slice(0, count);
  }

  taken(): Pick<MatrixLiteral, 'rowLengths' | 'entries'> {
    return {
      rowLengths: Uint32Array.from(this.rowLengths),
      entries: {
        kind: 'numbers',
        values: this.kept(),
        checkpoints: Uint32Array.from(this.checkpoints),
      },
    };
  }
}

/** Of a literal, the first so many entries are noted that are too small for a double. */
export const mostLost = 20;

/** An entry that is too small for a double, and what it is taken as. */
export interface LostEntry {
  readonly range: TextRange;
  readonly value: number;
}

export interface NumberMatrix extends Pick<MatrixLiteral, 'form' | 'rowLengths' | 'entries'> {
  readonly comments: readonly TextRange[];
  readonly lost: readonly LostEntry[];
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
  const lost: LostEntry[] = [];
  let nested = false;
  let inRow = false;
  // Whether an entry or a nested row precedes, with nothing but blanks after it: then a comma may follow.
  let commaMayFollow = false;
  // Whether something that separates entries precedes.
  let separated = true;
  let lastEnd = offset + 1;
  const unclosed = (): NumberMatrix => {
    rows.endRow();
    return {
      form: nested ? 'nested' : 'rows',
      ...rows.taken(),
      comments,
      lost,
      end: lastEnd,
      missing: inRow ? ']]' : ']',
    };
  };
  let runs: NumberRuns | null | undefined;
  for (let i = offset + 1; ;) {
    if (rows.length >= entriesBeforeRuns && runs !== null && (inRow || !nested)) {
      if (runs === undefined) runs = NumberRuns.of(text);
      const bits = (commaMayFollow ? COMMA_MAY_FOLLOW : 0) | (separated ? SEPARATED : 0);
      const end = runs === null ? i : runs.read(i, bits, linesEndRows && !nested, rows.length);
      if (runs !== null && end > i) {
        if (runs.values.length > 0) lastEnd = runs.lastEnd;
        rows.addRun(runs, (text.length - offset) / (end - offset));
        commaMayFollow = (runs.bits & COMMA_MAY_FOLLOW) !== 0;
        separated = (runs.bits & SEPARATED) !== 0;
        i = end;
        yield i / text.length;
      }
    }
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
        return { form: nested ? 'nested' : 'rows', ...rows.taken(), comments, lost, end: i, missing: '' };
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
    if (numbers.isLost && lost.length < mostLost) lost.push({ range: { start: i, end: numbers.end }, value });
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
