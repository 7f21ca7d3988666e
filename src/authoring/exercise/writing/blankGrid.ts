import type { Shape } from '../../../network/matrix';

/** An empty grid of n × m cells, all of one size: nothing of it tells how long a number is. */
export function blankGrid({ rows, cols }: Shape): string {
  const line = Array<string>(cols).fill('\\rule{0pt}{2em}\\hspace{4em}').join(' & ');
  const lines = Array<string>(rows).fill(`${line} \\\\ \\hline`).join(' ');
  return `\\begin{array}{|${'c|'.repeat(cols)}} \\hline ${lines} \\end{array}`;
}
