import { message } from '../../message/message';
import { readCells, readMarkdown } from './cellsReader';
import { readCode } from './codeReader';
import { namesFirst, readDrawn } from './drawnReader';
import { readJulia } from './juliaReader';
import { readLabelled } from './labelledReader';
import { readLatex } from './latexReader';
import { readMatlab } from './matlabReader';
import type { Steps } from '../../steps/steps';
import { isRefusal, type NumberTable, type Reading, type Refusal } from './numberTable';
import { type Printout, printoutOf } from './printedLines';
import { readTypst } from './typstReader';

/** A longer text is no matrix that one pastes to look at: `file(…)` is for it. */
export const longestPaste = 1_000_000;

/** What was typed at the prompt of NumPy, MATLAB, Octave, Julia or R, above the answer. */
const prompt = /^\s*(?:>>>?|julia>|octave:\d+>|In \[\d+\]:|>) .*[\r\n]+(?=.*\S)/;

/** Each format by the signs that only it has; the one with the clearest signs first. */
const readers: readonly ((printout: Printout) => Steps<Reading>)[] = [
  readLatex,
  readTypst,
  readDrawn,
  readJulia,
  readLabelled,
  readMatlab,
  readMarkdown,
  readCode,
  readCells,
];

/**
 * The matrix in what another program printed, as a table of numbers; or why it is none. Each character has a meaning to
 * the reader of the format, or is known to have none; a text that two readers take for different matrices is refused. In
 * steps that can be abandoned.
 */
export function* readMatrix(text: string): Steps<NumberTable | Refusal> {
  if (text.length > longestPaste) {
    return {
      refusal: message('This is too long to paste. Save it next to this file and write file("weights.csv").'),
    };
  }
  const printout = yield* printoutOf(namesFirst(text.replace(/^\uFEFF/, '').replace(prompt, '')));
  let first: NumberTable | null = null;
  for (const [i, read] of readers.entries()) {
    yield i / readers.length;
    const reading = yield* read(printout);
    if (reading === null) continue;
    if (isRefusal(reading)) {
      if (first === null) return reading;
    } else if (first === null) first = reading;
    else if (!areEqual(first, reading)) return ambiguous(first, reading);
  }
  return first!;
}

function areEqual(a: NumberTable, b: NumberTable): boolean {
  return a.length === b.length && a.every((row, r) => row.join(' ') === b[r].join(' '));
}

function ambiguous(a: NumberTable, b: NumberTable): Refusal {
  return {
    refusal: message(
      'This may be a {0} × {1} matrix or a {2} × {3} matrix. Write it as [1 2; 3 4].',
      a.length,
      a[0].length,
      b.length,
      b[0].length,
    ),
  };
}
