import { activationNames } from '../../functions/builtin/activations';
import { nameEnd } from '../../language/text/characters';
import type { CheckedSpec, SymbolEntry } from '../../language/meaning/checked';
import type { TextEdit } from '../../language/text/diagnostic';
import { callableNames, constants } from '../../functions/builtin/functions';
import { message, type Message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import { expressionWords, isKeyword } from '../../language/syntax/words';

/** A name of the author's, and the place of it that was asked about. */
export interface NamedPlace {
  readonly symbol: SymbolEntry;
  readonly range: TextRange;
}

/** The name under (or just before) the offset; null if there is none, or it is a built-in. */
export function symbolAt(checked: CheckedSpec, offset: number): NamedPlace | null {
  for (const symbol of checked.symbols) {
    if (isAt(symbol.definition, offset)) return { symbol, range: symbol.definition };
    for (const range of symbol.uses) if (isAt(range, offset)) return { symbol, range };
  }
  return null;
}

function isAt({ start, end }: TextRange, offset: number): boolean {
  return offset >= start && offset <= end;
}

/** Every place that names what stands at the offset, the definition first. */
export function references(checked: CheckedSpec, offset: number): readonly TextRange[] {
  const found = symbolAt(checked, offset);
  return found === null ? [] : [found.symbol.definition, ...found.symbol.uses];
}

/** What a rename would do, or why it is refused. */
export type Rename =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refusal'; readonly reason: Message };

/** Gives the name at the offset another name, everywhere; refused where that would change what the text means. */
export function rename(checked: CheckedSpec, offset: number, wanted: string): Rename {
  const found = symbolAt(checked, offset);
  if (found === null) return refusal(message('Only names that are defined in this file can be renamed.'));
  const { symbol } = found;
  const name = wanted.normalize('NFC').trim();
  if (name === '' || nameEnd(name, 0) < name.length) {
    return refusal(message('{0} is not a name. Expected a letter or _, then letters, digits and _.', wanted));
  }
  // A keyword is a name but at the start of a line, where a long matrix or formula may have it one day.
  if (expressionWords.has(name) || isKeyword(name)) {
    return refusal(message('{0} is a keyword and cannot be a name.', name));
  }
  if (name === symbol.name) return { kind: 'edits', edits: [] };
  const inTheWay = conflict(checked, symbol, name);
  if (inTheWay !== null) return refusal(inTheWay);
  const places = [symbol.definition, ...symbol.uses];
  return { kind: 'edits', edits: places.map((range) => ({ range, newText: name })) };
}

function refusal(reason: Message): Rename {
  return { kind: 'refusal', reason };
}

/** What already bears the name where the renamed one would be seen, in words; null if nothing does. */
function conflict(checked: CheckedSpec, symbol: SymbolEntry, name: string): Message | null {
  const scalar = symbol.space === 'scalar' || symbol.space === 'parameter';
  if (scalar && (constants.has(name) || callableNames.has(name) || activationNames.includes(name))) {
    return message('{0} is built in; using that name would change the meaning of the text.', name);
  }
  for (const other of checked.symbols) {
    if (other === symbol || other.name !== name) continue;
    const sameSpace =
      other.space === symbol.space && (symbol.space !== 'parameter' || overlap(other.scope, symbol.scope));
    // A parameter hides lets and activations of its name, so each of the two would catch uses of the other.
    const hidden =
      (symbol.space === 'parameter' && other.space === 'scalar' && used(other, symbol.scope)) ||
      (symbol.space === 'scalar' && other.space === 'parameter' && used(symbol, other.scope));
    if (sameSpace || hidden) return message('There is already another {0} here.', name);
  }
  return isMissing(checked, name) ? message('{0} is already used here, although it is not defined.', name) : null;
}

/** Whether the text asks for a name that nothing defines: it would get another meaning than was meant. */
function isMissing({ spec, diagnostics }: CheckedSpec, name: string): boolean {
  return diagnostics.some(
    ({ code, range }) =>
      code.startsWith('unknown-') && spec.text.slice(range.start, range.end).normalize('NFC') === name,
  );
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

function used(symbol: SymbolEntry, within: TextRange): boolean {
  return symbol.uses.some((use) => overlap(use, within));
}
