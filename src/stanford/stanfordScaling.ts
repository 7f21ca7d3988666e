import { column, matrix, type Matrix } from '../network/matrix';

/** What a Stanford NNet file does to the numbers that go into its layers and come out, n inputs. */
export interface StanfordScaling {
  /** Each x_j is clamped to [minimums[j], maximums[j]] first; ∓Infinity where the file has none. */
  readonly minimums: Float64Array;
  readonly maximums: Float64Array;
  /** (x_j − means[j])/ranges[j] goes into layer 1; 0 and 1 where the file has none. */
  readonly means: Float64Array;
  readonly ranges: Float64Array;
  /** y·outputRange + outputMean comes out; 1 and 0 where the file has none. */
  readonly outputMean: number;
  readonly outputRange: number;
}

/** The scaling of a file that scales nothing, n inputs. */
export function unscaled(n: number): StanfordScaling {
  return {
    minimums: new Float64Array(n).fill(-Infinity),
    maximums: new Float64Array(n).fill(Infinity),
    means: new Float64Array(n),
    ranges: new Float64Array(n).fill(1),
    outputMean: 0,
    outputRange: 1,
  };
}

/** Whether numbers go into layer 1 as they are. */
export function keepsInputs({ means, ranges }: StanfordScaling): boolean {
  return means.every((mean) => mean === 0) && ranges.every((range) => range === 1);
}

/** Whether numbers come out of layer k as they are. */
export function keepsOutputs({ outputMean, outputRange }: StanfordScaling): boolean {
  return outputMean === 0 && outputRange === 1;
}

/** Whether some input is clamped. */
export function clamps({ minimums, maximums }: StanfordScaling): boolean {
  return minimums.some((low) => low > -Infinity) || maximums.some((high) => high < Infinity);
}

/** The point at which the network is looked at, as the file names none: the means, clamped. */
export function meanInput({ means, minimums, maximums }: StanfordScaling): Matrix {
  return column(means.map((mean, j) => Math.min(Math.max(mean, minimums[j]), maximums[j])));
}

/** W and b with the scaling of the inputs in them: W·(x − mean)/range + b for all x. */
export function withInputs(W: Matrix, b: Matrix, { means, ranges }: StanfordScaling): [Matrix, Matrix] {
  const weights = matrix(W.rows, W.cols);
  const bias = matrix(b.rows, 1);
  for (let r = 0, i = 0; r < W.rows; r++) {
    let shift = 0;
    for (let c = 0; c < W.cols; c++, i++) {
      weights.data[i] = W.data[i] / ranges[c];
      shift += W.data[i] * (means[c] / ranges[c]);
    }
    bias.data[r] = b.data[r] - shift;
  }
  return [weights, bias];
}

/** W and b with the scaling of the outputs in them: (W·x + b)·range + mean for all x. */
export function withOutputs(W: Matrix, b: Matrix, { outputMean, outputRange }: StanfordScaling): [Matrix, Matrix] {
  return [
    matrix(
      W.rows,
      W.cols,
      W.data.map((w) => w * outputRange),
    ),
    matrix(
      b.rows,
      1,
      b.data.map((w) => w * outputRange + outputMean),
    ),
  ];
}
