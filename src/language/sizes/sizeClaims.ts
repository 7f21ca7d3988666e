import type { LayerStatements, Structure } from '../meaning/structure';
import { decimalCommaEdits } from '../syntax/decimalCommas';
import { vectorLength } from '../matrices/matrixShape';
import { isVector, type MatrixSource } from '../matrices/matrixSources';
import type { Alternative, Claim, SizeCode, SizeFact } from './sizeInference';
import type { NumberLiteral, TextRange } from '../../functions/expression/tree';
import type { ActivationList, MatrixNode } from '../syntax/tree';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';

/** How many matrices are looked at in one step. */
const SOURCES_AT_ONCE = 1024;

/** What in the text makes a claim about sizes. */
export type Source =
  | { readonly kind: 'layer-size'; readonly layer: LayerStatements; readonly literal: NumberLiteral }
  | { readonly kind: 'activations'; readonly layer: LayerStatements; readonly list: ActivationList }
  | MatrixSource
  | { readonly kind: 'input-size'; readonly literal: NumberLiteral };

/** A claim with where it comes from. */
export interface SizeClaim extends Claim {
  readonly source: Source;
}

/** Labels for the unknowns: n_i as layer i sees it from below and from above, which is the same but where a layer was lost. */
export class SizeLabels {
  constructor(private readonly structure: Pick<Structure, 'layers' | 'layerLostAtEnd'>) {}

  /** n_i; n_0 for i = 0. */
  outOf(layer: number): number {
    return 2 * layer;
  }

  /** n_{i-1} for layer i. */
  into(layer: LayerStatements): number {
    return layer.layerLostAbove ? 2 * layer.index - 1 : this.outOf(layer.index - 1);
  }

  /** n_k, as the targets see it. */
  get atEnd(): number {
    const k = this.structure.layers.length;
    return this.structure.layerLostAtEnd ? 2 * k + 1 : 2 * k;
  }
}

/** All that the text states about sizes. Broken statements, and matrices without a clear shape, state nothing. */
export function* sizeClaims(
  text: string,
  structure: Structure,
  matrices: readonly MatrixSource[],
): Steps<readonly SizeClaim[]> {
  const claims = new Claims(text, structure);
  yield* claims.stated();
  const portion = new Portion(SOURCES_AT_ONCE);
  const targets = new Map(
    matrices.flatMap((source) => (source.kind === 'target' ? [[source.sample, source] as const] : [])),
  );
  for (const source of matrices) {
    const target = source.kind === 'batch' ? targets.get(source.sample) : undefined;
    claims.matrix(source, target?.shape.cols ?? null);
    if (portion.fills()) yield 0;
  }
  return claims.claims;
}

/** The value of a size, or null unless it is a positive integer. */
export function countOf(literal: NumberLiteral | null): number | null {
  return literal !== null && Number.isInteger(literal.value) && literal.value > 0 ? literal.value : null;
}

/** How many neurons a list of activations is for; null if a repetition is no positive integer. */
export function listLength(list: ActivationList): number | null {
  let length = 0;
  for (const { count } of list.items) {
    const times = count === null ? 1 : countOf(count);
    if (times === null) return null;
    length += times;
  }
  return length;
}

class Claims {
  readonly claims: SizeClaim[] = [];
  private readonly labels: SizeLabels;

  constructor(
    private readonly text: string,
    private readonly structure: Structure,
  ) {
    this.labels = new SizeLabels(structure);
  }

  /** What is stated without a matrix. */
  *stated(): Steps<void> {
    const portion = new Portion(SOURCES_AT_ONCE);
    const literal = this.structure.inputSizes[0]?.size ?? null;
    if (literal !== null) {
      this.single({ kind: 'input-size', literal }, 'input-size', literal.range, this.labels.outOf(0), countOf(literal));
    }
    for (const layer of this.structure.layers) {
      if (portion.fills()) yield 0;
      const { size, activation, broken } = layer.statement;
      if (broken) continue;
      const n = this.labels.outOf(layer.index);
      if (size !== null) {
        this.single({ kind: 'layer-size', layer, literal: size }, 'layer-size', size.range, n, countOf(size));
      }
      if (activation?.kind === 'activation-list') {
        const source = { kind: 'activations', layer, list: activation } as const;
        this.single(source, 'activation-count', activation.range, n, listLength(activation));
      }
    }
  }

  /** @param samples of a batch, as many as its target has columns */
  matrix(source: MatrixSource, samples: number | null): void {
    const { rows, cols } = source.shape;
    switch (source.kind) {
      case 'weights':
        this.shape(source, [
          ['weight-columns', this.labels.into(source.layer), cols, rows],
          ['weight-rows', this.labels.outOf(source.layer.index), rows, cols],
        ]);
        break;
      case 'bias':
        this.length(source, 'bias-size', this.labels.outOf(source.layer.index));
        break;
      case 'batch':
        // Beside a target that fits it as it stands, it is not the batch that is the wrong way round.
        this.shape(source, [
          ['input-size', this.labels.outOf(0), rows, samples === cols && rows !== cols ? null : cols],
        ]);
        break;
      case 'input':
        this.length(source, 'input-size', this.labels.outOf(0));
        break;
      case 'target': {
        if (this.structure.layers.length === 0) break;
        const { atEnd } = this.labels;
        if (isVector(source)) this.length(source, 'target-size', atEnd);
        else {
          const turned = source.columns === null || rows === source.columns ? cols : null;
          this.shape(source, [['target-size', atEnd, rows, turned]]);
        }
      }
    }
  }

  private single(source: Source, code: SizeCode, range: TextRange, about: number, value: number | null): void {
    if (value === null) return;
    this.claims.push({ source, range, facts: [{ about, value, code }], alternatives: () => [] });
  }

  /** @param stated code, unknown, value and the value if the matrix were transposed, of each fact */
  private shape(source: MatrixSource, stated: readonly [SizeCode, number, number | null, number | null][]): void {
    const known = stated.filter(([, , value]) => value !== null);
    if (known.length === 0) return;
    const facts = known.map(([code, about, value]): SizeFact => ({ code, about, value: value! }));
    const turned = known.map(([, , , value]) => value);
    this.claims.push({
      source,
      range: source.node.range,
      facts,
      alternatives: once(() => {
        const found: Alternative[] = [];
        if (source.kind === 'weights' && this.hasDecimalCommas(source.node)) {
          found.push({
            kind: 'decimal-commas',
            values: facts.map((f) => (f.code === 'weight-columns' ? f.value / 2 : f.value)),
          });
        }
        if (turned.every((value) => value !== null) && source.node.kind !== 'scalar') {
          found.push({ kind: 'transposed', values: turned });
        }
        return found;
      }),
    });
  }

  private length(source: MatrixSource, code: SizeCode, about: number): void {
    const value = vectorLength(source.shape);
    if (value === null) return;
    this.claims.push({
      source,
      range: source.node.range,
      facts: [{ code, about, value }],
      alternatives: once(() =>
        this.hasDecimalCommas(source.node) ? [{ kind: 'decimal-commas', values: [value / 2] }] : [],
      ),
    });
  }

  private hasDecimalCommas(node: MatrixNode): boolean {
    return node.kind === 'literal' && decimalCommaEdits(this.text, node) !== null;
  }
}

function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
