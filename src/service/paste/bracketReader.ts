import { message } from '../../message/message';
import { type NumberTable, type Refusal, shortened, tableOf } from './numberTable';

/** What stands around a bracket is short; longer is another text. */
const longestAround = 1000;

/** `A =`, `np.array(`, `Parameter containing:⏎tensor(` before the bracket. */
const before = /^\s*(?:Parameter containing:)?\s*(?:[A-Za-z_]\w*\s*=)?\s*(?:[A-Za-z_][\w.]*\s*\()*\s*$/;
/** `, dtype=torch.float64, grad_fn=<…>)` behind it. */
const behind = /^(?:\s*,\s*\w+\s*=\s*(?:<[^>]*>|'[^']*'|[\w.]+(?:\([^()]*\))?))*\s*,?\s*\)*(?:\.T)?\s*;?\s*$/;

/**
 * Reads one bracket: NumPy's and PyTorch's as code or as printed, JSON, MATLAB's `[1 2; 3 4]`. null if the text is not of
 * this form.
 */
export function readBracket(text: string): NumberTable | Refusal | null {
  const open = text.indexOf('[');
  const close = text.lastIndexOf(']');
  if (open < 0 || close < open || Math.max(open, text.length - close) > longestAround) return null;
  if (!before.test(text.slice(0, open)) || !behind.test(text.slice(close + 1))) return null;
  const called = text.slice(0, open).includes('(');
  const inside = withoutNumberTypes(text.slice(open + 1, close));
  if (isShortened(inside)) return shortened();
  const continued = inside.replace(/\.\.\.[^\S\n]*\r?\n/g, ' ');
  if (!continued.includes('[')) {
    return transposedIf(tableOf(flatRows(continued, called)), text.slice(close + 1).includes('.T'));
  }
  const rows = nestedRows(continued);
  if (rows === null) {
    return {
      refusal: message('A matrix has two levels of brackets: rows, and entries in them. Here are more, or others.'),
    };
  }
  return transposedIf(tableOf(rows), text.slice(close + 1).includes('.T'));
}

/** `np.float64(1.5)` is how newer NumPy prints a number. */
function withoutNumberTypes(text: string): string {
  return text.replace(/(?:\b[a-z]{1,10}\.)?\b(?:float|double|int|uint)\d*\(([^()]*)\)/g, '$1');
}

/** Dots that stand for what was left out, not for MATLAB's "goes on in the next line". */
function isShortened(inside: string): boolean {
  return /…|\.\.\.[^\S\n]*[^\s.]|^[^\S\n]*\.\.\.[^\S\n]*,?[^\S\n]*$|\.\.\.,/m.test(inside);
}

function flatRows(inside: string, called: boolean): string[][] {
  const lines = inside
    .split(/;|\r?\n/)
    .map(cells)
    .filter((row) => row.length > 0);
  const alike = lines.every((row) => row.length === lines[0].length);
  // A long vector is wrapped by NumPy; in MATLAB a line is a row.
  return !inside.includes(';') && (called || !alike) ? [lines.flat()] : lines;
}

function nestedRows(inside: string): string[][] | null {
  const rows: string[][] = [];
  const between = inside.replace(/\[([^[\]]*)\]/g, (_, row: string) => {
    rows.push(cells(row));
    return '';
  });
  return /^[\s,;]*$/.test(between) ? rows : null;
}

function cells(row: string): string[] {
  return row.split(/\s*,\s*|\s+/).filter((cell) => cell !== '');
}

function transposedIf(table: NumberTable | Refusal, transposed: boolean): NumberTable | Refusal {
  if (!transposed || 'refusal' in table) return table;
  return table[0].map((_, c) => table.map((row) => row[c]));
}
