/**
 * Cells of a matrix whose columns are set flush right, with what lines their decimal points up: after a number with fewer
 * decimals than its column has, room for the missing ones. Numbers in scientific form keep their own place.
 * @param cells row by row.
 */
export function alignedAtPoint(cells: readonly string[], columns: number): readonly string[] {
  const decimals = cells.map(decimalsOf);
  const most = Array.from({ length: columns }, (_, c) =>
    decimals.reduce<number>((max, d, i) => (i % columns === c && d !== null ? Math.max(max, d) : max), 0),
  );
  return cells.map((cell, i) => {
    const own = decimals[i];
    const missing = own === null ? 0 : most[i % columns] - own;
    if (missing === 0) return cell;
    return `${cell}\\phantom{${own === 0 ? '.' : ''}${'0'.repeat(missing)}}`;
  });
}

/** Room after dots that brings them to the middle of their column, which is set flush right. */
export function roomAfterDots(column: readonly string[]): string {
  const width = column.reduce((most, cell) => Math.max(most, widthInEm(cell)), 0);
  const digits = Math.round((width - DOTS) / 2 / DIGIT);
  return digits > 0 ? `\\phantom{${'0'.repeat(digits)}}` : '';
}

/** How wide dots and a digit are, in ems. */
const DOTS = 0.28;
const DIGIT = 0.5;

/** About how wide a cell is. */
function widthInEm(cell: string): number {
  const fraction = /^(-?)\\tfrac\{(\d+)\}\{(\d+)\}$/.exec(cell);
  if (fraction !== null) return widthInEm(fraction[1]) + 0.35 * Math.max(fraction[2].length, fraction[3].length);
  const written = cell
    .replace(/\\phantom\{([^}]*)\}/g, '$1')
    .replace(/\^\{([^}]*)\}/g, (_, exponent: string) => '.'.repeat(Math.round(1.4 * exponent.length)))
    .replace(/\\infty/g, '00')
    .replace(/\s*\\times\s*/g, '-..');
  return Array.from(written).reduce((sum, c) => sum + (c === '.' ? 0.28 : c === '-' ? 0.78 : DIGIT), 0);
}

/** The decimals of a number that is written plainly, null of another. */
function decimalsOf(cell: string): number | null {
  const match = /^-?(?:\d+(?:\.(\d+))?|\\infty)$/.exec(cell);
  return match === null ? null : (match[1]?.length ?? 0);
}
