import type { EntryRef, GradientCheck, Trace } from '../engine/trace';
import { message, type Message } from '../language/message';
import type { Network } from '../network/network';
import { lossKinkNotes, moreOnConventions, namedKinks } from './conventions';
import { formatNumber } from './numberFormat';
import type { Block, Section } from './page';
import { math, note, paragraph, words } from './pageBlocks';
import { subscript } from './symbolTex';

/** Rows of the table, and entries named one by one; of more the first (or worst) are shown. */
const ROWS = 12;
const NAMED = 5;

/** Section 4: analytic against central differences, and the conventions in force; null if there is nothing to say. */
export function checkSection(network: Network, trace: Trace | null, check: GradientCheck | null): Section | null {
  const blocks = [
    ...(check === null ? [] : checkBlocks(check)),
    ...(trace === null ? [] : conventionBlocks(network, trace)),
  ];
  return blocks.length === 0 ? null : { id: 'check', heading: message('Check'), blocks };
}

function checkBlocks(check: GradientCheck): readonly Block[] {
  const blocks: Block[] = [
    paragraph(
      'check.summary',
      message(
        'Against central differences, the largest relative error is {0}. Entries compared: {1} of {2}.',
        relative(check.maxRelativeError),
        check.checked,
        check.total,
      ),
    ),
  ];
  const parts = [...check.parts];
  if (parts.length > ROWS) parts.sort((a, b) => b.maxRelativeError - a.maxRelativeError);
  blocks.push({
    kind: 'table',
    id: 'check.parts',
    head: [
      [words(message('Gradient'))],
      [words(message('Largest relative error'))],
      [words(message('Entry'))],
      [words(message('Compared'))],
    ],
    rows: parts
      .slice(0, ROWS)
      .map((part) => [
        [math(`\\nabla_{${part.quantity}${part.layer === 0 ? '' : subscript(part.layer)}}`)],
        [math(formatNumber(part.maxRelativeError, { kind: 'significant', count: 2 }))],
        part.worst === null ? [] : [math(entryTex(part.worst))],
        [words(message('{0} of {1}', part.checked, part.total))],
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

/** A small number in running text: 1.3·10⁻¹³. */
function relative(error: number): string {
  if (error === 0 || !Number.isFinite(error)) return String(error);
  const [mantissa, power] = error.toExponential(1).split('e');
  const raised = [...power.replace('+', '')].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]).join('');
  return `${mantissa}·10${raised}`;
}

/** An entry as the paper's readers write it: (W_2)_{1,3}, rows and columns from 1. */
function entryTex({ quantity, layer, row, column }: EntryRef): string {
  const matrix = quantity === 'X' ? 'X' : `${quantity}${subscript(layer)}`;
  return `(${matrix})_{${row + 1}${quantity === 'b' ? '' : `,${column + 1}`}}`;
}

function conventionBlocks(network: Network, { forward, backward }: Trace): readonly Block[] {
  const blocks: Block[] = [...lossKinkNotes('check.lossKinks', { forward, backward })];
  if (forward.notFinite !== null) {
    const { layer, quantity, neuron } = forward.notFinite;
    blocks.push(note('check.notFinite', 'warning', notFinite(quantity, layer, neuron + 1)));
  }
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

function notFinite(quantity: 'N' | 'Sigma' | 'dSigma', layer: number, neuron: number): Message {
  switch (quantity) {
    case 'N':
      return message('Entry {0} of N{1} is not a finite number, and so is what follows from it.', neuron, layer);
    case 'Sigma':
      return message('Entry {0} of Σ{1} is not a finite number, and so is what follows from it.', neuron, layer);
    case 'dSigma':
      return message('Entry {0} of Σ′{1} is not a finite number, and so is what follows from it.', neuron, layer);
  }
}
