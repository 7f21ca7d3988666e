import type { Diagnostic, Fix, TextEdit } from '../../language/text/diagnostic';
import type { TextRange } from '../../functions/expression/tree';

/** So many edits at once: each is compared with those before, and whoever has more can ask again. */
const mostEdits = 1000;

/** A way to mend a problem, and the problem that it mends. */
export interface QuickFix {
  readonly fix: Fix;
  readonly mends: Diagnostic;
}

/** The fixes of all problems that touch the range, in text order. */
export function quickFixes(diagnostics: readonly Diagnostic[], { start, end }: TextRange): readonly QuickFix[] {
  return diagnostics
    .filter(({ range }) => range.start <= end && range.end >= start)
    .flatMap((mends) => mends.fixes.map((fix) => ({ fix, mends })));
}

/**
 * The edits of "fix all": of each problem its preferred fix, if it has exactly one and it does not touch a fix already
 * taken. In text order; empty if there is nothing safe to do.
 */
export function safeEdits(diagnostics: readonly Diagnostic[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of diagnostics) {
    const preferred = fixes.filter((fix) => fix.preferred);
    if (preferred.length === 1) take(preferred[0].edits, taken);
  }
  return inOrder(taken);
}

/** The edits that give every W and b its first numbers: seeded for W, zeros for a b that is announced. */
export function seededWeights(diagnostics: readonly Diagnostic[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { code, fixes } of diagnostics) {
    if (code === 'missing-weights' && fixes.length > 0) take(fixes[0].edits, taken);
  }
  return inOrder(taken);
}

/** Takes all of the edits, or none of them if one touches what is taken: the two were found without each other. */
function take(edits: readonly TextEdit[], taken: TextEdit[]): void {
  if (taken.length >= mostEdits) return;
  const touches = (a: TextRange, b: TextRange) => a.start <= b.end && b.start <= a.end;
  if (edits.every(({ range }) => taken.every((other) => !touches(range, other.range)))) taken.push(...edits);
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.range.start - b.range.start);
}
