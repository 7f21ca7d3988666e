import { isDigit } from '../text/characters';
import type { FileContent } from '../meaning/checked';
import { maxWeights } from '../text/limits';
import { message, type Message } from '../../message/message';
import { NumberScanner } from '../syntax/numberScanner';

/** Longer than a string can be on every host. */
const maxTextBytes = 500_000_000;

/**
 * The matrix in a text of one row a line, its entries separated by commas, semicolons, tabs or blanks. A first line
 * without any number is a header and is skipped; so are blank lines and lines that start with `#`. Never throws.
 */
export function readCsv(path: string, bytes: Uint8Array): FileContent {
  if (bytes.length > maxTextBytes) {
    return {
      kind: 'problem',
      code: 'too-large',
      message: message('The file {0} is too large to be read as text.', path),
    };
  }
  return new CsvReader(path, textOf(bytes)).matrix();
}

class CsvReader {
  private readonly scanner: NumberScanner;
  private data = new Float64Array(256);
  private count = 0;
  private rows = 0;
  private cols = 0;
  private problem: Message | null = null;

  constructor(
    private readonly path: string,
    private readonly text: string,
  ) {
    this.scanner = new NumberScanner(text);
  }

  matrix(): FileContent {
    const { text, path } = this;
    let line = 0;
    let separator = 0;
    let first = true;
    for (let start = 0; start < text.length && this.problem === null;) {
      line++;
      const end = endOfLine(text, start);
      const at = skip(text, start, end);
      if (at < end && text[at] !== '#') {
        if (!first || !isHeader(text.slice(at, end))) {
          if (separator === 0) separator = separatorOf(text, at, end);
          this.row(at, end, separator, start, line);
        }
        first = false;
        if (this.count > maxWeights) {
          const text = message('The file {0} has more than {1} numbers.', path, maxWeights);
          return { kind: 'problem', code: 'too-large', message: text };
        }
      }
      start = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
    }
    if (this.problem === null && this.rows === 0) {
      this.problem = message('The file {0} has no numbers. Expected one row of the matrix a line.', path);
    }
    if (this.problem !== null) return { kind: 'problem', code: 'file-format', message: this.problem };
    return { kind: 'matrix', rows: this.rows, cols: this.cols, data: this.data.slice(0, this.count) };
  }

  private row(from: number, end: number, separator: number, lineStart: number, line: number): void {
    const { text, scanner, path } = this;
    let cols = 0;
    for (let at = from; at < end;) {
      const sign = text[at];
      const value = scanner.scan(sign === '-' || sign === '+' ? at + 1 : at);
      let next = skip(text, scanner.end, end);
      const ended = next >= end || text.charCodeAt(next) === separator;
      if (Number.isNaN(value) || (!ended && (separator !== blank || next === scanner.end))) {
        const word = /^[^\s;]*/.exec(text.slice(at, Math.min(end, at + 40)))![0];
        const column = at - lineStart + 1;
        this.problem = /^[-+]?\d+,\d+$/.test(word)
          ? message('Line {0}, column {1} of {2} has {3}: the decimal mark is a point.', line, column, path, word)
          : message('Line {0}, column {1} of {2} has “{3}” where a number was expected.', line, column, path, word);
        return;
      }
      if (!Number.isFinite(value)) {
        const column = at - lineStart + 1;
        this.problem = message('The number in line {0}, column {1} of {2} is too large.', line, column, path);
        return;
      }
      this.push(sign === '-' ? -value : value);
      cols++;
      if (next < end && separator !== blank) next = skip(text, next + 1, end);
      at = next;
    }
    if (this.rows > 0 && cols !== this.cols) {
      this.problem = message(
        'Line {0} of {1} has {2} numbers, but the lines above have {3}. Every row needs as many.',
        line,
        path,
        cols,
        this.cols,
      );
    }
    this.cols = cols;
    this.rows++;
  }

  private push(value: number): void {
    if (this.count === this.data.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.count++] = value;
  }
}

const blank = 0x20;

/** The separator of a line: `;`, else `,`, else blanks and tabs. */
function separatorOf(text: string, from: number, end: number): number {
  const line = text.slice(from, end);
  if (line.includes(';')) return 0x3b;
  return line.includes(',') ? 0x2c : blank;
}

/** Whether no field of the line is a number. */
function isHeader(line: string): boolean {
  return line.split(/[;,\s]+/).every((field) => !isDigit(field.replace(/^[-+]?\.?/, '').charCodeAt(0)));
}

function skip(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** One character a byte, without a UTF-8 mark: numbers are ASCII, and the core has no TextDecoder. */
function textOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = from; at < bytes.length; at += 8192) {
    // Many times quicker than with `...`, which goes through an iterator.
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + 8192) as unknown as number[]));
  }
  return parts.join('');
}
