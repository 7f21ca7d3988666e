import { isBlank, isLineBreak, lineEnd, skipBlanks } from '../language/text/characters';
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../language/text/diagnostic';
import { maxLayers, maxNeurons, maxWeights } from '../language/text/limits';
import { entryRange } from '../language/matrices/matrixEntries';
import { message, type Message } from '../message/message';
import { NumberRows } from '../language/syntax/numberMatrix';
import { NumberScanner } from '../language/syntax/numberScanner';
import { isNone, valuesOf, type StanfordFile, type StanfordLines } from './stanfordFile';
import type { TextRange } from '../functions/expression/tree';
import type { DataStatement, MatrixLiteral, ParameterStatement, Spec } from '../language/syntax/tree';

/**
 * Reads a Stanford NNet file in one pass; blank lines do not count. Never throws: the first problem ends the reading,
 * as all that follows would be counted wrong, and what was read before it is kept.
 */
export function readStanford(text: string, { start, comments }: StanfordLines): { spec: Spec; stanford: StanfordFile } {
  const reader = new StanfordReader(text, start);
  const problem = reader.problem();
  const { file } = reader;
  return {
    spec: {
      text,
      statements: statementsOf(file),
      comments,
      diagnostics: problem === null ? [] : [problem],
      language: 'other',
    },
    stanford: file,
  };
}

/** X stands at the means; each W and b at its numbers. */
function statementsOf({ means, layers }: StanfordFile): readonly (DataStatement | ParameterStatement)[] {
  const parameter = (kind: 'weights' | 'bias', value: MatrixLiteral): ParameterStatement => ({
    kind,
    index: null,
    value,
    keyword: value.range,
    broken: false,
    range: value.range,
  });
  const X: DataStatement[] =
    means === null
      ? []
      : [
          {
            kind: 'input',
            name: null,
            size: null,
            value: means,
            keyword: means.range,
            broken: false,
            range: means.range,
          },
        ];
  return [
    ...X,
    ...layers.flatMap(({ weights, bias }) => [
      parameter('weights', weights),
      ...(bias === null ? [] : [parameter('bias', bias)]),
    ]),
  ];
}

