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

/** The decimals of a number that is written plainly, null of another. */
function decimalsOf(cell: string): number | null {
  const match = /^-?(?:\d+(?:\.(\d+))?|\\infty)$/.exec(cell);
  return match === null ? null : (match[1]?.length ?? 0);
}
