import { drive, type DriveOptions } from '../../analysis/cancellation';
import { quantitiesOf, type QuantityRef } from '../../mistakes/quantity';
import { compare } from '../../mistakes/comparison';
import { writtenMatrix } from '../../mistakes/writtenMatrix';
import type { Trace } from '../../engine/trace';
import { untransposed } from '../../language/matrices/matrixShape';
import { check } from '../../language/meaning/checker';
import { parse } from '../../language/syntax/parser';
import { message } from '../../message/message';
import { quantityName } from '../../mistakes/quantityName';
import type { AskedComparison } from '../../page/compareBlock';
import { isRefusal, type NumberTable, type Refusal } from './numberTable';
import { readMatrix } from './readMatrix';

/** A reader's own numbers, and the matrix they are meant to be. */
export interface OwnMatrix {
  readonly claim: QuantityRef;
  readonly text: string;
}

/**
 * A reader's own matrix beside the one of the trace: read in any notation that can be pasted, or as an expression of
 * this language, then compared. Where the trace does not have that matrix, such as ∇b in
 * homogeneous form, nothing is compared; null if it has no matrix at all.
 * @throws CancelledError once `options.token` is cancelled.
 */
export async function compareOwnMatrix(
  own: OwnMatrix | null,
  trace: Trace,
  options: DriveOptions = {},
): Promise<AskedComparison | null> {
  const claims = quantitiesOf(trace);
  if (claims.length === 0) return null;
  const text = own?.text ?? '';
  const claimed = claims.find((c) => c.quantity === own?.claim.quantity && c.layer === own.claim.layer);
  if (text.trim() === '') return { claims, claim: claimed ?? claims[0], text, outcome: null };
  if (claimed === undefined) {
    const refusal = message('{0} is not on this page. Choose what to compare with.', quantityName(own!.claim));
    return { claims, claim: null, text, outcome: { refusal } };
  }
  const asked = { claims, claim: claimed, text };
  const table = readOwnMatrix(text);
  if (isRefusal(table)) return { ...asked, outcome: table };
  const comparison = (await drive(compare(writtenMatrix(table), claimed, trace), options))!;
  return { ...asked, outcome: { comparison, entries: table.flat() } };
}

/** As *Paste as Matrix* reads it; a matrix of this language may have expressions in it too. */
function readOwnMatrix(text: string): NumberTable | Refusal {
  const table = readMatrix(text);
  return isRefusal(table) ? (readExpressions(text.trim()) ?? table) : table;
}

/**
 * A matrix of this language with expressions in it; null where it is none. Plain numbers are for the readers to judge,
 * and commas between digits may be decimal marks.
 */
function readExpressions(text: string): NumberTable | null {
  const spec = parse(`layer identity\n  W = ${text}`);
  const statement = spec.statements.at(1);
  const value = statement?.kind === 'weights' ? statement.value : null;
  if (value === null || /\d,\d/.test(text)) return null;
  const literal = untransposed(value);
  if (literal.kind === 'literal' && literal.entries.kind === 'numbers') return null;
  const { diagnostics, layers } = check(spec);
  const W = layers[0]?.weights ?? null;
  if (W === null || diagnostics.some(({ severity }) => severity === 'error')) return null;
  return Array.from({ length: W.rows }, (_, r) => Array.from(W.data.slice(r * W.cols, (r + 1) * W.cols), String));
}
