import { kinksOfLayer } from '../engine/kinks';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Network } from '../network/network';
import { activationName } from '../notation/tex/activationText';
import { exactTex, exactText } from '../numbers/numberText';
import type { Block, Inline } from './page';
import { entryTex } from '../notation/tex/letters';
import type { TexStyle } from '../notation/tex/texStyle';
import { math, note } from './pageBlocks';
import { andSoOn, spokenConvention, spokenEntry, spokenList } from '../notation/spoken/spokenEntry';

/** Kinks named one by one; of more the first so many. */
const NAMED = 5;

/** The link to the help page. */
export const moreOnConventions: Inline = { kind: 'help', text: message('More on conventions') };

/** What σ′ is taken as where a pre-activation of this layer sits on a kink; nothing if none does. */
export function kinkNotes(network: Network, { forward }: Trace, layer: number): readonly Block[] {
  const { from, to } = kinksOfLayer(forward.kinks, layer);
  if (from === to) return [];
  const kinks = forward.kinks.slice(from, Math.min(to, from + NAMED + 1));
  return [
    note(
      `forward.${layer}.kinks`,
      'warning',
      message('N{0} has an entry at a kink of its activation. σ′ is undefined there; by convention it is:', layer),
      namedKinks(network, forward, kinks),
      moreOnConventions,
    ),
  ];
}

/** The kinks with the values that σ′ is given there, the first few of them. */
export function namedKinks(network: Network, forward: Trace['forward'], kinks: Trace['forward']['kinks']): Inline {
  const named = kinks.slice(0, NAMED);
  const more = kinks.length > NAMED;
  return math(
    (style) =>
      [...named.map((kink) => kinkTex(network, forward, kink, style)), ...(more ? ['\\dots'] : [])].join(';\\quad '),
    spokenList([...named.map((kink) => spokenKink(network, forward, kink)), ...(more ? [andSoOn] : [])]),
  );
}

/** Where the loss has no derivative, and what ∇L is taken as there; nothing if it has one everywhere. */
export function lossKinkNotes(id: string, { backward }: Pick<Trace, 'backward'>): readonly Block[] {
  if (backward === null || backward.lossKinks.length === 0) return [];
  const { lossKinks, seed } = backward;
  const named = lossKinks.slice(0, NAMED).map(({ output, column }) => {
    const index = seed.cols === 1 ? `${output + 1}` : `${output + 1},${column + 1}`;
    return `(\\nabla L)_{${index}} := ${exactTex(seed.data[output * seed.cols + column])}`;
  });
  const spoken = lossKinks
    .slice(0, NAMED)
    .map(({ output, column }) =>
      message(
        '{0} is taken as {1}',
        spokenEntry(message('the gradient of L'), output, seed.cols === 1 ? null : column),
        exactText(seed.data[output * seed.cols + column]),
      ),
    );
  const more = lossKinks.length > NAMED;
  return [
    note(
      id,
      'warning',
      message('The loss is not differentiable at these outputs. By convention:'),
      math(
        [...named, ...(more ? ['\\dots'] : [])].join(',\\quad '),
        spokenList([...spoken, ...(more ? [andSoOn] : [])]),
      ),
      moreOnConventions,
    ),
  ];
}

/** Which entry of N sits on the kink, and what σ′ is taken as there. */
function kinkTex(
  network: Network,
  forward: Trace['forward'],
  kink: Trace['forward']['kinks'][number],
  style: TexStyle,
): string {
  const { layer, neuron, column } = kink;
  const { N, dSigma } = forward.layers[layer - 1];
  const { activation } = network.layers[layer - 1];
  const at = exactTex(N.data[neuron * N.cols + column]);
  const index = N.cols === 1 ? String(neuron + 1) : `${neuron + 1},${column + 1}`;
  const entry = `${entryTex(style, 'N', layer, index)} = ${at}`;
  if (activation.kind === 'softmax' || dSigma === null) return entry;
  const derivative = exactTex(dSigma.data[neuron * dSigma.cols + column]);
  return `${entry},\\ {${activationName(activation.activations[neuron])}}'(${at}) := ${derivative}`;
}

function spokenKink(network: Network, forward: Trace['forward'], kink: Trace['forward']['kinks'][number]): Message {
  const { layer, neuron, column } = kink;
  const { N, dSigma } = forward.layers[layer - 1];
  const { activation } = network.layers[layer - 1];
  const at = N.data[neuron * N.cols + column];
  const entry = message('{0} is {1}', spokenEntry(`N ${layer}`, neuron, N.cols === 1 ? null : column), exactText(at));
  if (activation.kind === 'softmax' || dSigma === null) return entry;
  const derivative = dSigma.data[neuron * dSigma.cols + column];
  return spokenList([entry, spokenConvention(activation.activations[neuron], at, derivative)]);
}
