import { tinyText } from '../../functions/evaluate/constantValue';
import { filledPart, withRoom } from '../../numbers/filledPart';
import { hasLostDigits, isTiny } from '../../numbers/lostDigits';
import { message, type Message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { FileContent } from '../meaning/checked';
import { NumberScanner } from '../syntax/numberScanner';
import { lineEnd } from '../text/characters';
import { decodedTextSteps } from '../text/decodedText';
import { maxWeights } from '../text/limits';
import { fileProblem, lineProblem, rowProblem } from './csvProblem';
import {
  CELLS_AT_ONCE,
  fieldSteps,
  isCommaPair,
  looksDecimal,
  separatorSteps,
  TableRows,
  type Separator,
} from './tableRows';

/** Longer than a string can be on every host. */
const maxTextBytes = 500_000_000;

/** So many characters are read between two pauses: fewer in lines that are read cell by cell. */
const sliceLength = 100_000;
const linesLength = 20_000;

/**
 * The matrix in a text of one row a line, its entries separated by commas, semicolons, tabs or spaces. A first line of
 * names is a heading; blank lines and lines that start with `#` are skipped. Pauses between rows with the share that
 * is done, so that a large file can be read in slices. Never throws.
 */
export function* csvRows(path: string, bytes: Uint8Array): Steps<FileContent> {
  const problem = (text: Message, code: 'file-format' | 'too-large' = 'file-format'): FileContent => ({
    kind: 'problem',
    code,
    message: text,
  });
  if (bytes.length > maxTextBytes) {
    return problem(message('The file {0} is too large to be read as text.', path), 'too-large');
  }
  const text = yield* decodedTextSteps(bytes);
  const reader = new CsvReader(path, text);
  let pause = linesLength;
  while (yield* reader.readRow()) {
    if (reader.count > maxWeights) {
      return problem(message('The file {0} has more than {1} numbers.', path, maxWeights), 'too-large');
    }
    if (reader.offset >= pause) {
      yield reader.offset / text.length;
      pause = reader.offset + linesLength;
    }
  }
  return reader.finish() ?? problem(reader.problem!);
}

/** The same steps with another measure of their progress. */
function* scaled<T>(steps: Steps<T>, share: (done: number) => number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield share(step.value);
  }
}

class CsvReader {
  offset = 0;
  count = 0;
  problem: Message | null = null;
  private readonly scanner: NumberScanner;
  private data = new Float64Array(256);
  private rows = 0;
  private cols = 0;
  private line = 0;
  private separator: Separator | null = null;
  private table: TableRows | null = null;
  /** Whether the table knows that points are decimal marks here, so that rows of plain numbers can tell it nothing. */
  private pointIsKnown = false;
  /** Whether the numbers of a long row are 0, 1, 2, … so far. */
  private countsUp = false;
  /** Whether every line so far is one comma between digits; and whether one of them looks like a single number. */
  private onlyPairs = true;
  private decimalPair: string | null = null;
  private lost: { written: string; value: number; line: number } | null = null;

  constructor(
    private readonly path: string,
    private readonly text: string,
  ) {
    this.scanner = new NumberScanner(text);
  }

  /** Reads a line; false at the end, and after a problem. */
  *readRow(): Steps<boolean> {
    const { text } = this;
    if (this.offset >= text.length || this.problem !== null) return false;
    this.line++;
    const start = this.offset;
    const end = lineEnd(text, start);
    this.offset = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
    const at = skip(text, start, end);
    if (at >= end || text[at] === '#') return true;
    this.separator ??= yield* separatorSteps(text.slice(start, end));
    this.table ??= new TableRows(this.separator);
    const before = this.count;
    const isLong = end - at > sliceLength;
    const isPlain = isLong ? yield* this.longPlainRow(at, end) : this.table.isPlain && this.plainRow(at, end);
    if (!isPlain) {
      this.count = before;
      yield* this.anyRow(start, end);
    }
    return true;
  }

  /** Reads a row of plain numbers; false where it is anything else. */
  private plainRow(from: number, end: number): boolean {
    const before = this.count;
    if (this.plainRun(from, end, before) < 0) return false;
    this.notePoint(from, end);
    this.notePair(from, end);
    return this.endRow(this.count - before);
  }

  /** The same in steps, also for a first row: a line may be a whole matrix. */
  private *longPlainRow(from: number, end: number): Steps<boolean> {
    const { text, table } = this;
    const before = this.count;
    this.countsUp = true;
    for (let at = from; at < end;) {
      at = this.plainRun(at, end, before);
      if (at < 0) {
        this.countsUp = false;
        return false;
      }
      yield at / text.length;
    }
    const columns = this.count - before;
    const { countsUp } = this;
    this.countsUp = false;
    if (!table!.takesPlain(columns, countsUp)) return false;
    this.notePoint(from, end);
    this.onlyPairs = false;
    return this.endRow(columns);
  }

  /** Reads plain numbers up to `end`, or so many as make a step; where it stops, or -1 where there is anything else. */
  private plainRun(from: number, end: number, before: number): number {
    const { text, scanner, separator } = this;
    const code = separator!.charCodeAt(0);
    const stop = Math.min(end, from + sliceLength);
    let at = from;
    while (at < stop) {
      const value = this.numberAt(at);
      if (!Number.isFinite(value)) return -1;
      if (this.countsUp) this.countsUp = text.slice(at, scanner.end) === String(this.count - before);
      const next = skip(text, scanner.end, end, separator);
      if (separator === ' ' ? next < end && next === scanner.end : next < end && text.charCodeAt(next) !== code)
        return -1;
      this.push(value);
      at = next < end && separator !== ' ' ? skip(text, next + 1, end, separator) : next;
      if (at >= end && next < end && separator === '\t') return -1;
    }
    return at;
  }

