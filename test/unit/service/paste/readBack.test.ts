// What other programs print is read back; damaged, it is read as it stands, or refused, but never as another matrix.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRefusal } from '../../../../src/service/paste/numberTable';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { type Piece, piecesOf, printers, type Printer, type Texts } from './printers';
import { finish } from '../../../../src/steps/steps';

const runs = Number(process.env.NNET_FUZZ ?? 40);

/** Decimals with up to four places; some with an exponent, if the printer writes them. */
export function texts({ exponents = false, least = 1 }: Printer, rowsAtLeast: number): fc.Arbitrary<Texts> {
  const decimal = fc
    .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: 0, max: 4 }))
    .map(([digits, places]) => (digits / 10 ** places).toFixed(places));
  const scientific = fc
    .tuple(decimal, fc.integer({ min: -9, max: 9 }))
    .map(([digits, exponent]) => (exponents ? `${digits}e${exponent}` : digits));
  const text = fc.oneof({ arbitrary: decimal, weight: 5 }, { arbitrary: scientific, weight: 1 });
  return fc
    .tuple(fc.integer({ min: Math.max(rowsAtLeast, least), max: 5 }), fc.integer({ min: Math.max(2, least), max: 5 }))
    .chain(([rows, cols]) =>
      fc.array(fc.array(text, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }),
    );
}

/** The entries of a table of this language: decimals and ratios. */
function numbers(table: Texts): number[][] {
  return table.map((row) =>
    row.map((text) => {
      const [top, ...below] = text.split('/').map(Number);
      return below.reduce((x, y) => x / y, top);
    }),
  );
}

const factors: Record<string, number> = { '1.0e+03': 3, '1.0e-02': -2, '-2': -2 };

/** The matrix that was printed: each entry with the factor in its exponent. */
function printed(rows: Texts, pieces: readonly Piece[]): number[][] {
  const factor = pieces.find(({ kind }) => kind === 'factor');
  const exponent = factor === undefined ? 0 : factors[factor.text];
  return rows.map((row) =>
    row.map((text) => {
      const [digits, own = '0'] = text.split('e');
      return Number(`${digits}e${Number(own) + exponent}`);
    }),
  );
}

function areEqual(a: number[][], b: number[][]): boolean {
  const isClose = (x: number, y: number) => x === y || Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y));
  return (
    a.length === b.length &&
    a.every((row, r) => row.length === b[r].length && row.every((value, c) => isClose(value, b[r][c])))
  );
}

/** Empty lines and the spaces around a line break do not matter. */
function oneBreak(text: string): string {
  return text.replace(/ *[\r\n]\s*/g, '\n');
}

/** A pattern of a text between entries; how many spaces it has does not matter. */
function escaped(text: string): string {
  const spaces = /^ +$/.test(text) ? ' +' : ' *';
  return text
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/ +/g, spaces)
    .replace(/(\\\\\\\\)\n/g, '$1\n?');
}

/** A number, a ratio or a product, read without the code under test; NaN if it is none of these. */
function strictNumber(written: string): number {
  const ratio = /^([^*]*\/[^*]*)\*10\^[{(]?([-+]?\d+)[)}]?$/.exec(written);
  if (ratio !== null) return strictNumber(ratio[1]) * 10 ** Number(ratio[2]);
  const text = written
    .replace(/[−–]/gu, '-')
    .replace(/^([-+]?)\s*10\^/, '$11*10^')
    .replace(/^([-+])\s+/, '$1')
    .replace(/\s*(?:\\times|dot)\s*/, '*')
    .replace(/\*\^/, 'e')
    .replace(/[*·]10\^[{(]?([-+]?\d+)[)}]?$/, 'e$1')
    .replace(/\*[({](-?\d+)[)}]$/, '*$1');
  const parts =
    /^([-+]?)(\d+[.,]?\d*|[.,]\d+)(?:[eEd]([-+]?\d+))?(?:([*/])(-?(?:\d+\.?\d*|\.\d+))(?:e([-+]?\d+))?)?$/.exec(text);
  if (parts === null) return NaN;
  const [, sign, digits, power = '0', operator, second, secondPower = '0'] = parts;
  const first = Number(`${sign}${digits.replace(',', '.')}e${power}`);
  if (operator === undefined) return first;
  const other = Number(`${second}e${secondPower}`);
  return operator === '*' ? first * other : first / other;
}

/**
 * What a damaged printout says if nothing but its entries is damaged: the texts between them are as they were. null if
 * the damage is elsewhere, or an entry is no number any more.
 */
