import type { QuantityRef } from '../mistakes/quantity';
import type { Comparison } from '../mistakes/comparison';
import type { EntryState } from '../mistakes/entryStates';
import { explanationsText } from '../mistakes/explanationText';
import { whereWrong } from '../mistakes/whereWrong';
import type { WrittenDigits } from '../mistakes/writtenDigits';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import { quantityName } from '../mistakes/quantityName';
import type { Digits } from '../numbers/numberLayout';
import { numberTex } from '../numbers/numberText';
import type { Block, CompareBlock, ComparedCell } from './page';
import { heading, paragraph } from './pageBlocks';

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

/** The part of the check in which a reader compares a result of their own, entry by entry. */
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
    heading('check.compare.heading', message('Check your own result')),
    paragraph(
      'check.compare.rule',
      message(
        'An entry is correct if it matches the exact value rounded to the digits you wrote (at most six). Whole numbers and fractions must match exactly.',
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
  const { states, explanations, quantity, right, written } = comparison;
  const rows = cells(comparison, entries, digits);
  if (explanations[0]?.kind === 'rounding') {
    const sentences = [roundedEntries(comparison), ...explanationsText(explanations, quantity, trace)];
    return { verdict: 'rounded', sentences, rows };
  }
  if (states !== null && !states.includes('wrong')) {
    return { verdict: 'right', sentences: agreement(states, comparison.digits), rows };
  }
  const explained =
    explanations.length > 0
      ? explanationsText(explanations, quantity, trace)
      : states === null
        ? []
        : whereWrong(quantity, right, written, states);
  return { verdict: 'wrong', sentences: [disagreement(comparison), ...explained], rows };
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
      quantityName(quantity),
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
