import type { QuantityRef } from '../mistakes/quantity';
import type { Comparison, EntryState } from '../mistakes/comparison';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import { subscript } from '../message/subscript';
import { quantityName } from '../mistakes/quantityName';
import type { Digits } from '../numbers/numberLayout';
import { numberTex } from '../numbers/numberText';
import type { Block, CompareBlock, ComparedCell } from './page';
import { heading, paragraph } from './pageBlocks';
import { slipText } from '../mistakes/slipText';

/** A reader's own matrix with what became of it. */
export interface AskedComparison {
  /** What the numbers can claim to be. */
  readonly claims: readonly QuantityRef[];
  /** null if the numbers claim what is not there. */
  readonly claim: QuantityRef | null;
  /** What was typed or pasted. */
  readonly text: string;
  /** null without a text; else why it is no matrix, or the comparison with the entries as they were written, row by row. */
  readonly outcome:
    null | { readonly refusal: Message } | { readonly comparison: Comparison; readonly entries: readonly string[] };
}

/** So much of a large matrix is shown. */
const ROWS = 20;
const COLUMNS = 10;
/** Wrong entries that are named one by one. */
const NAMED = 6;

/** The part of the check in which a reader compares an own matrix entry by entry. */
export function compareBlocks(asked: AskedComparison, trace: Trace, digits: Digits): readonly Block[] {
  const { claims, claim, text } = asked;
  const block: CompareBlock = {
    kind: 'compare',
    id: 'check.compare',
    claims: claims.map((each) => ({ ...each, name: quantityName(each) })),
    claim: claim === null ? -1 : claims.indexOf(claim),
    text,
    ...outcome(asked, trace, digits),
  };
  return [
    heading('check.compare.heading', message('Your own matrix')),
    paragraph(
      'check.compare.rule',
      message(
        'A number agrees if the right one, rounded to as many digits as are written, is that number; six digits at most count. Whole numbers and fractions are taken as exact.',
      ),
    ),
    block,
  ];
}

type Outcome = Pick<CompareBlock, 'verdict' | 'sentences' | 'rows'>;

function outcome({ outcome }: AskedComparison, trace: Trace, digits: Digits): Outcome {
  if (outcome === null) return { verdict: null, sentences: [], rows: [] };
  if ('refusal' in outcome) return { verdict: 'unreadable', sentences: [outcome.refusal], rows: [] };
  const { comparison, entries } = outcome;
  const { states, slip, claim } = comparison;
  const agrees = states !== null && !states.includes('wrong');
  const explained =
    slip === null ? (states === null ? [] : whereWrong(comparison, states)) : slipText(slip, claim, trace);
  return {
    verdict: agrees ? 'right' : 'wrong',
    sentences: agrees ? [agreement(states)] : [disagreement(comparison), ...explained],
    rows: cells(comparison, entries, digits),
  };
}

function agreement(states: readonly EntryState[]): Message {
  const close = states.filter((state) => state === 'close').length;
  return close === 0
    ? message('All entries agree.')
    : message('All entries agree, but for the last digit of {0}, as rounding on the way makes it.', close);
}

function disagreement({ claim, right, written, states }: Comparison): Message {
  if (states === null) {
    const { rows, cols } = written.values;
    return message(
      '{0} is {1} × {2}; these numbers are {3} × {4}.',
      quantityName(claim),
      right.rows,
      right.cols,
      rows,
      cols,
    );
  }
  return message(
    'Entries that do not agree: {0} of {1}.',
    states.filter((state) => state === 'wrong').length,
    states.length,
  );
}

/** Which rows, columns or entries are wrong, where no slip explains them all, and what they have in common. */
function whereWrong({ claim, right, written }: Comparison, states: readonly EntryState[]): readonly Message[] {
  const { rows, cols } = right;
  const wrong = states.flatMap((state, i) => (state === 'wrong' ? [i] : []));
  const wrongRows = [...new Set(wrong.map((i) => Math.floor(i / cols)))];
  const wrongColumns = [...new Set(wrong.map((i) => i % cols))].sort((a, b) => a - b);
  if (wrong.every((i) => written.values.data[i] !== 0 && statesEqual(-written.values.data[i], right.data[i]))) {
    return [message('Only the sign is wrong: {0}.', entryList(wrong, cols))];
  }
  const all = wrong.length === wrongRows.length * wrongColumns.length;
  if (all && wrongColumns.length === cols && cols > 1 && wrongRows.length < rows) {
    return [
      message('Wrong are whole rows ({0}), the others agree.', list(wrongRows)),
      ...(claim.quantity === 'gradW'
        ? [message('A row of {0} is an entry of Δ{1} times {2}ᵀ: look at Δ{1}.', ...productOf(claim))]
        : []),
    ];
  }
  if (all && wrongRows.length === rows && rows > 1 && wrongColumns.length < cols) {
    return [
      message('Wrong are whole columns ({0}), the others agree.', list(wrongColumns)),
      ...(claim.quantity === 'gradW'
        ? [message('A column of {0} is Δ{1} times an entry of {2}: look at {2}.', ...productOf(claim))]
        : []),
    ];
  }
  return wrong.length < states.length ? [message('Wrong (row, column): {0}.', entryList(wrong, cols))] : [];
}

/** Sign apart, to three digits: what is wrong besides the sign is another matter. */
function statesEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 5e-3 * Math.abs(b);
}

function productOf({ layer }: QuantityRef): [string, string, string] {
  const values = quantityName({ quantity: 'Sigma', layer: layer - 1 });
  return [quantityName({ quantity: 'gradW', layer }), subscript(layer), values];
}

function list(indices: readonly number[]): string {
  const named = indices.slice(0, NAMED).map((i) => String(i + 1));
  return named.join(', ') + (indices.length > NAMED ? ', …' : '');
}

function entryList(wrong: readonly number[], cols: number): string {
  const named = wrong.slice(0, NAMED).map((i) => `(${Math.floor(i / cols) + 1}, ${(i % cols) + 1})`);
  return named.join(', ') + (wrong.length > NAMED ? ', …' : '');
}

/** The written entries with their state and the right value; of a large matrix its upper left part. */
function cells({ right, written, states }: Comparison, entries: readonly string[], digits: Digits): ComparedCell[][] {
  const { rows, cols } = written.values;
  return Array.from({ length: Math.min(rows, ROWS) }, (_, r) =>
    Array.from({ length: Math.min(cols, COLUMNS) }, (_, c) => {
      const i = r * cols + c;
      return {
        text: entries[i],
        state: states === null ? null : states[i],
        right: states === null ? null : numberTex(right.data[i], digits),
      };
    }),
  );
}
