import { drive, type DriveOptions } from '../../analysis/cancellation';
import { claimsOf, type Claim } from '../../engine/claim';
import { compare, type WrittenMatrix } from '../../engine/comparison';
import type { Trace } from '../../engine/trace';
import { check } from '../../language/meaning/checker';
import { parse } from '../../language/syntax/parser';
import { message } from '../../message/message';
import { matrix } from '../../network/matrix';
import { claimName } from '../../page/claimName';
import type { AskedComparison } from '../../page/compareBlock';
import { isRefusal, type NumberTable, type Refusal } from './numberTable';
import { readMatrix } from './pasteMatrix';

/** A reader's own numbers, and what they claim to be. */
export interface OwnMatrix {
  readonly claim: Claim;
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
  const claims = claimsOf(trace);
  if (claims.length === 0) return null;
  const text = own?.text ?? '';
  const claimed = claims.find((c) => c.quantity === own?.claim.quantity && c.layer === own.claim.layer);
  if (text.trim() === '') return { claims, claim: claimed ?? claims[0], text, outcome: null };
  if (claimed === undefined) {
    const refusal = message('There is no {0} in what is shown. Choose what these numbers are.', claimName(own!.claim));
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

/** The numbers of a table with the unit of their last written place: 0 for whole numbers and fractions. */
function writtenMatrix(table: NumberTable): WrittenMatrix {
  const entries = table.flat();
  const [rows, cols] = [table.length, table[0].length];
  return {
    values: matrix(rows, cols, Float64Array.from(entries, valueOf)),
    units: matrix(rows, cols, Float64Array.from(entries, unitOf)),
  };
}

function valueOf(entry: string): number {
  const [numerator, denominator] = entry.split('/');
  return denominator === undefined ? Number(numerator) : Number(numerator) / Number(denominator);
}

function unitOf(entry: string): number {
  const [, decimals, power] = /^-?\d*(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(entry) ?? [];
  if (power === undefined && (decimals ?? '') === '') return 0;
  return 10 ** (Number(power ?? 0) - (decimals ?? '').length);
}
