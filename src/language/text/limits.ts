/** A network may have so many weights, biases included; a made matrix so many entries. */
export const maxWeights = 50_000_000;

/** A layer may have so many neurons: each has an activation of its own. */
export const maxNeurons = 1_000_000;

/** More layers than anybody means; each costs a statement, a page and a matrix. */
export const maxLayers = 10_000;

/** So many numbers are held for a network at its samples: 800 MB. */
export const maxNumbers = 100_000_000;

/** So many words and signs of a text are read, matrices of plain numbers aside: their tree is about 250 MB. */
export const maxTokens = 2_000_000;

/** So many statements are read: more than all the layers that there may be have, with their W, b, V and v. */
export const maxStatements = 100_000;

/** So many files are read for one text. */
export const maxFiles = 1000;

/** So many characters has a name or a number at most. Every double can be written out in 1077. */
export const maxWord = 1100;

/** So many characters has a text in quotes at most: a title, a note, a path. */
export const maxString = 10_000;

/** So many spaces may be in a row, and so many spaces, line breaks and comments in a row between two words in brackets. */
export const maxGap = 100_000;

/** A whole number with its digits in groups of three. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
