import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { entryRange } from '../language/matrices/matrixEntries';
import type { MatrixLiteral } from '../language/syntax/tree';
import { message, type Message } from '../message/message';
import type { NumberLines } from './numberLines';
import { isNone, valuesOf, type StanfordFile } from './stanfordFile';
import { unscaled, type StanfordScaling } from './stanfordScaling';

/** What became of the lines of minimums, maximums, means and ranges. */
export type ScalingLines = Pick<StanfordFile, 'minimums' | 'maximums' | 'means' | 'ranges' | 'scaling'> & {
  readonly diagnostics: readonly Diagnostic[];
};

/** How many lines there are. */
export const SCALING_LINES = 4;

const missing = [
  message('The file ends before the minimums of the inputs.'),
  message('The file ends before the maximums of the inputs.'),
  message('The file ends before the means of the inputs and outputs.'),
  message('The file ends before the ranges of the inputs and outputs.'),
];

/** Ends the reading of these lines. */
class Problem extends Error {
  constructor(readonly found: Diagnostic) {
    super(found.code);
  }
}

/** Reads the four lines from line `at` on, of a network with n inputs. */
export function readScalingLines(lines: NumberLines, at: number, n: number, outputs: number): ScalingLines {
  const reader = new ScalingReader(lines, at, n, outputs);
  try {
    const scaling = reader.scaling();
    return { ...reader.read, scaling, diagnostics: reader.notices };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...reader.read, scaling: null, diagnostics: [error.found] };
  }
}

type Read = { -readonly [K in 'minimums' | 'maximums' | 'means' | 'ranges']: MatrixLiteral | null };

class ScalingReader {
  readonly read: Read = { minimums: null, maximums: null, means: null, ranges: null };
  readonly notices: Diagnostic[] = [];
  /** Some programs write `-` where they have nothing to say, then in all four lines. */
  private readonly dashes: boolean;

  constructor(
    private readonly lines: NumberLines,
    private readonly at: number,
    private readonly n: number,
    private readonly outputs: number,
  ) {
    this.dashes = [0, 1, 2, 3].every((i) => lines.isDash(at + i));
  }

  scaling(): StanfordScaling {
    const { n } = this;
    const minimums = (this.read.minimums = this.line(0, true));
    this.enough(minimums, (count) =>
      message('Found {0} minimums for {1} inputs. Give one for each, or a single 0 for none.', count, n),
    );
    const maximums = (this.read.maximums = this.line(1, true));
    this.enough(maximums, (count) =>
      message('Found {0} maximums for {1} inputs. Give one for each, or a single 0 for none.', count, n),
    );
    const bounds = this.bounds(minimums, maximums);
    const means = (this.read.means = this.line(2, false));
    const ranges = (this.read.ranges = this.line(3, false));
    return { ...bounds, ...this.normalisation(means, ranges) };
  }

  private line(index: number, mayBeInfinite: boolean): MatrixLiteral {
    const { lines } = this;
    const line = this.at + index;
    if (line >= lines.length) throw new Problem(diagnostic('file-format', lines.end, missing[index]));
    const fits = this.dashes || (mayBeInfinite ? lines.isNumeric(line) : lines.isFinite(line));
    if (!fits) throw new Problem(lines.problem(line));
    return lines.row(line);
  }

  private enough(line: MatrixLiteral, text: (count: number) => Message): void {
    const { length } = valuesOf(line);
    if (length < this.n && !isNone(line)) this.fail(line, text(length));
  }

  private bounds(minimums: MatrixLiteral, maximums: MatrixLiteral): Pick<StanfordScaling, 'minimums' | 'maximums'> {
    const { n } = this;
    const [low, high] = [valuesOf(minimums), valuesOf(maximums)];
    // With one input, 0 is a bound as good as any, unless both say it.
    if (isNone(minimums) && isNone(maximums)) {
      return { minimums: new Float64Array(n).fill(-Infinity), maximums: new Float64Array(n).fill(Infinity) };
    }
    if (low.length !== high.length) {
      // One of them has lost or gained a number: which is whose cannot be known.
      const text = message(
        'Found {0} minimums and {1} maximums. Each input needs one of each.',
        low.length,
        high.length,
      );
      this.fail(low.length === n ? maximums : minimums, text);
    }
    for (let j = 0; j < n; j++) {
      if (low[j] > high[j]) {
        const text = message('The maximum of input {0} is {1}, less than its minimum {2}.', j + 1, high[j], low[j]);
        this.failAt(maximums, j, text);
      }
      if (low[j] === Infinity) this.failAt(minimums, j, message('No input is larger than this minimum.'));
      if (high[j] === -Infinity) this.failAt(maximums, j, message('No input is smaller than this maximum.'));
    }
    return { minimums: low.slice(0, n), maximums: high.slice(0, n) };
  }

