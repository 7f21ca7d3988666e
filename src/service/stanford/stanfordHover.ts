import type { Place } from '../../analysis/places';
import { entryAt, entryRange } from '../../language/matrices/matrixEntries';
import { message, type Message, type Translate } from '../../message/message';
import { isNone, valuesOf, type StanfordFile } from '../../stanford/stanfordFile';
import { sayMarkdown } from '../describe/markdownText';
import { keepsInputs, keepsOutputs } from '../../stanford/stanfordScaling';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral, Spec } from '../../language/syntax/tree';
import { subscript } from '../../message/subscript';

/** What a line of a Stanford NNet file holds at an offset: a layer by its size, or words. */
export type StanfordHover =
  | { readonly kind: 'layer'; readonly index: number; readonly range: TextRange }
  | { readonly kind: 'words'; readonly markdown: string; readonly range: TextRange };

/** What stands at an offset above the first W; null further down, and where there is nothing to say. */
export function stanfordHover(spec: Spec, file: StanfordFile, at: number, translate: Translate): StanfordHover | null {
  const words = (range: TextRange, ...lines: readonly Message[]): StanfordHover => ({
    kind: 'words',
    range,
    markdown: lines.map((line) => sayMarkdown(line, translate)).join('\n\n'),
  });
  const entryOf = (line: MatrixLiteral | null): number | null => (line && entryAt(spec, line, at))?.column ?? null;
  if (file.flag !== null && file.flag.start <= at && at <= file.flag.end) {
    return words(file.flag, message('An obsolete flag of the format; it is ignored.'));
  }
  const size = entryOf(file.sizesLine);
  if (size !== null && size > 0 && size < file.sizes.length)
    return { kind: 'layer', index: size, range: entryRange(spec, file.sizesLine!, 0, size) };
  for (const [line, say] of linesOf(file)) {
    const entry = entryOf(line);
    if (entry !== null) return words(entryRange(spec, line!, 0, entry), ...say(entry));
  }
  return null;
}

type Line = readonly [MatrixLiteral | null, (entry: number) => readonly Message[]];

function linesOf(file: StanfordFile): readonly Line[] {
  const { sizes } = file;
  const n = sizes[0] ?? 0;
  const perInput = (line: MatrixLiteral | null, none: Message, of: (input: number, x: number) => Message): Line => [
    line,
    (entry) => [isNone(line!) && n > 1 ? none : entry < n ? of(entry + 1, valuesOf(line!)[entry]) : spare],
  ];
  const scaled = (
    line: MatrixLiteral | null,
    none: Message,
    of: (j: number, x: number) => Message,
    all: (x: number) => Message,
  ): Line => [
    line,
    (entry) => {
      const values = valuesOf(line!);
      if (isNone(line!)) return [none];
      if (entry === values.length - 1) return [all(values[entry])];
      return [entry < n ? of(entry + 1, values[entry]) : spare];
    },
  ];
  return [
    [file.header, (entry) => headerWords(entry, file.header!, sizes)],
    [
      file.sizesLine,
      (entry) =>
        entry > 0
          ? [message('This size is not used: the file has {0} layers.', sizes.length - 1)]
          : [message('n₀ = {0}, the number of inputs. The sizes of the layers follow.', n)],
    ],
    perInput(file.minimums, message('The inputs have no minimums.'), (j, x) =>
      message('The minimum of x{0}: other programs clamp smaller inputs to {1}.', subscript(j), x),
    ),
    perInput(file.maximums, message('The inputs have no maximums.'), (j, x) =>
      message('The maximum of x{0}: other programs clamp larger inputs to {1}.', subscript(j), x),
    ),
    scaled(
      file.means,
      message('There are no means: nothing is subtracted from the inputs or added to the outputs.'),
      (j, x) =>
        message('The mean of x{0}: {1} is subtracted before the input is divided by its range.', subscript(j), x),
      (x) => message('The mean of the outputs: {0} is added to each after it is multiplied by the range.', x),
    ),
    scaled(
      file.ranges,
      message('There are no ranges: inputs are not divided and outputs not multiplied.'),
      (j, x) => message('The range of x{0}: the input minus its mean is divided by {1}.', subscript(j), x),
      (x) => message('The range of the outputs: each is multiplied by {0}.', x),
    ),
  ];
}

const spare = message('This number is not used: there are more numbers than inputs.');

function headerWords(entry: number, header: MatrixLiteral, sizes: readonly number[]): readonly Message[] {
  const said = valuesOf(header)[entry];
  const counted = [sizes.length - 1, sizes[0], sizes[sizes.length - 1], Math.max(...sizes)][entry];
  const what = [
    message('The number of layers.'),
    message('The number of inputs.'),
    message('The number of outputs.'),
    message('The largest size of a layer.'),
  ][entry];
  if (what === undefined) return [spare];
  return sizes.length === 0 || said === counted
    ? [what]
    : [what, message('The sizes below give {0} and take precedence.', counted)];
}

/** How an entry of W or b in the file became the entry of the network; null where it is the same number. */
export function scalingNote(file: StanfordFile, { quantity, layer, entry }: Place): Message | null {
  const { scaling } = file;
  const read = file.layers[layer - 1];
  if (scaling === null || read === undefined || entry === undefined) return null;
  const inputs = layer === 1 && !keepsInputs(scaling);
  const outputs = layer === file.layers.length && !keepsOutputs(scaling);
  if (!inputs && !outputs) return null;
  const at = entry.row * (quantity === 'W' ? read.weights.rowLengths[0] : 1) + entry.column;
  const literal = quantity === 'W' ? read.weights : read.bias;
  const written = literal && valuesOf(literal)[at];
  if (written === null || written === undefined) return null;
  if (inputs && outputs) {
    return message('In the file it is {0}; here it includes the means and ranges of the inputs and outputs.', written);
  }
  if (outputs) {
    return quantity === 'W'
      ? message('In the file it is {0}; here it is multiplied by the range of the outputs, {1}.', written, scaling.outputRange)
      : message('In the file it is {0}; here it is multiplied by the range of the outputs, {1}, and their mean, {2}, is added.', written, scaling.outputRange, scaling.outputMean); // prettier-ignore
  }
  return quantity === 'W'
    ? message(
        'In the file it is {0}; here it is divided by the range of the input, {1}.',
        written,
        scaling.ranges[entry.column],
      )
    : message('In the file it is {0}; here it includes the means of the inputs.', written);
}
