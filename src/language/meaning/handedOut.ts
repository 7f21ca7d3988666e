import type { QuantityOfLayer } from '../syntax/quantityWord';
import { representative } from './equalQuantities';
import type { QuantityFacts } from './quantityFacts';

/** Of a layer with more neurons than these, whose functions differ, equal entries are not looked for. */
const MOST_UNITS = 256;

interface Entry {
  readonly row: number;
  readonly column: number;
}

/** Some entries of a quantity that stands for others: of one row or of all, of one column or of all. */
interface Cells {
  readonly name: string;
  readonly row: number | null;
  readonly column: number | null;
}

/** What an exercise gives and asks, by what it is equal to whatever the numbers are. */
export class HandedOut<T> {
  private readonly taken = { give: new Map<string, T>(), ask: new Map<string, T>() };

  constructor(private readonly facts: QuantityFacts) {}

  /** Adds a quantity or an entry of it. @returns what was asked before that this gives, or given that this asks. */
  add(kind: 'give' | 'ask', of: QuantityOfLayer, entry: Entry | null, what: T): T | undefined {
    const others = this.taken[kind === 'give' ? 'ask' : 'give'];
    let found: T | undefined;
    for (const cells of this.cells(of, entry)) {
      for (const key of clashing(cells)) found ??= others.get(key);
      for (const key of covering(cells)) if (!this.taken[kind].has(key)) this.taken[kind].set(key, what);
    }
    return found;
  }

  private *cells(of: QuantityOfLayer, entry: Entry | null): Iterable<Cells> {
    const cells = (row: number | null): Cells => {
      const { quantity, layer } = representative(of, this.facts, row);
      return { name: `${quantity} ${layer ?? ''}`, row, column: entry?.column ?? null };
    };
    if (entry !== null) {
      yield cells(entry.row);
      return;
    }
    yield cells(null);
    const { layers } = this.facts;
    const { activation } = layers[(of.layer ?? layers.length) - 1] ?? { activation: null };
    if (activation?.kind !== 'coordinatewise' || activation.uniform !== null) return;
    if (activation.activations.length > MOST_UNITS) return;
    for (let row = 1; row <= activation.activations.length; row++) yield cells(row);
  }
}

/** The keys of all cells that share one with these. */
function clashing({ name, row, column }: Cells): readonly string[] {
  if (row === null) return [`${name}: some`];
  if (column === null) return [`${name}: all`, `${name}: some of ${row}`];
  return [`${name}: all`, `${name}: all of ${row}`, `${name}: ${row} ${column}`];
}

/** The keys under which cells are found. */
function covering({ name, row, column }: Cells): readonly string[] {
  if (row === null) return [`${name}: some`, `${name}: all`];
  return [
    `${name}: some`,
    `${name}: some of ${row}`,
    column === null ? `${name}: all of ${row}` : `${name}: ${row} ${column}`,
  ];
}
