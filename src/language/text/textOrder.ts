import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { Diagnostic } from './diagnostic';

/**
 * The diagnostics by the place where each begins; of one place, in the order in which they came. There can be several
 * hundred thousand of them, each check's in text order: such runs are merged, two at a time, with pauses.
 */
export function* inTextOrder(found: readonly Diagnostic[]): Steps<readonly Diagnostic[]> {
  const portion = new Portion(ENTRIES);
  let runs: (readonly Diagnostic[])[] = [];
  for (let end = 0; end < found.length;) {
    const start = end++;
    while (end < found.length && found[end - 1].range.start <= found[end].range.start) {
      end++;
      if (portion.fills()) yield 0;
    }
    runs.push(found.slice(start, end));
  }
  while (runs.length > 1) {
    const merged: (readonly Diagnostic[])[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(i + 1 < runs.length ? yield* mergedRuns(runs[i], runs[i + 1], portion) : runs[i]);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedRuns(
  a: readonly Diagnostic[],
  b: readonly Diagnostic[],
  portion: Portion,
): Steps<readonly Diagnostic[]> {
  const merged: Diagnostic[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const isFirst = j === b.length || (i < a.length && a[i].range.start <= b[j].range.start);
    merged.push(isFirst ? a[i++] : b[j++]);
    if (portion.fills()) yield 0;
  }
  return merged;
}

/** Diagnostics that are compared or moved between two pauses: about a millisecond. */
const ENTRIES = 20_000;
