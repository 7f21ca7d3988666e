import { drive, type DriveOptions } from '../../analysis/cancellation';
import { quantitiesOf, type QuantityRef } from '../../mistakes/quantity';
import { compare } from '../../mistakes/comparison';
import { writtenMatrix } from '../../mistakes/writtenMatrix';
import type { Trace } from '../../engine/trace';
import { check } from '../../language/meaning/checker';
import { parse } from '../../language/syntax/parser';
import { message } from '../../message/message';
import { quantityName } from '../../mistakes/quantityName';
import type { AskedComparison } from '../../page/compareBlock';
import { isRefusal, type NumberTable, type Refusal } from './numberTable';
import { readMatrix } from './pasteMatrix';

/** A reader's own numbers, and what they claim to be. */
export interface OwnMatrix {
  readonly claim: QuantityRef;
  readonly text: string;
}

/**
 * A reader's own matrix beside the one of the trace: read in any notation that can be pasted, or as an expression of
 * this language, then compared. Numbers that claim what the trace does not have, such as a bias in
 * homogeneous form, are not judged; null if it has nothing to compare with.
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
    const refusal = message(
      'There is no {0} in what is shown. Choose what these numbers are.',
      quantityName(own!.claim),
    );
    return { claims, claim: null, text, outcome: { refusal } };
  }
  const asked = { claims, claim: claimed, text };
  const table = readOwnMatrix(text);
  if (isRefusal(table)) return { ...asked, outcome: table };
  const comparison = (await drive(compare(writtenMatrix(table), claimed, trace), options))!;
  return { ...asked, outcome: { comparison, entries: table.flat() } };
}

/** As *Paste as Matrix* reads it; what it cannot read may lack only its brackets, or have expressions in it. */
function readOwnMatrix(text: string): NumberTable | Refusal {
  const table = readMatrix(text);
  if (!isRefusal(table)) return table;
  const bracketed = text.includes(';') ? readMatrix(`[${text.trim()}]`) : table;
  return isRefusal(bracketed) ? (readWritten(text.trim()) ?? table) : bracketed;
}

/** A matrix of this language; null where it is none. */
function readWritten(text: string): NumberTable | null {
  const { diagnostics, layers } = check(parse(`layer identity\n  W = ${text}`));
  const W = layers[0]?.weights ?? null;
  if (W === null || diagnostics.some(({ severity }) => severity === 'error')) return null;
  return Array.from({ length: W.rows }, (_, r) => Array.from(W.data.slice(r * W.cols, (r + 1) * W.cols), String));
}
