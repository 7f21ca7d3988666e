import { instantiate, type WasmMemory } from '../../../wasm/instance';
import { numberRunModule } from './numberRunModule';

interface Loop {
  readonly memory: WasmMemory;
  run(p: number, flags: number, index: number, values: number, rowEnds: number, marks: number): number;
}

/** What browsers, workers and Node have, though it is not part of ECMAScript. */
interface TextEncoderLike {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
}

// The layout of the module's memory, in bytes; numberRun.as.ts has the first four.
const RESULT = 1024;
const POWERS = 1056;
const LAST_POWER = 64;
const TENS = POWERS + 16 * (2 * LAST_POWER + 1);
const INTEGER_TENS = TENS + 8 * 23;
const TEXT = 4096;
/** The longest piece of a text, in bytes: it stays in the first cache. */
export const LONGEST_PIECE = 1 << 15;
const VALUES = TEXT + LONGEST_PIECE + 64;
// Each entry takes at least two bytes of the piece, each line break one.
const ROW_ENDS = VALUES + 4 * LONGEST_PIECE;
const MARKS = ROW_ENDS + 4 * LONGEST_PIECE;

/** What may be before the place where a run starts, as bits. */
export const COMMA_MAY_FOLLOW = 1;
export const SEPARATED = 2;
/** Whether a line break ends a row. */
export const LINES_END_ROWS = 4;

/** The loop that reads plain numbers, and the memory that it works in: a piece of a text, and what was found there. */
export class NumberLoop {
  private static shared: NumberLoop | null | undefined;

  /** null where WebAssembly is missing or forbidden. */
  static get(): NumberLoop | null {
    if (NumberLoop.shared === undefined) {
      const loop = instantiate(numberRunModule) as Loop | null;
      const { TextEncoder } = globalThis as unknown as { TextEncoder?: new () => TextEncoderLike };
      NumberLoop.shared = loop && TextEncoder ? new NumberLoop(loop, new TextEncoder()) : null;
    }
    return NumberLoop.shared;
  }

  /** Whose piece is in the memory. */
  owner: object | null = null;

  private readonly bytes: Uint8Array;
  /** The number of entries and of row ends, where the last entry ends (0 if there is none), and bits. */
  private readonly result: Uint32Array;

  private constructor(
    private readonly loop: Loop,
    private readonly encoder: TextEncoderLike,
  ) {
    const { buffer } = loop.memory;
    this.bytes = new Uint8Array(buffer);
    this.result = new Uint32Array(buffer, RESULT, 4);
    new BigUint64Array(buffer, POWERS, 2 * (2 * LAST_POWER + 1)).set(powersOfFive());
    new Float64Array(buffer, TENS, 23).set(Array.from({ length: 23 }, (_, n) => Number(`1e${n}`)));
    new BigUint64Array(buffer, INTEGER_TENS, 9).set(Array.from({ length: 9 }, (_, n) => 10n ** BigInt(n)));
  }

  /** Puts a piece of a text into the memory; returns whether it can be read: whether it is ASCII. */
  load(piece: string): boolean {
    const { read, written } = this.encoder.encodeInto(piece, this.bytes.subarray(TEXT, TEXT + LONGEST_PIECE));
    this.bytes.fill(0, TEXT + written, TEXT + written + 16);
    return read === piece.length && written === read;
  }

  /**
   * Reads the piece from the place on; returns the place where it stopped.
   * @param bits what is before the place
   * @param index how many entries the literal has so far
   */
  run(place: number, bits: number, index: number): number {
    return this.loop.run(TEXT + place, bits, index, VALUES, ROW_ENDS, MARKS) - TEXT;
  }

  /** What is before the place where the last run stopped. */
  get bits(): number {
    return this.result[3];
  }

  /** Where in the piece the last entry of the last run ends; negative if there is none. */
  get lastEnd(): number {
    return this.result[2] - TEXT;
  }

  /** The entries of the last run; the next one overwrites them. */
  get values(): Float64Array {
    return new Float64Array(this.loop.memory.buffer, VALUES, this.result[0]);
  }

  /** How many entries of the last run are before each line break that ends a row. */
  get rowEnds(): Uint32Array {
    return new Uint32Array(this.loop.memory.buffer, ROW_ENDS, this.result[1]);
  }

  /** Where in the piece the 1st, 257th, … entry of the literal starts, if it is in the last run: so many of them. */
  marks(count: number): number[] {
    return Array.from(new Uint32Array(this.loop.memory.buffer, MARKS, count), (p) => p - TEXT);
  }
}

/**
 * The powers of five that Eisel and Lemire's conversion multiplies by: for each exponent q from −64 to 64 the 128 leading
 * bits of 5^q, the upper 64 first. They are rounded down, but up for q from −27 to −1, where a product may be exact.
 */
function powersOfFive(): bigint[] {
  const all: bigint[] = [];
  for (let q = -LAST_POWER; q <= LAST_POWER; q++) {
    const power = 5n ** BigInt(Math.abs(q));
    const bits = BigInt(power.toString(2).length);
    const leading =
      q < 0
        ? (1n << (bits + 127n)) / power + (q >= -27 ? 1n : 0n)
        : bits <= 128n
          ? power << (128n - bits)
          : power >> (bits - 128n);
    all.push(leading >> 64n, leading & 0xffffffffffffffffn);
  }
  return all;
}
