import type { EntryExpression, NamedEntry, RowTimesColumn } from './entryExpression';
import { valueOf } from './entryExpression';
import type { Index } from './entryTex';

/** Sums of at most so many products are written out. */
export const WRITTEN_OUT = 3;

/** How the parts of an expression are written. */
export interface ExpressionLook {
  /** An entry by its place, whose indices may be letters. */
  readonly entry: (entry: NamedEntry, row: Index, column: Index) => string;
  /** A map in front of its argument, at the neuron that the argument is of. */
  readonly map: (expression: Extract<EntryExpression, { kind: 'map' }>, argument: string) => string;
  /** What is between two factors. */
  readonly times: string;
  /** A long row times a column. */
  readonly sum: (expression: RowTimesColumn) => string;
}

/** An expression as TeX. */
export function expressionTex(expression: EntryExpression, look: ExpressionLook): string {
  switch (expression.kind) {
    case 'entry':
      return look.entry(expression, expression.row, expression.column);
    case 'map':
      return look.map(expression, expressionTex(expression.argument, look));
    case 'product':
      return expression.factors.map((one, i) => factor(one, i, look)).join(look.times);
    case 'sum': {
      const right = expressionTex(expression.right, look);
      const isSum = expression.right.kind === 'sum' || isWrittenOut(expression.right);
      const sum = isSum || right.startsWith('-') ? `(${right})` : right;
      return `${expressionTex(expression.left, look)} ${expression.minus ? '-' : '+'} ${sum}`;
    }
    case 'row times column':
      if (expression.count > WRITTEN_OUT) return look.sum(expression);
      return Array.from({ length: expression.count }, (_, j) => {
        const term = expressionTex(expression.term(j), look);
        return j > 0 && term.startsWith('-') ? `(${term})` : term;
      }).join(' + ');
  }
}

function isWrittenOut(expression: EntryExpression): boolean {
  return expression.kind === 'row times column' && expression.count <= WRITTEN_OUT;
}

function factor(expression: EntryExpression, i: number, look: ExpressionLook): string {
  const tex = expressionTex(expression, look);
  const isSum = expression.kind === 'sum' || isWrittenOut(expression) || tex.startsWith('\\sum');
  return isSum || (i > 0 && tex.startsWith('-')) ? `(${tex})` : tex;
}

/** In letters: w_{11} x_1 + …, a long sum with its sign. */
export function inLetters(
  name: (entry: NamedEntry, row: Index, column: Index) => string,
  map: ExpressionLook['map'],
): ExpressionLook {
  const look: ExpressionLook = {
    entry: name,
    map,
    times: ' \\, ',
    sum: (expression) => `\\sum_{j=1}^{${expression.count}} ${generalTerm(expression, look)}`,
  };
  return look;
}

/** The term with the index j: what differs between the first and the second. */
export function generalTerm(expression: RowTimesColumn, look: ExpressionLook): string {
  const general = (first: EntryExpression, second: EntryExpression): string =>
    expressionTex(first, {
      ...look,
      entry: (entry, row, column) => {
        const other = sameEntry(second, first, entry);
        return look.entry(entry, other?.row === row ? row : 'j', other?.column === column ? column : 'j');
      },
    });
  return general(expression.term(0), expression.term(1));
}

/** An entry whose row or column is a letter where it differs from term to term. */
export interface GeneralEntry {
  readonly symbol: NamedEntry['symbol'];
  readonly row: Index;
  readonly column: Index;
}

/** The factors of the terms with the index j. */
export function generalFactors(sum: RowTimesColumn): readonly GeneralEntry[] {
  const second = entryFactors(sum.term(1));
  return entryFactors(sum.term(0)).map(({ symbol, row, column }, i) => ({
    symbol,
    row: second[i].row === row ? row : 'j',
    column: second[i].column === column ? column : 'j',
  }));
}

/** The entries that a term is the product of. */
export function entryFactors(term: EntryExpression): readonly NamedEntry[] {
  const factors = term.kind === 'product' ? term.factors : [term];
  return factors.filter((factor) => factor.kind === 'entry');
}

/** The entry of `tree` that is where `entry` is in `like`. */
function sameEntry(tree: EntryExpression, like: EntryExpression, entry: NamedEntry): NamedEntry | null {
  const [all, others] = [entriesIn(tree), entriesIn(like)];
  return all[others.indexOf(entry)] ?? null;
}

function entriesIn(expression: EntryExpression): readonly NamedEntry[] {
  switch (expression.kind) {
    case 'entry':
      return [expression];
    case 'map':
      return entriesIn(expression.argument);
    case 'product':
      return expression.factors.flatMap(entriesIn);
    case 'sum':
      return [...entriesIn(expression.left), ...entriesIn(expression.right)];
    case 'row times column':
      return [];
  }
}

/** In numbers; a long sum as what it comes to. */
export function inNumbers(number: (x: number) => string, map: ExpressionLook['map']): ExpressionLook {
  return {
    entry: ({ value }) => number(value),
    map,
    times: ' \\cdot ',
    sum: (expression) => number(valueOf(expression)),
  };
}

/** The last step before the value: each factor, or each product of a sum, as what it comes to. */
export function lastStepTex(expression: EntryExpression, number: (x: number) => string): string {
  switch (expression.kind) {
    case 'entry':
    case 'map':
      return number(valueOf(expression));
    case 'product':
      return expression.factors.map((one, i) => signed(number(valueOf(one)), i > 0)).join(' \\cdot ');
    case 'sum': {
      const right = signed(number(valueOf(expression.right)), true);
      return `${summandsTex(expression.left, number)} ${expression.minus ? '-' : '+'} ${right}`;
    }
    case 'row times column':
      return summandsTex(expression, number);
  }
}

/** Each product of a short sum as what it comes to. */
function summandsTex(expression: EntryExpression, number: (x: number) => string): string {
  if (expression.kind === 'sum') return lastStepTex(expression, number);
  if (expression.kind !== 'row times column' || expression.count > WRITTEN_OUT) return number(valueOf(expression));
  const terms = Array.from({ length: expression.count }, (_, j) => number(valueOf(expression.term(j))));
  return terms.map((term, j) => signed(term, j > 0)).join(' + ');
}

function signed(tex: string, inside: boolean): string {
  return inside && tex.startsWith('-') ? `(${tex})` : tex;
}

/** The first long row times a column in the expression. */
export function longSum(expression: EntryExpression): RowTimesColumn | null {
  switch (expression.kind) {
    case 'entry':
      return null;
    case 'map':
      return longSum(expression.argument);
    case 'product':
      return first(expression.factors);
    case 'sum':
      return longSum(expression.left) ?? longSum(expression.right);
    case 'row times column':
      return expression.count > WRITTEN_OUT ? expression : null;
  }
}

function first(expressions: readonly EntryExpression[]): RowTimesColumn | null {
  for (const one of expressions) {
    const found = longSum(one);
    if (found !== null) return found;
  }
  return null;
}

/** Every row times a column in the expression, for what it is made of. */
export function rowsTimesColumns(expression: EntryExpression): readonly RowTimesColumn[] {
  switch (expression.kind) {
    case 'entry':
      return [];
    case 'map':
      return rowsTimesColumns(expression.argument);
    case 'product':
      return expression.factors.flatMap(rowsTimesColumns);
    case 'sum':
      return [...rowsTimesColumns(expression.left), ...rowsTimesColumns(expression.right)];
    case 'row times column':
      return [expression, ...rowsTimesColumns(expression.term(0))];
  }
}
