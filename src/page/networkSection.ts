import type { Steps } from '../steps/steps';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Activation } from '../functions/builtin/activation';
import type { Reduction } from '../functions/builtin/loss';
import { parameterCount, type Layer, type Network } from '../network/network';
import { activationFormulas, activationName, softmaxTex } from '../notation/tex/activationText';
import { moreOnConventions } from './conventions';
import { drawing } from './drawing/drawing';
import { formalNeuronsMessage } from './homogeneous/formalNeurons';
import { lossTex } from '../notation/tex/lossText';
import { functionBlocks } from './functionBlocks';
import { lettersOf, shownForm } from '../notation/formula/forms';
import { chainOfMapsTex } from '../notation/tex/networkTex';
import type { Block, Inline, Section } from './page';
import { formulaBlock, math, note, paragraph, words } from './pageBlocks';
import { letterTex } from '../notation/tex/letters';
import { mapTex } from '../notation/tex/symbolTex';
import { bracketed, type TexStyle } from '../notation/tex/texStyle';
import type { Quantities } from '../notation/formula/quantities';
import type { PageChoices } from './pageChoices';
import { spokenConvention, spokenList } from '../notation/spoken/spokenEntry';
import { spokenActivations, spokenLoss, spokenMaps, spokenMixed } from '../notation/spoken/spokenNetwork';

/** Layers up to which the list of activations names each one. */
const LISTED_LAYERS = 8;

/** So many different activations are listed with their formulas. */
const LISTED_ACTIVATIONS = 16;

/** Section 1: the chain of maps, the drawing, f as a formula, the objective, sizes and parameters, the activations. */
export function* networkSection(
  network: Network,
  trace: Trace | null,
  q: Quantities,
  choices: PageChoices,
  notes: readonly Message[] = [],
): Steps<Section> {
  const picture = drawing(network, trace);
  const formal = formalNeuronsMessage(network);
  const blocks: Block[] = [
    formulaBlock(
      'network.chain',
      message('f as a chain of maps'),
      (style) => chainOfMapsTex(network, style),
      () => spokenMaps(network),
    ),
    ...(picture === null ? [] : [picture]),
    paragraph('network.facts', facts(network)),
    ...functionBlocks(network, q, choices, lettersOf(shownForm(choices.form, network, trace))),
    ...(formal === null ? [] : [note('network.formal', 'info', formal)]),
    ...(yield* activationBlocks(network.layers)),
    ...objectiveBlocks(network, trace, q),
    ...(notes.length === 0 ? [] : [note('network.notes', 'info', ...notes)]),
  ];
  return { id: 'network', heading: message('The network'), blocks };
}

function facts(network: Network): Message {
  const { length } = network.layers;
  const parameters = parameterCount(network);
  if (network.formalInput) {
    return message(
      'Layers: {0}. Parameters: {1}. The network is the homogeneous form of an affine one.',
      length,
      parameters,
    );
  }
  const affine = network.layers.filter((layer) => layer.affine);
  if (affine.length === 0) {
    return message(
      'Layers: {0}. Parameters: {1}. No layer has a bias: the network is homogeneous.',
      length,
      parameters,
    );
  }
  if (affine.length === length) {
    return message('Layers: {0}. Parameters: {1}. Every layer has a bias: the network is affine.', length, parameters);
  }
  return message(
    'Layers: {0}. Parameters: {1}. Layers with a bias: {2}.',
    length,
    parameters,
    affine.map((layer) => layer.index).join(', '),
  );
}

/** An activation that is listed, and the layers that it occurs in. */
interface ListedActivation {
  readonly activation: Activation;
  readonly layers: Set<number>;
}

/** The activations that are listed, one for each name, and those that are left out. */
function listedActivations(layers: readonly Layer[]): { listed: ListedActivation[]; left: ReadonlySet<Activation> } {
  const users = new Map<string, ListedActivation>();
  const names = new Map<Activation, string>();
  const left = new Set<Activation>();
  for (const { index, activation } of layers) {
    if (activation.kind === 'softmax') continue;
    const { uniform, activations } = activation;
    for (const one of uniform === null ? new Set(activations) : [uniform]) {
      if (left.has(one)) continue;
      const name = users.size < LISTED_ACTIVATIONS ? activationName(one) : (names.get(one) ?? null);
      if (name === null) {
        left.add(one);
        continue;
      }
      names.set(one, name);
      const known = users.get(name) ?? { activation: one, layers: new Set<number>() };
      known.layers.add(index);
      users.set(name, known);
    }
  }
  return { listed: [...users.values()], left };
}

