import { hasDirection, hessianVectorSteps, isHessianQuick } from '../engine/hessianVector';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Layer, Network } from '../network/network';
import type { Formula } from '../notation/formula/formula';
import {
  activationAlong,
  biasProduct,
  deltaAlong,
  lastDeltaAlong,
  lossGradientAlong,
  preActivationAlong,
  quantitiesAlong,
  weightProduct,
} from '../notation/formula/hessianFormulas';
import type { Quantities } from '../notation/formula/quantities';
import { numericTex } from '../notation/tex/tex';
import { layerTitle } from './forwardSection';
import type { Block, Section } from './page';
import { formulaBlock, heading, layerHeading, note, paragraph } from './pageBlocks';
import { spokenFormula } from '../notation/spoken/spokenFormula';
import type { PageChoices } from './pageChoices';
import type { Steps } from '../steps/steps';
import { blocksOfLayers } from './shownLayers';

/**
 * The Hessian of the objective times the direction that the text gives, by the R-operator, in steps that can be abandoned;
 * null without a direction.
 */
export function* hessianSection(
  network: Network,
  trace: Trace | null,
  q: Quantities,
  choices: PageChoices,
): Steps<Section | null> {
  if (!hasDirection(network.layers) || trace?.backward === null || trace === null) return null;
  const blocks = isHessianQuick(trace)
    ? yield* blocksOf(network, trace, q, choices)
    : [note('hessian.large', 'info', message('The network is too large to show the Hessian times a direction.'))];
  return { id: 'hessian', heading: message('Hessian times a direction'), blocks };
}

function* blocksOf(network: Network, trace: Trace, plain: Quantities, choices: PageChoices): Steps<readonly Block[]> {
  const along = yield* hessianVectorSteps(trace);
  if (along === null) return [];
  const q = quantitiesAlong(plain, along);
  const k = network.layers.length;
  const block = (id: string, label: Message, formula: Formula, layer: number) =>
    formulaBlock(
      id,
      label,
      (style) => numericTex(formula, { ...choices, id }, style),
      () => spokenFormula(formula, choices.digits),
      { layer },
    );
  const forward = ({ index, affine }: Layer): readonly Block[] => [
    layerHeading(`hessian.forward.${index}`, layerTitle(network.layers[index - 1]), index),
    block(
      `hessian.forward.${index}.N`,
      message('How N{0} changes along the direction', index),
      preActivationAlong(q, index, affine),
      index,
    ),
    block(
      `hessian.forward.${index}.Sigma`,
      message('How Σ{0} changes along the direction', index),
      activationAlong(q, index),
      index,
    ),
  ];
  const seed = lossGradientAlong(q, trace);
  const backward = ({ index, affine }: Layer): readonly Block[] => [
    layerHeading(`hessian.${index}`, layerTitle(network.layers[index - 1]), index),
    ...(index === k && seed !== null
      ? [block('hessian.seed', message('How ∇L changes along the direction'), seed, index)]
      : []),
    block(
      `hessian.${index}.Delta`,
      message('How Δ{0} changes along the direction', index),
      index === k ? lastDeltaAlong(q, trace) : deltaAlong(q, index),
      index,
    ),
    block(
      `hessian.${index}.W`,
      message('The Hessian times the direction, for W{0}', index),
      weightProduct(q, index),
      index,
    ),
    ...(affine
      ? [
          block(
            `hessian.${index}.b`,
            message('The Hessian times the direction, for b{0}', index),
            biasProduct(q, index),
            index,
          ),
        ]
      : []),
  ];
  return [
    paragraph(
      'hessian.words',
      message(
        'R is the derivative along the direction (V, v): the rate at which a quantity changes as W moves along V and b along v.',
      ),
      message('Σ″ contains the second derivative of every activation; at a kink, that of the piece used for σ′.'),
    ),
    heading('hessian.forward', message('Forward along the direction')),
    ...blocksOfLayers(network.layers, 'hessian.forward', forward),
    heading('hessian.backward', message('Backward along the direction')),
    ...blocksOfLayers([...network.layers].reverse(), 'hessian', backward),
  ];
}
