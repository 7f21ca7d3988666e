import { message, type Message } from '../../message/message';

/** The entries of a pasted matrix as texts of this language, row by row; never empty. */
export type NumberTable = readonly (readonly string[])[];

/** Why a text is no matrix. */
export interface Refusal {
  readonly refusal: Message;
}

/** A number as other programs write it, with a sign of any kind. */
const number = /^[+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-−]?\d+)?$/u;
const ratio = /^[+\-−]?\d+(?:\.\d+)?\/\d+(?:\.\d+)?$/u;

/** The entry in this language: the same digits, with the ASCII minus and no plus; null if it is no number. */
export function entryText(written: string): string | null {
  const text = written.trim();
  if (!number.test(text) && !ratio.test(text)) return null;
  return text.replaceAll('−', '-').replace(/^\+/, '');
}

/** The table of these cells, or what is wrong with them. */
export function tableOf(cells: readonly (readonly string[])[]): NumberTable | Refusal {
  const rows: string[][] = [];
  for (const row of cells) {
    const made: string[] = [];
    for (const cell of row) {
      const entry = entryText(cell);
      if (entry === null) return notANumber(cell);
      made.push(entry);
    }
    if (made.length !== (rows[0] ?? made).length) {
      return {
        refusal: message(
          'Row {0} has {1} numbers and the first row {2}: a matrix has rows of one length.',
          rows.length + 1,
          made.length,
          rows[0].length,
        ),
      };
    }
    rows.push(made);
  }
  return rows.length === 0 || rows[0].length === 0 ? { refusal: message('There are no numbers in it.') } : rows;
}

/** Whether reading failed. */
export function isRefusal(read: NumberTable | Refusal): read is Refusal {
  return 'refusal' in read;
}

function notANumber(cell: string): Refusal {
  const text = cell.trim();
  if (text === '...' || text === '…') return shortened();
  if (/^[+-]?(nan|inf(inity)?)$/i.test(text)) {
    return { refusal: message('{0} is among the entries, and every entry of a matrix must be finite.', text) };
  }
  const shown = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  return { refusal: message('“{0}” is not a number, so this is no matrix of numbers.', shown) };
}

/** A printout with its middle left out. */
export function shortened(): Refusal {
  return {
    refusal: message(
      'This printout is shortened by “...”. In NumPy, np.set_printoptions(threshold=np.inf) prints it whole; in PyTorch, torch.set_printoptions(profile="full").',
    ),
  };
}
