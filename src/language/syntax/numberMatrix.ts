import { afterLineBreak, isBlank, lineEnd } from '../text/characters';
import { filledPart, withRoom } from '../../numbers/filledPart';
import { NumberScanner } from './numberScanner';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral } from './tree';
import { maxGap, maxWord } from '../text/limits';
import { startsStatement } from './words';
import type { Steps } from '../../steps/steps';
import { COMMA_MAY_FOLLOW, SEPARATED } from './wasm/numberLoop';
import { NumberRuns } from './wasm/numberRuns';

/** Every how many entries a literal notes where it is. */
export const checkpointStep = 256;

/** How many entries are read in one step. */
export const entriesAtOnce = 4096;

/** How many characters between entries are passed in one step. */
const charactersAtOnce = 65_536;

/** A literal with more comments is left to the parser, which reads only so much of it. */
const mostComments = 500_000;

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
    this.values = withRoom(this.values, length);
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
        values: filledPart(this.values, this.count),
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
export function readNumberMatrix(text: string, offset: number, linesEndRows: boolean): Steps<NumberMatrix | null> {
  return new NumberMatrixReader(text, offset, linesEndRows).read();
}

/** What a sign was: one that is none of a literal but may begin a number, one that was read, or the last of the pass. */
const enum Sign {
  Other,
  Read,
  Last,
}

class NumberMatrixReader {
  private readonly numbers: NumberScanner;
  private readonly rows = new NumberRows();
  private readonly comments: TextRange[] = [];
  private readonly lost: LostEntry[] = [];
  private nested = false;
  private inRow = false;
  /** Whether an entry or a nested row precedes, with nothing but blanks after it: then a comma may follow. */
  private commaMayFollow = false;
  /** Whether something that separates entries precedes. */
  private separated = true;
  private lastEnd: number;
  /** Where the last entry or comment ends. */
  private gapStart: number;
  private at: number;
  private runs: NumberRuns | null | undefined;
  /** After the last sign of the pass. */
  private result: NumberMatrix | null = null;

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly linesEndRows: boolean,
  ) {
    this.numbers = new NumberScanner(text);
    this.at = this.lastEnd = this.gapStart = offset + 1;
  }

  *read(): Steps<NumberMatrix | null> {
    const { text, rows } = this;
    for (let pause = this.at + charactersAtOnce; ;) {
      if (rows.length >= entriesBeforeRuns && this.run()) yield this.at / text.length;
      if (this.at > pause) {
        yield this.at / text.length;
        pause = this.at + charactersAtOnce;
      }
      // So much of nothing is for the parser to refuse.
      if (this.at - this.gapStart > maxGap || this.comments.length > mostComments) return null;
      const c = text.charCodeAt(this.at);
      const sign = this.sign(c);
      if (sign === Sign.Read) continue;
      if (sign === Sign.Last) return this.result;
      if (!this.entry(c)) return null;
      if (rows.fillsStep) yield this.at / text.length;
    }
  }

  /** Reads many entries at once, where nothing but entries is; says whether there were any. */
  private run(): boolean {
    const { text, offset, rows, at } = this;
    if (this.runs === null || (this.nested && !this.inRow)) return false;
    const runs = (this.runs ??= NumberRuns.of(text));
    if (runs === null) return false;
    const bits = (this.commaMayFollow ? COMMA_MAY_FOLLOW : 0) | (this.separated ? SEPARATED : 0);
    const end = runs.read(at, bits, this.linesEndRows && !this.nested, rows.length);
    if (end <= at) return false;
    if (runs.values.length > 0) this.lastEnd = this.gapStart = runs.lastEnd;
    rows.addRun(runs, (text.length - offset) / (end - offset));
    this.commaMayFollow = (runs.bits & COMMA_MAY_FOLLOW) !== 0;
    this.separated = (runs.bits & SEPARATED) !== 0;
    this.at = end;
    return true;
  }

  /** Reads a sign between entries. */
  private sign(c: number): Sign {
    switch (c) {
      case 0x20: // blank
        return this.blank();
      case 0x2c: // ,
        return this.commaMayFollow ? this.separator() : this.ends(null);
      case 0x0a:
      case 0x0d:
        return this.lineBreak();
      case 0x3b: // ;
        if (this.inRow) return this.ends(null);
        this.rows.endRow();
        return this.separator();
      case 0x23: // #
        this.comments.push({ start: this.at, end: lineEnd(this.text, this.at) });
        this.at = this.gapStart = this.comments[this.comments.length - 1].end;
        return Sign.Read;
      case 0x5b: // [
        if (this.inRow || (!this.nested && !this.rows.isEmpty)) return this.ends(null);
        this.nested = true;
        this.inRow = true;
        return this.separator();
      case 0x5d: // ]
        return this.close();
      default:
        if (this.at >= this.text.length) return this.ends(this.rows.isEmpty ? null : this.unclosed());
        return isBlank(c) ? this.blank() : Sign.Other;
    }
  }

  private blank(): Sign {
    this.separated = true;
    this.at++;
    return Sign.Read;
  }

  private separator(): Sign {
    this.commaMayFollow = false;
    return this.blank();
  }

  private lineBreak(): Sign {
    this.at = afterLineBreak(this.text, this.at);
    if (startsStatement(this.text, this.at)) return this.ends(this.rows.isEmpty ? null : this.unclosed());
    this.separated = true;
    if (this.linesEndRows && !this.nested) {
      this.rows.endRow();
      this.commaMayFollow = false;
    }
    return Sign.Read;
  }

  private close(): Sign {
    const { rows } = this;
    this.at++;
    if (this.inRow ? rows.rowIsEmpty : rows.isEmpty) return this.ends(null);
    rows.endRow();
    if (!this.inRow) return this.ends(this.literal(this.at, ''));
    this.inRow = false;
    this.commaMayFollow = true;
    return Sign.Read;
  }

  private ends(result: NumberMatrix | null): Sign {
    this.result = result;
    return Sign.Last;
  }

  private unclosed(): NumberMatrix {
    this.rows.endRow();
    return this.literal(this.lastEnd, this.inRow ? ']]' : ']');
  }

  private literal(end: number, missing: NumberMatrix['missing']): NumberMatrix {
    const { comments, lost } = this;
    return { form: this.nested ? 'nested' : 'rows', ...this.rows.taken(), comments, lost, end, missing };
  }

  /** Reads an entry that begins with this sign; false where there is none that this pass can read. */
  private entry(c: number): boolean {
    const { text, numbers, at: start } = this;
    if (!this.separated || (this.nested && !this.inRow)) return false;
    const negative = c === 0x2d || c === 0x2212;
    const digits = negative || c === 0x2b ? start + 1 : start;
    const value = numbers.scan(digits);
    // NaN: no number here.
    if (!(value < Infinity)) return false;
    if (numbers.end - digits > maxWord) return false;
    if (numbers.isLost && this.lost.length < mostLost)
      this.lost.push({ range: { start: digits, end: numbers.end }, value });
    this.at = this.lastEnd = this.gapStart = numbers.end;
    const next = text.charCodeAt(this.at);
    // Letters, points and operators directly after the number are not for this pass.
    if (next !== 0x20 && next !== 0x2c && this.at < text.length && !endsNumber(next)) return false;
    this.rows.add(negative ? -value : value, start);
    this.commaMayFollow = true;
    this.separated = false;
    return true;
  }
}

function endsNumber(c: number): boolean {
  return c === 0x5d || c === 0x3b || c === 0x0a || c === 0x0d || c === 0x23 || isBlank(c);
}
