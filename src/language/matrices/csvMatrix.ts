import { tinyText } from '../../functions/evaluate/constantValue';
import { hasLostDigits, isTiny } from '../../numbers/lostDigits';
import { message, type Message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { FileContent } from '../meaning/checked';
import { NumberScanner } from '../syntax/numberScanner';
import { lineEnd } from '../text/characters';
import { decodedText } from '../text/decodedText';
import { maxWeights } from '../text/limits';
import { fileProblem, rowProblem } from './csvProblem';
import {
  CELLS_AT_ONCE,
  fieldSteps,
  isCommaPair,
  looksDecimal,
  separatorOf,
  TableRows,
  type Separator,
} from './tableRows';

/** Longer than a string can be on every host. */
const maxTextBytes = 500_000_000;

/** So many characters are read between two pauses. */
const sliceLength = 100_000;

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
  const text = decodedText(bytes);
  const reader = new CsvReader(path, text);
  let pause = sliceLength;
  while (yield* reader.readRow()) {
    if (reader.count > maxWeights) {
      return problem(message('The file {0} has more than {1} numbers.', path, maxWeights), 'too-large');
    }
    if (reader.offset >= pause) {
      yield reader.offset / text.length;
      pause = reader.offset + sliceLength;
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
    this.separator ??= separatorOf(text.slice(start, end));
    this.table ??= new TableRows(this.separator);
    const before = this.count;
    if (!this.plainRow(at, end)) {
      this.count = before;
      yield* this.anyRow(start, end);
    }
    return true;
  }

  /** Reads a row of plain numbers; false where it is anything else. */
  private plainRow(from: number, end: number): boolean {
    const { text, scanner, separator } = this;
    if (!this.table!.isPlain || this.onlyPairs) return false;
    const code = separator!.charCodeAt(0);
    const before = this.count;
    let at = from;
    while (at < end) {
      const value = this.numberAt(at);
      if (!Number.isFinite(value)) return false;
      const next = skip(text, scanner.end, end, separator);
      if (separator === ' ' ? next < end && next === scanner.end : next < end && text.charCodeAt(next) !== code)
        return false;
      this.push(value);
      at = next < end && separator !== ' ' ? skip(text, next + 1, end, separator) : next;
      if (at >= end && next < end && separator === '\t') return false;
    }
    if (!this.pointIsKnown && separator !== ',' && text.slice(from, end).includes('.')) return false;
    return this.endRow(this.count - before);
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
    const fields = yield* scaled(fieldSteps(written, this.separator!), (done) => share(done / 2));
    if (fields === null) {
      this.problem = message('A quote in line {0} of {1} is not closed.', line, path);
      return;
    }
    const taken = yield* scaled(this.table!.takeSteps(fields, this.count), (done) => share(0.5 + done / 4));
    if (taken.kind !== 'row') {
      if (taken.kind === 'problem') this.problem = rowProblem(taken.problem, { path, line, column: taken.at + 1 });
      this.onlyPairs = false;
      return;
    }
    this.onlyPairs &&= isCommaPair(written);
    if (this.onlyPairs && looksDecimal(written)) this.decimalPair ??= written.trim();
    this.pointIsKnown ||= taken.entries.some((entry) => entry.includes('.'));
    const portion = new Portion(CELLS_AT_ONCE);
    for (const [i, entry] of taken.entries.entries()) {
      if (portion.fills()) yield share(0.75 + i / taken.entries.length / 4);
      const [above, below] = entry.split('/');
      const value = below === undefined ? Number(above) : Number(above) / Number(below);
      if (!Number.isFinite(value)) {
        this.problem = message('The number in line {0}, column {1} of {2} is too large.', line, fields[i].at + 1, path);
        return;
      }
      if (isTiny(value) && /[1-9]/.test(entry.split(/[eE]/)[0])) this.noteLost(entry, value);
      this.push(value);
    }
    this.endRow(taken.entries.length);
  }

  private endRow(cols: number): true {
    if (this.rows > 0 && cols !== this.cols) {
      this.problem = message(
        'Line {0} of {1} has {2} numbers, but the lines above have {3}. All rows need the same length.',
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
      const larger = new Float64Array(2 * this.count);
      larger.set(this.data);
      this.data = larger;
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
    const matrix = { kind: 'matrix', rows: this.rows, cols: this.cols, data: this.data.slice(0, this.count) } as const;
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