/** Ends the reading. */
class Problem extends Error {
  constructor(readonly found: Diagnostic) {
    super(found.code);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class StanfordReader {
  readonly file: Mutable<Omit<StanfordFile, 'layers'>> & { layers: Mutable<StanfordFile['layers'][number]>[] } = {
    header: null,
    sizes: null,
    flag: null,
    minimums: null,
    maximums: null,
    means: null,
    ranges: null,
    layers: [],
  };
  private readonly numbers: NumberScanner;
  /** The end of what was read last. */
  private lastEnd: number;
  /** How many numbers the row read last has. */
  private count = 0;

  constructor(
    private readonly text: string,
    private at: number,
  ) {
    this.numbers = new NumberScanner(text);
    this.lastEnd = at;
  }

  /** Reads all of it; what is wrong, or null. */
  problem(): Diagnostic | null {
    try {
      this.read();
      return null;
    } catch (error) {
      if (error instanceof Problem) return error.found;
      throw error;
    }
  }

  private read(): void {
    const { file } = this;
    file.header = this.header();
    file.sizes = this.sizes();
    const sizes = valuesOf(file.sizes);
    file.flag = this.flag();
    this.scaling(sizes[0]);
    for (let i = 1; i < sizes.length; i++) {
      const weights = this.matrix(sizes[i], sizes[i - 1], {
        missing: (row) =>
          message('The file ends where row {0} of W{1} is expected, {2} numbers.', row, i, sizes[i - 1]),
        wrong: (row, count) =>
          message(
            'Row {0} of W{1} has {2} numbers, but {3} are expected: one for each that comes into the layer.',
            row,
            i,
            count,
            sizes[i - 1],
          ),
      });
      const layer: (typeof file.layers)[number] = { weights, bias: null };
      file.layers.push(layer);
      layer.bias = this.matrix(sizes[i], 1, {
        missing: (row) => message('The file ends where entry {0} of b{1} is expected.', row, i),
        wrong: (row, count) =>
          message('A line with entry {0} of b{1} is expected, one number, but this line has {2}.', row, i, count),
      });
    }
    if (this.toLine()) {
      this.fail(
        'file-format',
        { start: this.at, end: lineEnd(this.text, this.at) },
        message(
          'The last of {0} layers ends above this line, but the file goes on. The second line of numbers counts the layers: it holds the size of the input and of each layer.',
          sizes.length - 1,
        ),
      );
    }
  }

  private header(): MatrixLiteral {
    const rows = new NumberRows();
    const start = this.at;
    try {
      return literal(rows, this.row(rows)!);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return this.fail(
        'foreign-file',
        { start, end: lineEnd(this.text, start) },
        message(
          'A text that starts with a digit is read as a Stanford NNet file (as of ACAS Xu, Reluplex and Marabou), and such a file starts with its numbers of layers, inputs and outputs: 7,5,5,50. In the NNet language every line starts with a word.',
        ),
      );
    }
  }

  private sizes(): MatrixLiteral {
    const line = this.line(
      message(
        'The file ends where the sizes are expected. A Stanford NNet file has two lines of numbers at its start: 7,5,5,50 and the size of the input and of each layer.',
      ),
    );
    const sizes = valuesOf(line);
    if (sizes.length < 2) {
      const text = message('The sizes are those of the input and of each layer, so there are at least two.');
      this.fail('file-format', line.range, text);
    }
    if (sizes.length - 1 > maxLayers) {
      this.fail('too-large', line.range, message('A network has at most {0} layers.', maxLayers));
    }
    let weights = 0;
    for (const [i, size] of sizes.entries()) {
      if (!Number.isInteger(size) || size < 1) {
        this.failAt(line, i, message('A size is a whole number from 1, not {0}.', size));
      }
      if (i > 0 && size > maxNeurons) {
        const text = message('Layer {0} has {1} neurons; {2} are the most that is possible.', i, size, maxNeurons);
        this.fail('too-large', this.entry(line, i), text);
      }
      if (i > 0) weights += size * (sizes[i - 1] + 1);
      if (weights > maxWeights) {
        this.fail(
          'too-large',
          this.entry(line, i),
          message(
            'Up to layer {0} the network has {1} weights; {2} are the most that is possible.',
            i,
            weights,
            maxWeights,
          ),
        );
      }
    }
    return line;
  }

  private flag(): TextRange {
    if (!this.toLine()) {
      this.failAtEnd(message('The file ends where a line is expected that holds an obsolete flag, usually 0.'));
    }
    const start = this.at;
    let end = lineEnd(this.text, start);
    this.at = end;
    while (isBlank(this.text.charCodeAt(end - 1))) end--;
    this.lastEnd = end;
    return { start, end };
  }

  /** Minimums, maximums, means and ranges. */
  private scaling(inputs: number): void {
    const { file } = this;
    file.minimums = this.line(message('The file ends where the minimums of the inputs are expected.'));
    this.enough(file.minimums, inputs, (count) =>
      message('{0} minimums for {1} inputs: each needs one. A single 0 stands for none at all.', count, inputs),
    );
    file.maximums = this.line(message('The file ends where the maximums of the inputs are expected.'));
    this.enough(file.maximums, inputs, (count) =>
      message('{0} maximums for {1} inputs: each needs one. A single 0 stands for none at all.', count, inputs),
    );
    this.ordered(file.minimums, file.maximums, inputs);
    file.means = this.line(message('The file ends where the means of the inputs and of the outputs are expected.'));
    this.enough(file.means, inputs + 1, (count) =>
      message(
        '{0} means, but {1} are needed: one for each input and a last one for the outputs. A single 0 stands for none at all.',
        count,
        inputs + 1,
      ),
    );
    file.ranges = this.line(message('The file ends where the ranges of the inputs and of the outputs are expected.'));
    this.enough(file.ranges, inputs + 1, (count) =>
      message(
        '{0} ranges, but {1} are needed: one for each input and a last one for the outputs. A single 0 stands for none at all.',
        count,
        inputs + 1,
      ),
    );
    const zero = isNone(file.ranges) ? -1 : valuesOf(file.ranges).subarray(0, inputs).indexOf(0);
    if (zero >= 0) {
      this.failAt(file.ranges, zero, message('The range of input {0} is 0, and the input is divided by it.', zero + 1));
    }
  }

  private enough(line: MatrixLiteral, needed: number, text: (count: number) => Message): void {
    const { length } = valuesOf(line);
    if (length < needed && !isNone(line)) this.fail('file-format', line.range, text(length));
  }

  private ordered(minimums: MatrixLiteral, maximums: MatrixLiteral, inputs: number): void {
    const [low, high] = [valuesOf(minimums), valuesOf(maximums)];
    if (Math.min(low.length, high.length) < inputs) return;
    for (let j = 0; j < inputs; j++) {
      if (low[j] > high[j]) {
        const text = message('The maximum of input {0} is {1}, less than its minimum {2}.', j + 1, high[j], low[j]);
        this.failAt(maximums, j, text);
      }
    }
  }

  /** The next line as a literal of one row. */
  private line(missing: Message): MatrixLiteral {
    const rows = new NumberRows();
    return literal(rows, this.row(rows) ?? this.failAtEnd(missing));
  }

  private matrix(
    rows: number,
    cols: number,
    say: { missing(row: number): Message; wrong(row: number, count: number): Message },
  ): MatrixLiteral {
    const numbers = new NumberRows();
    let start = this.at;
    for (let row = 1; row <= rows; row++) {
      const range: TextRange = this.row(numbers) ?? this.failAtEnd(say.missing(row));
      if (this.count !== cols) this.fail('file-format', range, say.wrong(row, this.count));
      if (row === 1) start = range.start;
    }
    return literal(numbers, { start, end: this.lastEnd });
  }

  /** Reads the numbers of the next line, from the first to the last of them; null if there is no line. */
  private row(rows: NumberRows): TextRange | null {
    if (!this.toLine()) return null;
    const { text, numbers } = this;
    const start = this.at;
    let at = start;
    for (this.count = 1; ; this.count++) {
      const sign = text.charCodeAt(at);
      const value = numbers.scan(sign === 0x2d || sign === 0x2b ? at + 1 : at);
      if (!(value < Infinity)) this.noNumber(at, value);
      rows.add(sign === 0x2d ? -value : value, at);
      this.lastEnd = numbers.end;
      const end = skipBlanks(text, numbers.end);
      const comma = text.charCodeAt(end) === 0x2c;
      const next = comma ? skipBlanks(text, end + 1) : end;
      if (next >= text.length || isLineBreak(text.charCodeAt(next))) {
        this.at = next;
        break;
      }
      if (!comma) this.noNumber(at, end === numbers.end ? NaN : value);
      at = next;
    }
    rows.endRow();
    return { start, end: this.lastEnd };
  }

  /** Reports what stands at `at`: no number, a number too large, or a number without a comma after it. */
  private noNumber(at: number, value: number): never {
    const { text } = this;
    let end = at;
    while (end < text.length && !isBlank(text.charCodeAt(end)) && !/[,\r\n]/.test(text[end])) end++;
    const range = { start: at, end: Math.max(end, at + 1) };
    const word = text.slice(at, Math.min(end, at + 40));
    if (word === '') this.fail('bad-number', range, message('A number is missing before this comma.'));
    if (Number.isNaN(value)) {
      const found = message('“{0}” stands where a number is expected. Numbers are separated by commas.', word);
      this.fail('bad-number', range, found);
    }
    this.fail(
      'bad-number',
      range,
      value < Infinity
        ? message('A comma is expected after {0}.', word)
        : message('The number {0} is larger than a double can hold.', word),
    );
  }

  /** Goes to the next line that is not blank; whether there is one. */
  private toLine(): boolean {
    const { text } = this;
    while (this.at < text.length && (isBlank(text.charCodeAt(this.at)) || isLineBreak(text.charCodeAt(this.at)))) {
      this.at++;
    }
    return this.at < text.length;
  }

  private entry(line: MatrixLiteral, index: number): TextRange {
    return entryRange({ text: this.text }, line, 0, index);
  }

  private failAt(line: MatrixLiteral, index: number, text: Message): never {
    this.fail('file-format', this.entry(line, index), text);
  }

  private failAtEnd(text: Message): never {
    this.fail('file-format', { start: this.lastEnd, end: this.lastEnd }, text);
  }

  private fail(code: DiagnosticCode, range: TextRange, text: Message): never {
    throw new Problem(diagnostic(code, range, text));
  }
}

function literal(rows: NumberRows, range: TextRange): MatrixLiteral {
  return { kind: 'literal', form: 'rows', wrapper: null, brackets: range, ...rows.taken(), range };
}
