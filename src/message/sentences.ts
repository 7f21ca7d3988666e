/**
 * A title and the sentences after it, each with one full stop between it and the next: what is read aloud. Quantities of
 * the title have their index apart, as in the sentences: `W 2` for `W2` and `W[2]`.
 */
export function inSentences(title: string, sentences: readonly string[]): string {
  const said = title.replace(quantityWithIndex, (_, letter: string, inBrackets: string | undefined, behind: string) => {
    const index = (inBrackets ?? behind).replace(/[₀-₉]/gu, (sign) => String(sign.charCodeAt(0) - 0x2080));
    return `${letter} ${index}`;
  });
  return [said, ...sentences].map((sentence) => capitalized(sentence.replace(/[.\s]+$/, ''))).join('. ');
}

const quantityWithIndex = /(?<![\p{L}\p{N}])([WbNXYJMwΣσΔazδg][′″]?)(?:\[([^\]]+)\]|([\d₀-₉]+))(?![\p{L}\p{N}])/gu;

/** A word at the beginning gets a capital; a letter by itself is the name of a quantity, and keeps its size. */
function capitalized(sentence: string): string {
  return sentence.replace(/^(?:\p{Ll}(?=\p{L})|[а-яё])/u, (letter) => letter.toUpperCase());
}
