import { FEW_LINES, type TexStyle } from '../notation/tex/texStyle';

/** Lines of numbers on one frame: more would have to be shrunk to less than about two thirds. */
const MOST_LINES = 13.5;

/** The same of the product of a step, below its formula. */
const MOST_BELOW = 10;

/**
 * The style in which a formula takes the fewest frames: its large matrices are shortened only where it is on fewer then.
 * @param count how many frames it takes in a style
 */
export function styleOnFrames(style: TexStyle, count: (style: TexStyle) => number): TexStyle {
  const shortened = { ...style, matrixRows: FEW_LINES };
  const frames = count(style);
  return frames > 1 && count(shortened) < frames ? shortened : style;
}

/** The style in which the product of a step, which cannot go on over several frames, is read below its formula. */
export function styleBelow(write: (style: TexStyle) => string, style: TexStyle): TexStyle {
  return styleOnFrames(style, (one) => Math.max(1, heightOf(write(one)) / MOST_BELOW));
}

/** How high a formula is, in lines of numbers. */
export function heightOf(tex: string): number {
  const rows = alignedRows(tex);
  return rows.length === 0 ? linesOf(tex) : sum(rows.map(linesOf));
}

/**
 * A formula in parts that can be read on a frame each: it breaks between the lines of an `aligned`, in their order, within
 * an equation only where that is too high for a frame, so that the parts are as equal as can be and the result is not alone
 * on the last one.
 */
export function frameParts(tex: string): readonly string[] {
  const rows = alignedRows(tex);
  const equations = equationsOf(rows);
  const count = cut(equations, MOST_LINES).length;
  if (count < 2) return [tex];
  let most = Math.max(...equations.flat());
  while (most < MOST_LINES && cut(equations, most).length > count) most += 0.5;
  let from = 0;
  return cut(equations, Math.min(most, MOST_LINES)).map((length) => {
    const part = rows.slice(from, (from += length)).join('');
    return `\\begin{aligned}${part.replace(/\\\\(?:\[[^\]]*\])?\s*$/, '')}\\end{aligned}`;
  });
}

/** The heights of the rows of each equation: one begins where something is left of the sign of equality. */
function equationsOf(rows: readonly string[]): readonly (readonly number[])[] {
  const equations: number[][] = [];
  for (const row of rows) {
    if (equations.length === 0 || !/^\s*&/.test(row)) equations.push([]);
    equations[equations.length - 1].push(linesOf(row));
  }
  return equations;
}

/** How many rows each part has if it is at most so high; a row that is higher is a part of its own. */
function cut(equations: readonly (readonly number[])[], most: number): readonly number[] {
  const parts: number[] = [];
  let height = Infinity;
  const add = (rows: readonly number[], begin: boolean) => {
    if (begin || height + sum(rows) > most) {
      parts.push(0);
      height = 0;
    }
    parts[parts.length - 1] += rows.length;
    height += sum(rows);
  };
  for (const equation of equations) {
    if (sum(equation) <= MOST_LINES) add(equation, false);
    else equation.forEach((row, i) => add([row], i === 0));
  }
  return parts;
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

/** The lines of the `aligned` that is the whole formula, each with what ends it; none for another formula. */
export function alignedRows(tex: string): readonly string[] {
  const [open, close] = ['\\begin{aligned}', '\\end{aligned}'];
  if (!tex.startsWith(open) || !tex.endsWith(close)) return [];
  const rows: string[] = [];
  let depth = 0;
  let from = open.length;
  for (const { 0: token, index } of tex.matchAll(/\\begin\b|\\end\b|\\\\(?:\[[^\]]*\])?|\\left\b|\\right\b/g)) {
    if (token === '\\begin' || token === '\\left') depth++;
    else if (token === '\\end' || token === '\\right') depth--;
    else if (depth === 1) {
      rows.push(tex.slice(from, index + token.length));
      from = index + token.length;
    }
    // What is open at the beginning ends before the end: these are two formulas.
    if (depth === 0 && index + close.length < tex.length) return [];
  }
  return [...rows, tex.slice(from, -close.length)];
}

/** How high a line is, in lines of numbers: its highest matrix with the name below it, and room around it. */
function linesOf(row: string): number {
  let depth = 0;
  let rows = 1;
  let highest = 1;
  for (const [token] of row.matchAll(/\\begin\b|\\end\b|\\\\/g)) {
    if (token === '\\begin') {
      depth++;
      rows = 1;
    } else if (token === '\\end') depth--;
    else if (depth > 0) highest = Math.max(highest, ++rows);
  }
  return highest + (row.includes('\\underset') ? 1.3 : 0.5);
}
