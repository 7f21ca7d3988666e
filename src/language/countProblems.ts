import type { Arrangement } from './arrangement';
import { diagnostic, type Diagnostic } from './diagnostic';
import { message } from './message';
import { countOf } from './sizeClaims';
import type { NumberLiteral } from './tree';

/** Sizes and repetitions that are no positive whole numbers. */
export function sizeProblems({ layers, inputSizes }: Arrangement): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const look = (literal: NumberLiteral | null) => {
    if (literal === null || Number.isNaN(literal.value) || countOf(literal) !== null) return;
    const text = message('A size is a whole number from 1 on, not {0}.', literal.value);
    found.push(diagnostic('bad-number', literal.range, text));
  };
  for (const { size, broken } of inputSizes) {
    if (!broken) look(size);
  }
  for (const { statement } of layers) {
    if (statement.broken) continue;
    look(statement.size);
    if (statement.activation?.kind !== 'activation-list') continue;
    for (const { count } of statement.activation.items) look(count);
  }
  return found;
}
