// What TeX says, as a tree: equations of chains of factors, which are letters, matrices of numbers, or parentheses.
import type { Operator } from './approx';
import type { Cell } from './cell';

export interface Symbol {
  readonly kind: 'symbol';
  /** `W`, `Sigma'`, `hat Sigma'`, `nabla W`, `W+`, `1` …. */
  readonly name: string;
  /** `1`, `k-1`; null where there is none. */
  readonly index: string | null;
  /** The sample in `Δ^{(s)}`. */
  readonly sample: string | null;
  /** The row in `W_r^{i}`: `2`, `i`. */
  readonly row: string | null;
  readonly transposed: boolean;
  readonly shape: Shape | null;
}

export interface Shape {
  readonly rows: number;
  readonly cols: number;
}

export interface Numbers {
  readonly kind: 'numbers';
  /** Row by row; null for what is left out. */
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** Whether it is in brackets: a single number may be a letter's value too. */
  readonly bracketed: boolean;
  readonly label: Expression | null;
  readonly shape: Shape | null;
}

export type Expression =
  | Symbol
  | Numbers
  | { readonly kind: 'chain'; readonly terms: readonly Expression[]; readonly operators: readonly Operator[] }
  | { readonly kind: 'parentheses'; readonly inner: Expression; readonly transposed: boolean; readonly label: Expression | null }
  | { readonly kind: 'applied'; readonly map: Symbol; readonly argument: Expression }
  /** A brace with a label: what is over it is what the label says. */
  | { readonly kind: 'named'; readonly inner: Expression; readonly label: Expression }
  /** (A)^i, row i of what is in parentheses. */
  | { readonly kind: 'row'; readonly inner: Expression; readonly row: string; readonly transposed: boolean }
  /** ∇_A B, where B is neither f nor L. */
  | { readonly kind: 'local'; readonly by: Symbol; readonly of: Expression }
  /** A with its shape below. */
  | { readonly kind: 'shaped'; readonly inner: Expression; readonly shape: Shape }
  /** { A }_i, the rows of all neurons below each other. */
  | { readonly kind: 'collected'; readonly inner: Expression }
  /** The sum of A over s = 1 … count. */
  | { readonly kind: 'sum'; readonly count: number; readonly inner: Expression }
  | { readonly kind: 'dots' }; // prettier-ignore

/** The sides of one equation. */
export type Equation = readonly Expression[];
