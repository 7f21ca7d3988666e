import type { QuantityRef } from '../../mistakes/quantity';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { belowEachOther, namesFirst } from './drawnReader';
import { quantitiesNamed } from './quantityHeading';

/** A matrix of somebody's work as text, with its name. */
export interface WorkPart {
  /** As it is written; null where there is none. */
  readonly name: string | null;
  /** What the name may mean; empty where it says nothing. */
  readonly meant: readonly QuantityRef[];
  readonly text: string;
}

/** A name with a sign of assignment at the beginning of a line or after what ends a matrix. */
const heading =
  /(^|[\n;,\])$&]|\\\\|\\q?quad)([ \t]*)((?:[\p{L}∂∇\\Δ]|\bd)[\p{L}\p{M}\d₀-₉′'.∂∇_{}^()[\]/ \\]{0,60}?)[ \t]*(?::=|=|≈|≔|←|<-|:)/gu;
/** A name on a line of its own. */
const ownLine = /(^|\n)([ \t]*)([\p{L}∂∇\\][\p{L}\p{M}\d₀-₉.∂∇_{}^()/ \\]{0,60}?)[ \t]*(?=\r?\n)/gu;
/** What may be between a matrix and the name of the next one, and looks like the beginning of the name. */
const lead = /^(?:(?:\\\\|\\q?quad(?!\p{L}))[ \t]*)*/u;
/** `A1 =`, `g′[1] =` ends a matrix, whatever it names, at the beginning of a line or as far behind a bracket as in hovers. */
const anyName = /^[\p{L}∂∇][\p{L}\p{M}\d₀-₉′'_.]*(?:\[\d+\])?$/u;

/** So much of a text is looked at in some milliseconds. */
const HEADINGS_AT_ONCE = 1000;
const SIGNS_AT_ONCE = 200_000;

interface Found {
  readonly at: number;
  readonly end: number;
  readonly name: string;
  readonly meant: readonly QuantityRef[];
}

/**
 * The matrices in a text, in its order: each begins with its name, `N₁ = […]`, `∇W₁: …`, or with its name on a line. A
 * text without such a name is one matrix. In steps that can be abandoned.
 */
export function* workParts(pasted: string): Steps<readonly WorkPart[]> {
  const text = namesFirst(belowEachOther(pasted));
  const found = yield* headings(text);
  const named = found.some(({ meant }) => meant.length > 0);
  if (!named) return [{ name: null, meant: [], text: text.trim() }];
  const first = trimmed(text.slice(0, found[0].at));
  const parts = found.map(({ end, name, meant }, i) => ({
    name,
    meant,
    text: withoutFormula(trimmed(text.slice(end, found[i + 1]?.at))),
  }));
  return first === '' ? parts : [{ name: null, meant: [], text: first }, ...parts];
}

function* headings(text: string): Steps<readonly Found[]> {
  const depth = yield* depths(text);
  const all: Found[] = [];
  const portion = new Portion(HEADINGS_AT_ONCE);
  for (const pattern of [heading, ownLine]) {
    for (const match of text.matchAll(pattern)) {
      if (portion.fills()) yield match.index / text.length;
      const at = match.index + match[1].length;
      const written = match[3].replace(lead, '');
      const start = at + match[2].length + match[3].length - written.length;
      const name = written.trim();
      if (depth[at] > 0) continue;
      const meant = quantitiesNamed(name);
      const apart = /^(?:\n|\] {3}|[ \t]*$)/.test(match[1] + match[2]);
      const other = pattern === heading && apart && anyName.test(name) && /=$/.test(match[0]);
      if (meant.length === 0 && !other) continue;
      all.push({ at: start, end: match.index + match[0].length, name, meant });
    }
  }
  all.sort((a, b) => a.at - b.at);
  // A name with its sign is found before the same name without.
  return all.filter((one, i) => i === 0 || one.at >= all[i - 1].end);
}

/** How many brackets, or environments of LaTeX, are open at each character. */
function* depths(text: string): Steps<Uint16Array> {
  const portion = new Portion(SIGNS_AT_ONCE);
  const depth = new Uint16Array(text.length + 1);
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    if (portion.fills()) yield i / text.length;
    depth[i] = open;
    const c = text[i];
    if (c === '[' || (c === '\\' && text.startsWith('begin', i + 1))) open++;
    else if (open > 0 && (c === ']' || (c === '\\' && text.startsWith('end', i + 1)))) open--;
  }
  depth[text.length] = open;
  return depth;
}

/** What may part a matrix from the next one, at the end of a text. */
const parting = /(?:[;,$&]|\\\\|\\q?quad|\\[\])]|(?<![\p{L}\d_])(?:and|и))$/u;
const longestParting = '\\qquad'.length;

/** Without what parts one matrix from the next. */
function trimmed(text: string): string {
  let left = text.replace(/^(?:[\s$&]|\\\[|\\\()+/, '').trimEnd();
  for (;;) {
    const sign = parting.exec(left.slice(-longestParting - 1));
    if (sign === null) return left;
    left = left.slice(0, -sign[0].length).trimEnd();
  }
}

/** The numbers of `W₁·X + b₁ = [0.3775 0.3925]`: behind the last sign of equality before a bracket in the first line. */
function withoutFormula(text: string): string {
  const before = /^[^[\n]*/.exec(text)![0];
  const letter = before.search(/[\p{L}∇]/u);
  let sign = lastSign(before, before.length);
  if (sign >= 0 && text.slice(sign + 1).trim() === '') sign = lastSign(before, sign);
  if (letter < 0 || sign < letter || before.slice(0, sign).includes('\\begin')) return text;
  return text.slice(sign + 1).trimStart();
}

/** Where the last `=` or `≈` is in a text before a place; -1 if there is none. */
function lastSign(text: string, end: number): number {
  return end === 0 ? -1 : Math.max(text.lastIndexOf('=', end - 1), text.lastIndexOf('≈', end - 1));
}
