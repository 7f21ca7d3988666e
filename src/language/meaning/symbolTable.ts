import type { SymbolEntry } from './checked';
import type { Name, TextRange } from '../../functions/expression/tree';

/** A symbol while its uses are still being found. */
export interface OpenSymbol extends SymbolEntry {
  readonly uses: TextRange[];
  value: number | null;
}

/** Every name that the text defines, with the places that name it. */
export class SymbolTable {
  private readonly symbols: OpenSymbol[] = [];
  private readonly wholeFile: TextRange;

  constructor(text: string) {
    this.wholeFile = { start: 0, end: text.length };
  }

  /** Enters a definition; `scope` is where it is visible, the whole file unless given. */
  define(
    space: SymbolEntry['space'],
    kind: SymbolEntry['kind'],
    name: Name,
    scope: TextRange = this.wholeFile,
  ): OpenSymbol {
    const symbol: OpenSymbol = { space, kind, name: name.text, definition: name.range, scope, uses: [], value: null };
    this.symbols.push(symbol);
    return symbol;
  }

  /** In text order, each with its uses in text order. */
  entries(): readonly SymbolEntry[] {
    for (const symbol of this.symbols) symbol.uses.sort((a, b) => a.start - b.start);
    return [...this.symbols].sort((a, b) => a.definition.start - b.definition.start);
  }
}
