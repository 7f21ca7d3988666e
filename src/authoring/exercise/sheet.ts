import { lostDigitsText } from '../../analysis/smallNumberText';
import { lostDigitsSteps } from '../../engine/flaws/lostDigits';
import type { Trace, Underflow } from '../../engine/trace';
import { traceNetwork } from '../../engine/traceNetwork';
import type { CheckedSpec } from '../../language/meaning/checked';
import { checkSteps } from '../../language/meaning/checker';
import { asksNothing, missingNumbers, type CheckedExercise, type ExerciseItem } from '../../language/meaning/exercises';
import { message } from '../../message/message';
import { column, type Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import { toMatrix } from '../../notation/formula/entries';
import { equalsOf } from '../../language/meaning/equalQuantities';
import type { QuantityFacts } from '../../language/meaning/quantityFacts';
import { quantitiesOf } from '../../notation/formula/quantities';
import type { QuantitySymbol } from '../../notation/formula/symbol';
import type { Steps } from '../../steps/steps';
import { NoHandout } from '../handout';
import { symbolKey, symbolOf } from './askedSymbol';
import { numbersOf, printedQuantities, type PrintedQuantities, type Rounding } from './printedQuantities';
import { codeOf } from './sheetCode';
import { asPrinted, networkOnSheet } from './sheetNumbers';
import { tolerances } from './tolerance';

/** What is left blank on the sheet, and its answer. */
export interface Question {
  readonly asked: ExerciseItem;
  /** The numbers that are kept in full; one entry where one is asked. */
  readonly full: Matrix;
  /** The numbers that the key prints. */
  readonly shown: Matrix;
  /** How far a correct answer may be from `shown`, entry by entry. */
  readonly tolerance: readonly number[];
}

/** A quantity that the sheet prints although it could be computed. */
export interface GivenQuantity {
  readonly asked: ExerciseItem;
  readonly value: Matrix;
}

/** One exercise of a sheet. */
export interface SheetExercise {
  readonly title: string;
  readonly given: readonly GivenQuantity[];
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
  /** With the numbers of the key. */
  readonly printed: PrintedQuantities;
  /** What is read off a given quantity that is always equal to it, by `symbolKey`, with that one. */
  readonly readOff: ReadonlyMap<string, QuantitySymbol>;
}

/** One variant with its answers: the sheet and the key are two ways to write it. */
export interface Sheet {
  readonly file: string;
  /** From 0, the text itself. */
  readonly variant: number;
  /** From it the same sheet is made again. */
  readonly code: string;
  readonly rounding: Rounding;
  readonly title: string | null;
  /** As it is printed. */
  readonly network: Network;
  readonly trace: Trace;
  readonly facts: QuantityFacts;
  readonly exercises: readonly SheetExercise[];
}

/** What sheets are made of: a text without errors. */
export interface SheetSource {
  /** The file's name without its folder. */
  readonly file: string;
  readonly checked: CheckedSpec;
}

/** A sheet has at most so many blanks in one matrix. */
const MOST_ENTRIES = 144;
/** Larger networks are not worked out by hand. */
const MOST_WEIGHTS = 10_000;

/**
 * One variant of the exercises of a text, in steps that can be abandoned.
 * @throws NoHandout if there is none, an answer that no sheet can ask for, or one that is rounding.
 */
export function* sheetSteps(
  { file, checked }: SheetSource,
  variant: number,
  rounding: Rounding = 'full',
): Steps<Sheet> {
  const { spec, files } = checked;
  const {
    exercises,
    network: made,
    quantities: facts,
  } = variant === 0 ? checked : yield* checkSteps(spec, files, variant);
  const asking = exercises.filter(({ ask }) => ask.length > 0);
  if (asking.length === 0) {
    throw new NoHandout(
      exercises.length > 0 ? asksNothing : message('The text has no exercise. Write exercise "…" with ask … below it.'),
    );
  }
  const missing = made && missingNumbers(made);
  if (missing !== null) throw new NoHandout(missing);
  const network = made && networkOnSheet(made);
  const sample = network?.samples[0];
  if (network === null || sample === undefined) {
    throw new NoHandout(message('The network is not complete, so there is nothing to ask.'));
  }
  if (network.layers.reduce((sum, { size, inputSize }) => sum + size * inputSize, 0) > MOST_WEIGHTS) {
    throw new NoHandout(message('The network has more than {0} weights, too many for a sheet.', MOST_WEIGHTS));
  }
  const trace = traceNetwork(network, sample);
  if (trace.fault !== null) {
    throw new NoHandout(message('A value of the network is not finite, so there is nothing to ask.'));
  }
  const lost = (yield* lostDigitsSteps(trace)).find(({ quantity }) => asking.some((one) => needs(one, quantity)));
  if (lost !== undefined) throw new NoHandout(lostDigitsText(trace, lost));
  return {
    file,
    variant,
    code: codeOf({ text: spec.text, files }, variant),
    rounding,
    title: network.title,
    network,
    trace,
    facts,
    exercises: asking.map((exercise) => sheetExercise(exercise, trace, facts, rounding)),
  };
}

/** Whether the key of an exercise has the quantity, or numbers that are computed from it. */
function needs({ ask }: CheckedExercise, quantity: Underflow['quantity']): boolean {
  return ask.some(({ quantity: asked }) => {
    if (quantity === 'N') return true;
    if (['N', 'Sigma', 'dSigma', 'f'].includes(asked)) return false;
    if (quantity === 'gradX') return asked === 'gradX';
    if (quantity === 'value') return asked === 'L';
    return quantity.startsWith('updated') ? asked.startsWith('next') : true;
  });
}

function sheetExercise(
  { title, give, ask, notes }: CheckedExercise,
  trace: Trace,
  facts: QuantityFacts,
  rounding: Rounding,
): SheetExercise {
  const given = give.map((asked) => ({ asked, value: asPrinted(wholeOf(asked, trace)) }));
  const exact = quantitiesOf(trace.forward.network, trace);
  const known = new Map<string, Matrix>();
  const readOff = new Map<string, QuantitySymbol>();
  for (const { asked, value } of given) {
    const symbol = symbolOf(asked, exact);
    if (symbol === null || asked.entry !== null) continue;
    known.set(symbolKey(symbol), value);
    readOff.delete(symbolKey(symbol));
    for (const equal of equalsOf(asked, facts)) {
      const other = symbolOf(equal, exact);
      if (other === null || known.has(symbolKey(other))) continue;
      known.set(symbolKey(other), value);
      readOff.set(symbolKey(other), symbol);
    }
  }
  const printed = printedQuantities(trace, rounding, known);
  return {
    title,
    notes,
    given: given.map(({ asked, value }) => ({ asked, value: part(value, asked) })),
    questions: ask.map((asked) => question(asked, trace, printed)),
    printed,
    readOff,
  };
}

function question(asked: ExerciseItem, trace: Trace, printed: PrintedQuantities): Question {
  const whole = wholeOf(asked, trace);
  const shown = numbersOf(symbolOf(asked, printed), printed, printed.loss)!;
  const full = part(whole, asked);
  if (full.data.length > MOST_ENTRIES) {
    throw new NoHandout(message('{0} has {1} entries, too many for a sheet. Ask for single entries.', asked.item.name.text, full.data.length)); // prettier-ignore
  }
  const tolerance = Float64Array.from(tolerances(asked, trace, whole, shown));
  return {
    asked,
    full,
    shown: part(shown, asked),
    tolerance: [...part({ ...whole, data: tolerance }, asked).data],
  };
}

/** The numbers that are kept in full. */
function wholeOf(asked: ExerciseItem, trace: Trace): Matrix {
  const q = quantitiesOf(trace.forward.network, trace);
  const symbol = symbolOf(asked, q);
  const { backward } = trace;
  const loss = backward?.objective.kind === 'loss' ? column([backward.value]) : null;
  const value = symbol === null ? loss : q.factor(symbol).value && toMatrix(q.factor(symbol).value!);
  if (value === null) {
    throw new NoHandout(message('{0} has no value here, so it cannot be on a sheet.', asked.item.name.text));
  }
  return value;
}

/** The entry that is meant, or all of it. */
function part(A: Matrix, { entry, item }: ExerciseItem): Matrix {
  if (entry === null) return A;
  const at = (entry.row - 1) * A.cols + entry.column - 1;
  if (entry.row > A.rows || entry.column > A.cols) {
    throw new NoHandout(message('{0} has no entry [{1}, {2}].', item.name.text, entry.row, entry.column));
  }
  return column([A.data[at]]);
}
