import type { FormalParts } from '../formula/entries';
import type { LetterStyle } from './letters';
import type { WrittenNumbers } from './writtenNumbers';

/**
 * The two ways in which TeX is written: for the page, where symbols and entries carry what a click on them means
 * (see page.ts), and plain, for copying into a document that has amsmath and amssymb.
 */
export interface TexStyle extends LetterStyle {
  /** Wider than this, a step goes on in the next line; the page breaks it where its window ends. */
  readonly lineWidthInEm: number;
  /** Of a wider matrix with many columns only the first and the last are written, as of a large one. */
  readonly matrixInEm: number;
  /** Of a matrix with more rows only the first and the last are written, as of a large one. */
  readonly matrixRows: number;
  /** Told of all numbers that are written; absent where nobody asks. */
  readonly numbers?: (written: WrittenNumbers) => void;
  /** TeX with an attribute, e.g. `t=W.2`, as far as this style has any. */
  data(attribute: string, tex: string): string;
  /**
   * A bracketed matrix, with more room between its rows if `gap` (`[0.3em]`) says so, whose columns are aligned at the
   * right, so that the decimal points line up; lines part what is formal in it.
   */
  matrix(columns: number, rows: readonly string[], gap?: string, formal?: FormalParts): string;
}

/** Rows or columns that are few even where there is not much room. */
export const FEW_LINES = 6;

/** The width of a line on paper. */
export const PAPER_IN_EM = 40;

export const pageTex: TexStyle = {
  alphabet: 'paper',
  lineWidthInEm: Infinity,
  matrixInEm: Infinity,
  matrixRows: Infinity,
  data: (attribute, tex) => `\\htmlData{${attribute}}{${tex}}`,
  matrix: (columns, rows, gap = '', formal) =>
    formal === undefined
      ? `\\begin{bmatrix*}[r] ${rows.join(` \\\\${gap} `)} \\end{bmatrix*}`
      : arrayTex(columns, rows, gap, formal),
};

/** bmatrix* needs mathtools; an array does not. */
export const plainTex: TexStyle = {
  alphabet: 'paper',
  lineWidthInEm: PAPER_IN_EM,
  matrixInEm: PAPER_IN_EM,
  matrixRows: Infinity,
  data: (_attribute, tex) => tex,
  matrix: (columns, rows, gap = '', formal) => arrayTex(columns, rows, gap, formal),
};

function arrayTex(columns: number, rows: readonly string[], gap: string, formal?: FormalParts): string {
  const format = formal?.column && columns > 1 ? `${'r'.repeat(columns - 1)}|r` : 'r'.repeat(columns);
  const line = formal?.row && rows.length > 1;
  const last = rows.length - 1;
  const lines = rows.map((row, i) => (i === 0 ? row : ` \\\\${gap} ${line && i === last ? '\\hline ' : ''}${row}`));
  return bracketed(`\\begin{array}{${format}} ${lines.join('')} \\end{array}`);
}

/** What stands between the brackets of a matrix. Nothing else writes them, but for the matrices of the page. */
export function bracketed(tex: string): string {
  return `\\left[${tex}\\right]`;
}
