import { findBuiltinLoss } from '../../functions/builtin/losses';
import type { LayerStatements, SampleStatements, Structure } from '../meaning/structure';
import type { Fix, TextEdit } from '../text/diagnostic';
import { addLineAbove, addLineBelow, indentOf, insertAt } from '../text/lineEdits';
import { vectorLength } from '../matrices/matrixShape';
import type { MatrixSource } from '../matrices/matrixSources';
import { message } from '../../message/message';
import type { DataStatement, Spec, Statement } from '../syntax/tree';

/** More entries than these are not written out for the author to change. */
const mostWritten = 100;

/** A size that nothing states is not made larger than this. */
const largestGuess = 10;

/** What is known of a network's completeness. */
export interface Known {
  /** n_0 … n_k. */
  readonly sizes: readonly (number | null)[];
  /** Whether there are points with numbers at which something could be differentiated. */
  readonly hasSamples: boolean;
  readonly sources: readonly MatrixSource[];
  readonly leastOutputs: number | null;
}

/** The fixes that write what a spec still lacks. Each leaves nothing else to be said that was not said before. */
export class MissingParts {
  /** How many columns the batches have, found when first asked for. */
  private columnsOf: ReadonlyMap<Statement, number | null> | null = null;

  constructor(
    private readonly spec: Spec,
    private readonly structure: Structure,
    private readonly known: Known,
  ) {}

  private get columns(): ReadonlyMap<Statement, number | null> {
    return (this.columnsOf ??= new Map(this.known.sources.map(({ statement, shape }) => [statement, shape.cols])));
  }

  /** States n_i, and gives the layer the numbers that it then lacks. */
  size(layer: LayerStatements): Fix[] {
    const { activation } = layer.statement;
    const size = this.sizeFor(layer);
    if (activation === null || size === null) return [];
    const edits = [insertAt(activation.range.start, `${size} `), ...this.numbersOf(layer)];
    const title =
      edits.length === 1
        ? message('Add the size {0}', size)
        : message('Add the size {0} and fill with seeded numbers', size);
    return [{ title, edits, preferred: false }];
  }

  /** Gives W its first numbers, seeded, and b zeros. */
  numbers(layer: LayerStatements): Fix[] {
    return [{ title: message('Fill with seeded numbers'), edits: this.numbersOf(layer), preferred: false }];
  }

  /** A layer at the end, as the targets and the loss want it. */
  layer(): Fix[] {
    const { samples, inputSizes, objective } = this.structure;
    const last = this.spec.statements.at(-1);
    const lacksMore =
      (samples.length === 0 && inputSizes.length === 0) ||
      (objective?.kind === 'loss' && samples.some(({ target }) => target === null));
    if (last === undefined || last.broken || lacksMore) return [];
    const { leastOutputs: least } = this.known;
    if (least === null || least > mostWritten) return [];
    const size = Math.max(this.targetLength() ?? 1, least);
    if (size > 1 && objective === null && this.known.hasSamples) return [];
    const activation = size > 1 ? lastLayerFor(objective) : 'sigmoid';
    const indent = indentOf(this.spec.text, last.range);
    const line = `layer ${size} ${activation}`;
    const weights = 'W = glorot(seed = 1)';
    return [
      {
        title: message('Add {0}', line),
        edits: [addLineBelow(this.spec.text, last.range, line, indent, `${indent}  ${weights}`)],
        preferred: false,
      },
    ];
  }

  /** The size of the input, or a column of ones where that leaves nothing to be said. */
  input(first: LayerStatements): Fix[] {
    const { spec, known, structure } = this;
    const size = known.sizes[0];
    const above = (...lines: string[]) => [addLineAbove(spec.text, first.statement.range, ...lines, '')];
    const line = `input ${size ?? 2}`;
    const fixes: Fix[] = [{ title: message('Add {0}', line), edits: above(line), preferred: false }];
    if (size === null || size > mostWritten || structure.targetLost) return fixes;
    const outputs = known.sizes.at(-1) ?? null;
    const column = `input X = ${filled(1, size, '1')}`;
    const title = message('Add an input of ones, to be changed');
    if (structure.objective?.kind !== 'loss') {
      const isComplete = outputs === 1 || structure.objective?.kind === 'output';
      if (isComplete) fixes.push({ title, edits: above(column), preferred: false });
    } else if (outputs !== null && outputs <= mostWritten) {
      fixes.push({ title, edits: above(column, `target = ${filled(1, outputs, '0')}`), preferred: false });
    }
    return fixes;
  }

