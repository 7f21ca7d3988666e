import { faultText } from '../../analysis/faultText';
import { lostDigitsText, underflowText } from '../../analysis/smallNumberText';
import type { SampleResult } from '../../analysis/gradientReport';
import { hasDirection, hessianVector, isHessianQuick } from '../../engine/hessianVector';
import type { Backward, GradientCheck, Trace } from '../../engine/trace';
import { updatedLayer } from '../../engine/updated';
import { inEnglish, message, quantities, say, type Message, type Translate } from '../../message/message';
import { inLetters } from '../../notation/letters/courseText';
import { usualLook, type Look } from '../../notation/look';
import { layerIndex, subscript } from '../../message/subscript';
import type { Layer, Network } from '../../network/network';
import { leftOutSentences } from './checkText';
import { besideEachOther, gridOf, matrixText, type Grid } from './matrixText';
import { errorText, numberText } from '../../numbers/numberText';
import { activationName } from '../describe/shapes';

interface GradientWriting {
  readonly look?: Look;
  readonly translate?: Translate;
  /** What else the reader has to know. */
  readonly notes?: readonly Message[];
}

/**
 * Forward values, Δ, gradients and checks as a document to read: plain text that is also Markdown.
 * Large matrices are shown by their corners; the gradient has the shape of W (denominator layout), and the text says so.
 */
export function gradientText(
  network: Network,
  results: readonly SampleResult[],
  { look = usualLook, translate = inEnglish, notes = [] }: GradientWriting = {},
): string {
  const inLook = inLetters(look.letters, translate);
  const words = (text: Message): string => say(text, inLook);
  return [
    `# ${network.title ?? words(message('The network and its gradient'))}`,
    networkText(network, words),
    ...(notes.length === 0 ? [] : [notes.map(words).join(' ')]),
    ...results.flatMap((result) => sampleText(network, result, words)),
  ]
    .join('\n\n')
    .concat('\n');
}

type Words = (text: Message) => string;

function networkText(network: Network, words: Words): string {
  const lines = network.layers.map((layer) => {
    const shape = `${layer.size} × ${layer.inputSize}`;
    const name = activationName(layer.activation);
    return `- ${words(
      layer.name === null
        ? message('Layer {0}: W{1} is {2}, {3}', layer.index, layerIndex(layer.index), shape, name)
        : message('Layer {0} ({4}): W{1} is {2}, {3}', layer.index, layerIndex(layer.index), shape, name, layer.name),
    )}`;
  });
  if (network.rate !== null) lines.push(`- ${words(message('Rate η = {0}', numberText(network.rate)))}`);
  return lines.join('\n');
}

function sampleText(network: Network, { trace, check }: SampleResult, words: Words): string[] {
  const { sample, layers, kinks } = trace.forward;
  const { backward } = trace;
  const heading =
    sample.kind !== 'batch'
      ? message('At {0}', sample.name)
      : sample.X.cols === 1
        ? message('At {0} (one column)', sample.name)
        : message('At {0} ({1} columns)', sample.name, sample.X.cols);
  const parts = [`## ${words(heading)}`, words(valueText(network, trace))];

  const X = named('X', words, gridOf(sample.X));
  const data = sample.target === null ? [X] : [X, named('Y', words, gridOf(sample.target))];
  parts.push(`### ${words(message('Forward'))}`, code(data));
  for (const layer of network.layers) parts.push(...forwardText(layer, layers[layer.index - 1], words));
  if (kinks.length > 0) {
    parts.push(
      words(message('Pre-activations exactly at a kink: {0}. The gradient there follows a convention.', kinks.length)),
    );
  }
  if (trace.fault !== null) parts.push(words(faultText(trace, trace.fault).message));
  parts.push(...trace.underflows.map((place) => words(underflowText(trace, place))));
  parts.push(...(trace.lostDigits ?? []).map((place) => words(lostDigitsText(trace, place))));
  if (backward === null) return parts;

  const of = objectiveSymbol(network, backward);
  parts.push(
    `### ${words(message('Gradient'))}`,
    words(message('Each gradient has the shape of its matrix (denominator layout).')),
  );
  for (const layer of [...network.layers].reverse())
    parts.push(...backwardText(layer, backward, of, network.rate, words));
  parts.push(code([named(`∇X ${of}`, words, gridOf(backward.gradX))]));
  parts.push(...hessianText(network, trace, words));
  if (check !== null) parts.push(...checkText(check, words));
  return parts;
}

