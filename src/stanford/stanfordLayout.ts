import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message } from '../message/message';
import type { NumberLines } from './numberLines';
import { SCALING_LINES } from './scalingLines';

/** One way to divide the lines below the flag among the parts of a file. */
export interface Layout {
  /** n_0 … n_k. */
  readonly sizes: readonly number[];
  /** Whether the lines of minimums, maximums, means and ranges are there. */
  readonly hasScaling: boolean;
}

/** The lines `from` … `to` − 1. */
export interface LineSpan {
  readonly from: number;
  readonly to: number;
}

/** The lines of W_i and b_i. */
export interface LayerLines {
  readonly weights: LineSpan;
  /** null where the reading ended before. */
  readonly bias: LineSpan | null;
}

/** How the lines of the layers are divided; as far as it goes, with what is wrong then. */
export interface Division {
  readonly layers: readonly LayerLines[];
  readonly problem: Diagnostic | null;
}

/**
 * Divides the lines from `first` on as a layout says, if it explains them all, else null. Rows and biases take as many
 * lines as their numbers fill, since some programs wrap long rows and some write b in one line. Without the lines of the
 * scaling each row is one line: else too much would fit.
 */
export function explain(lines: NumberLines, first: number, layout: Layout): readonly LayerLines[] | null {
  const { sizes, hasScaling } = layout;
  let at = first + (hasScaling ? SCALING_LINES : 0);
  // Counting first costs nothing, and no other division of the same numbers can make up for a wrong count.
  if (at > lines.length || lines.countFrom(at) !== numbersIn(sizes)) return null;
  const take = (count: number, wrapped: boolean): boolean => {
    let taken = 0;
    do taken += lines.isFinite(at) ? lines.count(at++) : Infinity;
    while (wrapped && taken < count);
    return taken === count;
  };
  const layers: LayerLines[] = [];
  for (let i = 1; i < sizes.length; i++) {
    const from = at;
    for (let row = 0; row < sizes[i]; row++) if (!take(sizes[i - 1], hasScaling)) return null;
    const weights = { from, to: at };
    if (!take(sizes[i], true)) return null;
    layers.push({ weights, bias: { from: weights.to, to: at } });
  }
  return at === lines.length ? layers : null;
}

/** How many lines a layout has from the flag on, with a line for each row and each bias. */
export function lineCount({ sizes, hasScaling }: Layout): number {
  return 1 + (hasScaling ? SCALING_LINES : 0) + sizes.slice(1).reduce((sum, size) => sum + 2 * size, 0);
}

function numbersIn(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, size, i) => sum + size * (sizes[i] + 1), 0);
}

/**
 * Divides the lines from `first` on as a layout says until the first that cannot be so, and says what is wrong there. Where
 * the first row of a W is a whole line, each of its rows is expected to be one. Whatever `explain` refuses has a problem here.
 */
export function divide(lines: NumberLines, first: number, layout: Layout): Division {
  const divider = new Divider(lines, first + (layout.hasScaling ? SCALING_LINES : 0), layout.hasScaling);
  const layers: { weights: LineSpan; bias: LineSpan | null }[] = [];
  const { sizes } = layout;
  for (let i = 1; i < sizes.length; i++) {
    const weights = divider.weights(i, sizes[i], sizes[i - 1]);
    if ('code' in weights) return { layers, problem: weights };
    const bias = divider.bias(i, sizes[i]);
    if ('code' in bias) return { layers: [...layers, { weights, bias: null }], problem: bias };
    layers.push({ weights, bias });
  }
  return { layers, problem: divider.rest(sizes.length - 1) };
}

class Divider {
  constructor(
    private readonly lines: NumberLines,
    private at: number,
    private readonly mayWrap: boolean,
  ) {}

  weights(layer: number, rows: number, cols: number): LineSpan | Diagnostic {
    const { lines } = this;
    const from = this.at;
    const oneLineEach = !this.mayWrap || lines.count(from) >= cols;
    for (let row = 1; row <= rows; row++) {
      const start = this.at;
      let count = 0;
      while (count < cols) {
        if (this.at >= lines.length) {
          const text = message('The file ends before row {0} of W{1} (length {2}).', row, layer, cols);
          return diagnostic('file-format', lines.end, text);
        }
        if (!lines.isFinite(this.at)) return lines.problem(this.at);
        // What would be too much is not part of the row, unless it is all that there is.
        if (count > 0 && count + lines.count(this.at) > cols) break;
        count += lines.count(this.at++);
        if (oneLineEach) break;
      }
      if (count !== cols) {
        return diagnostic(
          'file-format',
          lines.range(start, this.at),
          message(
            'Row {0} of W{1} has length {2}, expected {3}: one number for each input of the layer.',
            row,
            layer,
            count,
            cols,
          ),
        );
      }
    }
    return { from, to: this.at };
  }

  bias(layer: number, size: number): LineSpan | Diagnostic {
    const { lines } = this;
    const from = this.at;
    const inOneLine = lines.count(from) === size;
    for (let entry = 1; entry <= (inOneLine ? 1 : size); entry++, this.at++) {
      if (this.at >= lines.length) {
        const text = message('The file ends before entry {0} of b{1}.', entry, layer);
        return diagnostic('file-format', lines.end, text);
      }
      if (!lines.isFinite(this.at)) return lines.problem(this.at);
      if (!inOneLine && lines.count(this.at) !== 1) {
        return diagnostic(
          'file-format',
          lines.range(this.at),
          message('Expected one number, entry {0} of b{1}, but this line has {2}.', entry, layer, lines.count(this.at)),
        );
      }
    }
    return { from, to: this.at };
  }

  /** What is wrong with the lines below the last layer, if there are any. */
  rest(layers: number): Diagnostic | null {
    if (this.at >= this.lines.length) return null;
    return diagnostic(
      'file-format',
      this.lines.whole(this.at),
      message(
        'The last of {0} layers ends above this line, but the file continues. The second line of numbers gives the layers: it contains the size of the input and of each layer.',
        layers,
      ),
    );
  }
}
