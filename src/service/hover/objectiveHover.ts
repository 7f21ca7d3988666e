import { markdownText, sayMarkdown } from '../describe/markdownText';
import { documentation } from '../describe/documentation';
import { sizeText } from '../describe/shapes';
import type { Analysis } from '../../analysis/analysis';
import type { Statement } from '../../language/syntax/tree';
import { message, type Translate } from '../../message/message';
import { numberText } from '../../numbers/numberText';
import type { Hover } from './hoverContent';

/**
 * The hover of a statement that says what is differentiated.
 * @param where what a value is about, if the text leaves that open
 */
export function objectiveHover(
  analysis: Analysis,
  statement: Statement,
  where: readonly string[],
  translate: Translate,
): Hover | null {
  const objective = analysis.network?.objective;
  if (objective === undefined) return null;
  const lines: string[] = [];
  if (objective.kind === 'loss') {
    const { loss, reduction } = objective;
    const [y, t] = loss.argumentNames;
    lines.push(
      `**${markdownText(loss.name)}**`,
      documentation.lossFormulas(y, t, loss.formula, loss.derivativeFormula),
      loss.meanOverCoordinates
        ? sayMarkdown(
            message('L is the mean of ℓ over the {0} coordinates.', sizeText(analysis.checked.sizes.at(-1)!)),
            translate,
          )
        : sayMarkdown(message('L is the sum of ℓ over the coordinates.'), translate),
      reduction === 'mean'
        ? sayMarkdown(message('Over a batch: the mean over the columns.'), translate)
        : sayMarkdown(message('Over a batch: the sum over the columns.'), translate),
    );
  } else if (objective.kind === 'output') {
    lines.push(sayMarkdown(message('The gradient is that of output {0}.', objective.index), translate));
  }
  for (const note of analysis.checked.notes) {
    if (note.range.start >= statement.range.start && note.range.end <= statement.range.end) {
      lines.push(sayMarkdown(note.message, translate));
    }
  }
  const backward = analysis.madeTrace()?.backward;
  if (backward) {
    lines.push(...where, `${objective.kind === 'loss' ? 'L' : 'f'} = **${numberText(backward.value)}**`);
  }
  return lines.length === 0 ? null : { range: statement.range, markdown: lines.join('\n\n') };
}
