import { placeAt, rangeOf, statementAt } from '../../analysis/places';
import type { CheckedSpec } from '../../language/meaning/checked';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixNode } from '../../language/syntax/tree';
import { symbolAt } from './navigation';

/** What a selection at the offset grows to, smallest first, each inside the next; the last is the whole text. */
export function selectionRanges(checked: CheckedSpec, offset: number): TextRange[] {
  const ranges: TextRange[] = [];
  const add = (range: TextRange | null | undefined): void => {
    const last = ranges.at(-1);
    if (!range || range.start > offset || range.end < offset) return;
    if (last && (range.start > last.start || range.end < last.end)) return;
    if (last && range.start === last.start && range.end === last.end) return;
    ranges.push(range);
  };
  const { text } = checked.spec;
  add(symbolAt(checked, offset)?.range);
  const statement = statementAt(checked, offset);
  if (statement !== null) {
    const place = placeAt(checked, offset);
    if (place?.entry) {
      add(rangeOf(checked, place));
      const line = lineWithin(text, offset);
      // In a Stanford NNet file a comma ends the line behind the last number.
      add({ start: line.start, end: Math.min(line.end, statement.range.end) });
    }
    if ('value' in statement && statement.value !== null) {
      if (isMatrix(statement.value) && checked.spec.language === 'nnet') add(innermost(statement.value));
      add(statement.value.range);
    }
    add(statement.range);
    const layer = checked.layers.find((l) =>
      [l.statement, l.weightsStatement, l.biasStatement, ...l.directionStatements].some((s) => s === statement),
    );
    if (layer) {
      const ends = [layer.statement, layer.weightsStatement, layer.biasStatement, ...layer.directionStatements].map(
        (s) => s?.range.end ?? 0,
      );
      add({ start: layer.statement.range.start, end: Math.max(...ends) });
    }
  }
  add({ start: 0, end: text.length });
  return ranges;
}

function isMatrix(value: { kind: string }): value is MatrixNode {
  return value.kind === 'literal' || value.kind === 'transpose' || value.kind === 'onehot';
}

/** The text between the brackets of a literal. */
function innermost(value: MatrixNode): TextRange | null {
  switch (value.kind) {
    case 'literal':
      if (value.form === 'bare') return value.range;
      return { start: value.brackets.start + 1, end: Math.max(value.brackets.start + 1, value.brackets.end - 1) };
    case 'transpose':
      return innermost(value.operand);
    case 'onehot':
      return innermost(value.labels);
    case 'generator':
    case 'file':
    case 'scalar':
      return null;
  }
}

/** The row of a matrix that the offset is in: between brackets, semicolons and line breaks. */
function lineWithin(text: string, offset: number): TextRange {
  const ends = /[[\];\r\n]/;
  let start = offset;
  let end = offset;
  while (start > 0 && !ends.test(text[start - 1])) start--;
  while (end < text.length && !ends.test(text[end])) end++;
  while (start < offset && /\s/.test(text[start])) start++;
  while (end > offset && /\s/.test(text[end - 1])) end--;
  return { start, end };
}
