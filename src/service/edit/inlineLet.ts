import type { CheckedSpec, SymbolEntry } from '../../language/meaning/checked';
import type { Fix } from '../../language/text/diagnostic';
import { mentions } from '../../functions/expression/substitution';
import { removeLines } from '../../language/text/lineEdits';
import { message } from '../../message/message';
import type { Expression } from '../../functions/expression/tree';
import type { LetStatement } from '../../language/syntax/tree';

/**
 * Puts the value of the `let` at the offset (its definition, or a use) in the place of every use, in parentheses where it
 * needs them, and removes the line. null where that is not possible without a change of meaning.
 */
export function inlineLet({ spec, symbols }: CheckedSpec, offset: number): Fix | null {
  const touches = ({ start, end }: { start: number; end: number }) => start <= offset && offset <= end;
  const symbol = symbols.find((s) => s.kind === 'let' && (touches(s.definition) || s.uses.some(touches)));
  if (symbol === undefined || symbol.uses.length === 0) return null;
  const statement = spec.statements.find(
    (s): s is LetStatement => s.kind === 'let' && s.name?.range.start === symbol.definition.start,
  );
  if (statement === undefined || statement.broken || statement.value === null) return null;
  if (symbols.filter(({ space, name }) => space === 'scalar' && name === symbol.name).length > 1) return null;
  if (isCaptured(symbol, statement.value, symbols)) return null;
  const written = spec.text.slice(statement.value.range.start, statement.value.range.end);
  // A comment inside would go on to the end of the line that it is put into.
  if (written.includes('#')) return null;
  const oneLine = written.replace(/\s+/g, ' ');
  const newText = standsAlone(statement.value, oneLine) ? oneLine : `(${oneLine})`;
  return {
    title: message('Inline {0}', symbol.name),
    edits: [removeLines(spec.text, statement.range), ...symbol.uses.map((range) => ({ range, newText }))],
    preferred: false,
  };
}

/** Whether a parameter that hides a name of the value is in force at a use. */
function isCaptured(symbol: SymbolEntry, value: Expression, symbols: readonly SymbolEntry[]): boolean {
  return symbols.some(
    ({ space, name, scope }) =>
      space === 'parameter' &&
      symbol.uses.some(({ start }) => scope.start <= start && start < scope.end) &&
      mentions(value, [name]),
  );
}

/** Whether the text is one whole in every surrounding, in brackets too, where a blank parts entries. */
function standsAlone(value: Expression, text: string): boolean {
  if (value.kind === 'number' || value.kind === 'name' || value.kind === 'group') return true;
  return value.kind === 'call' && !/\s/.test(text.slice(0, text.indexOf('(')));
}
