import type { Shape } from '../../network/matrix';

/** The rows or the columns of a matrix that are shown. */
export interface ShownSide {
  /** Indices from 0; null stands for those that are left out. */
  readonly indices: readonly (number | null)[];
  /** What the page sends back to see more of them; null if there are no more, or too many already. */
  readonly more: string | null;
}

/** Rows or columns up to which a matrix is written in full. */
export const FULL = 12;
/** Of a longer one, before anything is opened: the first three and the last. */
const FEW = 4;
/** Rows or columns that come with every step. */
const STEP = 8;
/** More than this is neither read nor quickly set: KaTeX takes 78 ms for a 50 × 50 matrix. */
const MOST_ENTRIES = 2_500;
const MOST = 100;

/**
 * What is shown of a matrix. In `expanded`, `KEY` stands for the matrix opened as far as is possible, `KEY/r2` for two
 * more steps of rows, `KEY/c1` for one of columns.
 * @param full rows and columns up to which all are shown
 */
export function shownPart(
  { rows, cols }: Shape,
  key: string,
  expanded: ReadonlySet<string>,
  full: Shape = { rows: FULL, cols: FULL },
): { readonly rows: ShownSide; readonly columns: ShownSide } {
  const all = expanded.has(key);
  const steps = { r: stepsOf('r', key, expanded), c: stepsOf('c', key, expanded) };
  const size = (r: number, c: number) => fitting(wanted(rows, r, all, full.rows), wanted(cols, c, all, full.cols));
  const [height, width] = size(steps.r, steps.c);
  const more = (side: 'r' | 'c', larger: boolean) => (larger ? `${key}/${side}${steps[side] + 1}` : null);
  return {
    rows: { indices: indices(rows, height), more: more('r', size(steps.r + 1, steps.c)[0] > height) },
    columns: { indices: indices(cols, width), more: more('c', size(steps.r, steps.c + 1)[1] > width) },
  };
}

function stepsOf(side: 'r' | 'c', key: string, expanded: ReadonlySet<string>): number {
  const prefix = `${key}/${side}`;
  let steps = 0;
  for (const mark of expanded)
    if (mark.startsWith(prefix)) steps = Math.max(steps, Number(mark.slice(prefix.length)) || 0);
  return steps;
}

/** How many of n there are to be. */
function wanted(n: number, steps: number, all: boolean, full: number): number {
  return n <= full || all ? n : Math.min(n, FEW + STEP * steps);
}

/** As many of both as there is room for; the longer side gives way. */
function fitting(rows: number, columns: number): readonly [number, number] {
  const [r, c] = [Math.min(rows, MOST), Math.min(columns, MOST)];
  if (r * c <= MOST_ENTRIES) return [r, c];
  const side = Math.sqrt(MOST_ENTRIES);
  if (r > side && c > side) return [side, side];
  return r > c ? [Math.floor(MOST_ENTRIES / c), c] : [r, Math.floor(MOST_ENTRIES / r)];
}

/** The first of n and the last, `count` in all; dots for a single one would save nothing. */
function indices(n: number, count: number): readonly (number | null)[] {
  const all = count >= n - 1;
  const shown: (number | null)[] = [];
  for (let i = 0; i < (all ? n : count - 1); i++) shown.push(i);
  return all ? shown : [...shown, null, n - 1];
}
