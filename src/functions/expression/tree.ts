/** A stretch of the text in UTF-16 offsets, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A part of a text. Of an expression that is made, not read, the ranges mean nothing. */
export interface Node {
  readonly range: TextRange;
}

/** A name as written, normalised to NFC. */
export interface Name extends Node {
  readonly text: string;
}

export interface Argument extends Node {
  /** `seed` in `seed = 7`; null for a positional argument. */
  readonly name: Name | null;
  readonly value: Expression;
}
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  /** Finite; NaN where the text is malformed or too large (then it was reported, and the statement is broken). */
  readonly value: number;
}
export interface NameUse extends Node {
  readonly kind: 'name';
  readonly name: Name;
}
export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly operand: Expression;
}
export interface Binary extends Node {
  readonly kind: 'binary';
  /** `**` is read as `^`. */
  readonly operator: '+' | '-' | '*' | '/' | '^';
  readonly left: Expression;
  readonly right: Expression;
}
export interface Call extends Node {
  readonly kind: 'call';
  readonly callee: Name;
  readonly arguments: readonly Argument[];
}
/** An expression in parentheses: kept, so that what is printed is what was written. */
export interface Group extends Node {
  readonly kind: 'group';
  readonly inner: Expression;
}
export interface Conditional extends Node {
  readonly kind: 'if';
  readonly condition: Condition;
  readonly then: Expression;
  readonly else: Expression;
}
export type Expression = NumberLiteral | NameUse | Unary | Binary | Call | Group | Conditional;

export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
  readonly left: Expression;
  readonly right: Expression;
}
export interface Junction extends Node {
  readonly kind: 'and' | 'or';
  readonly left: Condition;
  readonly right: Condition;
}
export interface Negation extends Node {
  readonly kind: 'not';
  readonly operand: Condition;
}
/** A condition in parentheses. */
export interface ConditionGroup extends Node {
  readonly kind: 'condition-group';
  readonly inner: Condition;
}
export type Condition = Comparison | Junction | Negation | ConditionGroup;
