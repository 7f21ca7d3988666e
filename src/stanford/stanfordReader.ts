import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { inTextOrder } from '../language/text/textOrder';
import { entryRange } from '../language/matrices/matrixEntries';
import { tooSmall } from '../functions/evaluate/constantValue';
import type { TextRange } from '../functions/expression/tree';
import type { DataStatement, MatrixLiteral, ParameterStatement, Spec } from '../language/syntax/tree';
import { message } from '../message/message';
import type { Steps } from '../steps/steps';
import { readChosenPoint } from './chosenPoint';
import { otherFormat, readHeader, readSizes } from './headerLines';
import { NumberLines } from './numberLines';
import { readScalingLines, SCALING_LINES } from './scalingLines';
import { valuesOf, type StanfordFile, type StanfordLines } from './stanfordFile';
import { divide, explain, lineCount, type LayerLines, type Layout, type LineSpan } from './stanfordLayout';
import { unscaled } from './stanfordScaling';

/**
 * Reads a Stanford NNet file, in steps that can be abandoned; blank lines do not count. Of the layouts that its header and sizes allow it takes the one
 * that explains every line, and says so where that is not the usual one. Never throws: the first problem ends the
 * reading, as all that follows would be counted wrong, and what was read before it is kept.
 */
export function* readStanfordSteps(
  text: string,
  { start, comments }: StanfordLines,
): Steps<{ spec: Spec; stanford: StanfordFile }> {
  const reader = new StanfordReader(text, yield* NumberLines.steps(text, start), comments);
  yield* reader.read();
  const { file } = reader;
  const diagnostics = yield* inTextOrder(reader.diagnostics);
  return {
    spec: { text, statements: statementsOf(file), comments, diagnostics, language: 'other' },
    stanford: file,
  };
}

