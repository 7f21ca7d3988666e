import { message } from '../../message/message';
import { entryText, type NumberTable, type Refusal } from './numberTable';

const opening = /\\begin\{([pbvBV]?matrix|smallmatrix|array)\}(?:\{[^{}\n]{0,100}\})?/;

/** A longer cell is no number. */
const longestCell = 200;

/**
 * Reads a matrix of LaTeX: `pmatrix`, `bmatrix`, `array` …, with `\frac` and `\sqrt`. Between its `&` a comma is the decimal
 * mark. null if there is none.
 */
export function readLatex(text: string): NumberTable | Refusal | null {
  const begin = opening.exec(text);
  const start = begin === null ? -1 : begin.index + begin[0].length;
  const end = begin === null ? -1 : text.indexOf(`\\end{${begin[1]}}`, start);
  if (end < 0) return null;
  const rows: string[][] = [];
  const lines = text
    .slice(start, end)
    .replace(/(?<!\\)%.*$/gm, '')
    .replace(/\\(?:hline|cline\{[^{}]*\})/g, '')
    .split(/\\\\(?:\[[^\]]*\])?/);
  for (const line of lines) {
    if (line.trim() === '') continue;
    const row: string[] = [];
    for (const cell of line.split('&')) {
      const entry = latexEntry(cell);
      if (entry === null) {
        return { refusal: message('“{0}” is not a number, so this is no matrix of numbers.', cell.trim()) };
      }
      row.push(entry);
    }
    if (row.length !== (rows[0] ?? row).length) {
      return {
        refusal: message('Row {0} has {1} entries and the first row {2}.', rows.length + 1, row.length, rows[0].length),
      };
    }
    rows.push(row);
  }
  return rows.length === 0 ? { refusal: message('There are no numbers in it.') } : rows;
}

function latexEntry(cell: string): string | null {
  if (cell.length > longestCell) return null;
  const text = cell
    .replace(/\\(?:displaystyle|textstyle|phantom\{[^{}]*\}|[,;:!]|quad|qquad|left|right)|\$|~/g, '')
    .replaceAll('{,}', '.')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(
      /\\sqrt\s*(?:\{\s*([^{}]*?)\s*\}|(\d))/g,
      (_, braced?: string, digit?: string) => `sqrt(${braced ?? digit})`,
    )
    .replace(/\\[dt]?frac\s*(\d)\s*(\d)/g, '$1/$2')
    .replace(/\\[dt]?frac\s*\{\s*([^{}]*?)\s*\}\s*\{\s*([^{}]*?)\s*\}/g, '$1/$2')
    .replace(
      /(?:\\cdot|\\times)\s*10\s*\^\s*(?:\{\s*([+-]?\d+)\s*\}|(\d))/g,
      (_, b?: string, d?: string) => `e${b ?? d}`,
    )
    .replace(/\{([^{}]*)\}/g, '$1')
    .replace(/\s+/g, '')
    .replace(/--/g, '');
  const root = /^([+\-−]?)(?:(\d+(?:\.\d+)?)?)sqrt\((\d+(?:\.\d+)?)\)(?:\/(\d+))?$/u.exec(text);
  if (root === null) return entryText(text) ?? halvesOfRoots(text);
  const [, sign, factor, of, divisor] = root;
  return `${sign === '' || sign === '+' ? '' : '-'}${factor ? `${factor}*` : ''}sqrt(${of})${divisor ? `/${divisor}` : ''}`;
}

/** `1/sqrt(2)`, as `\frac{1}{\sqrt 2}` gives it. */
function halvesOfRoots(text: string): string | null {
  return /^-?\d+\/sqrt\(\d+\)$/.test(text) ? text : null;
}