  private normalisation(
    means: MatrixLiteral,
    ranges: MatrixLiteral,
  ): Pick<StanfordScaling, 'means' | 'ranges' | 'outputMean' | 'outputRange'> {
    const { n } = this;
    const { means: zeros, ranges: ones, outputMean, outputRange } = unscaled(n);
    const none = { means: zeros, ranges: ones, outputMean, outputRange };
    const [noMeans, noRanges] = [isNone(means), isNone(ranges)];
    const [mean, range] = [valuesOf(means), valuesOf(ranges)];
    if (noMeans && noRanges) return none;
    const ofInputsAlone = (noMeans || mean.length === n) && (noRanges || range.length === n);
    if (!ofInputsAlone) this.counted(means, ranges);

    const result = {
      means: noMeans ? none.means : mean.slice(0, n),
      ranges: noRanges ? none.ranges : range.slice(0, n),
      outputMean: noMeans || ofInputsAlone ? 0 : mean.at(-1)!,
      outputRange: noRanges || ofInputsAlone ? 1 : range.at(-1)!,
    };
    const zero = result.ranges.indexOf(0);
    if (zero >= 0) {
      const nothingSaid = result.ranges.every((r) => r === 0) && result.means.every((m) => m === 0);
      if (!nothingSaid) {
        const text = message('The range of input {0} is 0, but the input is divided by it.', zero + 1);
        this.failAt(ranges, zero, text);
      }
      this.say('stanford-scaling', ranges, message('The ranges of the inputs are all 0, so the inputs are not normalised.')); // prettier-ignore
      const outputToo = result.outputRange === 0 && result.outputMean === 0;
      return { ...result, ranges: none.ranges, outputRange: outputToo ? 1 : result.outputRange };
    }
    if (ofInputsAlone) {
      this.say(
        'stanford-scaling',
        noMeans ? ranges : means,
        message(
          'There are means and ranges for the {0} inputs but none for the outputs, so the outputs are not scaled. The reader of sisl/NNet would scale them by the last input’s mean and range.',
          n,
        ),
      );
    } else this.perOutput(means, ranges);
    return result;
  }

  /** There are as many means as ranges, one for each input and at least one for the outputs. */
  private counted(means: MatrixLiteral, ranges: MatrixLiteral): void {
    const { n } = this;
    const [mean, range] = [valuesOf(means), valuesOf(ranges)];
    if (mean.length <= n && (!isNone(means) || n === 1)) {
      this.fail(
        means,
        message(
          'Found {0} means, expected {1}: one for each input and a last one for the outputs, or a single 0 for none.',
          mean.length,
          n + 1,
        ),
      );
    }
    if (range.length <= n && (!isNone(ranges) || n === 1)) {
      this.fail(
        ranges,
        message(
          'Found {0} ranges, expected {1}: one for each input and a last one for the outputs, or a single 0 for none.',
          range.length,
          n + 1,
        ),
      );
    }
    if (mean.length !== range.length && !isNone(means) && !isNone(ranges)) {
      this.fail(
        mean.length > range.length ? means : ranges,
        message('Found {0} means and {1} ranges. Each mean needs a range.', mean.length, range.length),
      );
    }
  }

  /** Says so where each output has a mean or a range of its own, which no reader of the format takes. */
  private perOutput(means: MatrixLiteral, ranges: MatrixLiteral): void {
    for (const line of [means, ranges]) {
      const values = valuesOf(line);
      const ofOutputs = values.subarray(this.n);
      if (values.length !== this.n + this.outputs || ofOutputs.every((value) => value === ofOutputs[0])) continue;
      this.say(
        'stanford-layout',
        line,
        message('This file has a mean and a range for each output; the last one is used for all outputs.'),
      );
      return;
    }
  }

  private say(code: 'stanford-scaling' | 'stanford-layout', line: MatrixLiteral, text: Message): void {
    this.notices.push(diagnostic(code, line.range, text));
  }

  private failAt(line: MatrixLiteral, index: number, text: Message): never {
    throw new Problem(diagnostic('file-format', entryRange({ text: this.lines.text }, line, 0, index), text));
  }

  private fail(line: MatrixLiteral, text: Message): never {
    throw new Problem(diagnostic('file-format', line.range, text));
  }
}
