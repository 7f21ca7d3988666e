// Backpropagation with loops, as a textbook has it, in full or with every result rounded; shares no code with the product.
import { activations } from '../../readBack/textbook';

export type Grid = readonly (readonly number[])[];

/** A network of layers with one activation each and half the squared error. */
export interface TextbookNetwork {
  readonly X: Grid;
  readonly Y: Grid;
  readonly layers: readonly { readonly W: Grid; readonly b: Grid | null; readonly activation: string }[];
  readonly rate: number;
}

/** How a student works: to how many significant digits results are rounded, and the habits that make a difference. */
export interface Way {
  readonly digits: number | null;
  /** Whether Wᵀ·Δ is rounded before it is multiplied by Σ′. */
  readonly roundsProducts: boolean;
  /** What is not computed but read off, by name. */
  readonly given: Readonly<Record<string, Grid>>;
}

/** Every quantity by the name that an exercise calls it. */
export function workedOut(
  { X, Y, layers, rate }: TextbookNetwork,
  { digits, roundsProducts, given }: Way,
): Record<string, Grid> {
  const round = (x: number) => (digits === null ? x : Number(x.toPrecision(digits)));
  const found: Record<string, Grid> = {};
  const keep = (name: string, value: Grid): Grid => (found[name] = given[name] ?? each(value, round));
  const one = (name: string) => {
    const at = activations[name];
    const number = (y: number | readonly [number, number]) => (typeof y === 'number' ? y : y[0]);
    return { value: (x: number) => number(at.value(x)), derivative: (x: number) => number(at.derivative(x)) };
  };
  let values = X;
  const before: Grid[] = [];
  layers.forEach(({ W, b, activation }, i) => {
    before.push(values);
    const sums = product(W, values);
    const N = keep(`N${i + 1}`, b === null ? sums : sums.map((row, r) => row.map((x) => x + b[r][0])));
    values = keep(`Sigma${i + 1}`, each(N, one(activation).value));
    keep(`dSigma${i + 1}`, each(N, one(activation).derivative));
  });
  found.f = values;
  const errors = each(
    pairs(values, Y, (y, t) => y - t),
    round,
  );
  found.L = [[round(errors.flat().reduce((sum, e) => sum + round((e * e) / 2), 0))]];
  let Delta = keep(
    `Delta${layers.length}`,
    pairs(errors, found[`dSigma${layers.length}`], (a, b) => a * b),
  );
  for (let i = layers.length; i >= 1; i--) {
    const { W, b } = layers[i - 1];
    const gradW = keep(`gradW${i}`, product(Delta, transposed(before[i - 1])));
    keep(
      `nextW${i}`,
      pairs(
        W,
        each(gradW, (g) => round(rate * g)),
        (w, g) => w - g,
      ),
    );
    if (b !== null) {
      const gradb = keep(
        `gradb${i}`,
        Delta.map((row) => [row.reduce((sum, x) => sum + x, 0)]),
      );
      keep(
        `nextb${i}`,
        pairs(
          b,
          each(gradb, (g) => round(rate * g)),
          (w, g) => w - g,
        ),
      );
    }
    const back = product(transposed(W), Delta);
    if (i === 1) keep('gradX', back);
    else
      Delta = keep(
        `Delta${i - 1}`,
        pairs(roundsProducts ? each(back, round) : back, found[`dSigma${i - 1}`], (a, b) => a * b),
      );
  }
  return found;
}

const each = (A: Grid, f: (x: number) => number): Grid => A.map((row) => row.map(f));
const transposed = (A: Grid): Grid => A[0].map((_, c) => A.map((row) => row[c]));
const pairs = (A: Grid, B: Grid, f: (a: number, b: number) => number): Grid =>
  A.map((row, r) => row.map((x, c) => f(x, B[r][c])));
const product = (A: Grid, B: Grid): Grid =>
  A.map((row) => B[0].map((_, c) => row.reduce((sum, x, j) => sum + x * B[j][c], 0)));
