import type { Analysis } from '../../analysis/analysis';
import { labelOf, symbolOf } from '../../authoring/exercise/askedSymbol';
import { say, type Translate } from '../../message/message';
import { column, type Matrix } from '../../network/matrix';
import { toMatrix } from '../../notation/formula/entries';
import { quantitiesOf } from '../../notation/formula/quantities';
import type { ExerciseItem } from '../../language/meaning/exercises';
import { documentation } from '../describe/documentation';
import type { Hover } from './hoverContent';
import { isSmall, matrixSummary, table } from './hoverMatrix';

/** What an exercise gives or asks for at an offset: what it is, and its numbers here. */
export function quantityHover(analysis: Analysis, offset: number, translate: Translate): Hover | null {
  const { exercises, layers } = analysis.checked;
  const item = exercises
    .flatMap(({ give, ask }) => [...give, ...ask])
    .find(({ item: { range } }) => range.start <= offset && offset < range.end);
  if (item === undefined) return null;
  const text = documentation.statement(item.quantity, translate);
  const value = valueOf(item, analysis);
  const head = say(labelOf(item, layers.length), translate);
  const numbers =
    value === null ? [] : [isSmall(value) ? table([{ head, matrix: value }]) : matrixSummary(value, translate)];
  return { range: item.item.range, markdown: [...numbers, text].join('\n\n') };
}

/** The numbers at the input that is looked at; null where there are none. */
function valueOf(item: ExerciseItem, analysis: Analysis): Matrix | null {
  const trace = analysis.madeTrace();
  if (trace === null) return null;
  const q = quantitiesOf(trace.forward.network, trace);
  const symbol = symbolOf(item, q);
  if (symbol === null) return trace.backward?.objective.kind === 'loss' ? column([trace.backward.value]) : null;
  const { value } = q.factor(symbol);
  if (value === null) return null;
  const { entry } = item;
  if (entry === null) return toMatrix(value);
  return entry.row <= value.rows && entry.column <= value.cols ? column([value.entry(entry.row - 1, entry.column - 1)]) : null; // prettier-ignore
}
