import type { Entries } from '../formula/entries';
import { readingOrder } from '../formula/evaluation';
import type { Chain, Formula, Term } from '../formula/formula';
import { shapeOfProduct, type Operator } from '../formula/product';
import type { QuantitySymbol } from '../formula/symbol';
import type { Shape } from '../../network/matrix';

/** An entry of a quantity, from 0, as the quantity has it when it is not transposed. */
export interface NamedEntry {
  readonly kind: 'entry';
  readonly symbol: QuantitySymbol;
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** A row times a column: the sum of `count` products, each made when it is looked at. */
export interface RowTimesColumn {
  readonly kind: 'row times column';
  readonly count: number;
  readonly term: (j: number) => EntryExpression;
  /** The matrices whose row and column these are; null where one is made of others. */
  readonly left: Line | null;
  readonly right: Line | null;
}

/** A row or column of a quantity, from 0. */
export interface Line {
  readonly symbol: QuantitySymbol;
  readonly of: 'row' | 'column';
  readonly index: number;
}

/** One entry of what a formula gives, as entries of its factors give it. */
export type EntryExpression =
  | NamedEntry
  | RowTimesColumn
  | { readonly kind: 'map'; readonly map: QuantitySymbol; readonly argument: EntryExpression; readonly value: number }
  | { readonly kind: 'product'; readonly factors: readonly EntryExpression[] }
  | { readonly kind: 'sum'; readonly left: EntryExpression; readonly right: EntryExpression; readonly minus: boolean };

/** Entry (r, c), from 0, of what the right side of a formula with numbers gives. */
export function entryExpression({ right }: Pick<Formula, 'right'>, r: number, c: number): EntryExpression {
  return ofChain(right).entry(r, c);
}

/** What the expression comes to. */
export function valueOf(expression: EntryExpression): number {
  switch (expression.kind) {
    case 'entry':
    case 'map':
      return expression.value;
    case 'product':
      return expression.factors.reduce((product, factor) => product * valueOf(factor), 1);
    case 'sum':
      return valueOf(expression.left) + (expression.minus ? -1 : 1) * valueOf(expression.right);
    case 'row times column': {
      let sum = 0;
      for (let j = 0; j < expression.count; j++) sum += valueOf(expression.term(j));
      return sum;
    }
  }
}

/** A matrix whose entries are expressions, each made when it is looked at. */
interface Part {
  readonly shape: Shape;
  readonly entry: (r: number, c: number) => EntryExpression;
  /** Row r or column c of it as that of a quantity; null where it is made of several. */
  readonly line: (of: Line['of'], index: number) => Line | null;
}

const noLine = () => null;

function ofChain(chain: Chain): Part {
  const done: Part[] = [];
  for (const { term, operator } of readingOrder(chain)) {
    if (term !== null) {
      done.push(ofTerm(chain.terms[term]));
      continue;
    }
    const [one, other] = [done.pop()!, done.pop()!];
    done.push(chain.reading === 'right-to-left' ? joined(operator, one, other) : joined(operator, other, one));
  }
  return done[0];
}

function joined(operator: Operator, a: Part, b: Part): Part {
  const shape = shapeOfProduct(operator, a.shape, b.shape);
  const part = (entry: Part['entry']): Part => ({ shape, entry, line: noLine });
  switch (operator) {
    case '·':
      return part((r, c) => rowTimesColumn(a, b, r, c));
    case '•':
      return part((r, c) => rowTimesColumn(b, a, r, c));
    case ',':
      return part(() => rowTimesColumn(transposed(a), b, 0, 0));
    case '∘':
      return part((r, c) => product(a.entry(r, c), b.entry(r, c)));
    case 'scale':
      return part((r, c) => product(a.entry(0, 0), b.entry(r, c)));
    case '⊗':
      return part((r, c) => {
        const { rows, cols } = b.shape;
        return product(a.entry(Math.floor(r / rows), Math.floor(c / cols)), b.entry(r % rows, c % cols));
      });
    case '+':
    case '−':
      return part((r, c) => ({
        kind: 'sum',
        left: a.entry(r, c),
        right: b.entry(r, c),
        minus: operator === '−',
      }));
  }
}

/** Row r of A times column c of B; of one product only that. */
function rowTimesColumn(a: Part, b: Part, r: number, c: number): EntryExpression {
  const count = a.shape.cols;
  const term = (j: number) => product(a.entry(r, j), b.entry(j, c));
  if (count === 1) return term(0);
  return { kind: 'row times column', count, term, left: a.line('row', r), right: b.line('column', c) };
}

/** A factor that is 1 by what it is (𝟏, the unit vector) is left out of a product. */
function product(...given: readonly EntryExpression[]): EntryExpression {
  const all = given.flatMap((factor) => (factor.kind === 'product' ? factor.factors : [factor]));
  const factors = all.filter((factor) => factor.kind !== 'entry' || factor.symbol.name !== 'ones');
  return factors.length === 0 ? all[0] : factors.length === 1 ? factors[0] : { kind: 'product', factors };
}

function ofTerm(term: Term): Part {
  switch (term.kind) {
    case 'factor': {
      const { symbol, transposed } = term;
      const value = numbersOf(term.value);
      const at = (r: number, c: number) => (transposed ? { row: c, column: r } : { row: r, column: c });
      const other = { row: 'column', column: 'row' } as const;
      return {
        shape: value,
        entry: (r, c) => ({ kind: 'entry', symbol, ...at(r, c), value: value.entry(r, c) }),
        line: (of, index) => ({ symbol, of: transposed ? other[of] : of, index }),
      };
    }
    case 'application': {
      const argument = ofTerm(term.argument);
      const value = numbersOf(term.value);
      return {
        shape: value,
        entry: (r, c) => ({
          kind: 'map',
          map: term.map,
          argument: argument.entry(r, c),
          value: value.entry(r, c),
        }),
        line: noLine,
      };
    }
    case 'parentheses':
      return ofChain(term.inner);
    case 'ellipsis':
      throw new RangeError('A formula with factors left out has no entries.');
  }
}

function transposed({ shape: { rows, cols }, entry, line }: Part): Part {
  return {
    shape: { rows: cols, cols: rows },
    entry: (r, c) => entry(c, r),
    line: (of, index) => line(of === 'row' ? 'column' : 'row', index),
  };
}

function numbersOf(value: Entries | null): Entries {
  if (value === null) throw new RangeError('A formula without numbers has no entries.');
  return value;
}
