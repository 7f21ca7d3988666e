import { keywords } from '../../language/syntax/words';

const need: readonly string[] = ['layer', 'input', 'target', 'batch', 'loss', 'output', 'rate', 'let', 'activation'];

function rank(word: string): number {
  const at = need.indexOf(word);
  return at < 0 ? need.length : at;
}

/** The statements in the order in which they are needed once a text is begun. */
export const inTheMiddle = [...keywords].sort((a, b) => rank(a) - rank(b));
