import { isBlank, isDigit, isLineBreak, lineEnd } from '../language/text/characters';
import type { TextRange } from '../functions/expression/tree';
import type { MatrixLiteral } from '../language/syntax/tree';
import type { ChosenPoint } from './chosenPoint';
import { Portion } from '../steps/portion';
import { finish, type Steps } from '../steps/steps';
import type { StanfordScaling } from './stanfordScaling';

/**
 * The parts of a file in Stanford's NNet text format, as of ACAS Xu, Reluplex and Marabou. Each number line is a
 * literal of one row, so that its entries are found like those of a matrix. null: the reading ended before it, or the
 * file has none.
 */
export interface StanfordFile {
  /** What its `// nnet:` comment lines choose. */
  readonly chosen: ChosenPoint;
  /** Number of layers, inputs, outputs, largest layer, or the first of them alone. */
  readonly header: MatrixLiteral | null;
  /** The line with n_0 … n_k, whole numbers from 1; there may be a number too many at its end. */
  readonly sizesLine: MatrixLiteral | null;
  /** n_0 … n_k; empty if the reading ended before. */
  readonly sizes: readonly number[];
  /** A line that no reader needs any more, whatever it says. */
  readonly flag: TextRange | null;
  readonly minimums: MatrixLiteral | null;
  readonly maximums: MatrixLiteral | null;
  /** One for each input, and as the last the outputs'. */
  readonly means: MatrixLiteral | null;
  readonly ranges: MatrixLiteral | null;
  /** What these four lines, or their absence, mean; null if the reading ended before. */
  readonly scaling: StanfordScaling | null;
  /** W_i, n_i × n_{i-1}, and b_i, n_i × 1, as they are written, before any scaling; as far as they could be read. */
  readonly layers: readonly { readonly weights: MatrixLiteral; readonly bias: MatrixLiteral | null }[];
}

/** Where the parts of a Stanford NNet file begin. */
export interface StanfordLines {
  /** The start of the first line that is neither blank nor a `//` comment, blanks aside. */
  readonly start: number;
  /** The `//` lines above it. */
  readonly comments: readonly TextRange[];
}

/** Where the numbers of a Stanford NNet file begin; null if the text is none: its first line starts with no digit. */
export function stanfordLines(text: string): StanfordLines | null {
  return finish(stanfordLineSteps(text));
}

/** `stanfordLines` in steps that can be abandoned. */
export function* stanfordLineSteps(text: string): Steps<StanfordLines | null> {
  const portion = new Portion(1 << 19);
  const comments: TextRange[] = [];
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at);
    if (isBlank(c) || isLineBreak(c)) {
      at++;
      if (portion.fills()) yield 0;
    } else if (text.startsWith('//', at)) {
      const end = lineEnd(text, at);
      comments.push({ start: at, end });
      if (portion.fills(end - at + 20)) yield 0;
      at = end;
    } else return isDigit(c) ? { start: at, comments } : null;
  }
  return null;
}

/** Whether one of the lines of minimums, maximums, means and ranges says by a single `0` or `-` that there are none. */
export function isNone(line: MatrixLiteral): boolean {
  const values = valuesOf(line);
  return values.length === 1 && !values[0];
}

/** The numbers of a part of the file; NaN for a `-`. */
export function valuesOf({ entries }: MatrixLiteral): Float64Array {
  return entries.kind === 'numbers'
    ? entries.values
    : Float64Array.from(entries.nodes, (node) => (node.kind === 'number' ? node.value : NaN));
}
