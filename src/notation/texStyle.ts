/**
 * The two ways in which TeX is written: for the page, where symbols and entries carry what a click on them means
 * (see page.ts), and plain, for copying into a document that has amsmath and amssymb.
 */
export interface TexStyle {
  /** TeX with an attribute, e.g. `t=W.2`, as far as this style has any. */
  data(attribute: string, tex: string): string;
  /**
   * A bracketed matrix, with more room between its rows if `gap` (`[0.3em]`) says so, whose columns are aligned at the right, so that the decimal points line up.
   */
  matrix(columns: number, rows: readonly string[], gap?: string): string;
}

export const pageTex: TexStyle = {
  data: (attribute, tex) => `\\htmlData{${attribute}}{${tex}}`,
  matrix: (_columns, rows, gap = '') => `\\begin{bmatrix*}[r] ${rows.join(` \\\\${gap} `)} \\end{bmatrix*}`,
};

/** bmatrix* needs mathtools; an array does not. */
export const plainTex: TexStyle = {
  data: (_attribute, tex) => tex,
  matrix: (columns, rows, gap = '') =>
    `\\left[\\begin{array}{${'r'.repeat(columns)}} ${rows.join(` \\\\${gap} `)} \\end{array}\\right]`,
};
