/** What the dots of an elided matrix open: `KEY` all of it, `KEY/r2` two steps of its rows, `KEY/c1` one of its columns. */
export type ElisionSide = 'all' | 'rows' | 'columns';

/** The matrix that a mark or an opened elision belongs to. */
export function matrixOf(elision: string): string {
  return elision.split('/')[0];
}

export function sideOf(elision: string): ElisionSide {
  const side = elision.split('/')[1]?.[0];
  return side === 'r' ? 'rows' : side === 'c' ? 'columns' : 'all';
}

/** What is open once this elision is opened too: it takes the place of the earlier steps on its side. */
export function withOpened(expanded: readonly string[], elision: string): readonly string[] {
  const replaced = (other: string) => matrixOf(other) === matrixOf(elision) && sideOf(other) === sideOf(elision);
  return [...expanded.filter((other) => !replaced(other)), elision];
}