/** σ and σ′ of every activation that occurs, with the Σ_i it occurs in. */
function* activationBlocks(layers: readonly Layer[]): Steps<readonly Block[]> {
  const { listed, left } = listedActivations(layers);
  const softmax = layers.filter((layer) => layer.activation.kind === 'softmax');
  const mixed = layers.filter(({ activation }) => activation.kind === 'coordinatewise' && activation.uniform === null);
  const conventions: string[] = [];
  const spoken: Message[] = [];
  const shown: ListedActivation[] = [];
  for (const one of listed) {
    // A formula of the text can be long, and so is its derivative.
    if (one.activation.custom) yield shown.length / listed.length;
    const { activation } = one;
    const formulas = activationFormulas(activation);
    if (formulas === null) continue;
    conventions.push(...formulas.conventions);
    spoken.push(...activation.kinks.map((at) => spokenConvention(activation, at, activation.derivative(at))));
    shown.push(one);
  }
  const lines = (style: TexStyle) => [
    ...shown.map(({ activation, layers }) => {
      const { value, derivative } = activationFormulas(activation, style)!;
      return `${where([...layers], style)} &\\quad ${value}, &&\\quad ${derivative}`;
    }),
    ...softmax.map(({ index }) => `${where([index], style)} &\\quad ${softmaxLine(index, style)}`),
  ];
  const blocks: Block[] = [];
  for (const layer of mixed.slice(0, LISTED_LAYERS)) {
    const columnTex = mixedColumn(layer);
    if (columnTex === null) continue;
    blocks.push(
      formulaBlock(
        `network.Sigma.${layer.index}`,
        message('The activations of layer {0}, one for each neuron', layer.index),
        (style) => `${mapTex({ name: 'Sigma', layer: layer.index }, style)} = ${columnTex}`,
        () => spokenMixed(layer),
        { layer: layer.index },
      ),
    );
  }
  if (shown.length + softmax.length > 0) {
    blocks.push(
      formulaBlock(
        'network.activations',
        message('The activation functions and their derivatives'),
        (style) => `\\begin{aligned} ${lines(style).join(' \\\\[0.4em] ')} \\end{aligned}`,
        () =>
          spokenActivations(
            listed.map(({ activation, layers }) => ({ activation, layers: [...layers] })),
            softmax,
          ),
      ),
    );
  }
  if (left.size > 0) {
    const text = message('Activations that are not listed: {0}.', left.size);
    blocks.push(note('network.activations.left', 'info', text));
  }
  if (conventions.length > 0) {
    blocks.push({
      kind: 'paragraph',
      id: 'network.kinks',
      content: [
        words(message('At a kink σ has no derivative. By convention:')),
        math(conventions.join(',\\quad '), spokenList(spoken)),
        moreOnConventions,
      ],
    });
  }
  return blocks;
}

function where(indices: readonly number[], style: TexStyle): string {
  const shown = indices.length > LISTED_LAYERS ? [...indices.slice(0, LISTED_LAYERS - 1)] : indices;
  const dots = shown.length < indices.length ? ',\\, \\dots' : '';
  return `${shown.map((index) => letterTex(style, 'matrix', 'map', index)).join(',\\, ')}${dots}\\colon`;
}

function softmaxLine(index: number, style: TexStyle): string {
  const J = letterTex(style, 'matrix', 'Jacobian', index);
  return `${softmaxTex(index, style)}, &&\\quad ${J} = \\operatorname{diag}(p) - p\\,p^T`;
}

/** Σ_i = [σ_{i1}, …]ᵀ as the paper writes it, runs of the same activation gathered; null for a list too long to read. */
function mixedColumn({ activation }: Layer): string | null {
  if (activation.kind === 'softmax' || activation.activations.length > 12) return null;
  return `${bracketed(activation.activations.map(activationName).join(',\\; '))}^T`;
}

/** Whether L is the sum or the mean over a batch. */
function overSamples(reduction: Reduction, { column, columns }: Quantities): readonly Inline[] {
  const samples = column?.of ?? columns;
  if (samples === 1) return [];
  const text =
    reduction === 'mean'
      ? message('It is averaged over the {0} samples of the batch.', samples)
      : message('It is summed over the {0} samples of the batch.', samples);
  return [words(text), moreOnConventions];
}

function objectiveBlocks(network: Network, trace: Trace | null, q: Quantities): readonly Block[] {
  const objective = trace?.backward?.objective ?? network.objective;
  const outputs = network.sizes[network.sizes.length - 1];
  const blocks: Block[] = [];
  switch (objective.kind) {
    case 'loss': {
      const tex = lossTex(objective.loss, objective.reduction, outputs, q.column?.of ?? q.columns);
      if (tex !== null) {
        blocks.push(
          formulaBlock(
            'network.objective',
            message('The loss L'),
            (style) => style.data('t=loss.0', tex),
            () => spokenLoss(objective.loss, objective.reduction, outputs, q.column?.of ?? q.columns),
          ),
        );
      }
      blocks.push({
        kind: 'paragraph',
        id: 'network.objectiveWords',
        content: [
          words(message('The objective is the loss L: f = f(X) is the output of the network, y the target.')),
          ...overSamples(objective.reduction, q),
        ],
      });
      break;
    }
    case 'output':
      if (outputs > 1) {
        blocks.push(
          paragraph('network.objectiveWords', message('The objective is output {0} of {1}.', objective.index, outputs)),
        );
      }
      break;
    case 'none':
      break;
  }
  if (network.samples.length === 0) {
    blocks.push(note('network.noSample', 'info', message('No input yet, so the formulas are shown without numbers.')));
  } else if (trace === null) {
    blocks.push(
      note(
        'network.noWeights',
        'info',
        message('Some W or b have no numbers yet, so the formulas are shown without numbers.'),
      ),
    );
  }
  return blocks;
}
