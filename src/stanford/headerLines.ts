import { diagnostic, type Diagnostic, type DiagnosticCode } from '../language/text/diagnostic';
import { maxLayers, maxNeurons, maxWeights } from '../language/text/limits';
import { entryRange } from '../language/matrices/matrixEntries';
import type { MatrixLiteral } from '../language/syntax/tree';
import { message, type Message } from '../message/message';
import type { NumberLines } from './numberLines';
import { valuesOf } from './stanfordFile';

/** The first line: how many layers, inputs and outputs. */
export function readHeader(lines: NumberLines): MatrixLiteral | Diagnostic {
  if (lines.isFinite(0)) return lines.row(0);
  return diagnostic(
    'foreign-file',
    lines.whole(0),
    message(
      'A text that starts with a digit is read as a Stanford NNet file (ACAS Xu, Reluplex, Marabou), which starts with its numbers of layers, inputs and outputs: 7,5,5,50. In the NNet language every line starts with a word.',
    ),
  );
}

/** The second line: the size of the input and of each layer, within the limits. */
export function readSizes(lines: NumberLines): MatrixLiteral | Diagnostic {
  if (lines.length < 2) {
    return diagnostic(
      'file-format',
      lines.end,
      message(
        'The file ends before the sizes. A Stanford NNet file starts with two lines of numbers: 7,5,5,50 and the size of the input and of each layer.',
      ),
    );
  }
  if (!lines.isFinite(1)) return lines.problem(1);
  const line = lines.row(1);
  const sizes = valuesOf(line);
  const wrong = (code: DiagnosticCode, entry: number | null, text: Message): Diagnostic =>
    diagnostic(code, entry === null ? line.range : entryRange({ text: lines.text }, line, 0, entry), text);
  if (sizes.length < 2) {
    const text = message('Expected at least two sizes: that of the input and that of each layer.');
    return wrong('file-format', null, text);
  }
  if (sizes.length - 1 > maxLayers) {
    return wrong('too-large', null, message('A network has at most {0} layers.', maxLayers));
  }
  let weights = 0;
  for (const [i, size] of sizes.entries()) {
    if (!Number.isInteger(size) || size < 1) {
      return wrong('file-format', i, message('A size is a whole number from 1, not {0}.', size));
    }
    if (i > 0 && size > maxNeurons) {
      const text = message('Layer {0} has {1} neurons; the limit is {2}.', i, size, maxNeurons);
      return wrong('too-large', i, text);
    }
    if (i > 0) weights += size * (sizes[i - 1] + 1);
    if (weights > maxWeights) {
      return wrong(
        'too-large',
        i,
        message('Up to layer {0} the network has {1} weights; the limit is {2}.', i, weights, maxWeights),
      );
    }
  }
  return line;
}

/**
 * What says that the file, though it starts like a Stanford NNet file, holds something else: braces of another program, or
 * convolutions.
 */
export function otherFormat(lines: NumberLines, comments: string, layers: number | null): Diagnostic | null {
  if (lines.length > 1 && /^[A-Za-z]\w*\s*\{/.test(lines.lineText(1))) {
    return diagnostic(
      'foreign-file',
      lines.whole(1),
      message('This is a network from another program, with its layers in braces, and cannot be read here.'),
    );
  }
  if (layers === null || lines.count(2) !== layers || !lines.isFinite(2)) return null;
  const kinds = lines.valuesOf(2);
  const flagged = kinds.some((kind) => kind !== 0) && kinds.every((kind) => kind === 0 || kind === 1 || kind === 2);
  return flagged && (layers > 1 || /\bconv/i.test(comments))
    ? diagnostic(
        'foreign-file',
        lines.whole(2),
        message(
          'This network has convolutional or pooling layers, as written by Neurify (1 and 2 on this line). Only fully connected layers can be read here.',
        ),
      )
    : null;
}
