/** Lines of numbers on one frame: more would have to be shrunk to less than about two thirds. */
const MOST_LINES = 13;

/** A formula in parts that can be read on a frame each: it breaks between the lines of an `aligned`, in their order. */
export function frameParts(tex: string): readonly string[] {
  const rows = alignedRows(tex);
  const parts: string[][] = [];
  let lines = Infinity;
  for (const row of rows) {
    const more = linesOf(row);
    if (lines + more > MOST_LINES) {
      parts.push([]);
      lines = 0;
    }
    parts[parts.length - 1].push(row);
    lines += more;
  }
  if (parts.length < 2) return [tex];
  return parts.map((part) => `\\begin{aligned}${part.join('').replace(/\\\\(?:\[[^\]]*\])?\s*$/, '')}\\end{aligned}`);
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
