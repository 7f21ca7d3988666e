/** A long computation: yields its progress (0 … 1) at places where it can be abandoned, returns its result. */
export type Steps<T> = Generator<number, T, void>;

/** Runs a long computation to its end without a pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
