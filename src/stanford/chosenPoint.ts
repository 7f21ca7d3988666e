import type { NumberLiteral, TextRange } from '../functions/expression/tree';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { parse } from '../language/syntax/parser';
import type { DataStatement } from '../language/syntax/tree';
import { message } from '../message/message';

/** What the `// nnet:` lines of a Stanford NNet file choose; null where they do not. */
export interface ChosenPoint {
  /** `// nnet: input X = […]`, n_0 finite numbers. */
  readonly input: DataStatement | null;
  /** `// nnet: output J`. */
  readonly output: NumberLiteral | null;
}

/**
 * Reads the `// nnet:` lines among the comments, which other programs skip: the format has no place for the point at which
 * f is looked at, nor for the output that is differentiated. What is wrong in them is said and left out.
 */
export function readChosenPoint(
  text: string,
  comments: readonly TextRange[],
  n: number,
  outputs: number,
): { readonly chosen: ChosenPoint; readonly diagnostics: readonly Diagnostic[] } {
  let input: DataStatement | null = null;
  let output: NumberLiteral | null = null;
  const diagnostics: Diagnostic[] = [];
  for (const { start, end } of comments) {
    const mark = /^\/\/[ \t]*nnet:/i.exec(text.slice(start, end));
    if (mark === null) continue;
    // Blanks in place of all before it: so everything is found where it is written.
    const from = start + mark[0].length;
    const { statements, diagnostics: found } = parse(' '.repeat(from) + text.slice(from, end));
    diagnostics.push(...found);
    for (const statement of statements) {
      if (statement.broken) continue;
      const again = diagnostic('duplicate-statement', statement.keyword, message('{0} is defined twice.', statement.kind)); // prettier-ignore
      if (statement.kind === 'input' && statement.value?.kind === 'literal') {
        const { entries } = statement.value;
        const count = entries.kind === 'numbers' ? entries.values.length : entries.nodes.length;
        if (input !== null) diagnostics.push(again);
        else if (entries.kind !== 'numbers') {
          const first = message('Only numbers are allowed on this line.');
          diagnostics.push(diagnostic('bad-number', statement.value.range, first));
        } else if (count !== n) {
          const wrong = message('X has {0} entries, but the network has {1} inputs.', count, n);
          diagnostics.push(diagnostic('input-size', statement.value.range, wrong));
        } else input = statement;
      } else if (statement.kind === 'output' && statement.index !== null) {
        const { value, range } = statement.index;
        if (output !== null) diagnostics.push(again);
        else if (!Number.isInteger(value) || value < 1 || value > outputs) {
          const wrong = message('There is no output {0}: the network has {1}.', value, outputs);
          diagnostics.push(diagnostic('output-range', range, wrong));
        } else output = statement.index;
      } else {
        const wrong = message('A “// nnet:” line can only contain input X = […] or output J.');
        diagnostics.push(diagnostic('misplaced-statement', statement.range, wrong));
      }
    }
  }
  return { chosen: { input, output }, diagnostics };
}
