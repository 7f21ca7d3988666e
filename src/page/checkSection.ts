import type { ComparedEntry, EntryRef, GradientCheck, Trace } from '../engine/trace';
import { message } from '../message/message';
import type { Network } from '../network/network';
import { compareBlocks, type AskedComparison } from './compareBlock';
import { lossKinkNotes, moreOnConventions, namedKinks } from './conventions';
import { faultNotes } from './faultNotes';
import { errorText, numberTex } from '../numbers/numberText';
import type { Block, Inline, Section } from './page';
import { math, note, paragraph, words } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import { subscript } from '../notation/tex/symbolTex';

/** Rows of the table, and entries named one by one; of more the first (or worst) are shown. */
const ROWS = 12;
const NAMED = 5;
/** Digits of the two numbers of an entry: enough to see where they part, if they do. */
const COMPARED_DIGITS = 8;

/**
 * Section 4: analytic against central differences, the conventions in force, and the reader's own matrix; null if there
 * is nothing to say.
 */
export function checkSection(
  network: Network,
  trace: Trace | null,
  check: GradientCheck | null,
  comparison: AskedComparison | null,
  { digits }: PageChoices,
): Section | null {
  const blocks = [
    ...(check === null ? [] : checkBlocks(check)),
    ...(trace === null ? [] : conventionBlocks(network, trace)),
    ...(trace === null || comparison === null ? [] : compareBlocks(comparison, trace, digits)),
  ];
  return blocks.length === 0 ? null : { id: 'check', heading: message('Check'), blocks };
}

function checkBlocks(check: GradientCheck): readonly Block[] {
  const blocks: Block[] = [
    paragraph(
      'check.summary',
      message(
        'Against central differences, the largest relative error is {0}. Entries compared: {1} of {2}.',
        errorText(check.maxRelativeError, 'words'),
        check.checked,
        check.total,
      ),
    ),
  ];
  const parts = [...check.parts];
  if (parts.length > ROWS) parts.sort((a, b) => b.maxRelativeError - a.maxRelativeError);
  // Where every entry was compared, the sentence above has said so.
  const sampled = check.checked < check.total;
  blocks.push({
    kind: 'table',
    id: 'check.parts',
    head: [
      [words(message('Gradient'))],
      [words(message('Worst entry'))],
      [words(message('Formula'))],
      [words(message('Difference quotient'))],
      [words(message('Relative error'))],
      ...(sampled ? [[words(message('Compared'))]] : []),
    ],
    rows: parts
      .slice(0, ROWS)
      .map((part) => [
        [math(`\\nabla_{${part.quantity}${part.layer === 0 ? '' : subscript(part.layer)}}`)],
        ...worstCells(part.worst),
        ...(sampled ? [[words(message('{0} of {1}', part.checked, part.total))]] : []),
      ]),
  });
  if (check.unreliable.length > 0) {
    blocks.push({
      kind: 'note',
      id: 'check.unreliable',
      tone: 'warning',
      content: [
        words(
          message(
            'Near a kink the difference quotient says nothing about the gradient. Entries left out of the comparison:',
          ),
        ),
        math(
          check.unreliable.slice(0, NAMED).map(entryTex).join(',\\ ') +
            (check.unreliable.length > NAMED ? ',\\ \\dots' : ''),
        ),
      ],
    });
  }
  return blocks;
}

/** The worst entry, its two numbers, and how far they are apart. */
function worstCells(worst: ComparedEntry | null): (readonly Inline[])[] {
  if (worst === null) return [[], [], [], []];
  const number = (x: number, count: number) => [math(numberTex(x, { kind: 'significant', count }))];
  return [
    [math(entryTex(worst))],
    number(worst.analytic, COMPARED_DIGITS),
    number(worst.numeric, COMPARED_DIGITS),
    number(worst.relativeError, 2),
  ];
}

/** An entry as the paper writes it: w^i_{rc}, with rows and columns from 1. */
function entryTex({ quantity, layer, row, column }: EntryRef): string {
  const [r, c] = [row + 1, column + 1];
  const both = r > 9 || c > 9 ? `${r},${c}` : `${r}${c}`;
  if (quantity === 'X') return `x_{${both}}`;
  return `${quantity === 'W' ? 'w' : 'b'}^{${layer}}_{${quantity === 'W' ? both : r}}`;
}

function conventionBlocks(network: Network, trace: Trace): readonly Block[] {
  const { forward, backward } = trace;
  const blocks: Block[] = [...lossKinkNotes('check.lossKinks', trace), ...faultNotes('check.notFinite', trace)];
  if (forward.kinks.length > 0) {
    blocks.push(
      note(
        'check.kinks',
        'warning',
        message(
          'A pre-activation sits exactly on a kink of its activation: σ′ is not defined there, and the gradient depends on the convention.',
        ),
      ),
      {
        kind: 'paragraph',
        id: 'check.kinkList',
        content: [math(namedKinks(network, forward, forward.kinks)), moreOnConventions],
      },
    );
  }
  if (backward?.fused === 'softmax-cross-entropy') {
    blocks.push(
      paragraph(
        'check.fused',
        message(
          'Softmax and cross-entropy are computed together from N of the last layer, so that nothing overflows and no digits are lost.',
        ),
      ),
    );
  } else if (backward?.fused === 'sigmoid-binary-cross-entropy') {
    blocks.push(
      paragraph(
        'check.fused',
        message(
          'Sigmoid and binary cross-entropy are computed together from N of the last layer, so that nothing overflows and no digits are lost.',
        ),
      ),
    );
  }
  return blocks;
}
