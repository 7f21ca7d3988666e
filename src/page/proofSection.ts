import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Network } from '../network/network';
import {
  activationCoordinate,
  productRule,
  rowFactor,
  weightCoordinate,
  type Equalities,
  type Neuron,
} from '../notation/formula/coordinateProof';
import type { GradientForm } from '../notation/formula/forms';
import { innerIdentity, outerIdentity, outputGradient } from '../notation/formula/proofIdentities';
import { generalQuantities as general, type Quantities } from '../notation/formula/quantities';
import { generalActivationProof, generalWeightProof } from '../notation/tex/proofTex';
import { symbolTex } from '../notation/tex/symbolTex';
import { equalitiesTex, numericTex, shapedTex, valueTex } from '../notation/tex/tex';
import type { Block, Section } from './page';
import { formulaBlock, heading, note, paragraph } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import type { Formula } from '../notation/formula/formula';
import { spokenEqualities, spokenEquation, spokenFormula, spokenQuantities } from '../notation/spoken/spokenFormula';
import { spokenFactor } from '../notation/spoken/spokenSymbol';

/** A neuron of any layer. */
const anyNeuron: Neuron = { layer: { letter: 'r', offset: 0 }, index: 'i' };

/** §6 for one neuron, coordinate by coordinate; null where nothing is differentiated. */
export function proofSection(
  network: Network,
  trace: Trace | null,
  q: Quantities,
  choices: PageChoices,
  form: GradientForm,
): Section | null {
  const objective = trace?.backward?.objective ?? network.objective;
  if (objective.kind === 'none') return null;
  const blocks =
    q.columns > 1
      ? [
          note('proof.oneSample', 'info', message('The proof is shown for one sample at a time.'), {
            kind: 'choose',
            text: message('Show only sample 1'),
            column: 1,
          }),
        ]
      : blocksOf(network, trace?.backward ? trace : null, q, choices);
  return { id: 'proof', heading: message('Proof'), blocks, folded: form !== 'proof' };
}

/** The neuron that was chosen, as far as the network has it; else the first of the layer before the last. */
export function shownNeuron({ layers }: Network, { neuron, layer }: PageChoices): { layer: number; index: number } {
  const chosen = neuron?.layer ?? layer ?? Math.max(1, layers.length - 1);
  const r = Math.min(Math.max(chosen, 1), layers.length);
  return { layer: r, index: Math.min(Math.max(neuron?.index ?? 1, 1), layers[r - 1].size) };
}

