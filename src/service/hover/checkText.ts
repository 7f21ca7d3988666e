import type { EntryRef, GradientCheck, LeftOutEntry } from '../../engine/trace';
import { message, type Message } from '../../message/message';
import { subscript } from '../../message/subscript';
import { errorText } from '../../numbers/numberText';

/** The outcome of the check against central differences: what was compared, and then what was not, and why. */
export function checkSentences(check: GradientCheck, sample: string): readonly Message[] {
  const { worst, compared, total } = check;
  const outcome =
    worst === null
      ? message('At {0} no entry could be compared with central differences.', sample)
      : message(
          'At {0} the largest relative error of the gradient against central differences is {1}, at {2} ({3} of {4} entries compared).',
          sample,
          errorText(check.maxRelativeError),
          entryName(worst, check.columns),
          compared,
          total,
        );
  return [outcome, ...leftOutSentences(check)];
}

/** Entries named one by one; of more the first. */
const NAMED = 5;

/** Which entries were not compared, and why; nothing if all were. */
export function leftOutSentences(check: GradientCheck): readonly Message[] {
  const { sampled, total, parts, columns } = check;
  const said: Message[] = [];
  if (sampled < total) {
    const some = parts.filter((part) => part.sampled > 0).length;
    said.push(
      message(
        'For a network of this size the check uses a sample: {0} of {1} entries, from {2} of {3} matrices.',
        sampled,
        total,
        some,
        parts.length,
      ),
    );
  }
  const entries = (why: LeftOutEntry['why']): [count: number, names: string] => {
    const found = check.leftOut.filter((entry) => entry.why === why);
    const names = found.slice(0, NAMED).map((entry) => entryName(entry, columns));
    return [found.length, [...names, ...(found.length > NAMED ? ['…'] : [])].join(', ')];
  };
  const [kinks, onKinks] = entries('kink');
  if (kinks > 0) said.push(message('Skipped, because they are at a kink: {0} ({1}).', kinks, onKinks));
  const [unsettled, jumping] = entries('unsettled');
  if (unsettled > 0) {
    said.push(message('Skipped, because the difference quotient does not converge: {0} ({1}).', unsettled, jumping));
  }
  const [tiny, tooSmall] = entries('tooSmall');
  if (tiny > 0) {
    said.push(message('Skipped, because they are too small to tell from rounding errors: {0} ({1}).', tiny, tooSmall));
  }
  return said;
}

/** Above this the analytic gradient and the differences disagree by more than the differences' own error. */
export const TOLERABLE = 1e-5;

/** `W₂(1, 3)`, `b₁(2)`, `X(1)`, in a batch `X(1, 2)`; rows and columns from 1. */
function entryName({ quantity, layer, row, column }: EntryRef, columns: number): string {
  if (quantity === 'X') return columns === 1 ? `X(${row + 1})` : `X(${row + 1}, ${column + 1})`;
  const symbol = `${quantity}${subscript(layer)}`;
  return quantity === 'W' ? `${symbol}(${row + 1}, ${column + 1})` : `${symbol}(${row + 1})`;
}
