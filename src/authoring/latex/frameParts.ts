/** Lines of numbers on one frame: more would have to be shrunk to less than about two thirds. */
const MOST_LINES = 13;

/**
 * A formula in parts that can be read on a frame each: it breaks between the lines of an `aligned`, in their order, so that
 * the parts are as equal as can be and the result is not alone on the last one.
 */
export function frameParts(tex: string): readonly string[] {
  const rows = alignedRows(tex);
  const heights = rows.map(linesOf);
  const count = cut(heights, MOST_LINES).length;
  if (count < 2) return [tex];
  let most = Math.max(...heights);
  while (most < MOST_LINES && cut(heights, most).length > count) most += 0.5;
  let from = 0;
  return cut(heights, Math.min(most, MOST_LINES)).map((length) => {
    const part = rows.slice(from, (from += length)).join('');
    return `\\begin{aligned}${part.replace(/\\\\(?:\[[^\]]*\])?\s*$/, '')}\\end{aligned}`;
  });
}

/** How many rows each part has if it is at most so high; a row that is higher is a part of its own. */
function cut(heights: readonly number[], most: number): readonly number[] {
  const parts: number[] = [];
  let height = Infinity;
  for (const more of heights) {
    if (height + more > most) {
      parts.push(0);
      height = 0;
    }
    parts[parts.length - 1]++;
    height += more;
  }
  return parts;
}

/** The lines of the `aligned` that is the whole formula, each with what ends it; none for another formula. */
function alignedRows(tex: string): readonly string[] {
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
