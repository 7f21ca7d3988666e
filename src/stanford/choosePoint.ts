import type { TextEdit } from '../language/text/diagnostic';
import type { TextRange } from '../functions/expression/tree';
import { exactText } from '../numbers/numberText';
import { stanfordLines, type StanfordFile } from './stanfordFile';

/** Where X of a Stanford NNet file can be typed: an edit that makes the place, if there is none yet, and what to select. */
export interface PointToChoose {
  readonly edit: TextEdit | null;
  /** The numbers between the brackets, after the edit. */
  readonly selection: TextRange;
}

/** The line `// nnet: input X = […]`, with the X in force where there is none yet. */
export function choosePoint(text: string, { chosen }: StanfordFile, X: Float64Array): PointToChoose {
  const written = chosen.input?.value;
  if (written?.kind === 'literal') {
    const { start, end } = written.brackets;
    return { edit: null, selection: { start: start + 1, end: end - 1 } };
  }
  const comments = stanfordLines(text)?.comments ?? [];
  const first = comments.find(({ start, end }) => /nnet:/i.test(text.slice(start, end))) ?? comments.at(-1);
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const head = '// nnet: input X = [';
  const numbers = [...X].map(exactText).join(', ');
  // Below the last comment, or first of all.
  const at = first === undefined ? (text.charCodeAt(0) === 0xfeff ? 1 : 0) : first.end;
  const before = first === undefined ? '' : eol;
  const start = at + before.length + head.length;
  return {
    edit: {
      range: { start: at, end: at },
      newText: `${before}${head}${numbers}]${first === undefined ? eol : ''}`,
    },
    selection: { start, end: start + numbers.length },
  };
}
