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

/** A whole number with its digits in groups of three. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
