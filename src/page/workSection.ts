import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Comparison } from '../mistakes/comparison';
import type { EntryState } from '../mistakes/entryStates';
import { explanationsText } from '../mistakes/explanationText';
import type { QuantityRef } from '../mistakes/quantity';
import { quantityName, quantityWord } from '../mistakes/quantityName';
import { whereWrong } from '../mistakes/whereWrong';
import type { CheckedQuantity, CheckedWork } from '../mistakes/work/checkWork';
import { isSame } from '../mistakes/work/orderOfWork';
import { quantityText } from '../mistakes/work/workText';
import type { WrittenDigits } from '../mistakes/writtenDigits';
import type { WrittenMatrix } from '../mistakes/writtenMatrix';
import type { Digits } from '../numbers/numberLayout';
import { numberTex } from '../numbers/numberText';
import type { CompareBlock, ComparedCell, Section, WorkVerdict } from './page';
import { paragraph } from './pageBlocks';

/** One matrix in a reader's text, as it was read, or why it was not. */
export type WorkItem =
  | {
      readonly kind: 'matrix';
      readonly quantity: QuantityRef;
      readonly written: WrittenMatrix;
      /** As they were written, row by row. */
      readonly entries: readonly string[];
      /** Whether nothing said which matrix it is. */
      readonly guessed: boolean;
    }
  | { readonly kind: 'refused'; readonly name: string | null; readonly refusal: Message };

/** A reader's own matrices with what became of them. */
export interface AskedWork {
  /** What numbers can be. */
  readonly claims: readonly QuantityRef[];
  /** What those without a name are said to be; null: whatever they are. */
  readonly claim: QuantityRef | null;
  /** What was typed or pasted. */
  readonly text: string;
  /** In the order of the text. */
  readonly items: readonly WorkItem[];
  readonly work: CheckedWork;
}

/** So much of a large matrix is shown. */
const ROWS = 20;
const COLUMNS = 10;

/** The section in which readers check their results. */
export function workSection(asked: AskedWork, trace: Trace, digits: Digits): Section {
  const { claims, claim, text } = asked;
  const block: CompareBlock = {
    kind: 'compare',
    id: 'work.compare',
    claims: claims.map((each) => ({ ...each, name: quantityName(each) })),
    claim: claim === null ? null : claims.findIndex((each) => isSame(each, claim)),
    text,
    ...outcome(asked, trace, digits),
  };
  return {
    id: 'work',
    heading: message('Your work'),
    blocks: [
      paragraph(
        'work.rule',
        message('Paste one matrix, or several with their names: N₁ = …, Σ₁ = …, Δ₂ = …, ∇W₁ = …, in any order.'),
        message(
          'An entry is correct if it matches the exact value rounded to the digits you wrote (at most six). Whole numbers and fractions must match exactly.',
        ),
      ),
      block,
    ],
  };
}

type Outcome = Pick<CompareBlock, 'verdict' | 'sentences' | 'items' | 'rows' | 'shown'>;

function outcome({ items, work }: AskedWork, trace: Trace, digits: Digits): Outcome {
  const nothing = { sentences: [], items: [], rows: [], shown: null };
  if (items.length === 0) return { verdict: null, ...nothing };
  const [only] = items;
  if (items.length === 1 && only.kind === 'refused') {
    return { ...nothing, verdict: 'unreadable', sentences: [only.refusal] };
  }
  const checked = (item: WorkItem) =>
    item.kind === 'matrix' ? work.quantities.find(({ quantity }) => isSame(quantity, item.quantity)) : undefined;
  const rowsOf = ({ comparison }: CheckedQuantity) => {
    const written = items.findLast((item) => item.kind === 'matrix' && isSame(item.quantity, comparison.quantity));
    return cells(comparison, written?.kind === 'matrix' ? written.entries : [], digits);
  };
  const single = items.length === 1 ? checked(only) : undefined;
  if (single !== undefined) {
    const taken =
      only.kind === 'matrix' && only.guessed ? [message('Compared with {0}.', quantityWord(single.quantity))] : [];
    const sentences = [...taken, ...singleText(single, trace)];
    return { ...nothing, verdict: single.verdict, sentences, rows: rowsOf(single) };
  }
  const first = work.quantities.find(({ quantity }) => quantity === work.firstMistake);
  return {
    verdict: overall(items, work),
    sentences: summary(items, work, trace),
    items: [
      ...work.quantities.map((one) => ({
        name: nameOf(one),
        verdict: one.verdict,
        sentences: one === first ? [message('This is the first mistake.')] : itemText(one, work, trace),
      })),
      ...items.flatMap((item) =>
        item.kind === 'refused'
          ? [{ name: item.name ?? '?', verdict: 'unreadable' as const, sentences: [item.refusal] }]
          : [],
      ),
    ],
    rows: first === undefined ? [] : rowsOf(first),
    shown: first === undefined ? null : nameOf(first),
  };
}

