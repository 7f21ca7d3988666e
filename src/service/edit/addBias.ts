import { statementAt } from '../../analysis/places';
import type { CheckedSpec } from '../../language/meaning/checked';
import type { Fix } from '../../language/text/diagnostic';
import { addLineBelow, indentOf } from '../../language/text/lineEdits';
import { message } from '../../message/message';

/** Makes the layer at the offset, on its line or on that of its W, affine: with a bias of zeros, so that f stays. */
export function addBias(checked: CheckedSpec, offset: number): Fix | null {
  const statement = statementAt(checked, offset);
  if (statement === null || statement.broken) return null;
  const layer = checked.layers.find((l) => l.statement === statement || l.weightsStatement === statement);
  if (layer === undefined || layer.affine || layer.statement.broken || layer.weightsStatement?.broken === true)
    return null;
  const { text } = checked.spec;
  const above = (layer.weightsStatement ?? layer.statement).range;
  const indent = layer.weightsStatement === null ? `${indentOf(text, above)}  ` : indentOf(text, above);
  return {
    title: message('Add a bias of zeros'),
    edits: [addLineBelow(text, above, 'b = zeros()', indent)],
    preferred: false,
  };
}
