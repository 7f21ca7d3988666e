/** A text without its marks, and what they marked. */
export interface Fixture {
  readonly text: string;
  /** In the order of their starts. */
  readonly ranges: readonly MarkedRange[];
  /** The places of `<|>`. */
  readonly cursors: readonly number[];
}

export interface MarkedRange {
  /** What stands before the first bar, as in `‹weight-columns|[1 2]|›`; empty in `‹|[1 2]|›`. */
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Takes the marks out of a text: `‹|…|›` and `‹label|…|›` mark a range, `<|>` a cursor. Ranges may be nested and empty.
 * @throws Error if the marks are not balanced.
 */
export function fixture(marked: string): Fixture {
  const mark = /‹([a-z-]*)\||\|›|<\|>/g;
  const open: { label: string; start: number; index: number }[] = [];
  const ranges: MarkedRange[] = [];
  const cursors: number[] = [];
  let text = '';
  let from = 0;
  let count = 0;
  for (const match of marked.matchAll(mark)) {
    text += marked.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[0] === '<|>') {
      cursors.push(text.length);
    } else if (match[0] === '|›') {
      const { label, start, index } = open.pop() ?? unbalanced(marked);
      ranges[index] = { label, start, end: text.length };
    } else {
      open.push({ label: match[1] ?? '', start: text.length, index: count++ });
    }
  }
  if (open.length > 0) unbalanced(marked);
  return { text: text + marked.slice(from), ranges, cursors };
}

function unbalanced(marked: string): never {
  throw new Error(`The marks are not balanced: ${marked}`);
}

/** The text with each range marked again, for a readable difference when a test fails. */
export function withMarks(text: string, ranges: readonly MarkedRange[]): string {
  const marks = ranges.flatMap(({ label, start, end }, index) => [
    { at: start, order: index, mark: `‹${label}|` },
    // Where a range ends and another one starts, the end comes first; an empty range closes after it opens.
    { at: end, order: end === start ? index + 0.5 : -index - 1, mark: '|›' },
  ]);
  marks.sort((a, b) => a.at - b.at || a.order - b.order);
  let result = '';
  let from = 0;
  for (const { at, mark } of marks) {
    result += text.slice(from, at) + mark;
    from = at;
  }
  return result + text.slice(from);
}
