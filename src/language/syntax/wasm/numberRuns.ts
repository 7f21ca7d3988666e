import { LINES_END_ROWS, LONGEST_PIECE, NumberLoop } from './numberLoop';

/** A number that is this close to the end of a piece may be cut off. */
const MARGIN = 64;

/**
 * Reads plain numbers between spaces, commas and line breaks by WebAssembly, piece by piece of a text; whatever it does not
 * know is for others to read. Numbers are rounded correctly, so they are equal to the bit to those of `NumberScanner`.
 */
export class NumberRuns {
  /** The piece of the text that was read last. */
  private start = 0;
  private end = 0;
  private isAscii = false;
  private length = 2048;

  private constructor(
    private readonly loop: NumberLoop,
    private readonly text: string,
  ) {}

  /** null where WebAssembly is missing or forbidden. */
  static of(text: string): NumberRuns | null {
    const loop = NumberLoop.get();
    return loop && new NumberRuns(loop, text);
  }

  /**
   * Reads from `offset` on.
   * @param bits what is before it: COMMA_MAY_FOLLOW, SEPARATED
   * @param index how many entries the literal has so far
   * @returns where it stopped: `offset`, if there is nothing there that it can read
   */
  read(offset: number, bits: number, linesEndRows: boolean, index: number): number {
    const isCut = offset > this.end - MARGIN && this.end < this.text.length;
    if (this.loop.owner !== this || offset < this.start || isCut) this.load(offset);
    if (!this.isAscii) return offset;
    return this.start + this.loop.run(offset - this.start, linesEndRows ? bits | LINES_END_ROWS : bits, index);
  }

  private load(offset: number): void {
    this.start = offset;
    this.end = Math.min(offset + this.length, this.text.length);
    this.isAscii = this.loop.load(this.text.slice(offset, this.end));
    this.loop.owner = this;
    this.length = Math.min(2 * this.length, LONGEST_PIECE);
  }

  /** What is before the place where the last run stopped, as bits. */
  get bits(): number {
    return this.loop.bits;
  }

  /** The entries that were read; the next run overwrites them. */
  get values(): Float64Array {
    return this.loop.values;
  }

  /** How many of them are before each line break that ends a row. */
  get rowEnds(): Uint32Array {
    return this.loop.rowEnds;
  }

  /** Where the last of them ends. */
  get lastEnd(): number {
    return this.start + this.loop.lastEnd;
  }

  /** Where the first `count` entries of the run whose index in the literal is a multiple of 256 start. */
  marks(count: number): number[] {
    return this.loop.marks(count).map((place) => this.start + place);
  }
}
