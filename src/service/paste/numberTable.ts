import { message, type Message } from '../../message/message';
import { oddityOf, spelledNumber } from '../../language/matrices/spelledNumber';
import { CELLS_AT_ONCE } from '../../language/matrices/tableRows';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';

/** The entries of a pasted matrix as texts of this language, row by row; never empty. */
export type NumberTable = readonly (readonly string[])[];

/** Why a text is no matrix. */
export interface Refusal {
  readonly refusal: Message;
  /** Whether the reason is that there is more than one. */
  readonly several?: boolean;
}

/** What a reader makes of a text: a matrix, a reason against one, or null if the text is not of its kind. */
export type Reading = NumberTable | Refusal | null;

/** Whether reading failed. */
export function isRefusal(read: NumberTable | Refusal): read is Refusal {
  return 'refusal' in read;
}

/** The table of cells that are numbers, or what is wrong with them. */
export function* tableOf(cells: readonly (readonly string[])[]): Steps<NumberTable | Refusal> {
  const rows: string[][] = [];
  const portion = new Portion(CELLS_AT_ONCE);
  for (const row of cells) {
    const made: string[] = [];
    for (const cell of row) {
      if (portion.fills()) yield rows.length / cells.length;
      const entry = spelledNumber(cell);
      if (entry === null) return notANumber(cell);
      made.push(entry);
    }
    rows.push(made);
  }
  return rectangular(rows);
}

/** The table if its rows have one length, and there are any. */
export function rectangular(rows: NumberTable): NumberTable | Refusal {
  const r = rows.findIndex((row) => row.length !== rows[0].length);
  if (r >= 0) {
    return {
      refusal: message(
        'Row {0} has length {1} and the first row {2}: all rows need the same length.',
        r + 1,
        rows[r].length,
        rows[0].length,
      ),
    };
  }
  return rows.length === 0 || rows[0].length === 0 ? { refusal: message('There are no numbers in this text.') } : rows;
}

/** The table with other numbers in some places, counted in reading order. */
export function withGrouped(table: NumberTable, grouped: ReadonlyMap<number, string>): NumberTable {
  if (grouped.size === 0) return table;
  let at = 0;
  return table.map((row) => row.map((entry) => grouped.get(at++) ?? entry));
}

export function transposed(table: NumberTable): NumberTable {
  return table[0].map((_, c) => table.map((row) => row[c]));
}

/** Refuses a text for what could not be read in it. */
export function unread(rest: string): Refusal {
  return { refusal: message('Couldn’t read “{0}”. Paste the matrix alone.', quoted(rest)) };
}

/** Refuses a text with more than one matrix. */
export function severalMatrices(): Refusal {
  return { refusal: message('There is more than one matrix in this text. Paste one at a time.'), several: true };
}

/** Refuses an array of three dimensions, printed matrix by matrix. */
export function threeDimensional(): Refusal {
  return { refusal: message('This is an array of three dimensions, or a part of one. Paste one matrix.') };
}

/** Refuses a list of the entries that are not 0. */
export function sparse(): Refusal {
  return {
    refusal: message(
      'This is a sparse matrix, printed as a list of its entries. Print all of it: full(A) in MATLAB and Octave, A.toarray() in SciPy, A.to_dense() in PyTorch.',
    ),
  };
}

/** Refuses a cell that is no number. */
export function notANumber(cell: string): Refusal {
  const shown = quoted(cell);
  switch (oddityOf(cell)) {
    case 'empty':
      return { refusal: message('An entry is empty. Write 0 if it is zero.') };
    case 'ellipsis':
      return shortened();
    case 'not-finite':
      return { refusal: message('{0} is among the entries, and every entry of a matrix must be finite.', shown) };
    case 'missing':
      return { refusal: message('“{0}” is a missing value. Fill it in.', shown) };
    case 'complex':
      return { refusal: message('“{0}” is a complex number. Entries must be real.', shown) };
    case 'percent':
      return { refusal: message('“{0}” may mean the number or a hundredth of it. Write it without the sign.', shown) };
    case 'boolean':
      return { refusal: message('“{0}” is not a number. Write 1 and 0.', shown) };
    case 'other':
      return { refusal: message('Couldn’t read “{0}” as a number.', shown) };
  }
}

/** A text in one line, shortened. */
function quoted(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** Refuses a printout with its middle left out. */
export function shortened(): Refusal {
  return {
    refusal: message(
      'This printout is shortened by “...”. To print all of it: np.set_printoptions(threshold=np.inf) in NumPy, torch.set_printoptions(profile="full") in PyTorch, pd.set_option("display.max_columns", None) and "display.max_rows" in pandas.',
    ),
  };
}

/** Refuses a text whose header says another size than its rows have. */
export function otherSize(said: string, table: NumberTable): Refusal {
  return {
    refusal: message(
      'The text says {0}, but the matrix is {1} × {2}: part of it is missing.',
      quoted(said),
      table.length,
      table[0].length,
    ),
  };
}
