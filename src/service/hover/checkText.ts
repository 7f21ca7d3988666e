import type { EntryRef, GradientCheck } from '../../engine/trace';
import { message, type Message } from '../../message/message';
import { subscript } from '../../message/subscript';
import { errorText } from '../../numbers/numberText';

/** The outcome of the check against central differences, in one or two sentences. */
export function checkText(check: GradientCheck, sample: string): Message {
  const error = errorText(check.maxRelativeError);
  const { worst, checked, total, unreliable } = check;
  if (worst === null) return message('At {0} there is no entry whose difference quotient can be relied on.', sample);
  const where = entryName(worst);
  return unreliable.length === 0
    ? message(
        'At {0} the gradient agrees with central differences: largest relative error {1}, at {2} ({3} of {4} entries compared).',
        sample,
        error,
        where,
        checked,
        total,
      )
    : message(
        'At {0} the largest relative error against central differences is {1}, at {2} ({3} of {4} entries compared); {5} entries lie too near a kink to compare.',
        sample,
        error,
        where,
        checked,
        total,
        unreliable.length,
      );
}

/** Above this the analytic gradient and the differences disagree by more than the differences' own error. */
export const TOLERABLE = 1e-5;

/** `W₂(1, 3)`, `b₁(2)`, `X(1)`; rows and columns from 1. */
function entryName({ quantity, layer, row, column }: EntryRef): string {
  if (quantity === 'X') return `X(${row + 1}, ${column + 1})`;
  const symbol = `${quantity}${subscript(layer)}`;
  return quantity === 'W' ? `${symbol}(${row + 1}, ${column + 1})` : `${symbol}(${row + 1})`;
}
