import type { ArrangedLayer, ArrangedSample, Arrangement } from './arrangement';
import type { FileContent } from './checked';
import { decimalCommaEdits } from './decimalCommas';
import { statedShape, untransposed, vectorLength, type StatedShape } from './matrixShape';
import type { Alternative, Claim, SizeCode, SizeFact } from './sizeInference';
import type { ActivationList, DataStatement, MatrixNode, NumberLiteral, TextRange } from './tree';

/** What in the text makes a claim about sizes. */
export type Source =
  | { readonly kind: 'layer-size'; readonly layer: ArrangedLayer; readonly literal: NumberLiteral }
  | { readonly kind: 'activations'; readonly layer: ArrangedLayer; readonly list: ActivationList }
  | MatrixSource
  | { readonly kind: 'input-size'; readonly literal: NumberLiteral };

/** A matrix in the text, and whose it is. */
export type MatrixSource = { readonly node: MatrixNode; readonly shape: StatedShape } & (
  | { readonly kind: 'weights' | 'bias'; readonly layer: ArrangedLayer }
  | { readonly kind: 'input' | 'batch'; readonly sample: ArrangedSample }
  /** `asColumn` if it is the target of a single column, so that it may be written as a row. */
  | { readonly kind: 'target'; readonly sample: ArrangedSample | null; readonly asColumn: boolean }
);

/** A claim with where it comes from. */
export interface SizeClaim extends Claim {
  readonly source: Source;
}

/** Labels for the unknowns: n_i as layer i sees it from below and from above, which is the same but where a layer was lost. */
export class SizeLabels {
  constructor(private readonly arrangement: Pick<Arrangement, 'layers' | 'layerLostAtEnd'>) {}

  /** n_i; n_0 for i = 0. */
  outOf(layer: number): number {
    return 2 * layer;
  }

  /** n_{i-1} for layer i. */
  into(layer: ArrangedLayer): number {
    return layer.layerLostAbove ? 2 * layer.index - 1 : this.outOf(layer.index - 1);
  }

  /** n_k, as the targets see it. */
  get atEnd(): number {
    const k = this.arrangement.layers.length;
    return this.arrangement.layerLostAtEnd ? 2 * k + 1 : 2 * k;
  }
}

/** All that the text states about sizes. Broken statements, and matrices without a clear shape, state nothing. */
export function sizeClaims(
  text: string,
  arrangement: Arrangement,
  files: ReadonlyMap<string, FileContent>,
): readonly SizeClaim[] {
  return new Claims(text, arrangement, files).all();
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
  private readonly claims: SizeClaim[] = [];
  private readonly labels: SizeLabels;

  constructor(
    private readonly text: string,
    private readonly arrangement: Arrangement,
    private readonly files: ReadonlyMap<string, FileContent>,
  ) {
    this.labels = new SizeLabels(arrangement);
  }

  all(): readonly SizeClaim[] {
    const { layers, samples, looseTargets, inputSizes } = this.arrangement;
    const literal = inputSizes[0]?.size ?? null;
    if (literal !== null) {
      this.single({ kind: 'input-size', literal }, 'input-size', literal.range, 0, countOf(literal));
    }
    for (const sample of samples) this.sample(sample);
    for (const target of looseTargets) this.target(target, null);
    for (const layer of layers) this.layer(layer);
    return this.claims;
  }

  private layer(layer: ArrangedLayer): void {
    const { statement, weights, bias } = layer;
    const n = this.labels.outOf(layer.index);
    if (!statement.broken) {
      const { size, activation } = statement;
      if (size !== null)
        this.single({ kind: 'layer-size', layer, literal: size }, 'layer-size', size.range, n, countOf(size));
      if (activation?.kind === 'activation-list') {
        const source = { kind: 'activations', layer, list: activation } as const;
        this.single(source, 'activation-count', activation.range, n, listLength(activation));
      }
    }
    if (weights !== null && !weights.broken && weights.value !== null) {
      const node = weights.value;
      const shape = statedShape(node, this.files);
      this.matrix({ kind: 'weights', layer, node, shape }, [
        ['weight-columns', this.labels.into(layer), shape.cols, shape.rows],
        ['weight-rows', n, shape.rows, shape.cols],
      ]);
    }
    if (bias !== null && !bias.broken && bias.value !== null) {
      const node = bias.value;
      this.vector({ kind: 'bias', layer, node, shape: statedShape(node, this.files) }, 'bias-size', n);
    }
  }

  private sample(sample: ArrangedSample): void {
    const { statement, target } = sample;
    const node = statement.value;
    if (!statement.broken && node !== null) {
      const shape = statedShape(node, this.files);
      if (statement.kind === 'batch') {
        this.matrix({ kind: 'batch', sample, node, shape }, [['input-size', 0, shape.rows, shape.cols]]);
      } else {
        this.vector({ kind: 'input', sample, node, shape }, 'input-size', 0);
      }
    }
    if (target !== null) this.target(target, sample);
  }

  private target(statement: DataStatement, sample: ArrangedSample | null): void {
    const node = statement.value;
    if (statement.broken || node === null || this.arrangement.layers.length === 0) return;
    const shape = statedShape(node, this.files);
    const columns = sample === null ? 1 : sampleColumns(sample, this.files);
    const source = { kind: 'target', sample, node, shape, asColumn: columns === 1 } as const;
    if (columns === 1) {
      this.vector(source, 'target-size', this.labels.atEnd);
    } else {
      const turned = columns === null || shape.rows === columns ? shape.cols : null;
      this.matrix(source, [['target-size', this.labels.atEnd, shape.rows, turned]]);
    }
  }

  private single(source: Source, code: SizeCode, range: TextRange, about: number, value: number | null): void {
    if (value === null) return;
    this.claims.push({ source, range, facts: [{ about, value, code }], alternatives: () => [] });
  }

  /** @param stated code, unknown, value and the value if the matrix were transposed, of each fact */
  private matrix(source: MatrixSource, stated: readonly [SizeCode, number, number | null, number | null][]): void {
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

  private vector(source: MatrixSource, code: SizeCode, about: number): void {
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

/** How many columns a sample has; null if its text does not say. */
export function sampleColumns({ statement }: ArrangedSample, files: ReadonlyMap<string, FileContent>): number | null {
  if (statement.kind === 'input') return 1;
  if (statement.broken || statement.value === null) return null;
  return statedShape(statement.value, files).cols;
}

function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
