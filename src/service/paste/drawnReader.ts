import { mapSteps } from '../../steps/items';
import type { Steps } from '../../steps/steps';
import { type Reading, type Refusal, severalMatrices, shortened, tableOf, unread } from './numberTable';
import { cellsOf, LINES_AT_ONCE, type Printout } from './printedLines';

/** Brackets drawn over lines: the pieces of a left side and of the right one, in the order in which they follow. */
const drawn: readonly (readonly [left: RegExp, right: RegExp])[] = [
  [/^⎡⎢*⎣$/u, /^⎤⎥*⎦$/u],
  [/^⎛⎜*⎝$/u, /^⎞⎟*⎠$/u],
  [/^┌│*└$/u, /^┐│*┘$/u],
  [/^\[+$/u, /^\]+$/u],
];

/** The name of a matrix before the first of its lines. */
const name = /^[\p{L}∂∇][^=⎡⎛┌]*=\s*(?=[⎡⎛┌])/u;

/**
 * Reads a matrix whose brackets are drawn over its lines, as SymPy prints it, or with brackets around each row, as Sage
 * and mpmath do; also after its name, as in hovers. null if the lines have no such brackets.
 */
export function* readDrawn({ text, written }: Printout): Steps<Reading> {
  const lines = written.map((line, i) => (i === 0 ? line.replace(name, '') : line));
  if (lines.length < 2 || !lines.every((line) => /^[⎡⎢⎣⎛⎜⎝┌│└[]/u.test(line))) {
    return /[⎡⎢⎣⎛⎜⎝┌└]/u.test(text) ? outside(lines) : null;
  }
  const left = lines.map((line) => line[0]).join('');
  const right = lines.map((line) => line.at(-1)!).join('');
  const inside = lines.map((line) => line.slice(1, -1));
  if (!drawn.some(([open, close]) => open.test(left) && close.test(right)))
    return /[⎡⎢⎣⎛⎜⎝┌└]/u.test(text) ? outside(lines) : null;
  if (left.startsWith('[') && inside.some((line) => /[[\];]/.test(line))) return null;
  if (inside.every((line) => /[⎤⎥⎦⎞⎟⎠].*[⎡⎢⎣⎛⎜⎝]/u.test(line))) return severalMatrices();
  // A line without anything in it is drawn between two rows.
  const rows = inside.filter((line) => line.trim() !== '');
  if (rows.some((line) => /…|⋯|⋮|⋱|(?:^|\s)\.\.\.(?:\s|$)/u.test(line))) return shortened();
  const commas = rows.every((line) => line.includes(','));
  const separated = commas && left.startsWith('[');
  const cells = (line: string) => (separated ? line.split(',').map((cell) => cell.trim()) : cellsOf(line));
  return yield* tableOf(yield* mapSteps(rows, LINES_AT_ONCE, cells));
}

function outside(lines: readonly string[]): Refusal {
  return unread(lines.find((line) => !/^[⎡⎢⎣⎛⎜⎝┌│└].*[⎤⎥⎦⎞⎟⎠┐│┘]$/u.test(line)) ?? lines[0]);
}

/**
 * A text in which the name of a matrix with drawn brackets is before the first of its lines, where it was before the one
 * in the middle, as in hovers and in what `nnet gradient` prints.
 */
export function namesFirst(text: string): string {
  return text.replace(drawnBlock, (block) => {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => /^[^⎡⎢⎣]*=\s*[⎢⎣]/u.test(line));
    if (at < 0) return block;
    const [before] = lines[at].split(/[⎢⎣]/u, 1);
    lines[0] = before.trimStart() + lines[0].trimStart();
    lines[at] = lines[at].slice(before.length);
    return lines.join('\n');
  });
}

/** The lines of a matrix; what is before a bracket is spaces, but for a name before one of those after the first. */
const drawnBlock = /^[ \t]*⎡[^\n]*\n(?:[^⎡⎢⎣\n]{0,100}⎢[^\n]*\n)*[^⎡⎢⎣\n]{0,100}⎣/gmu;

/**
 * A text in which matrices with drawn brackets that stand beside each other, as in hovers, are below each other, each with
 * the name that is before it.
 */
export function belowEachOther(text: string): string {
  const lines = text.split('\n');
  const made: string[] = [];
  for (let top = 0; top < lines.length;) {
    const band = [...lines[top].matchAll(/⎡[^⎡⎤]*⎤/gu)].map(({ 0: row, index }) => {
      return { left: index, end: index + row.length, height: heightAt(lines, top, index) };
    });
    if (band.length < 2 || band.some(({ height }) => height === 0)) {
      made.push(lines[top++]);
      continue;
    }
    for (const [i, { end, height }] of band.entries()) {
      const start = i === 0 ? 0 : band[i - 1].end;
      const rows = lines.slice(top, top + height);
      made.push(...rows.map((row) => row.slice(start, i < band.length - 1 ? end : undefined)), '');
    }
    top += band.reduce((most, { height }) => Math.max(most, height), 0);
  }
  return made.join('\n');
}

/** How many lines the left bracket has that begins there; 0 if its pieces are not below each other. */
function heightAt(lines: readonly string[], top: number, column: number): number {
  let bottom = top + 1;
  while (lines[bottom]?.[column] === '⎢') bottom++;
  return lines[bottom]?.[column] === '⎣' ? bottom + 1 - top : 0;
}