function blocksOf(network: Network, trace: Trace | null, q: Quantities, choices: PageChoices): readonly Block[] {
  const neuron = shownNeuron(network, choices);
  const r = neuron.layer;
  const k = network.layers.length;
  const chain = chainWriter(q, trace !== null, choices);
  const line = lineWriter(trace !== null, choices);
  return [
    paragraph(
      'proof.words',
      message('Formula (3) follows from (6) and (7). Both are proved here coordinate by coordinate, for one neuron.'),
    ),
    { kind: 'neuron', id: 'proof.neuron', sizes: network.sizes.slice(1), layer: r, index: neuron.index },
    rowsBlock(network, q, neuron, choices),
    heading('proof.rule', message('The rule')),
    paragraph(
      'proof.rule.words',
      message(
        'If A is a row and B a column, the gradient of A ⋅ B with respect to A is the row Bᵀ, with the shape of A.',
      ),
    ),
    formulaBlock(
      'proof.rule.general',
      message('The gradient of a row times a column'),
      () => '\\nabla_A (A \\cdot B) = B^T',
      () => [message('the gradient of A times B with respect to A equals B transposed')],
    ),
    chain('proof.rule.neuron', message('The rule for the row of the chosen neuron'), productRule(q, neuron)),
    heading('proof.base', message('The base case')),
    paragraph(
      'proof.base.words',
      message('The gradient with respect to the output itself, from which (7) starts. The paper omits it.'),
    ),
    line('proof.base.formula', message('The gradient with respect to the last Σ'), outputGradient(q)),
    heading('proof.6', message('Identity (6)')),
    formulaBlock(
      'proof.6.general',
      message('The proof of (6), as in the paper'),
      generalWeightProof,
      () => spokenProof(weightCoordinate(general, anyNeuron, false), outerIdentity(general, anyNeuron.layer)),
      { tag: '(6)' },
    ),
    chain(
      'proof.6.neuron',
      message('The proof of (6) for neuron {0} of layer {1}', neuron.index, r),
      weightCoordinate(q, neuron, network.layers[r - 1].affine),
    ),
    line('proof.6.layer', message('The rows of all neurons of layer {0} together', r), outerIdentity(q, r)),
    heading('proof.7', message('Identity (7)')),
    paragraph(
      'proof.7.words',
      message(
        'Here ⟨A, B⟩ is the scalar product of two columns. Row i of the transpose of W is a row, so it is transposed again before it meets a column.',
      ),
    ),
    formulaBlock(
      'proof.7.general',
      message('The proof of (7), as in the paper'),
      generalActivationProof,
      () => spokenProof(activationCoordinate(general, anyNeuron, false), innerIdentity(general, anyNeuron.layer)),
      { tag: '(7)' },
    ),
    ...(r === k
      ? [
          note(
            'proof.7.last',
            'info',
            message('Layer {0} is the last one: its gradient is the base case. Choose an earlier layer to see (7).', r),
          ),
        ]
      : [
          chain(
            'proof.7.neuron',
            message('The proof of (7) for neuron {0} of layer {1}', neuron.index, r),
            activationCoordinate(q, neuron, network.layers[r].affine),
          ),
          line(
            'proof.7.layer',
            message('The coordinates of all neurons of layer {0} together', r),
            innerIdentity(q, r),
          ),
        ]),
  ];
}

/** The coordinates of a general neuron, and all of them together. */
function spokenProof({ left, members }: Equalities, whole: Formula): readonly Message[] {
  return [
    ...spokenEqualities(
      spokenFactor(left, 'matrices'),
      members.map((right) => ({ right, letters: 'matrices' as const })),
      left,
      null,
    ),
    spokenEquation(whole),
  ];
}

/** W_r^i, b_r^i, Σ_r^i and Σ′_r^i with their numbers. */
function rowsBlock(network: Network, q: Quantities, neuron: Neuron & { layer: number }, choices: PageChoices): Block {
  const { affine, activation } = network.layers[neuron.layer - 1];
  const shown = [
    'W' as const,
    ...(affine ? ['b' as const] : []),
    'Sigma' as const,
    ...(activation.kind === 'coordinatewise' ? ['dSigma' as const] : []),
  ];
  return formulaBlock(
    'proof.rows',
    message('What belongs to the chosen neuron'),
    (style) =>
      shown
        .map((of) => valueTex(rowFactor(q, of, neuron), { ...choices, id: `proof.rows.${of}` }, style))
        .join(', \\qquad '),
    () =>
      spokenQuantities(
        shown.map((of) => rowFactor(q, of, neuron)),
        choices.digits,
      ),
  );
}

function chainWriter(q: Quantities, numbers: boolean, choices: PageChoices) {
  return (id: string, label: Message, { left, members }: Equalities): Block =>
    formulaBlock(
      id,
      label,
      (style) =>
        equalitiesTex(
          symbolTex(left.symbol, left.transposed, style),
          members.map((right) => ({ right, letters: 'matrices' as const })),
          left,
          { ...choices, id, shapes: choices.shapes || !numbers },
          style,
        ),
      () =>
        spokenEqualities(
          spokenFactor(left, 'matrices'),
          members.map((right) => ({ right, letters: 'matrices' as const })),
          left,
          choices.digits,
        ),
    );
}

function lineWriter(numbers: boolean, choices: PageChoices) {
  return (id: string, label: Message, formula: Formula): Block =>
    formulaBlock(
      id,
      label,
      (style) => (numbers ? numericTex(formula, { ...choices, id }, style) : shapedTex(formula, style)),
      () => spokenFormula(formula, choices.digits),
    );
}
