import { isBlank, isLineBreak, lineEnd, skipBlanks } from '../language/text/characters';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { checkpointStep, mostLost, type LostEntry } from '../language/syntax/numberMatrix';
import { NumberScanner } from '../language/syntax/numberScanner';
import type { NumberLiteral, TextRange } from '../functions/expression/tree';
import type { MatrixLiteral } from '../language/syntax/tree';
import { message } from '../message/message';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';

/** So many numbers, however they are written, are read in a few milliseconds. */
const AT_ONCE = 1 << 14;

/** What ends the numbers of a line early. */
interface Obstacle {
  readonly at: number;
  /** The number there, if it is one that nothing may follow without a comma, or is too large; else NaN. */
  readonly value: number;
}

/**
 * The lines of a Stanford NNet file from `start` on, blank ones aside, each with its numbers: read once, whatever the
 * numbers turn out to be. Lines count from 0.
 */
export class NumberLines {
  private values = new Float64Array(1024);
  /** Where each number is written, with its sign. */
  private starts = new Uint32Array(1024);
  private total = 0;
  /** Of each line: where it starts, where its last number ends, and the index of its first number. */
  private readonly lineStarts: number[] = [];
  private readonly lineEnds: number[] = [];
  private readonly firsts: number[] = [];
  private readonly obstacles = new Map<number, Obstacle>();
  private readonly unbounded = new Set<number>();
  /** The first numbers that are too small for a double. */
  readonly lost: LostEntry[] = [];

  private constructor(readonly text: string) {}

  /** Reads them in steps that can be abandoned. */
  static *steps(text: string, start: number): Steps<NumberLines> {
    const lines = new NumberLines(text);
    const numbers = new NumberScanner(text);
    const portion = new Portion(AT_ONCE);
    for (let at = lines.nextLine(start); at < text.length; at = lines.nextLine(at)) {
      at = yield* lines.readLine(at, numbers, portion);
    }
    lines.firsts.push(lines.total);
    return lines;
  }

  get length(): number {
    return this.lineStarts.length;
  }

  /** How many numbers a line has, up to where something else ends them; 0 beyond the last line. */
  count(line: number): number {
    return line < this.length ? this.firsts[line + 1] - this.firsts[line] : 0;
  }

  /** How many numbers there are from a line on. */
  countFrom(line: number): number {
    return this.total - this.firsts[Math.min(line, this.length)];
  }

  /** Whether a line has numbers alone, infinities among them or not. */
  isNumeric(line: number): boolean {
    return line < this.length && !this.obstacles.has(line);
  }

  /** Whether a line has finite numbers alone. */
  isFinite(line: number): boolean {
    return this.isNumeric(line) && !this.unbounded.has(line);
  }

  /** The text of a line without the blanks around it. */
  lineText(line: number): string {
    const { start, end } = this.whole(line);
    return this.text.slice(start, end);
  }

  /** A line without the blanks around it. */
  whole(line: number): TextRange {
    const start = this.lineStarts[line];
    let end = lineEnd(this.text, start);
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    return { start, end };
  }

  /** From the first to the last number of the lines `from` … `to` − 1. */
  range(from: number, to = from + 1): TextRange {
    return { start: this.lineStarts[from], end: this.lineEnds[to - 1] };
  }

  /** Behind the last number of the file, or its last line if that has none: there something is missing. */
  get end(): TextRange {
    const last = this.length - 1;
    const end = this.count(last) > 0 ? this.lineEnds[last] : this.whole(last).end;
    return { start: end, end };
  }

  valuesOf(line: number): Float64Array {
    return this.values.subarray(this.firsts[line], this.firsts[line + 1]);
  }

  /** The numbers of the lines `from` … `to` − 1 as a literal with these rows. */
  literal(from: number, to: number, rowLengths: Uint32Array): MatrixLiteral {
    const range = this.range(from, to);
    const [first, end] = [this.firsts[from], this.firsts[to]];
    const checkpoints = new Uint32Array(Math.ceil((end - first) / checkpointStep));
    for (let i = 0; i < checkpoints.length; i++) checkpoints[i] = this.starts[first + i * checkpointStep];
    const entries = { kind: 'numbers', values: this.values.slice(first, end), checkpoints } as const;
    return { kind: 'literal', form: 'rows', wrapper: null, brackets: range, rowLengths, entries, range };
  }

  /** A line as a literal of one row; also one with infinities, or of a single `-`, whose value is NaN. */
  row(line: number): MatrixLiteral {
    if (this.isDash(line)) return expressionRow(this.whole(line), [{ value: NaN, range: this.whole(line) }]);
    if (!this.unbounded.has(line)) return this.literal(line, line + 1, Uint32Array.of(this.count(line)));
    const first = this.firsts[line];
    const written = Array.from(this.valuesOf(line), (value, i) => {
      const start = this.starts[first + i];
      const next = i + 1 < this.count(line) ? this.text.lastIndexOf(',', this.starts[first + i + 1]) : this.lineEnds[line]; // prettier-ignore
      let end = next;
      while (isBlank(this.text.charCodeAt(end - 1))) end--;
      return { value, range: { start, end } };
    });
    return expressionRow(this.range(line), written);
  }

