import type { Matrix } from '../../network/matrix';
import type { Sample } from '../../network/network';
import type { Steps } from '../../steps/steps';
import type { SampleStatements, Structure } from './structure';
import type { FileContent } from './checked';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { maxNeurons, maxWeights } from '../text/limits';
import { entryRange, entryRanges } from '../matrices/matrixEntries';
import { entryCount, untransposed } from '../matrices/matrixShape';
import type { MatrixSource } from '../matrices/matrixSources';
import { matrixValue } from '../matrices/matrixValue';
import type { Definitions } from './definitions';
import type { TextRange } from '../../functions/expression/tree';
import { message } from '../../message/message';
import type { DataStatement, MatrixLiteral, OneHotNode, Spec } from '../syntax/tree';

/** A sample with the statements that it comes from. */
export interface CheckedSample {
  readonly sample: Sample;
  readonly statements: { readonly data: DataStatement; readonly target: DataStatement | null };
}

/** The samples that have all their numbers, in text order. */
export function* checkedSamples(
  { samples }: Structure,
  sources: readonly MatrixSource[],
  { inputs, outputs }: { readonly inputs: number | null; readonly outputs: number | null },
  definitions: Definitions,
  files: ReadonlyMap<string, FileContent>,
  variant: number,
  report: (found: Diagnostic) => void,
): Steps<readonly CheckedSample[]> {
  const columns = new Map<SampleStatements, number | null>();
  for (const source of sources) {
    if (source.kind === 'input') columns.set(source.sample, 1);
    if (source.kind === 'batch') columns.set(source.sample, source.shape.cols);
  }
  const found: CheckedSample[] = [];
  /** Entries of made matrices. */
  let made = 0;
  for (const [index, statements] of samples.entries()) {
    if (index % 256 === 255) yield 0;
    const { name, statement, target } = statements;
    const cols = columns.get(statements) ?? null;
    const value = function* (
      of: DataStatement | null,
      rows: number | null,
      parameter: 'X' | 'Y',
    ): Steps<Matrix | null> {
      if (of === null || of.broken || of.value === null || rows === null || cols === null) return null;
      if (untransposed(of.value).kind === 'generator') {
        const before = made;
        made += rows * cols;
        // A layer of so many outputs has been reported.
        const isReported = before > maxWeights || (parameter === 'Y' && rows > maxNeurons);
        if (made > maxWeights && !isReported) report(tooManyMade(of.value.range, parameter, rows, cols, made));
        if (made > maxWeights) return null;
      }
      const place = { layer: index + 1, parameter, fanIn: inputs ?? 1, fanOut: outputs ?? 1, variant };
      return yield* matrixValue(of.value, { rows, cols, place }, definitions, files);
    };
    const X = yield* value(statement, inputs, 'X');
    if (X === null) continue;
    const kind = statement.kind === 'batch' ? 'batch' : 'input';
    const sample = { name, kind, X, target: yield* value(target, outputs, 'Y') } as const;
    found.push({ sample, statements: { data: statement, target } });
  }
  return found;
}

/** So many wrong labels are reported one by one. */
const mostBlamed = 10;

/** One-hot targets that are too large, and labels that are no class of the network: not a whole number from 1 to n_k. */
export function labelProblems(
  spec: Spec,
  sources: readonly MatrixSource[],
  outputs: number | null,
  definitions: Pick<Definitions, 'entries'>,
): readonly Diagnostic[] {
  return sources.flatMap((source) => {
    const node = untransposed(source.node);
    return source.kind === 'target' && node.kind === 'onehot' ? labelsOf(spec, node, outputs, definitions) : [];
  });
}

function labelsOf(
  spec: Spec,
  { labels, range }: OneHotNode,
  outputs: number | null,
  definitions: Pick<Definitions, 'entries'>,
): Diagnostic[] {
  const count = entryCount(labels);
  if (outputs !== null && outputs * count > maxWeights) {
    // The layer of so many outputs has been reported.
    return outputs > maxNeurons ? [] : [tooManyMade(range, 'Y', outputs, count)];
  }
  const found: Diagnostic[] = [];
  const values = definitions.entries.get(labels) ?? [];
  let row = 0;
  let column = 0;
  for (let i = 0; i < values.length && found.length < mostBlamed; i++) {
    const label = values[i];
    const isClass = Number.isInteger(label) && label >= 1;
    if (!isClass || (outputs !== null && label > outputs)) {
      const at = entryRange(spec, labels, row, column);
      found.push(
        isClass
          ? diagnostic(
              'target-size',
              at,
              message('The label {0} is too large: there are {1} classes, numbered from 1.', label, outputs ?? 0),
            )
          : diagnostic('bad-number', at, message('A label must be a whole number from 1, not {0}.', label), {
              fixes: label === 0 ? countFromOne(spec, labels, values, outputs) : [],
            }),
      );
    }
    column++;
    if (column === labels.rowLengths[row]) {
      column = 0;
      row++;
    }
  }
  return found;
}

/** @param all with those of the matrices before it */
function tooManyMade(
  range: TextRange,
  parameter: 'X' | 'Y',
  rows: number,
  cols: number,
  all = rows * cols,
): Diagnostic {
  const text =
    rows * cols <= maxWeights
      ? message('With these, the inputs and targets that are made have {0} entries; the limit is {1}.', all, maxWeights)
      : parameter === 'X'
        ? message('The input has {0} × {1} entries; the limit is {2}.', rows, cols, maxWeights)
        : message('The target has {0} × {1} entries; the limit is {2}.', rows, cols, maxWeights);
  return diagnostic('too-large', range, text);
}

/** More labels than these are not rewritten. */
const mostRewritten = 1000;

/** Labels that count from 0, as other programs have them, made to count from 1. */
function countFromOne(spec: Spec, labels: MatrixLiteral, values: ArrayLike<number>, outputs: number | null): Fix[] {
  const all = Array.from(values);
  const mayBe = (label: number) => Number.isInteger(label) && label >= 0 && (outputs === null || label < outputs);
  if (labels.entries.kind !== 'numbers' || all.length > mostRewritten || !all.every(mayBe)) return [];
  const edits = [...entryRanges(spec.text, labels)].map((range, i) => ({ range, newText: String(all[i] + 1) }));
  return [{ title: message('Count the labels from 1'), edits, preferred: false }];
}
