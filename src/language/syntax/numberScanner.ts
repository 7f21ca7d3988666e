import { hasLostDigits, isTiny } from '../../numbers/lostDigits';
import { isDigit } from '../text/characters';
import { maxWord } from '../text/limits';

const powersOfTen = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));

/** Up to here a further digit keeps the significand an exact integer, below 2^53. */
const lastExact = 900719925474098;

/**
 * Reads unsigned numbers of the language (`1`, `1.`, `.5`, `1.e-3`) out of a text, correctly rounded.
 * One object reads any number of them: nothing is allocated, unless a number has more digits than Clinger's fast
 * path takes. A number is read up to where it is longer than the language reads (`maxWord`).
 */
export class NumberScanner {
  /** Where the number last read ends; where it was looked for, if there was none. */
  end = 0;
  /** Whether the number last read is too small for a double to hold it, or all of its digits. */
  isLost = false;

  constructor(private readonly text: string) {}

  /** The number at `offset`: `Infinity` if it is too large for a double, `NaN` if there is no number. */
  scan(offset: number): number {
    const { text } = this;
    const tooLong = offset + maxWord + 1;
    this.isLost = false;
    let i = offset;
    let significand = 0;
    let exact = true;
    let exponent = 0;
    let c = text.charCodeAt(i);
    while (c >= 0x30 && c <= 0x39 && i < tooLong) {
      if (significand <= lastExact) significand = significand * 10 + (c - 0x30);
      else exact = false;
      c = text.charCodeAt(++i);
    }
    let digits = i - offset;
    // `2...` is a 2 and a continuation mark.
    if (c === 0x2e && !isEllipsis(text, i)) {
      const point = i;
      c = text.charCodeAt(++i);
      while (c >= 0x30 && c <= 0x39 && i < tooLong) {
        if (significand <= lastExact) significand = significand * 10 + (c - 0x30);
        else exact = false;
        c = text.charCodeAt(++i);
      }
      exponent = point + 1 - i;
      digits += i - point - 1;
    }
    if (digits === 0) {
      this.end = offset;
      return NaN;
    }
    this.end = i;
    if (c === 0x65 || c === 0x45) exponent += this.exponentAfter(i + 1);
    if (exact) {
      if (significand === 0) return 0;
      // Clinger: both numbers are exact doubles, so the one operation rounds once.
      if (exponent >= 0 && exponent <= 22) return significand * powersOfTen[exponent];
      if (exponent < 0 && exponent >= -22) return significand / powersOfTen[-exponent];
    }
    return this.slowly(offset, significand > 0);
  }

  /** The number from `offset` to `end` as the runtime reads it. */
  private slowly(offset: number, isPositive: boolean): number {
    const written = this.text.slice(offset, this.end).replace('\u2212', '-');
    const value = Number(written);
    if (isTiny(value) && isPositive) this.isLost = hasLostDigits(written, value);
    return value;
  }

  /** The exponent behind an `e`, at whose end the number ends then; 0 if there is none. */
  private exponentAfter(offset: number): number {
    const { text } = this;
    const sign = text.charCodeAt(offset);
    let i = sign === 0x2b || sign === 0x2d || sign === 0x2212 ? offset + 1 : offset;
    let c = text.charCodeAt(i);
    if (!isDigit(c)) return 0;
    let written = 0;
    const tooLong = i + maxWord;
    while (isDigit(c) && i < tooLong) {
      if (written < 100000) written = written * 10 + (c - 0x30);
      c = text.charCodeAt(++i);
    }
    this.end = i;
    return sign === 0x2d || sign === 0x2212 ? -written : written;
  }
}

/** Whether `...` stands at `offset`. */
export function isEllipsis(text: string, offset: number): boolean {
  return (
    text.charCodeAt(offset) === 0x2e && text.charCodeAt(offset + 1) === 0x2e && text.charCodeAt(offset + 2) === 0x2e
  );
}
