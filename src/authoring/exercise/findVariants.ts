import { message, type Message } from '../../message/message';
import type { Steps } from '../../steps/steps';
import { NoHandout } from '../handout';
import { brokenRule, shownSlips, type FriendlyRule } from './friendlyRules';
import type { Rounding } from './printedQuantities';
import { LAST_VARIANT } from './sheetCode';
import { sheetSteps, type Sheet, type SheetSource } from './sheet';

/** Which variants are wanted. */
export interface VariantsWanted {
  /** The first one that is looked at, from 0. */
  readonly first: number;
  readonly count: number;
  readonly friendly: boolean;
  readonly rounding: Rounding;
  /** So many are looked through at most. */
  readonly most?: number;
}

/** What a search for variants has found. */
export interface VariantsFound {
  /** Fewer than were wanted where there are not so many. */
  readonly sheets: readonly Sheet[];
  readonly lookedThrough: number;
  /** How many variants broke each rule first. */
  readonly refused: ReadonlyMap<FriendlyRule, number>;
  /** How many have the numbers of one before. */
  readonly repeated: number;
}

/** How many variants are looked through for each that is wanted, and in all. */
const FOR_EACH = 2000;
const IN_ALL = 20_000;
/** So many in a row with the numbers of one before: there are no others. */
const REPEATED = 500;
/** In so many variants a slip has the chance to show. */
const SAMPLED = 40;

/**
 * Looks through the variants from the first on, until there are enough with different numbers, which can be worked out by
 * hand if that is asked for. In steps: it can be abandoned, and tells how far it is.
 * @throws NoHandout if no variant can be on a sheet.
 */
export function* findVariants(source: SheetSource, wanted: VariantsWanted): Steps<VariantsFound> {
  const { first, count, friendly, rounding } = wanted;
  const sheets: Sheet[] = [];
  const refused = new Map<FriendlyRule, number>();
  const met = new Set<string>();
  let impossible: NoHandout | null = null;
  let [lookedThrough, repeated, inARow] = [0, 0, 0];
  const most = Math.min(wanted.most ?? count * FOR_EACH, IN_ALL, LAST_VARIANT - first + 1);
  const canShow = friendly ? yield* slipsThatCanShow(source, wanted) : new Set<string>();
  while (sheets.length < count && lookedThrough < most && inARow < REPEATED) {
    const variant = first + lookedThrough++;
    const made = yield* sheetOrReason(source, variant, rounding, Math.max(lookedThrough / most, sheets.length / count));
    if (made instanceof NoHandout) {
      impossible ??= made;
      if (met.size === 0 && lookedThrough > SAMPLED) break;
      continue;
    }
    const numbers = numbersOf(made);
    if (met.has(numbers)) {
      repeated++;
      inARow++;
      continue;
    }
    inARow = 0;
    met.add(numbers);
    const rule = friendly ? brokenRule(made, canShow) : null;
    if (rule === null) sheets.push(made);
    else refused.set(rule, (refused.get(rule) ?? 0) + 1);
  }
  if (impossible !== null && met.size === 0) throw impossible;
  return { sheets, lookedThrough, refused, repeated };
}

/** Every slip that gives another answer than the correct one in one of some variants. */
function* slipsThatCanShow(source: SheetSource, { first, rounding }: VariantsWanted): Steps<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let i = 0; i < SAMPLED; i++) {
    const made = yield* sheetOrReason(source, first + i, rounding, 0);
    if (!(made instanceof NoHandout)) shownSlips(made).forEach((key) => found.add(key));
  }
  return found;
}

/** @param share what is done of the search. */
function* sheetOrReason(
  source: SheetSource,
  variant: number,
  rounding: Rounding,
  share: number,
): Steps<Sheet | NoHandout> {
  const steps = sheetSteps(source, variant, rounding);
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      yield share;
    }
  } catch (error) {
    if (error instanceof NoHandout) return error;
    throw error;
  }
}

/** What distinguishes a sheet from others of the same text. */
function numbersOf({ network }: Sheet): string {
  const [{ X, target }] = network.samples;
  const all = network.layers.flatMap(({ weights, bias }) => [weights, bias]);
  return [X, target, ...all].map((A) => A?.data.join(' ') ?? '').join(';');
}

/** What to say of a search: how many were looked through, and why the others were refused. */
export function searchText(
  { sheets, lookedThrough, refused, repeated }: VariantsFound,
  count: number,
): readonly Message[] {
  const why = [...refused].sort(([, a], [, b]) => b - a).map(([rule, times]) => rule.refused(times));
  if (repeated > 0) why.push(message('the numbers are those of another variant ({0})', repeated));
  const found = message('Found {0} of {1}; looked through {2} variants.', sheets.length, count, lookedThrough);
  if (why.length === 0) return [found];
  return [
    found,
    message(
      'Refused because: {0}.',
      why.reduce((all, one) => message('{0}; {1}', all, one)),
    ),
  ];
}
