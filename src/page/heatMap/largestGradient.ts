import { message, quantities } from '../../message/message';
import { subscript } from '../../message/subscript';
import type { EntryRef } from '../../notation/entry/entryRef';
import { symbolOf } from '../../notation/entry/entryRef';
import { entryNameTex } from '../../notation/entry/entryTex';
import type { Entries } from '../../notation/formula/entries';
import type { Quantities } from '../../notation/formula/quantities';
import { saidNumber } from '../../notation/spoken/spokenNumbers';
import { spokenSymbol } from '../../notation/spoken/spokenSymbol';
import type { Digits } from '../../numbers/numberLayout';
import { numberTex } from '../../numbers/numberText';
import type { Block } from '../page';
import { formulaBlock, paragraph } from '../pageBlocks';
import { idOfPicture, isPictured, type Pictures } from './heatMaps';
import type { PlacedValue } from './matrixPicture';

type Largest = EntryRef & { readonly value: number };

/** Of large layers: where the gradient is largest, before all that would have to be read through to find it. */
export function largestGradientBlocks(
  layers: readonly { readonly index: number }[],
  q: Quantities,
  digits: Digits,
  pictures: Pictures,
): readonly Block[] {
  const largest = pictures.size === 0 ? null : largestGradient(layers, q, pictures);
  if (largest === null) return [];
  const { quantity, layer, row, column, value } = largest;
  const symbol = symbolOf(quantity, layer, q);
  const label = message('The entry of the gradient with the largest magnitude');
  return [
    paragraph(
      'gradient.largest.words',
      message(
        'The entry of the gradient with the largest magnitude is in row {1}, column {2} of {0}; click it to see how it is computed:',
        quantities(`∇W${subscript(layer)}`),
        row + 1,
        column + 1,
      ),
    ),
    formulaBlock(
      'gradient.largest',
      label,
      (style) => {
        const name = entryNameTex(symbol, row, column, q, style);
        return `${name} = ${style.data(`q=${quantity}.${layer}.${row}.${column}`, numberTex(value, digits))}`;
      },
      () => [
        message(
          '{0} is {1}',
          message('{0}, row {1}, column {2}', spokenSymbol(symbol), row + 1, column + 1),
          saidNumber(value, digits),
        ),
      ],
      { layer },
    ),
  ];
}

/** null if none of these layers is large, or while that of a large one is not known. */
function largestGradient(
  layers: readonly { readonly index: number }[],
  q: Quantities,
  pictures: Pictures,
): Largest | null {
  let largest: Largest | null = null;
  let large = false;
  for (const { index: layer } of layers) {
    const matrix = { quantity: 'gradW', layer } as const;
    const { value: entries } = q.factor(symbolOf('gradW', layer, q));
    if (entries === null) return null;
    const pictured = isPictured(entries);
    large ||= pictured;
    const most = pictured ? pictures.get(idOfPicture(matrix))?.largest[0] : largestOf(entries);
    if (most === undefined) return null;
    if (largest === null || Math.abs(most.value) > Math.abs(largest.value)) largest = { ...matrix, ...most };
  }
  return large ? largest : null;
}

/** The entry of the largest magnitude; undefined if one is not finite. */
function largestOf(entries: Entries): PlacedValue | undefined {
  let most: PlacedValue = { row: 0, column: 0, value: entries.entry(0, 0) };
  for (let row = 0; row < entries.rows; row++) {
    for (let column = 0; column < entries.cols; column++) {
      const value = entries.entry(row, column);
      if (!Number.isFinite(value)) return undefined;
      if (Math.abs(value) > Math.abs(most.value)) most = { row, column, value };
    }
  }
  return most;
}
