import { message } from '../../message/message';
import { isRefusal, type NumberTable, type Refusal, tableOf } from './numberTable';

/**
 * Reads what MATLAB or Octave prints: `A =`, blocks under "Columns 1 through 4", and a common factor, `1.0e+03 *`, that
 * goes into every entry. null if the text has neither of these signs.
 */
export function readPrintout(text: string): NumberTable | Refusal | null {
  const lines = text.split(/\r\n|\r|\n/);
  let isPrintout = false;
  let exponent = 0;
  let block: string[][] = [];
  const blocks = [block];
  for (const line of lines) {
    const factor = /^\s*1(?:\.0*)?e([+-]?\d+)\s*\*\s*$/i.exec(line);
    if (factor) exponent = Number(factor[1]);
    if (factor || /^\s*[A-Za-z]\w*(?:\([^()]*\))?\s*=\s*$/.test(line)) {
      isPrintout = true;
    } else if (/^\s*Columns?\s+\d+(?:\s+(?:through|to|and)\s+\d+)?\s*:?\s*$/i.test(line)) {
      isPrintout = true;
      block = [];
      blocks.push(block);
    } else if (line.trim() !== '') {
      block.push(line.trim().split(/\s+/));
    }
  }
  if (!isPrintout) return null;
  const full = blocks.filter((rows) => rows.length > 0);
  if (full.some((rows) => rows.length !== full[0].length)) {
    return {
      refusal: message('The blocks of columns have different numbers of rows: part of the printout is missing.'),
    };
  }
  const table = tableOf((full[0] ?? []).map((_, r) => full.flatMap((rows) => rows[r])));
  if (isRefusal(table) || exponent === 0) return table;
  return table.map((row) => row.map((entry) => scaled(entry, exponent)));
}

/** The digits stay; the factor becomes, or joins, the exponent. */
function scaled(entry: string, exponent: number): string {
  if (/^[+-]?0*\.?0*$/.test(entry)) return entry;
  const [digits, own] = entry.split(/e/i);
  const sum = Number(own ?? 0) + exponent;
  return sum === 0 ? digits : `${digits}e${sum}`;
}
