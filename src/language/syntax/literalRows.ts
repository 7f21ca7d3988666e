import type { Expression } from '../../functions/expression/tree';
import type { Steps } from '../../steps/steps';
import { NumberRows } from './numberMatrix';
import type { Token } from './scanner';
import type { MatrixLiteral } from './tree';

/** The rows read so far of one literal. */
export interface Rows {
  readonly nodes: Expression[];
  readonly lengths: number[];
  /** Index in `nodes` where the row starts. */
  rowStart: number;
  /** Whether an item precedes without a comma after it. */
  commaMayFollow: boolean;
  /** Whether the literal was given up: the rest of it is skipped in silence. */
  abandoned: boolean;
  /** Whether a row in brackets of its own is not closed at the end. */
  rowIsOpen: boolean;
  /** Whether a parenthesis is open around the literal, so that `)` closes that. */
  readonly inParentheses: boolean;
}

/** An entry that was read only in part, if at all. */
export interface BrokenEntry {
  readonly first: Token;
  readonly node: Expression | null;
}

/** Ends the row; empty rows do not count. */
export function endRow(rows: Rows): void {
  if (rows.nodes.length > rows.rowStart) rows.lengths.push(rows.nodes.length - rows.rowStart);
  rows.rowStart = rows.nodes.length;
  rows.commaMayFollow = false;
}

/** What was read: plain numbers in an array of their own, if there is nothing else and nothing is wrong with them. */
export function* contentsOf(
  { nodes, lengths }: Rows,
  broken: boolean,
): Steps<Pick<MatrixLiteral, 'rowLengths' | 'entries'>> {
  const numbers = new NumberRows();
  for (const node of nodes) {
    const value = broken ? null : plainValue(node);
    if (value === null) return { rowLengths: Uint32Array.from(lengths), entries: { kind: 'expressions', nodes } };
    numbers.add(value, node.range.start);
    if (numbers.fillsStep) yield 0;
  }
  return { rowLengths: Uint32Array.from(lengths), entries: numbers.taken().entries };
}

function plainValue(node: Expression): number | null {
  if (node.kind === 'number') return node.value;
  if (node.kind !== 'unary' || node.operand.kind !== 'number') return null;
  return node.operator === '-' ? -node.operand.value : node.operand.value;
}

/** Whether the token is between two entries. */
export function separates({ kind }: Token): boolean {
  return kind === ',' || kind === ';' || kind === 'newline' || kind === '...';
}

const entryStarts: ReadonlySet<Token['kind']> = new Set(['number', 'bad-number', 'name', '(', '+', '-', '[']);

/** Whether an entry may begin with the token. */
export function startsEntry({ kind }: Token): boolean {
  return entryStarts.has(kind);
}
