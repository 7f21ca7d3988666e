import type { Analysis } from '../../analysis/analysis';
import { hasManyComments } from './longTexts';

/** Lines from 0 that can be folded away below `start`, up to and with `end`. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'block' | 'comment' | 'region';
}

/** A layer with its W and b, statements of several lines, comments on consecutive lines, `# region` … `# endregion`. */
export function folds(analysis: Analysis): Fold[] {
  const { checked, lines, text } = analysis;
  const { spec, layers } = checked;
  const lineOf = (offset: number): number => lines.positionAt(offset).line;
  const found: Fold[] = [];
  const add = (start: number, end: number, kind: Fold['kind']): void => {
    if (end > start) found.push({ start, end, kind });
  };
  // A layer of a Stanford NNet file begins on the line of its W.
  for (const layer of spec.language === 'nnet' ? layers : []) {
    const ends = [layer.statement, layer.weightsStatement, layer.biasStatement, ...layer.directionStatements].map(
      (s) => s?.range.end ?? 0,
    );
    add(lineOf(layer.statement.range.start), lineOf(Math.max(...ends)), 'block');
  }
  for (const { statement, end } of checked.exercises) {
    add(lineOf(statement.range.start), lineOf(end), 'block');
  }
  for (const { kind, range } of spec.statements) {
    if (kind !== 'layer') add(lineOf(range.start), lineOf(range.end), 'block');
  }
  const regions: number[] = [];
  let run: { first: number; last: number } | null = null;
  for (const comment of hasManyComments(analysis) ? [] : spec.comments) {
    const { line, character } = lines.positionAt(comment.start);
    const alone = text.slice(comment.start - character, comment.start).trim() === '';
    const said = text.slice(comment.start, comment.end);
    if (/^#\s*region\b/.test(said)) regions.push(line);
    else if (/^#\s*endregion\b/.test(said)) {
      const start = regions.pop();
      if (start !== undefined) add(start, line, 'region');
    } else if (alone) {
      if (run !== null && run.last === line - 1) run.last = line;
      else {
        if (run !== null) add(run.first, run.last, 'comment');
        run = { first: line, last: line };
      }
    }
  }
  if (run !== null) add(run.first, run.last, 'comment');
  return found;
}
