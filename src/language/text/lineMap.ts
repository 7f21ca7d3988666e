import { finish, type Steps } from '../../steps/steps';

/** A place in a text as editors count it: line and UTF-16 character, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const LF = 10;
const CR = 13;
const BYTE_ORDER_MARK = 0xfeff;

/** How many UTF-16 units are looked at in one step. */
const UNITS_AT_ONCE = 1 << 20;

/** So many line starts are in one array. */
const PIECE_BITS = 16;
const PIECE = 1 << PIECE_BITS;

/**
 * Where the lines of a text begin: offset ↔ line and character, as in the Language Server Protocol.
 * LF, CRLF and CR end a line. A byte-order mark at the start belongs to no line, as editors do not show it.
 */
export class LineMap {
  private starts: LineStarts | null = null;

  constructor(private readonly text: string) {}

  /** The map of a text, with the lines of a long one found in steps that can be abandoned. */
  static *steps(text: string): Steps<LineMap> {
    const map = new LineMap(text);
    // The lines of a short text are found when first asked for: most analyses never need one.
    if (text.length > UNITS_AT_ONCE) map.starts = yield* findLineStarts(text);
    return map;
  }

  get lineCount(): number {
    return this.lineStarts().length;
  }

  /** The place of an offset. Past the end, or within a line's ending, it is the nearest place before. */
  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts.at(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = starts.at(low);
    return { line: low, character: Math.max(0, Math.min(offset, this.contentEnd(low)) - start) };
  }

  /** The offset of a place. A character past its line's end is the line's end; a line past the last is the text's end. */
  offsetAt({ line, character }: Position): number {
    const starts = this.lineStarts();
    if (line >= starts.length) return this.text.length;
    if (line < 0) return starts.at(0);
    return Math.min(starts.at(line) + Math.max(0, character), this.contentEnd(line));
  }

  /** The offset behind the last character of a line, before its ending. */
  private contentEnd(line: number): number {
    const starts = this.lineStarts();
    if (line + 1 === starts.length) return this.text.length;
    const next = starts.at(line + 1);
    const crlf = this.text.charCodeAt(next - 1) === LF && this.text.charCodeAt(next - 2) === CR;
    // A lone LF at the start of the text has nothing before it; charCodeAt(-1) is NaN there.
    return next - (crlf ? 2 : 1);
  }

  private lineStarts(): LineStarts {
    return (this.starts ??= finish(findLineStarts(this.text)));
  }
}

function* findLineStarts(text: string): Steps<LineStarts> {
  const starts = new LineStarts();
  starts.add(text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
  for (let i = 0; i < text.length; i++) {
    if (i % UNITS_AT_ONCE === UNITS_AT_ONCE - 1) yield i / text.length;
    const unit = text.charCodeAt(i);
    if (unit !== LF && unit !== CR) continue;
    if (unit === CR && text.charCodeAt(i + 1) === LF) i++;
    starts.add(i + 1);
  }
  return starts;
}

/** Where lines start, in pieces: one array of millions would take long to make larger. */
class LineStarts {
  length = 0;
  private last = new Uint32Array(256);
  private readonly pieces: Uint32Array[] = [this.last];

  add(start: number): void {
    const index = this.length++ & (PIECE - 1);
    if (index === 0 && this.length > 1) this.pieces.push((this.last = new Uint32Array(PIECE)));
    if (index === this.last.length) {
      const larger = new Uint32Array(2 * index);
      larger.set(this.last);
      this.pieces[this.pieces.length - 1] = this.last = larger;
    }
    this.last[index] = start;
  }

  at(line: number): number {
    return this.pieces[line >> PIECE_BITS][line & (PIECE - 1)];
  }
}
