import { isBlank, isDigit, isLineBreak, lineEnd, skipBlanks } from './characters';
import { diagnostic, type Diagnostic } from './diagnostic';
import { message } from './message';

/** Recognises, by content, the other formats whose files end in `.nnet`; null for our own language. */
export function foreignFile(text: string): Diagnostic | null {
  // The first bytes AC ED 00 05, read as UTF-8 or as Latin-1.
  if (/^(\u00ac\u00ed|\ufffd\ufffd)\0/.test(text)) {
    return diagnostic(
      'foreign-file',
      { start: 0, end: 2 },
      message(
        'This is a Neuroph network (serialised Java objects), not a text in the NNet language, and cannot be read here.',
      ),
    );
  }

  const kaldi = /^(?:\0B|\ufeff)?\s*(<Nnet[^>\s]*>)/.exec(text);
  if (kaldi !== null) {
    const end = kaldi[0].length;
    return diagnostic(
      'foreign-file',
      { start: end - kaldi[1].length, end },
      message('This is a Kaldi network, not a text in the NNet language, and cannot be read here.'),
    );
  }
  const start = firstLine(text);
  if (!isDigit(text.charCodeAt(start))) return null;
  return diagnostic(
    'foreign-file',
    { start, end: lineEnd(text, start) },
    message(
      'This is a Stanford NNet file (as of ACAS Xu, Reluplex and Marabou), not a text in the NNet language. Reading such files is not possible yet.',
    ),
  );
}

/** The start of the first line that is neither blank nor a `//` comment, blanks aside. */
function firstLine(text: string): number {
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at);
    if (isBlank(c) || isLineBreak(c)) at++;
    else if (text.startsWith('//', at)) at = skipBlanks(text, lineEnd(text, at));
    else return at;
  }
  return text.length;
}