/** The Hessian times the direction that the text gives; nothing without one. */
function hessianText({ layers }: Network, trace: Trace, words: Words): string[] {
  if (!hasDirection(layers) || trace.backward === null) return [];
  const parts = [`### ${words(message('Hessian times a direction'))}`];
  const along = isHessianQuick(trace) ? hessianVector(trace) : null;
  if (along === null) {
    return [...parts, words(message('The network is too large to show the Hessian times a direction.'))];
  }
  for (const { index } of [...layers].reverse()) {
    const i = subscript(index);
    const { V, v, HV, Hv } = along.layers[index - 1];
    const blocks = [named(`V${i}`, words, gridOf(V)), named(`(HV)${i}`, words, gridOf(HV))];
    if (v !== null && Hv !== null) blocks.push(named(`v${i}`, words, gridOf(v)), named(`(Hv)${i}`, words, gridOf(Hv)));
    parts.push(code(blocks));
  }
  return parts;
}

/** The number that is differentiated, and what it is; or why nothing is. */
function valueText(network: Network, { forward, backward }: Trace): Message {
  const outputs = network.sizes[network.layers.length];
  const batch = forward.sample.kind === 'batch';
  if (backward === null) {
    return network.objective.kind === 'loss'
      ? message('{0} has no target, so there is no loss to differentiate.', forward.sample.name)
      : message('There are {0} outputs, but no loss and no chosen output, so nothing is differentiated.', outputs);
  }
  const value = numberText(backward.value);
  const { objective } = backward;
  if (objective.kind === 'loss') {
    const { name } = objective.loss;
    const loss = name === 'own' ? objective.loss.formula : name;
    if (!batch) return message('Loss L = {0} ({1})', value, loss);
    return objective.reduction === 'mean'
      ? message('Loss L = {0} ({1}, the mean of the columns)', value, loss)
      : message('Loss L = {0} ({1}, the sum of the columns)', value, loss);
  }
  if (outputs === 1) {
    return batch ? message('Sum of f over the columns = {0}', value) : message('Network function f = {0}', value);
  }
  return batch
    ? message('Sum of output {0} over the columns = {1}', objective.index, value)
    : message('Output {0} = {1}', objective.index, value);
}

function objectiveSymbol(network: Network, { objective }: Backward): string {
  if (objective.kind === 'loss') return 'L';
  return network.sizes[network.layers.length] === 1 ? 'f' : `f${subscript(objective.index)}`;
}

function forwardText(layer: Layer, values: Trace['forward']['layers'][number], words: Words): string[] {
  const i = subscript(layer.index);
  const blocks = [named(`N${i}`, words, gridOf(values.N)), named(`Σ${i}`, words, gridOf(values.Sigma))];
  if (values.dSigma !== null) return [code([...blocks, named(`Σ′${i}`, words, gridOf(values.dSigma))])];
  const softmax = message(
    'softmax is not coordinate-wise: Σ′{0} is the Jacobian diag(p) − ppᵀ of each column.',
    layerIndex(layer.index),
  );
  return [code(blocks), words(softmax)];
}

function backwardText(layer: Layer, backward: Backward, of: string, rate: number | null, words: Words): string[] {
  const at = layer.index - 1;
  const i = subscript(layer.index);
  const gradW = backward.gradW[at];
  const gradb = backward.gradb[at];
  const blocks = [named(`Δ${i}`, words, gridOf(backward.Delta[at])), named(`∇W${i} ${of}`, words, gradW)];
  if (gradb !== null) blocks.push(named(`∇b${i} ${of}`, words, gridOf(gradb)));
  if (rate === null) return [code(blocks)];
  const { W, b } = updatedLayer(layer, backward, rate);
  const updates = [named(`W${i} - η∇W${i}`, words, gridOf(W))];
  if (b !== null) updates.push(named(`b${i} - η∇b${i}`, words, gridOf(b)));
  return [code(blocks), code(updates)];
}

function checkText(check: GradientCheck, words: Words): string[] {
  const { worst, maxRelativeError, compared, total } = check;
  const outcome =
    worst === null
      ? message('No entry could be compared with central differences.')
      : message(
          'Against central differences the largest relative error is {0} (entries compared: {1} of {2}).',
          errorText(maxRelativeError),
          compared,
          total,
        );
  return [`### ${words(message('Check'))}`, [outcome, ...leftOutSentences(check)].map(words).join('\n')];
}

/** `symbol = ⎡…⎤` with the letters of the reader. */
function named(symbol: string, words: Words, grid: Grid): string[] {
  return matrixText(words(quantities(symbol)), grid);
}

/** Blocks beside each other, indented so that Markdown shows them as they are. */
function code(blocks: readonly string[][]): string {
  return besideEachOther(blocks)
    .map((line) => `    ${line}`)
    .join('\n');
}
