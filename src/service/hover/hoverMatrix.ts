import { message, say, type Translate } from '../../message/message';
import type { Matrix } from '../../network/matrix';
import { besideEachOther, GAP, gridOf, matrixText } from './matrixText';
import { numberText } from '../../numbers/numberText';

/** The largest matrix whose entries a hover lists. */
const SMALL = { rows: 8, cols: 8 };

/** In one with more entries they are not looked at either: a hover comes at once. */
const LOOKED_AT = 2_000_000;

/** Norm and range of a matrix that is too large to be listed. */
export function matrixSummary(M: Matrix, translate: Translate): string {
  if (M.data.length > LOOKED_AT) return say(message('{0} entries', M.data.length), translate);
  let squares = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const x of M.data) {
    squares += x * x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  return say(
    message('norm {0}, entries from {1} to {2}', numberText(Math.sqrt(squares)), numberText(min), numberText(max)),
    translate,
  );
}

/** 2, 3 → `23`; 12, 3 → `12,3`. */
export function indices(row: number, column: number): string {
  return row > 9 || column > 9 ? `${row},${column}` : `${row}${column}`;
}

/** Whether a hover lists the entries. */
export function isSmall(M: Matrix): boolean {
  return M.rows <= SMALL.rows && M.cols <= SMALL.cols;
}

/** What a hover holds beside a preview: VS Code makes it 500 pixels wide in a narrow editor, and breaks longer lines. */
const WIDTH = 56;

/** Matrices side by side, monospaced, each with its name; in several bands of about equally many where one is too wide. */
export function table(parts: readonly { head: string; matrix: Matrix }[]): string {
  const blocks = parts.map(({ head, matrix }) => matrixText(head, gridOf(matrix)));
  const width = blocks.reduce((sum, [line]) => sum + line.length + GAP.length, -GAP.length);
  const perBand = Math.ceil(blocks.length / Math.ceil(width / WIDTH));
  const lines: string[] = [];
  for (let i = 0; i < blocks.length; i += perBand) {
    const band = besideEachOther(blocks.slice(i, i + perBand), WIDTH);
    lines.push(...(i > 0 && band.length > 1 ? [''] : []), ...band);
  }
  return ['```text', ...lines, '```'].join('\n');
}
