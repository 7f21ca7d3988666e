import { fusedLoss } from '../engine/fusedLoss';
import type { ComparedEntry, EntryRef, GradientCheck, Trace } from '../engine/trace';
import { saidNumber } from '../notation/spoken/spokenNumbers';
import { message, type Message } from '../message/message';
import type { Network } from '../network/network';
import { lossKinkNotes, moreOnConventions, namedKinks } from './conventions';
import { faultNotes } from './faultNotes';
import { errorText, numberTex } from '../numbers/numberText';
import type { Block, Inline, Section } from './page';
import { entryTex, letterTex } from '../notation/tex/letters';
import type { TexStyle } from '../notation/tex/texStyle';
import { math, note, paragraph, words } from './pageBlocks';
import { andSoOn, spokenEntry, spokenList } from '../notation/spoken/spokenEntry';

/** Rows of the table, and entries named one by one; of more the first (or worst) are shown. */
const ROWS = 12;
const NAMED = 5;
/** Digits of the two numbers of an entry: enough to see where they part, if they do. */
export const COMPARED_DIGITS = 8;

/** Section 4: analytic against central differences, and the conventions in force; null if there is nothing to say. */
export function checkSection(network: Network, trace: Trace | null, check: GradientCheck | null): Section | null {
  const blocks = [
    ...(check === null ? [] : checkBlocks(check)),
    ...(trace === null ? [] : conventionBlocks(network, trace)),
  ];
  return blocks.length === 0 ? null : { id: 'check', heading: message('Check'), blocks };
}

function checkBlocks(check: GradientCheck): readonly Block[] {
  const { compared, sampled, total } = check;
  const blocks: Block[] = [
    paragraph(
      'check.summary',
      compared === 0
        ? message('No entry could be compared with central differences.')
        : message(
            'Against central differences, the largest relative error is {0}. Entries compared: {1} of {2}.',
            errorText(check.maxRelativeError, 'words'),
            compared,
            total,
          ),
    ),
  ];
  const parts = check.parts.filter((part) => part.sampled > 0);
  const shown = shownParts(check);
  if (sampled < total) {
    blocks.push(
      paragraph(
        'check.sample',
        message(
          'For a network of this size the check uses a sample: {0} of {1} entries, from {2} of {3} matrices.',
          sampled,
          total,
          parts.length,
          check.parts.length,
        ),
      ),
    );
  }
  // Where every entry was compared, the sentence above has said so.
  const counted = compared < total;
  blocks.push({
    kind: 'table',
    id: 'check.parts',
    head: [
      [words(message('Gradient'))],
      [words(message('Worst entry'))],
      [words(message('Formula'))],
      [words(message('Difference quotient'))],
      [words(message('Relative error'))],
      ...(counted ? [[words(message('Compared'))]] : []),
    ],
    rows: shown.map((part) => [
      [gradientName(part)],
      ...worstCells(part.worst, check.columns),
      ...(counted ? [[words(message('{0} of {1}', part.compared, part.total))]] : []),
    ]),
  });
  const reasons = [
    ['kink', message('Skipped, because they are at a kink:')],
    ['unsettled', message('Skipped, because the difference quotient does not converge:')],
    ['tooSmall', message('Skipped, because they are too small to tell from rounding errors:')],
  ] as const;
  for (const [why, text] of reasons) {
    const entries = check.leftOut.filter((entry) => entry.why === why);
    if (entries.length === 0) continue;
    const named = entries.slice(0, NAMED);
    const more = entries.length > NAMED;
    const tex = (style: TexStyle) =>
      [...named.map((entry) => entryOf(entry, check.columns, style)), ...(more ? ['\\dots'] : [])].join(',\\ ');
    const spoken = [...named.map((entry) => spokenEntryOf(entry, check.columns)), ...(more ? [andSoOn] : [])];
    blocks.push({
      kind: 'note',
      id: `check.leftOut.${why}`,
      tone: 'warning',
      content: [words(text), math(tex, spokenList(spoken))],
    });
  }
  return blocks;
}

/** The gradients that the table has a row for: of many the worst. */
export function shownParts({ parts }: GradientCheck): GradientCheck['parts'] {
  const sampled = parts.filter((part) => part.sampled > 0);
  if (sampled.length > ROWS) sampled.sort((a, b) => b.maxRelativeError - a.maxRelativeError);
  return sampled.slice(0, ROWS);
}

/** The worst entry, its two numbers, and how far they are apart. */
function worstCells(worst: ComparedEntry | null, columns: number): (readonly Inline[])[] {
  if (worst === null) return [[words(message('none compared'))], [], [], []];
  const number = (x: number, count: number) => {
    const digits = { kind: 'significant', count } as const;
    return [math(numberTex(x, digits), saidNumber(x, digits))];
  };
  return [
    [math((style) => entryOf(worst, columns, style), spokenEntryOf(worst, columns))],
    number(worst.analytic, COMPARED_DIGITS),
    number(worst.numeric, COMPARED_DIGITS),
    number(worst.relativeError, 2),
  ];
}

function gradientName({
  quantity,
  layer,
}: {
  readonly quantity: EntryRef['quantity'];
  readonly layer: number;
}): Inline {
  return math(
    (style) => `\\nabla_{${letterTex(style, 'matrix', quantity, layer || null)}}`,
    message('the gradient with respect to {0}', layer === 0 ? quantity : `${quantity} ${layer}`),
  );
}

/** An entry: w^i_{rc} in the paper, with rows and columns from 1; X of one column is a vector. */
function entryOf({ quantity, layer, row, column }: EntryRef, columns: number, style: TexStyle): string {
  const [r, c] = [row + 1, column + 1];
  const both = r > 9 || c > 9 ? `${r},${c}` : `${r}${c}`;
  const single = quantity === 'b' || (quantity === 'X' && columns === 1);
  return entryTex(style, quantity, layer, String(single ? r : both));
}

function spokenEntryOf({ quantity, layer, row, column }: EntryRef, columns: number): Message {
  const single = quantity === 'b' || (quantity === 'X' && columns === 1);
  return spokenEntry(quantity === 'X' ? 'X' : `${quantity} ${layer}`, row, single ? null : column);
}

function conventionBlocks(network: Network, trace: Trace): readonly Block[] {
  const { forward, backward } = trace;
  const faults = trace.fault === null ? [] : faultNotes('check.notFinite', trace);
  const blocks: Block[] = [...lossKinkNotes('check.lossKinks', trace), ...faults];
  if (forward.kinks.length > 0) {
    blocks.push(
      note(
        'check.kinks',
        'warning',
        message(
          'A pre-activation is exactly at a kink of its activation: σ′ is not defined there, and the gradient depends on the convention.',
        ),
      ),
      {
        kind: 'paragraph',
        id: 'check.kinkList',
        content: [namedKinks(network, forward, forward.kinks), moreOnConventions],
      },
    );
  }
  const last = network.layers[network.layers.length - 1];
  if (backward?.objective.kind === 'loss' && fusedLoss(backward.objective.loss, last) !== null) {
    const { activation } = last;
    blocks.push(
      paragraph(
        'check.fused',
        message(
          'From N of the last layer, {0} and {1} are computed together, to avoid overflow and lost digits.',
          activation.kind === 'softmax' ? 'softmax' : activation.activations[0].name,
          backward.objective.loss.name,
        ),
      ),
    );
  }
  return blocks;
}