  /** Whether a line is a single `-`, as some programs write where they have nothing to say. */
  isDash(line: number): boolean {
    return line < this.length && this.lineText(line) === '-';
  }

  /** What is wrong with the first thing on a line that is no finite number. */
  problem(line: number): Diagnostic {
    const { text } = this;
    const { at, value } = this.obstacles.get(line) ?? this.infiniteEntry(line);
    let end = at;
    while (end < text.length && !isBlank(text.charCodeAt(end)) && !/[,\r\n]/.test(text[end])) end++;
    const range = { start: at, end: Math.max(end, at + 1) };
    const word = text.slice(at, Math.min(end, at + 40));
    const dots = /\.\.\.|…/.exec(text.slice(at, lineEnd(text, at)));
    if (dots !== null) {
      const start = at + dots.index;
      return diagnostic(
        'file-format',
        { start, end: start + dots[0].length },
        message(
          'This line was shortened with “{0}” when it was printed, so numbers are missing. Write the file again with every number (NumPy: np.savetxt).',
          dots[0],
        ),
      );
    }
    return diagnostic(
      'bad-number',
      range,
      word === ''
        ? message('Expected a number before this comma.')
        : Number.isNaN(value)
          ? message('Couldn’t read “{0}” as a number. Numbers are separated by commas.', word)
          : value < Infinity
            ? message('Expected a comma after {0}.', word)
            : message('The number {0} is larger than a double can hold.', word),
    );
  }

  private infiniteEntry(line: number): Obstacle {
    const index = this.valuesOf(line).findIndex((value) => !Number.isFinite(value));
    return { at: this.starts[this.firsts[line] + index], value: NaN };
  }

  /** The start of the next line that is not blank. */
  private nextLine(from: number): number {
    const { text } = this;
    let at = from;
    while (at < text.length && (isBlank(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at)))) at++;
    return at;
  }

  /** Reads the line that starts at `start`; where it ends. */
  private *readLine(start: number, numbers: NumberScanner, portion: Portion): Steps<number> {
    const { text } = this;
    const line = this.lineStarts.length;
    this.lineStarts.push(start);
    this.firsts.push(this.total);
    let last = start;
    for (let at = start; ;) {
      if (portion.fills()) yield at / text.length;
      const sign = text.charCodeAt(at);
      const signed = sign === 0x2d || sign === 0x2b;
      const size = numbers.scan(signed ? at + 1 : at);
      let value = sign === 0x2d ? -size : size;
      let end = numbers.end;
      if (numbers.isLost && this.lost.length < mostLost) this.lost.push({ range: { start: at, end }, value });
      const infinityEnd = Number.isNaN(size) ? infinityAt(text, at) : null;
      if (infinityEnd !== null) {
        end = infinityEnd;
        value = sign === 0x2d ? -Infinity : Infinity;
        this.unbounded.add(line);
      }
      const next = skipBlanks(text, end);
      const comma = text.charCodeAt(next) === 0x2c;
      const after = comma ? skipBlanks(text, next + 1) : next;
      const over = after >= text.length || isLineBreak(text.charCodeAt(after));
      const readable = infinityEnd !== null || Number.isFinite(value);
      if (!readable || (!over && !comma)) {
        this.obstacles.set(line, { at, value: readable && next === end ? NaN : size });
        break;
      }
      this.add(value, at);
      last = end;
      if (over) break;
      at = after;
    }
    this.lineEnds.push(last);
    return lineEnd(text, Math.max(last, start));
  }

  private add(value: number, start: number): void {
    if (this.total === this.values.length) {
      this.values = grown(this.values, new Float64Array(2 * this.total));
      this.starts = grown(this.starts, new Uint32Array(2 * this.total));
    }
    this.values[this.total] = value;
    this.starts[this.total++] = start;
  }
}

const infinity = /[+-]?inf(?:inity)?(?![\w.])/iy;

/** Where an infinity that is written here ends; null if there is none. */
function infinityAt(text: string, at: number): number | null {
  infinity.lastIndex = at;
  return infinity.test(text) ? infinity.lastIndex : null;
}

function grown<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function expressionRow(range: TextRange, written: readonly { value: number; range: TextRange }[]): MatrixLiteral {
  const nodes = written.map((one): NumberLiteral => ({ kind: 'number', ...one }));
  const rowLengths = Uint32Array.of(nodes.length);
  return {
    kind: 'literal',
    form: 'rows',
    wrapper: null,
    brackets: range,
    rowLengths,
    entries: { kind: 'expressions', nodes },
    range,
  };
}
