/** Two specs for one code. */
export interface Case {
  readonly name: string;
  /** Marked with the one diagnostic that it must have. */
  readonly wrong: string;
  /** Nearly the same, and nothing to say against it. */
  readonly right: string;
}

/** A whole network around a few lines of interest. */
export const rest = `
input X = [1 2]
layer 1 tanh
  W = [1 2]`;