/** X is where it is chosen, else at the means, or, where the file has none, at the sizes; each W and b is at its numbers. */
function statementsOf({
  chosen,
  means,
  sizesLine,
  layers,
}: StanfordFile): readonly (DataStatement | ParameterStatement)[] {
  const parameter = (kind: 'weights' | 'bias', value: MatrixLiteral): ParameterStatement => ({
    kind,
    direction: false,
    index: null,
    value,
    keyword: value.range,
    broken: false,
    range: value.range,
  });
  const at = means ?? sizesLine;
  const X: DataStatement[] = chosen.input
    ? [chosen.input]
    : at === null || layers.length === 0
      ? []
      : [{ kind: 'input', name: null, size: null, value: means, keyword: at.range, broken: false, range: at.range }];
  return [
    ...X,
    ...layers.flatMap(({ weights, bias }) => [
      parameter('weights', weights),
      ...(bias === null ? [] : [parameter('bias', bias)]),
    ]),
  ];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The line below the flag. */
const FIRST = 3;

class StanfordReader {
  readonly file: Mutable<StanfordFile> = {
    header: null,
    sizesLine: null,
    sizes: [],
    flag: null,
    minimums: null,
    maximums: null,
    means: null,
    ranges: null,
    scaling: null,
    layers: [],
    chosen: { input: null, output: null },
  };
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    private readonly text: string,
    private readonly lines: NumberLines,
    private readonly comments: readonly TextRange[],
  ) {}

  *read(): Steps<void> {
    const { file, lines } = this;
    const header = readHeader(lines);
    if ('code' in header) return this.report(header);
    file.header = header;
    const comments = this.text.slice(0, this.comments.at(-1)?.end ?? 0);
    const other = otherFormat(lines, comments, lines.isFinite(1) ? lines.count(1) - 1 : null);
    if (other !== null) return this.report(other);
    const sizesLine = readSizes(lines);
    if ('code' in sizesLine) return this.report(sizesLine);
    file.sizesLine = sizesLine;
    const sizes = [...valuesOf(sizesLine)];
    file.sizes = sizes;
    if (lines.length <= 2) {
      const text = message('The file ends before the line with the obsolete flag (usually 0).');
      return this.report(diagnostic('file-format', lines.end, text));
    }
    file.flag = lines.whole(2);

    const possible = layouts(sizes, valuesOf(header)[0]);
    const readings = possible.flatMap((layout) => {
      const layers = explain(lines, FIRST, layout);
      return layers === null ? [] : [{ layout, layers }];
    });
    if (readings.length === 0) return this.broken(possible);
    // Of several, the one with as many outputs as the header says, and rather with a scaling than without.
    const saidOutputs = valuesOf(header)[2];
    const likely = ({ layout }: (typeof readings)[number]): number =>
      (layout.sizes.at(-1) === saidOutputs ? 2 : 0) + (layout.hasScaling ? 1 : 0);
    const { layout, layers } = readings.reduce((best, one) => (likely(one) > likely(best) ? one : best));
    this.take(layout, layers);
    if (readings.length > 1) this.sayAmbiguous(layout);
    else this.sayUnusual(layout, sizes);
    const n = { inputs: layout.sizes[0], outputs: layout.sizes[layout.sizes.length - 1] };
    const { chosen, diagnostics } = yield* readChosenPoint(this.text, this.comments, n);
    file.chosen = chosen;
    for (const one of diagnostics) this.report(one);
    for (const { range, value } of lines.lost) {
      const written = this.text.slice(range.start, range.end);
      this.report(diagnostic('underflow', range, tooSmall(written, value)));
    }
  }

  private report(found: Diagnostic): void {
    this.diagnostics.push(found);
  }

  /** No layout explains all lines: says what is wrong by the one that is nearest. */
  private broken(possible: readonly Layout[]): void {
    const { lines } = this;
    const distance = (layout: Layout): number => Math.abs(lineCount(layout) - (lines.length - 2));
    const candidates = possible.filter(
      (layout) => layout.hasScaling || distance(layout) === 0 || looksLikeRows(lines, layout.sizes),
    );
    const layout = candidates.reduce((best, one) => (distance(one) < distance(best) ? one : best));
    const { layers, problem } = divide(lines, FIRST, layout);
    this.take(layout, layers);
    // What is wrong in the lines of the scaling goes before.
    if (problem !== null && !this.diagnostics.some(({ severity }) => severity === 'error')) this.report(problem);
  }

  /** Keeps the parts that a layout finds; those below a problem in the lines of the scaling are left out. */
  private take(layout: Layout, layers: readonly LayerLines[]): void {
    const { file, lines } = this;
    const { sizes } = layout;
    file.sizes = sizes;
    this.takeScaling(layout);
    if (file.scaling === null) return;
    file.layers = layers.map(({ weights, bias }, i) => ({
      weights: lines.literal(weights.from, weights.to, new Uint32Array(sizes[i + 1]).fill(sizes[i])),
      bias: bias && lines.literal(bias.from, bias.to, lineLengths(lines, bias)),
    }));
  }

  private takeScaling({ sizes, hasScaling }: Layout): void {
    const { file, lines } = this;
    const n = sizes[0];
    if (!hasScaling) {
      file.scaling = unscaled(n);
      return;
    }
    const { diagnostics, ...scaling } = readScalingLines(lines, FIRST, n, sizes[sizes.length - 1]);
    Object.assign(file, scaling);
    this.diagnostics.push(...diagnostics);
  }

  private sayAmbiguous({ sizes, hasScaling }: Layout): void {
    this.report(
      diagnostic(
        'stanford-scaling',
        this.file.sizesLine!.range,
        hasScaling
          ? message('The lines fit more than one layout. They are read as {0} layers with minimums, maximums, means and ranges.', sizes.length - 1) // prettier-ignore
          : message('The lines fit more than one layout. They are read as {0} layers without minimums, maximums, means and ranges.', sizes.length - 1), // prettier-ignore
      ),
    );
  }

  private sayUnusual(layout: Layout, sizes: readonly number[]): void {
    const { file, text } = this;
    if (layout.sizes.length < sizes.length) {
      this.report(
        diagnostic(
          'stanford-layout',
          entryRange({ text }, file.sizesLine!, 0, sizes.length - 1),
          message('This size is not used: the first line says the file has {0} layers.', layout.sizes.length - 1),
        ),
      );
    }
    if (!layout.hasScaling) {
      this.report(
        diagnostic(
          'stanford-layout',
          file.flag!,
          message('The layers start below this line: the file has no minimums, maximums, means and ranges.'),
        ),
      );
    }
  }
}

/**
 * The layouts that a header and sizes allow, the usual ones first. The sizes line counts the layers, but where it has one
 * size more than the header has layers, the header may be right.
 */
function layouts(sizes: readonly number[], saidLayers: number): Layout[] {
  const shorter = sizes.slice(0, -1);
  return [sizes, ...(saidLayers === shorter.length - 1 && shorter.length > 1 ? [shorter] : [])].flatMap((these) => [
    { sizes: these, hasScaling: true },
    { sizes: these, hasScaling: false },
  ]);
}

/** Whether the lines below the flag can be the first rows of W_1 as far as their counts tell. */
function looksLikeRows(lines: NumberLines, [n, rows]: readonly number[]): boolean {
  return Array.from({ length: Math.min(rows, SCALING_LINES) }, (_, i) => lines.count(FIRST + i)).every((c) => c === n);
}

function lineLengths(lines: NumberLines, { from, to }: LineSpan): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, i) => lines.count(from + i));
}
