import { fromDecimal, over, type Rational, whole } from '../functions/numbers/rational';
import type { TextRange } from '../functions/expression/tree';
import { type NetworkEntry, numberAt, withExactNumber, withNumber } from '../network/changedNetwork';
import type { ExactNetwork } from '../network/exactNetwork';
import type { Network } from '../network/network';
import { isSteppable, type StepSize, steppedNumber } from '../numbers/steppedNumber';
import { numberText } from '../numbers/numberText';
import type { Analysis } from './analysis';
import { entryTextRange, type Place } from './places';

/** One number tried in the place of another: so many steps away from it, or as a text. */
export interface Trial {
  /** Where it is in the text; with the entry, except for the rate. */
  readonly place: Place;
  readonly to: { readonly steps: number } | { readonly text: string };
}

/** What became of a trial. */
export interface TriedNumber {
  readonly place: Place;
  readonly entry: NetworkEntry;
  /** Where it is written; null where it is not written on its own, as an entry of a generated matrix. */
  readonly range: TextRange | null;
  /** The number as the text has it, and the one that is tried, written in the same way. */
  readonly before: string;
  readonly now: string;
}

/** A text with other numbers in its network. */
export interface Tried {
  readonly analysis: Analysis;
  readonly numbers: readonly TriedNumber[];
}

/** In the page a number without decimals is moved by tenths. */
const STEP: StepSize = 'tenth';

/** The analysis as if the text had these numbers; those that it has no place for are left out. */
export function tryNumbers(analysis: Analysis, trials: readonly Trial[]): Tried {
  const { network } = analysis;
  if (network === null) return { analysis, numbers: [] };
  const numbers = trials.flatMap((trial) => triedNumber(analysis, network, trial) ?? []);
  if (numbers.length === 0) return { analysis, numbers };
  const changed = numbers.reduce((made, { entry, now }) => withNumber(made, entry, valueOf(now)), network);
  const exact = (before: ExactNetwork) =>
    numbers.reduce((made, { entry, now }) => withExactNumber(made, network, entry, exactValueOf(now)), before);
  return { analysis: analysis.withNumbers(changed, exact), numbers };
}

/** The number at a place as the text writes it, or as it would be written there; null if there is none. */
export function writtenNumber(analysis: Analysis, place: Place): { text: string; range: TextRange | null } | null {
  const entry = entryOf(place);
  const value = entry === null || analysis.network === null ? null : numberAt(analysis.network, entry);
  if (value === null) return null;
  const range = entryTextRange(analysis.checked, place);
  const text = range === null ? '' : analysis.text.slice(range.start, range.end).replace('\u2212', '-');
  return { text: isSteppable(text) ? text : numberText(value), range };
}

function triedNumber(analysis: Analysis, network: Network, { place, to }: Trial): TriedNumber | null {
  const entry = entryOf(place);
  const written = writtenNumber(analysis, place);
  if (entry === null || written === null) return null;
  const { text: before, range } = written;
  const now = 'text' in to ? to.text : steppedNumber(before, to.steps, STEP);
  const isNumber = isSteppable(now) && Number.isFinite(valueOf(now));
  return isNumber && isAllowed(entry, valueOf(now)) ? { place, entry, range, before, now } : null;
}

/** A rate is positive. */
function isAllowed({ quantity }: NetworkEntry, value: number): boolean {
  return quantity !== 'rate' || value > 0;
}

function entryOf({ quantity, layer, sample, entry }: Place): NetworkEntry | null {
  switch (quantity) {
    case 'rate':
      return { quantity, layer: 0, sample: null, row: 0, column: 0 };
    case 'W':
    case 'b':
      return entry ? { quantity, layer, sample: null, ...entry } : null;
    case 'X':
    case 'target':
      return entry ? { quantity, layer: 0, sample: sample ?? null, ...entry } : null;
    default:
      return null;
  }
}

/** The value of a number that can be stepped. */
export function valueOf(text: string): number {
  const [top, bottom] = text.split('/');
  return bottom === undefined ? Number(top) : Number(top) / Number(bottom);
}

function exactValueOf(text: string): Rational | null {
  const [top, bottom] = text.split('/');
  const numerator = fromDecimal(top.trim());
  if (bottom === undefined || numerator === null) return numerator;
  return over(numerator, fromDecimal(bottom.trim()) ?? whole(0));
}