function nameOf({ quantity }: CheckedQuantity): string {
  return quantityName(quantity);
}

function overall(items: readonly WorkItem[], { quantities }: CheckedWork): WorkVerdict {
  const all = quantities.map(({ verdict }) => verdict);
  if (all.includes('wrong') || all.includes('follows')) return 'wrong';
  if (items.some(({ kind }) => kind === 'refused')) return 'unreadable';
  return all.includes('rounded') ? 'rounded' : 'right';
}

function summary(items: readonly WorkItem[], work: CheckedWork, trace: Trace): readonly Message[] {
  const first = work.quantities.find(({ quantity }) => quantity === work.firstMistake);
  const unread = items.filter(({ kind }) => kind === 'refused').length;
  const skipped = unread === 0 ? [] : [message('Matrices that couldn’t be read: {0}.', unread)];
  if (first !== undefined) return [...quantityText(first, work, trace), ...skipped];
  if (unread > 0) return skipped;
  return work.quantities.some(({ verdict }) => verdict === 'rounded')
    ? [message('Everything is correct, apart from rounding.')]
    : [message('Everything is correct.')];
}

/** What to say of one matrix of many. */
function itemText(one: CheckedQuantity, work: CheckedWork, trace: Trace): readonly Message[] {
  const { comparison, verdict } = one;
  if (verdict === 'right') return agreement(comparison.states!, comparison.digits);
  if (verdict === 'rounded') return roundedText(comparison, trace);
  return quantityText(one, work, trace);
}

/** What to say of a matrix alone. */
function singleText({ comparison, verdict }: CheckedQuantity, trace: Trace): readonly Message[] {
  const { states, explanations, quantity, right, written, digits } = comparison;
  if (verdict === 'right') return agreement(states!, digits);
  if (verdict === 'rounded') return roundedText(comparison, trace);
  const explained =
    explanations.length > 0
      ? explanationsText(explanations, quantity, trace)
      : states === null
        ? []
        : whereWrong(quantity, right, written, states);
  return [disagreement(comparison), ...explained];
}

function roundedText(comparison: Comparison, trace: Trace): readonly Message[] {
  const { explanations, quantity } = comparison;
  return [roundedEntries(comparison), ...explanationsText(explanations, quantity, trace)];
}

function agreement(states: readonly EntryState[], { significant }: WrittenDigits): Message[] {
  const close = states.filter((state) => state === 'close').length;
  if (significant === null) return [message('All entries are exactly correct.')];
  const { fewest, most } = significant;
  const checked =
    fewest === most
      ? message('Significant digits checked: {0}.', most)
      : message('Significant digits checked: {0} to {1}, as you wrote them.', fewest, most);
  const verdict =
    close === 0
      ? message('All entries are correct.')
      : close === 1
        ? message('Correct, except for the last digit of 1 entry (rounding).')
        : message('Correct, except for the last digit of {0} entries (rounding).', close);
  return [verdict, checked];
}

function roundedEntries({ states }: Comparison): Message {
  const close = states!.filter((state) => state === 'close').length;
  return message('Entries that differ only by rounding: {0} of {1}.', close, states!.length);
}

function disagreement({ quantity, right, written, states }: Comparison): Message {
  if (states === null) {
    const { rows, cols } = written.values;
    return message(
      '{0} is {1} × {2}; your matrix is {3} × {4}.',
      quantityWord(quantity),
      right.rows,
      right.cols,
      rows,
      cols,
    );
  }
  const wrong = states.filter((state) => state === 'wrong').length;
  if (wrong < 2) {
    return states.length < 2 ? message('The entry is wrong.') : message('1 of {0} entries is wrong.', states.length);
  }
  return message('{0} of {1} entries are wrong.', wrong, states.length);
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
