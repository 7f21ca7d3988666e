import type { Shape } from '../../network/matrix';
import type { Entries } from './entries';
import type { Operator } from './product';
import type { QuantitySymbol } from './symbol';

/** One matrix of a formula, as it stands there: shape and value are those after a transposition. */
export interface Factor {
  readonly kind: 'factor';
  readonly symbol: QuantitySymbol;
  readonly transposed: boolean;
  /** null in a general formula, whose sizes are letters. */
  readonly shape: Shape | null;
  /** null while there are no numbers. */
  readonly value: Entries | null;
}

/** A coordinate-wise map at an argument: Σ_i(N_i), Σ′_i(N_i). The value comes from the trace. */
export interface Application {
  readonly kind: 'application';
  readonly map: QuantitySymbol;
  readonly argument: Term;
  readonly shape: Shape | null;
  readonly value: Entries | null;
}

/** Real parentheses: what they hold is evaluated first. */
export interface Parentheses {
  readonly kind: 'parentheses';
  readonly inner: Chain;
  /** Whether they are the angle brackets of a scalar product, ⟨A, B⟩. */
  readonly angle?: true;
}

/** Factors left out of a long formula. A formula with one is for reading, not for evaluation. */
export interface Ellipsis {
  readonly kind: 'ellipsis';
}

export type Term = Factor | Application | Parentheses | Ellipsis;

/** In which order the products of a chain are taken. `ordinary`: · • ⊗ before ∘ before + − before the comma of ⟨A, B⟩, each from the left. */
export type Reading = 'left-to-right' | 'right-to-left' | 'ordinary';

/** A brace over or under the terms `from` … `to` (inclusive). It marks the period of the formula and groups nothing. */
export interface Brace {
  readonly side: 'over' | 'under';
  readonly from: number;
  readonly to: number;
}

/** t_0 op_0 t_1 op_1 … t_n: one operator fewer than terms. */
export interface Chain {
  readonly kind: 'chain';
  readonly reading: Reading;
  readonly terms: readonly Term[];
  readonly operators: readonly Operator[];
  readonly braces: readonly Brace[];
}

/**
 * How quantities are written: with the letters of matrices, or, where every n_i = 1, with small letters as numbers, as
 * in (2), or with their arguments N_i too, as in (1).
 */
export type Letters = 'matrices' | 'numbers' | 'numbers with arguments';

/** One line: a quantity and the expression that gives it. */
export interface Formula {
  readonly left: QuantitySymbol;
  readonly right: Chain;
  /** The shape of `left`; null in a general formula. */
  readonly shape: Shape | null;
  /** The engine's value of `left`, to be shown after the last equals sign; null while there are no numbers. */
  readonly result: Entries | null;
  /** The number in the paper, e.g. `3`; null if it has none. */
  readonly tag: string | null;
  readonly letters: Letters;
  /** m, if the right side, in parentheses, is to be summed over the samples s = 1 … m. A formula with a sum sign is for reading only. */
  readonly samples?: number;
}

/** `left = right`, with the shape and the value that `left` has as a factor. */
export function formula(left: Factor, right: Chain, tag: string | null = null, letters: Letters = 'matrices'): Formula {
  return { left: left.symbol, right, shape: left.shape, result: left.value, tag, letters };
}

/** The same matrix transposed. */
export function transposedFactor(factor: Factor, transpose: (value: Entries) => Entries): Factor {
  return {
    ...factor,
    transposed: !factor.transposed,
    shape: factor.shape === null ? null : { rows: factor.shape.cols, cols: factor.shape.rows },
    value: factor.value === null ? null : transpose(factor.value),
  };
}

/** Grows a chain term by term, so that its operators and braces cannot fall out of step. */
export class ChainBuilder {
  private readonly terms: Term[] = [];
  private readonly operators: Operator[] = [];
  private readonly braces: Brace[] = [];

  constructor(private readonly reading: Reading) {}

  /** Adds `operator term`; in front of the first term the operator is left out. */
  add(operator: Operator, term: Term): this {
    if (this.terms.length > 0) this.operators.push(operator);
    this.terms.push(term);
    return this;
  }

  /** Puts a brace over or under the last `count` terms. */
  brace(side: Brace['side'], count: number): this {
    this.braces.push({ side, from: this.terms.length - count, to: this.terms.length - 1 });
    return this;
  }

  chain(): Chain {
    return {
      kind: 'chain',
      reading: this.reading,
      terms: this.terms,
      operators: this.operators,
      braces: this.braces,
    };
  }
}

/** A chain without braces in the ordinary reading, written as it is read: `ordinary([A, '·', B])`. */
export function ordinary(parts: readonly (Term | Operator)[]): Chain {
  return chainOf('ordinary', parts);
}

/** The same in another reading. */
export function chainOf(reading: Reading, parts: readonly (Term | Operator)[]): Chain {
  const chain = new ChainBuilder(reading);
  let operator: Operator = '·';
  for (const part of parts) {
    if (typeof part === 'string') operator = part;
    else chain.add(operator, part);
  }
  return chain.chain();
}

export function inParentheses(inner: Chain): Parentheses {
  return { kind: 'parentheses', inner };
}

/** ⟨left, right⟩, the scalar product of two columns. */
export function scalarProduct(left: readonly (Term | Operator)[], right: readonly (Term | Operator)[]): Parentheses {
  return { kind: 'parentheses', inner: ordinary([...left, ',', ...right]), angle: true };
}

/** The same formula in other letters; one that has small ones already keeps them. */
export function inLetters(formula: Formula, letters: Letters): Formula {
  return formula.letters === 'matrices' ? { ...formula, letters } : formula;
}
