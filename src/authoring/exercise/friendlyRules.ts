import { message, type Message } from '../../message/message';
import { representative } from '../../language/meaning/equalQuantities';
import type { QuantityOfLayer } from '../../language/syntax/quantityWord';
import type { Matrix } from '../../network/matrix';
import { slipAnswers } from './knownSlips';
import type { Question, Sheet } from './sheet';
import { LARGEST_DENOMINATOR, MOST_DECIMALS } from './sheetFractions';

/** A unit whose |σ′| is smaller is saturated: a sigmoid's is at most 0.25. */
const SATURATED = 0.01;

const questionsOf = ({ exercises }: Sheet): readonly Question[] => exercises.flatMap(({ questions }) => questions);

/** Whether a number is a short fraction or a short decimal. */
export function isShort(x: number): boolean {
  const isWhole = (y: number) => Math.abs(y - Math.round(y)) <= 1e-9 * Math.max(1, Math.abs(y));
  if (Math.abs(x) >= 1000) return false;
  if (isWhole(x * 10 ** MOST_DECIMALS)) return true;
  for (let q = 2; q <= LARGEST_DENOMINATOR; q++) if (isWhole(x * q)) return true;
  return false;
}

/** Every asked number is a short fraction or a short decimal. */
export function answersAreShort(sheet: Sheet): boolean {
  return questionsOf(sheet).every(({ full }) => full.data.every(isShort));
}

/** No unit is dead or saturated, which it is if its slope is small in every sample of a batch. */
export function unitsAreAlive({ trace }: Sheet): boolean {
  return trace.forward.layers.every(({ Sigma, dSigma }) => {
    // Of softmax, p(1 − p) is the diagonal of its Jacobian.
    const slopes = dSigma?.data ?? Sigma.data.map((p) => p * (1 - p));
    return Array.from({ length: Sigma.rows }, (_, r) => slopes.subarray(r * Sigma.cols, (r + 1) * Sigma.cols)).every(
      (unit) => unit.some((slope) => Math.abs(slope) >= SATURATED),
    );
  });
}

/** No pre-activation and no loss is at a kink. */
export function isOffKinks({ trace: { forward, backward } }: Sheet): boolean {
  return forward.kinks.length === 0 && (backward?.lossKinks.length ?? 0) === 0;
}

/** No asked entry is 0. */
export function answersAreNotZero(sheet: Sheet): boolean {
  return questionsOf(sheet).every(({ full }) => full.data.every((x) => Math.abs(x) > 1e-12));
}

/** All answers of a sheet are distinct, by more than their tolerance; those that are the same by a formula count once. */
export function answersAreDistinct(sheet: Sheet): boolean {
  const answers = new Map<string, { readonly x: number; readonly tolerance: number }>();
  for (const { asked, full, tolerance } of questionsOf(sheet)) {
    full.data.forEach((x, i) => {
      const row = asked.entry?.row ?? Math.floor(i / full.cols) + 1;
      const column = asked.entry?.column ?? (i % full.cols) + 1;
      answers.set(`${sameAs(asked, row, sheet)} ${row} ${column}`, { x, tolerance: tolerance[i] });
    });
  }
  const all = [...answers.values()].sort((a, b) => a.x - b.x);
  return all.every(({ x, tolerance }, i) => i === 0 || x - all[i - 1].x > Math.max(tolerance, all[i - 1].tolerance));
}

/** A name of the quantity that others share which are always equal to it, or are so where a unit is alive. */
function sameAs(asked: QuantityOfLayer, row: number, { network, facts }: Sheet): string {
  const { quantity, layer } = representative(asked, facts, row);
  if (quantity === 'Sigma') {
    const { activation } = network.layers[layer! - 1];
    const name = activation.kind === 'softmax' ? 'softmax' : activation.activations[row - 1].name;
    // A unit that is alive hands its N on.
    if (['relu', 'leaky_relu', 'hard_tanh', 'abs', 'elu'].includes(name)) return `N ${layer}`;
  }
  return `${quantity} ${layer ?? ''}`;
}

/**
 * Every known slip gives another answer than the correct one, by more than the tolerance, in some entry.
 * @param canShow the slips that give another answer in some variant: to leave out a bias of zeros is no slip.
 */
export function slipsShow(sheet: Sheet, canShow: ReadonlySet<string>): boolean {
  return hiddenSlips(sheet).every((key) => !canShow.has(key));
}

/** The slips that do not show in any entry. */
function hiddenSlips(sheet: Sheet): readonly string[] {
  return slipsOf(sheet, false);
}

/** The slips that give another answer in some entry. */
export function shownSlips(sheet: Sheet): readonly string[] {
  return slipsOf(sheet, true);
}

function slipsOf(sheet: Sheet, shown: boolean): readonly string[] {
  return questionsOf(sheet).flatMap((question) => {
    const { shown: right, tolerance } = question;
    const differs = (value: Matrix) => value.data.some((x, i) => !(Math.abs(x - right.data[i]) <= tolerance[i]));
    return [...slipAnswers(question, sheet)].filter(({ value }) => differs(value) === shown).map(({ key }) => key);
  });
}

export interface FriendlyRule {
  readonly holds: (sheet: Sheet, canShow: ReadonlySet<string>) => boolean;
  /** Why so many variants were refused. */
  readonly refused: (count: number) => Message;
}

/** All rules, the quickest to look at first. */
export const friendlyRules: readonly FriendlyRule[] = [
  { holds: unitsAreAlive, refused: (n) => message('a unit is dead or saturated ({0})', n) },
  { holds: isOffKinks, refused: (n) => message('a value is at a kink ({0})', n) },
  { holds: answersAreNotZero, refused: (n) => message('an answer is 0 ({0})', n) },
  {
    holds: answersAreShort,
    refused: (n) => message('an answer is neither a short fraction nor a short decimal ({0})', n),
  },
  { holds: answersAreDistinct, refused: (n) => message('two answers are the same ({0})', n) },
  { holds: slipsShow, refused: (n) => message('a known mistake gives the correct answer ({0})', n) },
];

/** The first rule that a sheet breaks; null if it is friendly. */
export function brokenRule(sheet: Sheet, canShow: ReadonlySet<string>): FriendlyRule | null {
  return friendlyRules.find(({ holds }) => !holds(sheet, canShow)) ?? null;
}