  /** A target of zeros. */
  target({ statement }: SampleStatements): Fix[] {
    const outputs = this.known.sizes.at(-1) ?? null;
    const columns = statement.kind === 'input' ? 1 : (this.columns.get(statement) ?? null);
    if (outputs === null || columns === null || outputs * columns > mostWritten) return [];
    const value = statement.kind === 'input' ? filled(1, outputs, '0') : filled(outputs, columns, '0');
    const indent = indentOf(this.spec.text, statement.range);
    return [
      {
        title: message('Add a target of zeros, to be changed'),
        edits: [addLineBelow(this.spec.text, statement.range, `target = ${value}`, indent)],
        preferred: false,
      },
    ];
  }

  /** What is differentiated: the first output, or a loss where every sample has its target. */
  objective(): Fix[] {
    const output = { title: message('Differentiate output {0}', 1), edits: this.atEnd('output 1'), preferred: false };
    return [output, ...this.loss()];
  }

  /** A loss, where every sample has its target. */
  loss(): Fix[] {
    if (this.structure.samples.some(({ target }) => target === null)) return [];
    return [{ title: message('Add the loss {0}', 'half_sse'), edits: this.atEnd('loss half_sse'), preferred: false }];
  }

  private numbersOf({ statement, weights, bias, parameterLost }: LayerStatements): TextEdit[] {
    const edits: TextEdit[] = [];
    if (weights === null && !parameterLost) {
      const indent = `${indentOf(this.spec.text, statement.range)}  `;
      edits.push(addLineBelow(this.spec.text, statement.range, 'W = glorot(seed = 1)', indent));
    }
    if (bias !== null && bias.value === null && !bias.broken) edits.push(zeros(bias));
    return edits;
  }

  /** As many neurons as the layer before has; at the end as many as there must be. */
  private sizeFor({ index, statement }: LayerStatements): number | null {
    const { layers, objective } = this.structure;
    if (index < layers.length) return Math.min(this.known.sizes[index - 1] ?? 2, largestGuess);
    const { leastOutputs: least } = this.known;
    if (least === null || least > mostWritten) return null;
    const isSoftmax = statement.activation?.kind === 'activation-use' && statement.activation.name.text === 'softmax';
    const size = Math.max(least, isSoftmax && objective !== null ? 2 : 1);
    return size > 1 && objective === null && this.known.hasSamples ? null : size;
  }

  private targetLength(): number | null {
    for (const source of this.known.sources) {
      if (source.kind !== 'target') continue;
      const length = source.columns === 1 ? vectorLength(source.shape) : source.shape.rows;
      if (length !== null) return length;
    }
    return null;
  }

  private atEnd(line: string): TextEdit[] {
    const { text, statements } = this.spec;
    const indent = indentOf(text, this.structure.layers.at(-1)?.statement.range ?? statements[0].range);
    return [addLineBelow(text, statements.at(-1)!.range, line, indent)];
  }
}

/** ` = zeros()` behind a `b` that is only announced. */
export function zeros({ range }: Pick<DataStatement, 'range'>): TextEdit {
  return insertAt(range.end, ' = zeros()');
}

function filled(rows: number, columns: number, entry: string): string {
  return `[${Array<string>(rows).fill(Array<string>(columns).fill(entry).join(' ')).join('; ')}]`;
}

/** The last layer of several outputs that suits the objective. */
function lastLayerFor(objective: Structure['objective']): 'softmax' | 'sigmoid' {
  const name = objective?.kind === 'loss' ? objective.name?.text : undefined;
  return (name !== undefined && findBuiltinLoss(name)?.lastLayer) || 'sigmoid';
}
