import { columnAt } from './matrix';
import type { Sample } from './network';

/**
 * Column `index` (from 1) of a batch as a sample of its own, X n_0 × 1. What is differentiated there is its share of the
 * batch's objective, with the 1/m of a mean: values and gradients of all columns add up to those of the batch.
 * @throws RangeError if the batch has no such column.
 */
export function columnOf(sample: Sample, index: number): Sample {
  const of = sample.X.cols;
  if (!Number.isInteger(index) || index < 1 || index > of) {
    throw new RangeError(`There is no column ${index} among ${of}.`);
  }
  const { name, kind, X, target } = sample;
  return {
    name,
    kind,
    X: columnAt(X, index - 1),
    target: target && columnAt(target, index - 1),
    column: { index, of },
  };
}

/** m, by which a mean divides: the columns of the batch, also where the sample is one of them. */
export function batchSize({ X, column }: Sample): number {
  return column?.of ?? X.cols;
}
