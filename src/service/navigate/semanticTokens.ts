import { activationNames } from '../../functions/builtin/activations';
import type { CheckedSpec, SymbolEntry } from '../../language/meaning/checked';
import type { TextRange } from '../../functions/expression/tree';

/** Types and modifiers in the standard words of editors; the index is the number in the encoding. */
export const tokenTypes = ['class', 'variable', 'function', 'parameter'] as const;
export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

/** What a name is, where the grammar cannot know. */
export interface SemanticToken {
  readonly range: TextRange;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

const types: Record<SymbolEntry['kind'], SemanticToken['type']> = {
  layer: 'class',
  input: 'variable',
  batch: 'variable',
  let: 'variable',
  activation: 'function',
  parameter: 'parameter',
};

/** The names of a spec in text order. Numbers get none: the grammar colours them, however many there are. */
export function semanticTokens(checked: CheckedSpec): SemanticToken[] {
  const found: SemanticToken[] = [];
  const own = new Set<number>();
  for (const { kind, definition, uses } of checked.symbols) {
    const modifiers = kind === 'let' ? (['readonly'] as const) : [];
    found.push({ range: definition, type: types[kind], modifiers: ['declaration', ...modifiers] });
    for (const range of uses) found.push({ range, type: types[kind], modifiers });
    for (const { start } of [definition, ...uses]) own.add(start);
  }
  for (const { statement } of checked.layers) {
    const written = statement.activation;
    const items = written === null ? [] : written.kind === 'activation-use' ? [written] : written.items;
    for (const { name } of items) {
      if (own.has(name.range.start) || !activationNames.includes(name.text)) continue;
      found.push({ range: name.range, type: 'function', modifiers: ['defaultLibrary'] });
    }
  }
  for (const { give, ask } of checked.exercises) {
    for (const { item } of [...give, ...ask]) {
      found.push({ range: item.name.range, type: 'variable', modifiers: ['readonly'] });
    }
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}
