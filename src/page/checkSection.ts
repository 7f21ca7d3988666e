import type { ComparedEntry, EntryRef, GradientCheck, Trace } from '../engine/trace';
import { message } from '../message/message';
import type { Network } from '../network/network';
import { lossKinkNotes, moreOnConventions, namedKinks } from './conventions';
import { faultNotes } from './faultNotes';
import { errorText, numberTex } from '../numbers/numberText';
import type { Block, Inline, Section } from './page';
import { entryTex, letterTex } from '../notation/tex/letters';
import type { TexStyle } from '../notation/tex/texStyle';
import { math, note, paragraph, words } from './pageBlocks';

/** Rows of the table, and entries named one by one; of more the first (or worst) are shown. */
const ROWS = 12;
const NAMED = 5;
/** Digits of the two numbers of an entry: enough to see where they part, if they do. */
const COMPARED_DIGITS = 8;

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
  if (parts.length > ROWS) parts.sort((a, b) => b.maxRelativeError - a.maxRelativeError);
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
    rows: parts
      .slice(0, ROWS)
      .map((part) => [
        [math(({ alphabet }) => `\\nabla_{${letterTex(alphabet, 'matrix', part.quantity, part.layer || null)}}`)],
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
    const named = (style: TexStyle) => entries.slice(0, NAMED).map((entry) => entryOf(entry, check.columns, style));
    blocks.push({
      kind: 'note',
      id: `check.leftOut.${why}`,
      tone: 'warning',
      content: [
        words(text),
        math((style) => [...named(style), ...(entries.length > NAMED ? ['\\dots'] : [])].join(',\\ ')),
      ],
    });
  }
  return blocks;
}

/** The worst entry, its two numbers, and how far they are apart. */
function worstCells(worst: ComparedEntry | null, columns: number): (readonly Inline[])[] {
  if (worst === null) return [[words(message('none compared'))], [], [], []];
  const number = (x: number, count: number) => [math(numberTex(x, { kind: 'significant', count }))];
  return [
    [math((style) => entryOf(worst, columns, style))],
    number(worst.analytic, COMPARED_DIGITS),
    number(worst.numeric, COMPARED_DIGITS),
    number(worst.relativeError, 2),
  ];
}

/** An entry: w^i_{rc} in the paper, with rows and columns from 1; X of one column is a vector. */
function entryOf({ quantity, layer, row, column }: EntryRef, columns: number, { alphabet }: TexStyle): string {
  const [r, c] = [row + 1, column + 1];
  const both = r > 9 || c > 9 ? `${r},${c}` : `${r}${c}`;
  const single = quantity === 'b' || (quantity === 'X' && columns === 1);
  return entryTex(alphabet, quantity, layer, String(single ? r : both));
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
        content: [math((style) => namedKinks(network, forward, forward.kinks, style)), moreOnConventions],
      },
    );
  }
  if (backward?.fused === 'softmax-cross-entropy') {
    blocks.push(
      paragraph(
        'check.fused',
        message(
          'Softmax and cross-entropy are computed together from N of the last layer, to avoid overflow and lost digits.',
        ),
      ),
    );
  } else if (backward?.fused === 'sigmoid-binary-cross-entropy') {
    blocks.push(
      paragraph(
        'check.fused',
        message(
          'Sigmoid and binary cross-entropy are computed together from N of the last layer, to avoid overflow and lost digits.',
        ),
      ),
    );
  }
  return blocks;
}
