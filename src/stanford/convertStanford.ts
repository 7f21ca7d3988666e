import { format, withEdits } from '../language/format/format';
import { inEnglish, message, say, type Message, type Translate } from '../message/message';
import { parse } from '../language/syntax/parser';
import { clamps, keepsInputs, keepsOutputs, type StanfordScaling } from './stanfordScaling';
import type { StanfordFile } from './stanfordFile';
import { subscript } from '../message/subscript';
import type { LayerActivation } from '../functions/builtin/activation';
import type { Matrix } from '../network/matrix';
import { parameterCount, type Network } from '../network/network';

/** More parameters than this make a text that editors refuse. */
export const MOST_CONVERTED = 2_000_000;

/** A Stanford NNet file as a text of the NNet language. */
export interface Conversion {
  readonly text: string;
  /** What the text cannot say, null if nothing is lost. */
  readonly lost: Message | null;
}

/**
 * The network of a Stanford NNet file written out: the same numbers, which read back exactly, with the file's means and
 * ranges in W_1, b_1, W_k and b_k. Or why it cannot be written.
 * @param file null for a text that is no Stanford NNet file
 * @param network of the file; null if it has errors
 * @param title of the network, usually the name of the file
 */
export function convertStanford(
  file: StanfordFile | null,
  network: Network | null,
  title: string | null,
  translate: Translate = inEnglish,
): Conversion | { readonly refusal: Message } {
  if (file === null) return { refusal: message('This is not a Stanford NNet file.') };
  const { scaling } = file;
  if (network === null || scaling === null) return { refusal: message('The text has errors.') };
  const count = parameterCount(network);
  if (count > MOST_CONVERTED) {
    return {
      refusal: message(
        'The network has {0} weights and biases, too many to edit as text. The limit for conversion is {1}.',
        count,
        MOST_CONVERTED,
      ),
    };
  }
  const lost = clamps(scaling) ? message('Other programs clamp the inputs to the minimums and maximums of the Stanford NNet file. The converted network does not.') : null; // prettier-ignore
  const comments = [...commentsOf(file, network, scaling), ...(lost === null ? [] : [lost, ...boundsOf(scaling)])];
  const parts = [
    ...(title === null ? [] : [`network "${title.replace(/\s+/g, ' ').replace(/[\\"]/g, '\\$&')}"`]),
    comments.map((text) => `# ${say(text, translate)}`).join('\n'),
    ...network.samples.map(({ X }) => `input X = ${row(X, 0, X.rows)}`),
    ...network.layers.map(
      ({ activation, weights, bias }) =>
        `layer ${nameOf(activation)}\n  W = ${rows(weights!)}\n  b = ${row(bias!, 0, bias!.rows)}`,
    ),
    ...(file.chosen.output === null || network.sizes.at(-1) === 1 ? [] : [`output ${file.chosen.output.value}`]),
  ];
  const text = `${parts.join('\n\n')}\n`;
  return { text: withEdits(text, format(parse(text))), lost };
}

/** Each layer of a Stanford NNet file has one activation for all its neurons. */
function nameOf(activation: LayerActivation): string {
  return (activation as Extract<LayerActivation, { kind: 'coordinatewise' }>).uniform!.name;
}

function commentsOf({ chosen }: StanfordFile, { layers }: Network, scaling: StanfordScaling): Message[] {
  const k = subscript(layers.length);
  const [inputs, outputs] = [!keepsInputs(scaling), !keepsOutputs(scaling)];
  const first =
    chosen.input !== null
      ? message('Converted from a Stanford NNet file.')
      : message(
          'Converted from a Stanford NNet file. The file contains no X; each input is its mean, clamped to its bounds.',
        );
  if (inputs && outputs) {
    return [
      first,
      message('The means and ranges are part of W₁, b₁, W{0} and b{0}: X and f are in the units of the file.', k),
    ];
  }
  if (inputs) return [first, message('The means and ranges are part of W₁ and b₁: X is in the units of the file.')];
  if (outputs)
    return [first, message('The output’s mean and range are part of W{0} and b{0}: f is in the units of the file.', k)];
  return [first];
}

/** More inputs than this have their bounds in the file alone. */
const MOST_BOUNDS = 20;

function boundsOf({ minimums, maximums }: StanfordScaling): Message[] {
  if (minimums.length > MOST_BOUNDS) return [];
  return Array.from(minimums, (low, j) =>
    message('  {0} ≤ x{1} ≤ {2}', boundText(low), subscript(j + 1), boundText(maximums[j])),
  );
}

function boundText(bound: number): string {
  return String(bound).replace('Infinity', '∞').replace('-', '−');
}

/** `[a b …]`, entries `from` … `to` − 1. */
function row({ data }: Matrix, from: number, to: number): string {
  return `[${entries(data, from, to)}]`;
}

function rows({ rows, cols, data }: Matrix): string {
  const lines = Array.from({ length: rows }, (_, r) => entries(data, r * cols, (r + 1) * cols));
  return `[${lines.join('\n       ')}]`;
}

/** The shortest texts that read back as these very numbers. */
function entries(data: Float64Array, from: number, to: number): string {
  const texts: string[] = [];
  for (let i = from; i < to; i++) texts.push(Object.is(data[i], -0) ? '-0' : String(data[i]));
  return texts.join(' ');
}
