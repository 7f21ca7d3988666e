import type { Activation } from '../../functions/builtin/activation';
import { message, type Message } from '../../message/message';
import { exactText } from '../../numbers/numberText';
import type { Spoken } from './spokenSymbol';

/** Where a list is cut. */
export const andSoOn = message('and so on');

/** One after another, with a pause between them. */
export function spokenList(items: readonly Message[]): Message {
  return items.reduce((all, one) => message('{0}; {1}', all, one));
}

/** An entry of a matrix, or of a column where `column` is null; both from 0. */
export function spokenEntry(of: Spoken, row: number, column: number | null): Message {
  return column === null
    ? message('entry {0} of {1}', row + 1, of)
    : message('the entry of {0} in row {1}, column {2}', of, row + 1, column + 1);
}

/** What σ′ is taken as at a kink. */
export function spokenConvention({ name }: Activation, at: number, derivative: number): Message {
  return message('the derivative of {0} at {1} is taken as {2}', name, exactText(at), exactText(derivative));
}
