import { drive, type DriveOptions } from '../../analysis/cancellation';
import type { Trace } from '../../engine/trace';
import { untransposed } from '../../language/matrices/matrixShape';
import { checkSteps } from '../../language/meaning/checker';
import { parseSteps } from '../../language/syntax/parser';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { message, quantities } from '../../message/message';
import { quantitiesOf, type QuantityRef } from '../../mistakes/quantity';
import { quantityName, quantityWord } from '../../mistakes/quantityName';
import { checkWork } from '../../mistakes/work/checkWork';
import { recognise } from '../../mistakes/work/recognise';
import { isSame } from '../../mistakes/work/orderOfWork';
import { writtenMatrix } from '../../mistakes/writtenMatrix';
import type { AskedWork, WorkItem } from '../../page/workSection';
import { isRefusal, type NumberTable, type Refusal } from './numberTable';
import { longestPaste, readMatrix } from './readMatrix';
import { type WorkPart, workParts } from './workParts';

/** A reader's own numbers, and what those without a name are meant to be; null: whatever they are. */
export interface OwnWork {
  readonly claim: QuantityRef | null;
  readonly text: string;
}

/**
 * A reader's own matrices beside those of the trace: each read in any notation that can be pasted, or as an expression of
 * this language, under the name that it has, then checked together. null where the trace has no matrix at all.
 * @throws CancelledError once `options.token` is cancelled.
 */
export async function checkOwnWork(
  own: OwnWork | null,
  trace: Trace,
  options: DriveOptions = {},
): Promise<AskedWork | null> {
  const claims = quantitiesOf(trace);
  if (claims.length === 0) return null;
  const text = own?.text ?? '';
  const claim = own?.claim ?? null;
  const items: WorkItem[] = [];
  if (text.length > longestPaste) {
    const refusal = message('This is too long to check. Paste fewer or smaller matrices.');
    items.push({ kind: 'refused', name: null, refusal });
  } else if (text.trim() !== '') {
    for (const part of await drive(workParts(text), options))
      items.push(await readPart(part, claim, claims, trace, options));
  }
  const matrices = items.flatMap((item) => (item.kind === 'matrix' ? [item] : []));
  const work = await drive(checkWork(matrices, trace), options);
  return { claims, claim, text, items, work };
}

async function readPart(
  { name, meant, text }: WorkPart,
  claim: QuantityRef | null,
  claims: readonly QuantityRef[],
  trace: Trace,
  options: DriveOptions,
): Promise<WorkItem> {
  const wanted = meant.length > 0 ? meant : claim === null || name !== null ? claims : [claim];
  if (name !== null && meant.length === 0) {
    const refusal = message(
      'Couldn’t tell what “{0}” is. These can be checked: {1}.',
      name,
      quantities(listed(claims.map((each) => quantityName(each)))),
    );
    return { kind: 'refused', name, refusal };
  }
  const among = wanted.filter((one) => claims.some((each) => isSame(each, one)));
  const called = name ?? (claim === null ? null : quantityName(claim));
  if (among.length === 0) {
    return { kind: 'refused', name: called, refusal: message('{0} is not on this page.', quantityWord(wanted[0])) };
  }
  const table = await drive(readOwnMatrix(text), options);
  if (isRefusal(table)) {
    const refusal = table.several
      ? message('There is more than one matrix here. Write the name of each in front, for example: ∇W₁ = …')
      : table.refusal;
    return { kind: 'refused', name: called, refusal };
  }
  const written = await drive(writtenMatrix(table), options);
  const quantity = among.length === 1 ? among[0] : await drive(recognise(written, among, trace), options);
  if (quantity === null) {
    const refusal = message('Couldn’t tell which matrix this is. Write its name in front, for example: ∇W₁ = …');
    return { kind: 'refused', name: called, refusal };
  }
  const entries = await drive(entriesOf(table), options);
  return { kind: 'matrix', quantity, written, entries, guessed: called === null };
}

/** The entries row by row. */
function* entriesOf(table: NumberTable): Steps<string[]> {
  const entries: string[] = [];
  const portion = new Portion(ENTRIES_AT_ONCE);
  for (const [r, row] of table.entries()) {
    if (portion.fills(row.length)) yield r / table.length;
    for (const entry of row) entries.push(entry);
  }
  return entries;
}

/** So many entries are copied in some milliseconds. */
const ENTRIES_AT_ONCE = 20_000;

/** So many names are listed; of a deep network the first. */
const LISTED = 12;

function listed(names: readonly string[]): string {
  return [...names.slice(0, LISTED), ...(names.length > LISTED ? ['…'] : [])].join(', ');
}

/** As *Paste as Matrix* reads it; a matrix of this language may have expressions in it too. */
function* readOwnMatrix(text: string): Steps<NumberTable | Refusal> {
  const table = yield* readMatrix(text);
  return isRefusal(table) ? ((yield* readExpressions(text.trim())) ?? table) : table;
}

/**
 * A matrix of this language with expressions in it; null where it is none. Plain numbers are for the readers to judge,
 * and commas between digits may be decimal marks.
 */
function* readExpressions(text: string): Steps<NumberTable | null> {
  const spec = yield* parseSteps(`layer identity\n  W = ${text}`);
  const statement = spec.statements.at(1);
  const value = statement?.kind === 'weights' ? statement.value : null;
  if (value === null || /\d,\d/.test(text)) return null;
  const literal = untransposed(value);
  if (literal.kind === 'literal' && literal.entries.kind === 'numbers') return null;
  const { diagnostics, layers } = yield* checkSteps(spec);
  const W = layers[0]?.weights ?? null;
  if (W === null || diagnostics.some(({ severity }) => severity === 'error')) return null;
  return Array.from({ length: W.rows }, (_, r) => Array.from(W.data.slice(r * W.cols, (r + 1) * W.cols), String));
}
