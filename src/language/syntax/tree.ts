import type { Diagnostic } from '../text/diagnostic';
import type { Argument, Expression, Name, Node, NumberLiteral, TextRange } from '../../functions/expression/tree';

/** What the parser makes of a text. It always makes one, however broken the text is. */
export interface Spec {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** Comments from `#` to the end of the line, in order. */
  readonly comments: readonly TextRange[];
  /** What is wrong with the form of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** `other` for the file of another program: whatever writes into the text, or completes it, leaves it alone. */
  readonly language: 'nnet' | 'other';
}

/* ---- Statements. `null` stands for a part that is missing (optional, or broken: then there is a diagnostic). ---- */

interface StatementNode extends Node {
  /** The keyword at the start. */
  readonly keyword: TextRange;
  /** Whether the parser reported a problem inside; the checker then does not report consequences of it. */
  readonly broken: boolean;
}

export interface NetworkStatement extends StatementNode {
  readonly kind: 'network';
  readonly title: StringLiteral | null;
}
export interface LetStatement extends StatementNode {
  readonly kind: 'let';
  readonly name: Name | null;
  readonly value: Expression | null;
}
export interface Parameter extends Node {
  readonly name: Name;
  readonly default: Expression | null;
}
/** `activation NAME(x, p = 1, …) = EXPR` and `derivative NAME(x, p, …) = EXPR`. */
export interface FunctionStatement extends StatementNode {
  readonly kind: 'activation' | 'derivative';
  readonly name: Name | null;
  /** The first is the argument. */
  readonly parameters: readonly Parameter[];
  readonly body: Expression | null;
}
/** `input …`, `batch …`, `target …`. */
export interface DataStatement extends StatementNode {
  readonly kind: 'input' | 'batch' | 'target';
  readonly name: Name | null;
  /** `input SIZE` only. */
  readonly size: NumberLiteral | null;
  readonly value: MatrixNode | null;
}
export interface LayerStatement extends StatementNode {
  readonly kind: 'layer';
  readonly name: Name | null;
  readonly size: NumberLiteral | null;
  readonly activation: ActivationUse | ActivationList | null;
}
/** `sigmoid`, `leaky_relu(0.1)`, `bump(a = 2)`; in a list also `3 sigmoid`. */
export interface ActivationUse extends Node {
  readonly kind: 'activation-use';
  /** How many neurons it stands for, in a list; null = 1. */
  readonly count: NumberLiteral | null;
  readonly name: Name;
  readonly arguments: readonly Argument[];
}
export interface ActivationList extends Node {
  readonly kind: 'activation-list';
  readonly items: readonly ActivationUse[];
}
/** `W = …` and `b = …`, or `b` alone (value null, not broken); `V = …` and `v = …`, the directions for them. */
export interface ParameterStatement extends StatementNode {
  readonly kind: 'weights' | 'bias';
  /** Whether it is V or v. */
  readonly direction: boolean;
  /** The index in `W1`, `W_1`, `W₁`. */
  readonly index: { readonly value: number; readonly range: TextRange } | null;
  readonly value: MatrixNode | null;
}
export interface OutputStatement extends StatementNode {
  readonly kind: 'output';
  readonly index: NumberLiteral | null;
}
export interface LossStatement extends StatementNode {
  readonly kind: 'loss';
  /** A built-in loss by name. */
  readonly name: Name | null;
  readonly arguments: readonly Argument[];
  /** `loss (y, t) = EXPR`. */
  readonly custom: { readonly y: Name; readonly t: Name; readonly body: Expression } | null;
  readonly reduction: { readonly value: 'sum' | 'mean'; readonly range: TextRange } | null;
}
export interface RateStatement extends StatementNode {
  readonly kind: 'rate';
  readonly value: Expression | null;
}
/** `exercise "title"`. */
export interface ExerciseStatement extends StatementNode {
  readonly kind: 'exercise';
  readonly title: StringLiteral | null;
}
/** `give …` and `ask …`. */
export interface QuantitiesStatement extends StatementNode {
  readonly kind: 'give' | 'ask';
  readonly items: readonly QuantityItem[];
}
/** `gradW1`, `∇W₁[2, 3]`, in `ask` also with its points: `gradW1: 2`. */
export interface QuantityItem extends Node {
  /** As it is written; whether it names a quantity is for the checker to say. */
  readonly name: Name;
  readonly entry: { readonly row: NumberLiteral; readonly column: NumberLiteral | null } | null;
  readonly points: NumberLiteral | null;
}
/** `note "…"`. */
export interface NoteStatement extends StatementNode {
  readonly kind: 'note';
  readonly text: StringLiteral | null;
}
/** A line that begins with no known keyword. */
export interface UnknownStatement extends StatementNode {
  readonly kind: 'unknown';
}

export type Statement =
  | NetworkStatement
  | LetStatement
  | FunctionStatement
  | DataStatement
  | LayerStatement
  | ParameterStatement
  | OutputStatement
  | LossStatement
  | RateStatement
  | ExerciseStatement
  | QuantitiesStatement
  | NoteStatement
  | UnknownStatement;

/* ---- Matrices ---- */

export type MatrixNode = MatrixLiteral | TransposeNode | GeneratorNode | FileNode | OneHotNode | ScalarNode;

/** A bracketed literal. `form` and `wrapper` keep how the author wrote it, for the formatter. */
export interface MatrixLiteral extends Node {
  readonly kind: 'literal';
  /** `bare` is one entry without brackets, the label of `onehot(3)`. */
  readonly form: 'rows' | 'nested' | 'bare';
  /** `np.array(`, `tensor(` …: the range from its name to its `)` is the node's, `brackets` the inner `[…]`. */
  readonly wrapper: string | null;
  readonly brackets: TextRange;
  /** Number of entries of each row; ragged rows are for the checker to blame. */
  readonly rowLengths: Uint32Array;
  /** Entries in reading order. Plain numbers alone (with signs) are kept without a node per entry. */
  readonly entries: NumberEntries | ExpressionEntries;
}
/** Entries that are plain numbers, all finite. */
export interface NumberEntries {
  readonly kind: 'numbers';
  readonly values: Float64Array;
  /** Where every 256th entry starts, so that the text of an entry is found without reading all of the literal. */
  readonly checkpoints: Uint32Array;
}
/** Entries with a node each: expressions, or numbers among which something is wrong; NaN stands for what is malformed. */
export interface ExpressionEntries {
  readonly kind: 'expressions';
  readonly nodes: readonly Expression[];
}
export interface TransposeNode extends Node {
  readonly kind: 'transpose';
  readonly operand: MatrixNode;
  readonly operator: TextRange;
}
/** `zeros()`, `uniform(-1, 1, seed = 7)` … */
export interface GeneratorNode extends Node {
  readonly kind: 'generator';
  readonly name: Name;
  readonly arguments: readonly Argument[];
  /** What `choose([…])` chooses from. */
  readonly choices: MatrixLiteral | null;
  /** The word `nonzero` of `integers(…)`. */
  readonly nonzero: TextRange | null;
}
export interface FileNode extends Node {
  readonly kind: 'file';
  readonly path: StringLiteral;
}
/** `onehot([3 1 2])`, or `onehot(3)` for one sample; labels from 1. */
export interface OneHotNode extends Node {
  readonly kind: 'onehot';
  readonly labels: MatrixLiteral;
}
/** A bare expression, 1 × 1. */
export interface ScalarNode extends Node {
  readonly kind: 'scalar';
  readonly value: Expression;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}