function strictReading(damaged: string, pieces: readonly Piece[], rows: Texts): number[][] | null {
  const comma = pieces.some(({ kind, text }) => kind === 'text' && text.includes(',')) ? ',' : '';
  const entry = pieces.some(({ text }) => /\\begin|mat\(/.test(text))
    ? '([^\\s;&|,](?:[^;&|,\\n]*?[^\\s;&|,])?)'
    : `([^\\s;&|${comma}]+?(?: ?(?:dot|\\\\times) 10\\^[^\\s;&|,]+)?)`;
  const pattern = pieces.map(({ kind, text }) => (kind === 'text' ? escaped(oneBreak(text)) : entry)).join('');
  const whole = pattern.replace(/^(?: [*+]|\n)+|(?: [*+]|\n)+$/g, '');
  const found = new RegExp(`^${whole}\\s*$`).exec(oneBreak(damaged).trim());
  if (found === null) return null;
  const made = rows.map((row) => row.map(() => NaN));
  let exponent = 0;
  let group = 1;
  for (const piece of pieces) {
    if (piece.kind === 'text') continue;
    const text = found[group++].trim();
    if (piece.kind === 'entry') made[piece.row][piece.column] = strictNumber(text);
    else {
      const power = /^(?:1\.?0*e)?([-+]?\d+)$/.exec(text);
      if (power === null) return null;
      exponent = Number(power[1]);
    }
  }
  if (made.flat().some(Number.isNaN)) return null;
  return made.map((row) => row.map((value) => value * 10 ** exponent));
}

/** Lines of numbers with one kind of separator: what a bare printout says after any damage. */
function strictLines(damaged: string): number[][][] {
  const readings: number[][][] = [];
  for (const separator of [/\t/, /;/, /\s+/, /,/]) {
    const made = damaged
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== '')
      .map((line) =>
        line
          .trim()
          .replace(/[;,]$/, '')
          .split(separator)
          .map((cell) => strictNumber(cell.trim())),
      );
    if (made.length > 0 && made.every((row) => row.length === made[0].length && !row.some(Number.isNaN)))
      readings.push(made);
  }
  // Semicolons that end rows of numbers with spaces between them.
  const rows = damaged.split(/[;\r\n]+/).filter((line) => line.trim() !== '');
  const made = rows.map((line) => line.trim().split(/\s+/).map(strictNumber));
  if (made.every((row) => row.length === made[0].length && !row.some(Number.isNaN))) readings.push(made);
  return readings;
}

export interface Damage {
  readonly kind: 'delete' | 'insert' | 'repeat' | 'swap';
  readonly at: number;
  readonly length: number;
  readonly sign: string;
}

export const damages: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('delete', 'insert', 'repeat', 'swap'),
  at: fc.nat(100_000),
  length: fc.integer({ min: 1, max: 4 }),
  sign: fc.constantFrom(...'xTfeN-+.,;:"()[]{}|&\\^*/% \n\t'.split(''), '−', '–', '…', '...'),
});

function damaged(text: string, { kind, at, length, sign }: Damage): string {
  const start = at % (text.length + 1);
  const [before, piece, after] = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
  switch (kind) {
    case 'delete':
      return before + after;
    case 'insert':
      return before + sign + piece + after;
    case 'repeat':
      return before + piece + piece + after;
    case 'swap':
      return before + piece.slice(1) + piece.slice(0, 1) + after;
  }
}

/** What a damaged printout is read as, if that is neither what was printed nor what it says now; else null. */
export function wrongReading(printer: Printer, rows: Texts, damage: Damage): string | null {
  const pieces = piecesOf(printer.print(rows));
  const whole = pieces.map((piece) => piece.text).join('');
  const text = damaged(whole, damage);
  const read = finish(readMatrix(text));
  if (isRefusal(read)) return null;
  const made = numbers(read);
  const said = [
    printed(rows, pieces),
    strictReading(text, pieces, rows) ?? [],
    ...(printer.bare ? strictLines(text) : []),
    ...(printer.headed ? strictLines(text.replace(/^[^\n]*\n/, '')) : []),
    strictReading(text.replace(/([^|\n])$/gm, '$1 |').replace(/^(?=[^|\n])/gm, '| '), pieces, rows) ?? [],
    ...(printer.labelled ? strictLines(text.replace(/^[^\n]*\n/, '').replace(/^[^\t\n]*\t/gm, '')) : []),
  ];
  // A sign in front of the whole has its meaning.
  const unsigned = strictReading(text.replace(/[-−–](?=\s*[[{(<\\A-Za-z])/u, ''), pieces, rows);
  if (unsigned !== null) said.push(unsigned.map((row) => row.map((x) => -x)));
  return said.some((matrix) => areEqual(made, matrix))
    ? null
    : `${JSON.stringify(text)} of ${JSON.stringify(whole)} is read as ${JSON.stringify(made)}`;
}

describe('What other programs print', () => {
  for (const printer of printers) {
    it(`is read back: ${printer.name}`, () => {
      fc.assert(
        fc.property(texts(printer, 1), (rows) => {
          const pieces = piecesOf(printer.print(rows));
          const text = pieces.map((piece) => piece.text).join('');
          const read = finish(readMatrix(text));
          assert.ok(!isRefusal(read), `${text}\n${JSON.stringify(read)}`);
          // The digits are those of the printout, so the doubles are too.
          assert.deepEqual(numbers(read), printed(rows, pieces), text);
        }),
        { numRuns: runs },
      );
    });

    it(`is never read as another matrix when damaged: ${printer.name}`, () => {
      fc.assert(
        fc.property(texts(printer, 3), damages, (rows, damage) => {
          assert.equal(wrongReading(printer, rows, damage), null);
        }),
        { numRuns: 10 * runs },
      );
    });
  }
});
