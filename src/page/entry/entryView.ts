import type { Trace } from '../../engine/trace';
import { saidNumber } from '../../notation/spoken/spokenNumbers';
import { message, type Message } from '../../message/message';
import { entryNameTex } from '../../notation/entry/entryTex';
import { quantitiesOf, type Quantities } from '../../notation/formula/quantities';
import { spokenSymbol } from '../../notation/spoken/spokenSymbol';
import { numberTex } from '../../numbers/numberText';
import type { Steps } from '../../steps/steps';
import { entryOfCell, type HeatMapCell } from '../heatMap/heatMaps';
import { lettersIn } from '../../notation/tex/texInLook';
import { pathsWork } from './entryPaths';
import { derivativeOf, nextOf, pathsByOf, symbolOf, valueAt, type EntryRef } from '../../notation/entry/entryRef';
import { hasProduct, productWork, sourcesOf } from './entryProduct';
import type { EntryChoices, EntryWork, SourceLine } from './entryWork';

/** What may be asked about an entry: what it is, the row and column it comes from, or its derivative path by path. */
export const entryAspects = ['value', 'product', 'paths'] as const;
export type EntryAspect = (typeof entryAspects)[number];

/** An entry of a formula, or of a heat map, and what is asked about it. */
export interface EntryQuestion {
  readonly at: EntryRef | HeatMapCell;
  readonly about: EntryAspect;
}

/** What an entry is, line by line, and the same to be said. */
export interface EntryView {
  readonly entry: EntryRef;
  readonly lines: readonly EntryLine[];
  /** The rows and columns that the entry is made of. */
  readonly sources: readonly SourceLine[];
  /** What more can be asked about it. */
  readonly more: readonly Exclude<EntryAspect, 'value'>[];
  /** How it comes about, if that was asked. */
  readonly work: EntryWork | null;
  /** Of which entries it is the largest, where a cell of a heat map stands for several. */
  readonly note: Message | null;
}

export interface EntryLine {
  readonly tex: string;
  readonly spoken: Message;
  /** Whether it is a derivative whose paths can be asked for. */
  readonly paths?: true;
}

/**
 * The name of an entry, its value, the derivative by it, what a step of the rate makes of it, and what else was asked, in
 * steps that can be abandoned; null if it is not there.
 */
export function* entrySteps(
  { at, about }: EntryQuestion,
  trace: Trace,
  choices: EntryChoices,
): Steps<EntryView | null> {
  const q = quantitiesOf(trace.forward.network, trace);
  const asked = 'id' in at ? entryOfCell(at, q) : { entry: at, note: null };
  const value = asked && valueAt(asked.entry, q);
  if (asked === null || value === null) return null;
  const { entry: ref, note } = asked;
  const by = trace.backward === null ? null : pathsByOf(ref);
  const product = hasProduct(ref, q, trace);
  const work =
    about === 'product' && product
      ? productWork(ref, q, trace, choices)
      : about === 'paths' && by !== null
        ? yield* pathsWork(ref, by, q, choices)
        : null;
  return {
    entry: ref,
    lines: linesOf(ref, value, by !== null, q, trace, choices),
    sources: product ? sourcesOf(ref, q, trace) : [],
    more: [...(product ? (['product'] as const) : []), ...(by === null ? [] : (['paths'] as const))],
    work,
    note,
  };
}

function linesOf(
  ref: EntryRef,
  value: number,
  hasPaths: boolean,
  q: Quantities,
  trace: Trace,
  { digits, ...look }: EntryChoices,
): readonly EntryLine[] {
  const letters = lettersIn(look);
  const nameOf = ({ quantity, layer, row, column }: EntryRef) =>
    entryNameTex(symbolOf(quantity, layer, q), row, column, q, letters);
  const name = nameOf(ref);
  const number = (x: number) => numberTex(x, digits);
  const derivative = derivativeOf(ref);
  const lines: EntryLine[] = [
    {
      tex: `${name} = ${number(value)}`,
      spoken: message('{0} is {1}', spokenName(ref, q), saidNumber(value, digits)),
      // The entry of a gradient is a derivative itself.
      ...(derivative === null && hasPaths && { paths: true }),
    },
  ];
  const slope = derivative === null || trace.backward === null ? null : valueAt(derivative, q);
  if (derivative !== null && slope !== null) {
    const spoken = message('the derivative by it is {0}', saidNumber(slope, digits));
    lines.push({ tex: `${nameOf(derivative)} = ${number(slope)}`, spoken, ...(hasPaths && { paths: true }) });
  }
  const next = nextOf(ref);
  const after = next === null ? null : valueAt(next, q);
  const { rate } = trace.forward.network;
  if (next !== null && after !== null && rate !== null) {
    lines.push({
      tex: `${name} - \\eta \\, ${nameOf(derivative!)} = ${number(after)}`,
      spoken: message('a step of rate {0} makes it {1}', saidNumber(rate, digits), saidNumber(after, digits)),
    });
  }
  return lines;
}

function spokenName({ quantity, layer, row, column }: EntryRef, q: Quantities): Message {
  return message('{0}, row {1}, column {2}', spokenSymbol(symbolOf(quantity, layer, q)), row + 1, column + 1);
}
