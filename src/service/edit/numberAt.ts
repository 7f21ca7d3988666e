import type { TextRange } from '../../functions/expression/tree';
import { isSteppable, steppedNumber } from '../../numbers/steppedNumber';

/** What a number begins and ends with, and what of it may stand before. */
const number = /(?:[\d.]+(?:e[-+]?\d+)?)/giu;
const comment = /#.*$/;

/** A number of a text so many steps on. */
export interface NumberStep {
  readonly range: TextRange;
  readonly text: string;
}

/**
 * The number at a place of a line (from 0), or ending there, moved by so many steps of its last digit; null where there
 * is none. Its sign is part of it where nothing stands before that it could be subtracted from; an index, as in W1, is none.
 */
export function stepNumberAt(line: string, at: number, steps: number): NumberStep | null {
  const text = line.replace(comment, '');
  for (const { 0: found, index } of text.matchAll(number)) {
    const end = index + found.length;
    if (at < index - 1 || at > end) continue;
    const before = text.slice(0, index);
    if (/[\p{L}_₀-₉"]$/u.test(before) || /"[^"]*$/.test(evenQuotes(before))) continue;
    const sign = /(?:^|[[(,;=:*/^]|\s)([-−])$/u.exec(before);
    const start = sign === null ? index : index - 1;
    const written = text.slice(start, end);
    if (at < start || !isSteppable(written)) continue;
    return { range: { start, end }, text: steppedNumber(written, steps) };
  }
  return null;
}

/** What follows the last closed quotation. */
function evenQuotes(text: string): string {
  return text.replace(/"[^"]*"/g, '');
}
