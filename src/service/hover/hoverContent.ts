import type { TextRange } from '../../functions/expression/tree';

/** What is shown under the mouse: Markdown with `<sub>` and `<sup>`, and what it is about. */
export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}
