import { spelledNumber } from './spelledNumber';

/** Digits in groups of three: with commas, points, or what cannot be a decimal mark. */
const sign = '([+\\-\\u2010\\u2011\\u2013\\u2212]?)';
const exponent = '((?:[eE][+\\-\\u2212]?\\d+)?)';
const byComma = new RegExp(`^${sign}(\\d{1,3}(?:,\\d{3})+)(\\.\\d*)?${exponent}$`, 'u');
const byPoint = new RegExp(`^${sign}(\\d{1,3}(?:\\.\\d{3})+)(?:,(\\d*))?${exponent}$`, 'u');
const bySpace = new RegExp(`^${sign}(\\d{1,3}(?:['’_\\u00a0\\u202f\\u2009]\\d{3})+)(?:([.,])(\\d*))?${exponent}$`, 'u');
const withComma = new RegExp(`^${sign}(\\d*),(\\d+)(\\s*[^\\d,.].*)?$`, 'u');

/** An entry whose comma may be the decimal mark or may group thousands: its place, and the number with thousands. */
interface Undecided {
  readonly index: number;
  readonly written: string;
  readonly grouped: string;
}

/** Marks that contradict each other, or a comma with two meanings. */
export type MarkProblem =
  | { readonly kind: 'two-marks'; readonly comma: string; readonly point: string }
  | {
      readonly kind: 'thousands';
      readonly index: number;
      readonly written: string;
      readonly decimal: string;
      readonly grouped: string;
    };

/**
 * Reads numbers where a comma may be the decimal mark: finds out which mark a table uses, and whether `1,234` is one
 * and a bit or more than a thousand.
 */
export class DecimalMark {
  /** The first number that shows that the decimal mark is a comma, or a point; or that commas group thousands. */
  private comma: string | null = null;
  private point: string | null = null;
  private grouping: string | null = null;
  private readonly undecided: Undecided[] = [];

  /** @param commaSeparates whether commas separate the numbers, so that they are decimal marks in quotes only */
  constructor(private readonly commaSeparates = false) {}

  /** The number, as long as `settle` does not say otherwise; null if it is none. `index` is its place among all. */
  entry(written: string, index: number): string | null {
    const text = written.trim();
    if (/[,'’_\u00a0\u202f\u2009]/u.test(text)) return this.marked(text, index);
    const dotted = byPoint.exec(text);
    if (dotted !== null && dotted[2].split('.').length > 2) {
      // Points that group thousands: the decimal mark is a comma, and where commas separate there is none.
      if (this.commaSeparates && this.comma === null) return null;
      this.comma ??= text;
      return spelledNumber(text.replaceAll('.', ''));
    }
    const plain = spelledNumber(text);
    if (plain?.includes('.')) this.point ??= text;
    return plain;
  }

  /** A number with a decimal point, that is read elsewhere. */
  notePoint(written: string): void {
    this.point ??= written;
  }

  private marked(text: string, index: number): string | null {
    const spaced = bySpace.exec(text);
    if (spaced !== null) {
      const [, minus, whole, mark, decimals, power] = spaced;
      if (mark === ',') this.comma ??= text;
      if (mark === '.') this.point ??= text;
      return spelledNumber(`${minus}${whole.replace(/\D/g, '')}${mark === undefined ? '' : `.${decimals}`}${power}`);
    }
    const dotted = byPoint.exec(text);
    if (dotted !== null) {
      const [, minus, whole, decimals, power] = dotted;
      this.comma ??= text;
      return spelledNumber(`${minus}${whole.replaceAll('.', '')}.${decimals}${power}`);
    }
    const grouped = byComma.exec(text);
    if (grouped !== null && !/^[^\d]?0/.test(text)) {
      const [, minus, whole, decimals, power] = grouped;
      const made = spelledNumber(`${minus}${whole.replaceAll(',', '')}${decimals ?? ''}${power}`);
      if (made === null) return null;
      if (decimals !== undefined || whole.split(',').length > 2) {
        this.grouping ??= text;
        return made;
      }
      this.undecided.push({ index, written: text, grouped: made });
      return spelledNumber(text.replace(',', '.'));
    }
    const decimal = withComma.exec(text);
    const made = decimal === null ? null : spelledNumber(text.replace(',', '.'));
    if (made !== null) this.comma ??= text;
    return made;
  }

  /** What is wrong with the marks; else the places whose number counts thousands. */
  settle(): MarkProblem | { readonly kind: 'settled'; readonly grouped: ReadonlyMap<number, string> } {
    const { comma, grouping, undecided } = this;
    const point = this.point ?? grouping;
    if (comma !== null && point !== null) return { kind: 'two-marks', comma, point };
    if (grouping !== null) {
      return { kind: 'settled', grouped: new Map(undecided.map(({ index, grouped }) => [index, grouped])) };
    }
    if (comma === null && undecided.length > 0) {
      const [{ index, written, grouped }] = undecided;
      return { kind: 'thousands', index, written, decimal: written.replace(',', '.'), grouped };
    }
    return { kind: 'settled', grouped: new Map() };
  }
}
