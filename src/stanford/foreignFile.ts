import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message } from '../message/message';

/** In so many characters such a file has shown what it is. */
const HEAD = 10_000;

/** Recognises, by content, files that end in `.nnet` and cannot be read here; null for all others. */
export function foreignFile(whole: string): Diagnostic | null {
  const text = whole.slice(0, HEAD);
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

  const keras = /^\ufeff?\s*(layers \d+)[ \t]*\r?\n\s*layer \d+ [A-Z]\w*[ \t]*\r?\n/.exec(text);
  if (keras !== null) {
    const start = keras[0].indexOf(keras[1]);
    return diagnostic(
      'foreign-file',
      { start, end: start + keras[1].length },
      message('This is a network dumped from Keras, not a text in the NNet language, and cannot be read here.'),
    );
  }
  return null;
}
