import type { NumberLiteral, TextRange } from '../functions/expression/tree';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { parseSteps } from '../language/syntax/parser';
import type { DataStatement, MatrixLiteral, Statement } from '../language/syntax/tree';
import { message } from '../message/message';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';

/** What the `// nnet:` lines of a Stanford NNet file choose; null where they do not. */
export interface ChosenPoint {
  /** `// nnet: input X = […]`, n_0 finite numbers. */
  readonly input: DataStatement | null;
  /** `// nnet: output J`. */
  readonly output: NumberLiteral | null;
}

/** So many lines are looked at in a few milliseconds. */
const AT_ONCE = 10_000;

/** Two are enough: one for X, one for the output. */
const MOST_LINES = 1000;

/**
 * Reads the `// nnet:` lines among the comments, which other programs skip: the format has no place for the point at which
 * f is looked at, nor for the output that is differentiated. What is wrong in them is said and left out.
 * @param n how many inputs and outputs the network has
 */
export function* readChosenPoint(
  text: string,
  comments: readonly TextRange[],
  n: { readonly inputs: number; readonly outputs: number },
): Steps<{ readonly chosen: ChosenPoint; readonly diagnostics: readonly Diagnostic[] }> {
  const marked = yield* markedParts(text, comments);
  const { statements, diagnostics } = yield* parseSteps(alone(text, marked.slice(0, MOST_LINES)));
  const found = [...diagnostics];
  if (marked.length > MOST_LINES) {
    const wrong = message('A file has at most {0} lines that begin with “// nnet:”.', MOST_LINES);
    found.push(diagnostic('too-large', marked[MOST_LINES], wrong));
  }
  let input: DataStatement | null = null;
  let output: NumberLiteral | null = null;
  for (const statement of statements) {
    if (statement.broken) continue;
    if (statement.kind === 'input' && statement.value?.kind === 'literal') {
      const problem = input === null ? inputProblem(statement.value, n.inputs) : again(statement);
      if (problem === null) input = statement;
      else found.push(problem);
    } else if (statement.kind === 'output' && statement.index !== null) {
      const problem = output === null ? outputProblem(statement.index, n.outputs) : again(statement);
      if (problem === null) output = statement.index;
      else found.push(problem);
    } else {
      const wrong = message('A “// nnet:” line can only contain input X = […] or output J.');
      found.push(diagnostic('misplaced-statement', statement.range, wrong));
    }
  }
  return { chosen: { input, output }, diagnostics: found };
}

/** What is behind `// nnet:` on the lines that begin with it. */
function* markedParts(text: string, comments: readonly TextRange[]): Steps<readonly TextRange[]> {
  const found: TextRange[] = [];
  const portion = new Portion(AT_ONCE);
  for (const { start, end } of comments) {
    if (portion.fills()) yield 0;
    const mark = /^\/\/[ \t]*nnet:/i.exec(text.slice(start, Math.min(end, start + LONGEST_MARK)));
    if (mark !== null) found.push({ start: start + mark[0].length, end });
  }
  return found;
}

/** These parts of the text, each on a line, with blanks in place of all else, so that everything is found where it is written. */
function alone(text: string, parts: readonly TextRange[]): string {
  let at = 0;
  const lines = parts.map(({ start, end }) => {
    const line = ' '.repeat(start - at) + text.slice(start, end);
    at = end + 1;
    return line;
  });
  return lines.join('\n');
}

/** A longer mark, with spaces between `//` and `nnet:`, is none. */
const LONGEST_MARK = 1000;

function inputProblem({ entries, range }: MatrixLiteral, inputs: number): Diagnostic | null {
  if (entries.kind !== 'numbers') {
    return diagnostic('bad-number', range, message('Only numbers are allowed on this line.'));
  }
  const count = entries.values.length;
  if (count === inputs) return null;
  const wrong = message('X has {0} entries, but the network has {1} inputs.', count, inputs);
  return diagnostic('input-size', range, wrong);
}

function outputProblem({ value, range }: NumberLiteral, outputs: number): Diagnostic | null {
  if (Number.isInteger(value) && value >= 1 && value <= outputs) return null;
  return diagnostic('output-range', range, message('There is no output {0}: the network has {1}.', value, outputs));
}

function again({ keyword, kind }: Statement): Diagnostic {
  return diagnostic('duplicate-statement', keyword, message('{0} is defined twice.', kind));
}