  /** Notes the first number with a decimal point: by it a decimal comma elsewhere is a contradiction. */
  private notePoint(from: number, end: number): void {
    if (this.pointIsKnown) return;
    const written = /[+-]?\d*\.[^,;\s]*/.exec(this.text.slice(from, end));
    if (written === null) return;
    this.table!.notePoint(written[0]);
    this.pointIsKnown = true;
  }

  /** Whether a line is one comma between digits, as all before it were. */
  private notePair(from: number, end: number): void {
    if (!this.onlyPairs) return;
    const written = this.text.slice(from, end);
    this.onlyPairs = isCommaPair(written);
    if (this.onlyPairs && looksDecimal(written)) this.decimalPair ??= written.trim();
  }

  /** The number at `at`, with its sign; not finite where there is none that can be held. */
  private numberAt(at: number): number {
    const { text, scanner } = this;
    const sign = text[at];
    const value = scanner.scan(sign === '-' || sign === '+' ? at + 1 : at);
    if (scanner.isLost) this.noteLost(text.slice(at, scanner.end), value);
    return sign === '-' ? -value : value;
  }

  /** Reads a row of any kind: a heading, labels, quotes, decimal commas. */
  private *anyRow(start: number, end: number): Steps<void> {
    const { path, line } = this;
    const written = this.text.slice(start, end);
    const share = (done: number): number => (start + done * (end - start)) / this.text.length;
    const fields = yield* scaled(fieldSteps(written, this.separator!, true), (done) => share(done / 2));
    if (!Array.isArray(fields)) {
      this.problem = lineProblem(fields, { path, line });
      return;
    }
    const taken = yield* scaled(this.table!.takeSteps(fields, this.count), (done) => share(0.5 + done / 4));
    if (taken.kind !== 'row') {
      if (taken.kind === 'problem') this.problem = rowProblem(taken.problem, { path, line, column: taken.at + 1 });
      this.onlyPairs = false;
      return;
    }
    this.notePair(start, end);
    const { entries } = taken;
    const portion = new Portion(CELLS_AT_ONCE);
    for (let i = 0; i < entries.length; i++) {
      if (portion.fills()) yield share(0.75 + i / entries.length / 4);
      const entry = entries[i];
      this.pointIsKnown ||= entry.includes('.');
      const [above, below] = entry.split('/');
      const value = below === undefined ? Number(above) : Number(above) / Number(below);
      if (!Number.isFinite(value)) {
        this.problem = message(
          'The number in line {0}, column {1} of {2} is too large.',
          line,
          fields[taken.first + i].at + 1,
          path,
        );
        return;
      }
      if (isTiny(value) && /[1-9]/.test(entry.split(/[eE]/)[0])) this.noteLost(entry, value);
      this.push(value);
    }
    this.endRow(entries.length);
  }

  private endRow(cols: number): true {
    if (this.rows > 0 && cols !== this.cols) {
      this.problem = message(
        'The row in line {0} of {1} has length {2}, but those above have length {3}. All rows need the same length.',
        this.line,
        this.path,
        cols,
        this.cols,
      );
    }
    this.cols = cols;
    this.rows++;
    return true;
  }

  /** Notes the first number that is too small for a double. */
  private noteLost(written: string, value: number): void {
    const digits = written.replace(/^[+-]/, '');
    if (digits.includes('/') || hasLostDigits(digits, value)) this.lost ??= { written, value, line: this.line };
  }

  private push(value: number): void {
    if (this.count === this.data.length) {
      // As many as there will be if the rest is like what was read, so that they are seldom copied.
      const share = Math.min(Math.max((1.02 * this.text.length) / (this.offset + 1), 2), 8);
      this.data = withRoom(this.data, Math.ceil(this.count * share));
    }
    this.data[this.count++] = value;
  }

  /** The matrix; null if there is a problem. */
  finish(): FileContent | null {
    const { path } = this;
    if (this.problem === null && this.rows === 0) {
      this.problem = message('The file {0} has no numbers. Expected one matrix row per line.', path);
    }
    if (this.problem !== null) return null;
    const settled = this.table!.settle();
    if (settled.kind !== 'settled') {
      this.problem = fileProblem(settled, path);
      return null;
    }
    if (this.onlyPairs && this.decimalPair !== null) {
      this.problem = fileProblem({ kind: 'pair', written: this.decimalPair }, path);
      return null;
    }
    for (const [index, entry] of settled.grouped) this.data[index] = Number(entry);
    const matrix = {
      kind: 'matrix',
      rows: this.rows,
      cols: this.cols,
      data: filledPart(this.data, this.count),
    } as const;
    if (this.lost === null) return matrix;
    const { written, value, line } = this.lost;
    const lost = message(
      'Line {0} of {1} has {2}, which is closer to 0 than a double can hold (about 2.2e-308), so it is taken as {3}.',
      line,
      path,
      written,
      tinyText(value),
    );
    return { ...matrix, lost };
  }
}

function skip(text: string, from: number, end: number, separator: Separator | null = null): number {
  let at = from;
  while (at < end && (text[at] === ' ' || (text[at] === '\t' && separator !== '\t'))) at++;
  return at;
}
