import { nameEnd } from '../text/characters';
import type { Structure } from '../meaning/structure';
import type { SymbolEntry } from '../meaning/checked';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { removeLines, removeStatement } from '../text/lineEdits';
import { message } from '../../message/message';
import { MissingParts, type Known } from './missingParts';
import type { DataStatement, Spec, Statement } from '../syntax/tree';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';

/** How many definitions or statements, and how many words of broken ones, are looked at in one step. */
const AT_ONCE = 2048;
const WORDS_AT_ONCE = 16_384;

/**
 * Hints at definitions that nothing uses. Where a broken statement may use one, nothing is said. In steps that can be
 * abandoned.
 * @param derivativeNames where the names in `derivative NAME(…)` start: those are no uses
 */
export function* unusedDefinitions(
  spec: Spec,
  structure: Structure,
  known: Known,
  symbols: readonly SymbolEntry[],
  derivativeNames: ReadonlySet<number>,
): Steps<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const definitions = yield* statementsByName(spec);
  const repeated = yield* repeatedNames(symbols);
  const portion = new Portion(AT_ONCE);
  let broken: ReadonlySet<string> | null = null;
  for (const { kind, name, uses, definition } of symbols) {
    if (portion.fills()) yield 0;
    if ((kind !== 'let' && kind !== 'activation') || repeated.has(name)) continue;
    if (uses.some(({ start }) => !derivativeNames.has(start))) continue;
    const statement = definitions.get(definition.start);
    if (statement === undefined || statement.broken) continue;
    broken ??= yield* wordsInBrokenStatements(spec);
    if (broken.has(name)) continue;
    const derivatives = uses.flatMap(({ start }) => definitions.get(start) ?? []);
    const fixes = [removeStatement(spec.text, statement)];
    if (derivatives.length > 0) {
      const edits = [statement, ...derivatives].map(({ range }) => removeLines(spec.text, range));
      fixes[0] = { title: message('Remove it and its derivative'), edits, preferred: false };
    }
    const text =
      kind === 'let'
        ? message('The constant {0} is not used.', name)
        : message('The activation {0} is not used.', name);
    found.push(diagnostic(kind === 'let' ? 'unused-let' : 'unused-activation', definition, text, { fixes }));
  }
  found.push(...unusedTargets(spec, structure, known));
  return found;
}

/** The scalar names that are defined more than once: which one is used is then a matter of mending that. */
function* repeatedNames(symbols: readonly SymbolEntry[]): Steps<ReadonlySet<string>> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const portion = new Portion(AT_ONCE);
  for (const { space, name } of symbols) {
    if (portion.fills()) yield 0;
    if (space !== 'scalar') continue;
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return repeated;
}

function unusedTargets(spec: Spec, structure: Structure, known: Known): Diagnostic[] {
  const { samples, looseTargets, objective, somethingLost } = structure;
  if (objective?.kind === 'loss' || somethingLost) return [];
  const targets = [...samples.map(({ target }) => target), ...looseTargets].filter(
    (target): target is DataStatement => target !== null && !target.broken,
  );
  const mayHaveLoss = objective === null && targets.length > 0;
  const addLoss = mayHaveLoss ? new MissingParts(spec, structure, known).loss() : [];
  return targets.map((target) =>
    diagnostic(
      'unused-target',
      target.keyword,
      message('The target is not used, because there is no loss. Example: loss half_sse.'),
      { fixes: [...addLoss, removeStatement(spec.text, target)] },
    ),
  );
}

/** By the offset of the name. */
function* statementsByName({ statements }: Spec): Steps<ReadonlyMap<number, Statement>> {
  const found = new Map<number, Statement>();
  const portion = new Portion(AT_ONCE);
  for (const statement of statements) {
    if (portion.fills()) yield 0;
    if (statement.kind === 'let' || statement.kind === 'activation' || statement.kind === 'derivative') {
      if (statement.name !== null) found.set(statement.name.range.start, statement);
    }
  }
  return found;
}

function* wordsInBrokenStatements({ text, statements }: Spec): Steps<ReadonlySet<string>> {
  const words = new Set<string>();
  const portion = new Portion(WORDS_AT_ONCE);
  for (const { broken, range } of statements) {
    if (portion.fills()) yield 0;
    if (!broken) continue;
    for (let at = range.start; at < range.end;) {
      const end = nameEnd(text, at);
      if (end > at) words.add(text.slice(at, end).normalize('NFC'));
      const next = Math.max(at + 1, end);
      if (portion.fills(next - at)) yield 0;
      at = next;
    }
  }
  return words;
}
