import type { Analysis } from '../../analysis/analysis';
import type { Tried, TriedNumber } from '../../analysis/whatIf';
import type { TextRange } from '../../functions/expression/tree';
import { matrixNodeAt } from '../../analysis/places';
import { matrixWith } from '../../network/changedNetwork';
import { literalText, MOST_PARAMETERS } from './writtenParameters';

/**
 * The changes that write tried numbers into the text they were tried on: each in its place and as it is shown, or, where
 * an entry is not written on its own, the whole matrix in numbers. null where that cannot be written.
 */
export function writtenNumbers(
  analysis: Analysis,
  { analysis: after, numbers }: Tried,
): readonly { readonly range: TextRange; readonly text: string }[] | null {
  if (analysis.checked.spec.language === 'other') return null;
  const edits = new Map<number, { range: TextRange; text: string }>();
  for (const number of numbers) {
    const edit =
      number.range === null ? wholeMatrix(analysis, after, number) : { range: number.range, text: number.now };
    if (edit === null) return null;
    edits.set(edit.range.start, edit);
  }
  return [...edits.values()].sort((a, b) => a.range.start - b.range.start);
}

function wholeMatrix(
  { checked, text }: Analysis,
  { network }: Analysis,
  { place, entry }: TriedNumber,
): { range: TextRange; text: string } | null {
  const node = matrixNodeAt(checked, place);
  const matrix = network === null ? null : matrixWith(network, entry);
  if (node === null || matrix === null || matrix.data.length > MOST_PARAMETERS) return null;
  const { start, end } = node.range;
  return { range: node.range, text: literalText(matrix, text.slice(start, end).includes('\n')) };
}
