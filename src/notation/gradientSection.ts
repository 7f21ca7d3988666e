import type { Trace } from '../engine/trace';
import { message, type Message } from '../language/message';
import type { Layer, Network } from '../network/network';
import { lastDelta, stableLastDelta } from './deltaRecursion';
import type { Formula } from './formula';
import { layerTitle, type PageChoices } from './forwardSection';
import { gradientFormula } from './gradientFormula';
import { gradientSystem, layersDown } from './gradientSystem';
import type { Block, Section } from './page';
import { formulaBlock, heading, layerHeading, note, paragraph } from './pageBlocks';
import { biasGradient, inputGradient, updateFormula } from './parameterFormulas';
import type { Quantities } from './quantities';
import { blocksOfLayers } from './shownLayers';
import type { QuantitySymbol } from './symbol';
import { numericTex, shapedTex, systemTex, valueTex } from './tex';
import type { TexStyle } from './texStyle';

/** Layers up to which the lines of formula (3) are written without dots. */
const FULL_FORMULA = 6;

/**
 * Section 3: formula (3) in letters, then with its numbers for every ∇_{W_r}, with ∇_{b_r} and, where there is a rate,
 * the updated parameters; last ∇_X.
 */
export function gradientSection(network: Network, trace: Trace | null, q: Quantities, choices: PageChoices): Section {
  const objective = trace?.backward?.objective ?? network.objective;
  if (objective.kind === 'none') return section([nothingChosen(network)]);
  const numbers = trace?.backward === null || trace === null ? null : trace;
  const blocks: Block[] = [];
  if (objective.kind === 'loss' && trace !== null && trace.backward === null) {
    blocks.push(
      note(
        'gradient.noTarget',
        'info',
        message('This input has no target, so the loss has no value and the formulas are shown without numbers.'),
      ),
    );
  }
  blocks.push(
    formulaBlock(
      'gradient.formula',
      message('Formula (3): the gradient with respect to every W'),
      (style) => systemTex(gradientSystem(gradientFormula, q, network.layers.length, FULL_FORMULA), style),
      { tag: '(3)' },
    ),
    paragraph('gradient.reading', ...reading(network, q)),
    ...(numbers === null ? [] : frontBlocks(numbers, q, choices)),
    ...blocksOfLayers([...network.layers].reverse(), 'gradient', (layer) => [
      layerHeading(`gradient.${layer.index}`, layerTitle(layer), layer.index),
      ...layerBlocks(layer, network, numbers, q, choices),
    ]),
    heading('gradient.X', message('The input')),
    formulaOrShapes(
      'gradient.X.numbers',
      message('The gradient with respect to X'),
      inputGradient(q),
      numbers,
      choices,
    ),
  );
  return section(blocks);
}

function section(blocks: readonly Block[]): Section {
  return { id: 'gradient', heading: message('Gradient'), blocks };
}

function nothingChosen(network: Network): Block {
  return note(
    'gradient.none',
    'info',
    message(
      'The network has {0} outputs, so it is not yet said what to differentiate. Choose an output above, or write a line such as “output 1” or “loss half_sse”.',
      network.sizes[network.sizes.length - 1],
    ),
  );
}

/** How the display is read, and which conventions are in it. */
function reading(network: Network, q: Quantities): readonly Message[] {
  const sentences = [
    message('Each line is read from left to right, one product at a time; the braces only mark the period.'),
    message('A · B is the matrix product, A ∘ B the entrywise (Hadamard) product, and A • B = B · A.'),
    message(
      'Every gradient has the shape of its W (denominator layout): the entry in row i and column j belongs to the weight in row i and column j.',
    ),
  ];
  const { objective } = network;
  if (q.beginsWithDelta) {
    sentences.push(message('The formulas begin with Δ of the last layer, which stands below.'));
  } else if (q.objective.letter === 'L') {
    sentences.push(message('∇L, the derivative of the loss by the output of the network, stands in front.'));
  } else if (q.objective.output !== null) {
    sentences.push(
      message(
        'The indicator of the chosen output, with a 1 in row {0} and zeros elsewhere, stands in front.',
        q.objective.output,
      ),
    );
  }
  if (q.lastDerivative === 'Jacobian') {
    sentences.push(
      message(
        'Softmax is not coordinate-wise, so it is outside the Σ of the paper: its Jacobian J = diag(p) − ppᵀ takes the place of Σ′.',
      ),
    );
  }
  if (q.columns > 1) {
    sentences.push(
      message('X has {0} columns, one for each sample: the last product sums over the samples.', q.columns),
    );
    if (objective.kind === 'loss' && objective.reduction === 'mean') {
      sentences.push(message('The factor 1/{0} of the mean is in ∇L, and so in every Δ.', q.columns));
    }
  }
  return sentences;
}

/** ∇L, J and Δ_k with their numbers: what formula (3) begins with. */
function frontBlocks(trace: Trace, q: Quantities, choices: PageChoices): readonly Block[] {
  const id = (part: string) => `gradient.start.${part}`;
  const blocks: Block[] = [];
  const value = (part: string, label: Message, symbol: QuantitySymbol) =>
    formulaBlock(id(part), label, (style) => valueTex(q.factor(symbol), { ...choices, id: id(part) }, style));
  if (q.front?.name === 'lossGradient') {
    blocks.push(value('front', message('∇L, the derivative of the loss by the output'), q.front));
  }
  if (q.lastDerivative === 'Jacobian' && q.columns === 1) {
    const label = message('The Jacobian J{0} of softmax', trace.forward.layers.length);
    blocks.push(value('Jacobian', label, { name: 'Jacobian', layer: q.last }));
  }
  const stable = stableLastDelta(q, trace);
  if (stable !== null || q.beginsWithDelta) {
    const formula = stable ?? lastDelta(q);
    blocks.push(formulaOrShapes(id('Delta'), message('Δ of the last layer'), formula, trace, choices));
  }
  return blocks;
}

function layerBlocks(
  layer: Layer,
  network: Network,
  numbers: Trace | null,
  q: Quantities,
  choices: PageChoices,
): readonly Block[] {
  const { index: r } = layer;
  const id = (part: string) => `gradient.${r}.${part}`;
  const formula = gradientFormula(q, r, layersDown(network.layers.length, r, FULL_FORMULA));
  const blocks = [
    formulaOrShapes(id('W'), message('The gradient with respect to W{0}', r), formula, numbers, choices, r),
  ];
  if (layer.affine) {
    const label = message('The gradient with respect to b{0}', r);
    blocks.push(formulaOrShapes(id('b'), label, biasGradient(q, r), numbers, choices, r));
  }
  if (numbers !== null && network.rate !== null) {
    const label = message('W{0} after one step against the gradient', r);
    blocks.push(formulaOrShapes(id('updatedW'), label, updateFormula(q, 'W', r), numbers, choices, r));
    if (layer.affine) {
      const biasLabel = message('b{0} after one step against the gradient', r);
      blocks.push(formulaOrShapes(id('updatedb'), biasLabel, updateFormula(q, 'b', r), numbers, choices, r));
    }
  }
  return blocks;
}

function formulaOrShapes(
  id: string,
  label: Message,
  formula: Formula,
  numbers: Trace | null,
  choices: PageChoices,
  layer?: number,
) {
  const write = (style: TexStyle) =>
    numbers === null ? shapedTex(formula, style) : numericTex(formula, { ...choices, id }, style);
  return formulaBlock(id, label, write, layer === undefined ? {} : { layer });
}
