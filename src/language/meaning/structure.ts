import type {
  DataStatement,
  LayerStatement,
  LossStatement,
  NetworkStatement,
  OutputStatement,
  ParameterStatement,
  RateStatement,
} from '../syntax/tree';

/** A layer with what belongs to it. */
export interface LayerStatements {
  /** From 1. */
  readonly index: number;
  readonly statement: LayerStatement;
  weights: ParameterStatement | null;
  bias: ParameterStatement | null;
  /** V and v. */
  directionOfWeights: ParameterStatement | null;
  directionOfBias: ParameterStatement | null;
  /** Whether an unreadable line above was probably another layer, so that the sizes around it say nothing here. */
  readonly layerLostAbove: boolean;
  /** Whether an unreadable line stands between this layer and the next, which may have been its W or b. */
  parameterLost: boolean;
}

/** An input or a batch with its target. */
export interface SampleStatements {
  /** `X` if the author gave none. */
  readonly name: string;
  readonly statement: DataStatement;
  target: DataStatement | null;
}

/** The statements of a text, each where it belongs. */
export interface Structure {
  readonly title: NetworkStatement | null;
  readonly layers: readonly LayerStatements[];
  readonly samples: readonly SampleStatements[];
  /** `input SIZE`. */
  readonly inputSizes: readonly DataStatement[];
  /** Targets that stand below `input SIZE`: they state n_k, but there is no sample yet that they are the target of. */
  readonly looseTargets: readonly DataStatement[];
  /** Whether a target has found no sample that it could be the target of. */
  readonly targetLost: boolean;
  readonly objective: LossStatement | OutputStatement | null;
  readonly rate: RateStatement | null;
  /** Whether there is an unreadable line, which may have been anything. */
  readonly somethingLost: boolean;
  /** Whether an unreadable line was probably the last layer. */
  readonly layerLostAtEnd: boolean;
}

/** The letter that a statement begins with, without its index. */
export function letterOf({ kind, direction }: ParameterStatement): 'W' | 'b' | 'V' | 'v' {
  if (kind === 'weights') return direction ? 'V' : 'W';
  return direction ? 'v' : 'b';
}
