/** Doubles of all kinds. */
export const DOUBLES = [
  0,
  1,
  -1,
  2,
  0.5,
  -0.25,
  3,
  1e-8,
  1e8,
  1e155,
  -1e-155,
  1e300,
  1e-300,
  5e-324,
  40,
  -40,
  709,
  -745,
  1 + 2 ** -52,
  2 ** 53,
  1 / 3,
  NaN,
  Infinity,
];

/** A value or the name of the error. */
export function tried(what: () => unknown): unknown {
  try {
    return what();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}
