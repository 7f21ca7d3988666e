import type { Activation } from '../../functions/builtin/activation';
import type { Network, Layer } from '../../network/network';
import type { CheckedExercise } from './exercises';
import type { QuantityFacts } from './quantityFacts';
import type { Diagnostic } from '../text/diagnostic';
import type { Message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import type {
  DataStatement,
  FunctionStatement,
  LayerStatement,
  LossStatement,
  OutputStatement,
  ParameterStatement,
  Spec,
} from '../syntax/tree';

/** What the checker knows of one layer, however broken its neighbours are. */
export interface CheckedLayer extends Omit<Layer, 'inputSize' | 'size' | 'activation'> {
  readonly statement: LayerStatement;
  readonly weightsStatement: ParameterStatement | null;
  readonly biasStatement: ParameterStatement | null;
  /** Those of V and v, if there are any. */
  readonly directionStatements: readonly ParameterStatement[];
  /** n_{i-1}, or null where no fact states it. */
  readonly inputSize: number | null;
  /** n_i, or null where no fact states it. */
  readonly size: number | null;
  /** Σ_i; null where an activation is unknown, or a size is needed and missing. */
  readonly activation: Layer['activation'] | null;
}

/** What a name in the file stands for, with every place that names it: for navigation, rename, unused hints. */
export interface SymbolEntry {
  readonly space: 'layer' | 'sample' | 'scalar' | 'parameter';
  readonly kind: 'layer' | 'input' | 'batch' | 'let' | 'activation' | 'parameter';
  readonly name: string;
  /** Where it is defined: the range of the name itself. */
  readonly definition: { readonly start: number; readonly end: number };
  /** The range in which a parameter is visible (its statement); the whole file for the others. */
  readonly scope: { readonly start: number; readonly end: number };
  /** Every use, without the definition. */
  readonly uses: readonly { readonly start: number; readonly end: number }[];
  /** Its value for a `let`, where it can be evaluated. */
  readonly value: number | null;
}

/** An activation of the network whose σ′ a `derivative` states. */
export interface StatedDerivativeUse {
  readonly statement: FunctionStatement;
  /** As the layers have it, with the stated σ′: the same object. */
  readonly activation: Activation;
  /** The same activation with its real σ′. */
  readonly real: Activation;
}

/** Something worth knowing that is no problem: for a hover at its place. */
export interface Note {
  readonly range: TextRange;
  readonly message: Message;
}

/** A tree with all that can be said of it without running the network. */
export interface CheckedSpec {
  readonly spec: Spec;
  /** Those of the parser and the checker, in text order. */
  readonly diagnostics: readonly Diagnostic[];
  /** n_0 … n_k; null where unknown. Length 1 + number of layers. */
  readonly sizes: readonly (number | null)[];
  readonly layers: readonly CheckedLayer[];
  readonly symbols: readonly SymbolEntry[];
  /** The statement of each of the network's samples, by index. */
  readonly sampleStatements: readonly { readonly data: DataStatement; readonly target: DataStatement | null }[];
  readonly objectiveStatement: LossStatement | OutputStatement | null;
  /** Each with every set of parameter values in use. What differs on the grid is among the diagnostics already. */
  readonly statedDerivatives: readonly StatedDerivativeUse[];
  readonly exercises: readonly CheckedExercise[];
  /** What an exercise can give or ask for. */
  readonly quantities: QuantityFacts;
  /** What became of the files that the text names. */
  readonly files: ReadonlyMap<string, FileContent>;
  /** In text order. */
  readonly notes: readonly Note[];
  /** The network, if the text has a layer, every size is known and nothing is an error. */
  readonly network: Network | null;
}

/** What became of a file that a spec names: its matrix, or why there is none. */
export type FileContent = FileMatrix | FileProblem;

export interface FileMatrix {
  readonly kind: 'matrix';
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
  /** Says which number of the file is too small for a double, if one is. */
  readonly lost?: Message;
}

/** Why there is no matrix. */
export interface FileProblem {
  readonly kind: 'problem';
  readonly code: 'file-not-found' | 'file-format' | 'too-large';
  /** Names the file. */
  readonly message: Message;
}
