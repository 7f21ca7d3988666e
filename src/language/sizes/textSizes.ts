import type { Steps } from '../../steps/steps';
import type { Structure } from '../meaning/structure';
import type { MatrixSource } from '../matrices/matrixSources';
import { sizeClaims, type SizeClaim } from './sizeClaims';
import { inferSizes, type Alternative, type InferredSizes } from './sizeInference';

type BatchClaim = SizeClaim & { readonly source: Extract<MatrixSource, { kind: 'input' | 'batch' }> };
type TargetClaim = SizeClaim & { readonly source: Extract<MatrixSource, { kind: 'target' }> };

/** A batch and its target, both with a row for each sample. */
export interface SamplesInRows {
  readonly batch: BatchClaim;
  readonly target: TargetClaim;
}

/** What a text states about sizes, all of it together. */
export interface TextSizes extends InferredSizes<SizeClaim> {
  /** The matrices; a target knows how many samples its batch has if that is read as it should be. */
  readonly sources: readonly MatrixSource[];
  /** The batches that are read transposed together with their targets. */
  readonly turned: readonly SamplesInRows[];
}

/**
 * Infers the sizes of a text. The commonest slip is looked for first: samples in rows. It is taken for granted where a
 * batch and its target have as many rows but not as many columns, and fewer statements are wrong then. In steps that can
 * be abandoned.
 */
export function* inferTextSizes(
  text: string,
  structure: Structure,
  sources: readonly MatrixSource[],
): Steps<TextSizes> {
  const claims = yield* sizeClaims(text, structure, sources);
  const plain = yield* inferSizes(claims);
  const pairs = pairsOf(claims).filter(
    ({ batch: { source: X }, target: { source: Y } }) =>
      X.shape.rows === Y.shape.rows && X.shape.cols !== null && Y.shape.cols !== null && X.shape.cols !== Y.shape.cols,
  );
  const alone = batchesAlone(claims, plain);
  for (const candidate of [...(alone.length > 0 ? [[...pairs, ...alone]] : []), pairs]) {
    const inRows = yield* readInRows(claims, plain, candidate);
    if (inRows === null) continue;
    const turned = candidate.filter((suspect) => suspect.target !== null);
    return { ...inRows, sources: withSamples(sources, candidate.map(({ batch }) => batch)), turned }; // prettier-ignore
  }
  const batches = plain.dissents.flatMap(({ claim, mendedBy }) =>
    claim.source.kind === 'batch' && mendedBy?.kind === 'transposed' ? [claim as BatchClaim] : [],
  );
  if (batches.length === 0) return { ...plain, sources, turned: [] };
  const known = withSamples(sources, batches);
  return { ...(yield* inferSizes(yield* sizeClaims(text, structure, known))), sources: known, turned: [] };
}

/** A batch that may have its samples in rows, alone or together with its target. */
type Suspect = SamplesInRows | { readonly batch: BatchClaim; readonly target: null };

/** The sizes if all of these have their samples in rows; null if that explains no more than it assumes. */
function* readInRows(
  claims: readonly SizeClaim[],
  plain: InferredSizes<SizeClaim>,
  suspects: readonly Suspect[],
): Steps<InferredSizes<SizeClaim> | null> {
  if (suspects.length === 0) return null;
  const given = new Map<SizeClaim, Alternative>();
  for (const claim of suspects.flatMap(({ batch, target }) => (target === null ? [batch] : [batch, target]))) {
    given.set(claim, { kind: 'transposed', values: [claim.source.shape.cols!] });
  }
  const inRows = yield* inferSizes(claims, given);
  const fits = [...given].every(([claim, { values }]) => inRows.sizes.get(claim.facts[0].about) === values[0]);
  const others = inRows.dissents.filter(({ claim }) => !given.has(claim)).length;
  // A target without a column for each sample is wrong as well.
  const pairs = suspects.filter(({ target }) => target !== null).length;
  return fits && others < plain.dissents.length + pairs ? inRows : null;
}

/**
 * Batches that their targets do not contradict if each row is a sample: looked at where there are several, which
 * together would outvote W₁, and no transposition of anything else explains what is wrong.
 */
function batchesAlone(claims: readonly SizeClaim[], plain: InferredSizes<SizeClaim>): Suspect[] {
  if (plain.dissents.every(({ mendedBy }) => mendedBy !== null)) return [];
  const targets = new Map(
    claims.flatMap(({ source }) =>
      source.kind === 'target' && source.sample !== null ? [[source.sample, source]] : [],
    ),
  );
  return claims.flatMap((claim) => {
    const { source } = claim;
    if (source.kind !== 'batch' || source.shape.rows === null || source.shape.cols === null) return [];
    if (source.shape.rows === source.shape.cols) return [];
    const target = targets.get(source.sample);
    const isFree = target === undefined || target.shape.cols === source.shape.rows;
    return isFree ? [{ batch: claim as BatchClaim, target: null }] : [];
  });
}

/** Each of these claims with the pair that it belongs to. */
export function samplesInRows(turned: readonly SamplesInRows[]): ReadonlyMap<SizeClaim, SamplesInRows> {
  const found = new Map<SizeClaim, SamplesInRows>();
  for (const pair of turned) found.set(pair.batch, pair).set(pair.target, pair);
  return found;
}

/** The batches with their targets, where both state their shape. */
function pairsOf(claims: readonly SizeClaim[]): SamplesInRows[] {
  const batches = new Map(
    claims.flatMap((claim) => (claim.source.kind === 'batch' ? [[claim.source.sample, claim as BatchClaim]] : [])),
  );
  return claims.flatMap((claim) => {
    const { source } = claim;
    const batch = source.kind === 'target' && source.sample !== null ? batches.get(source.sample) : undefined;
    return batch === undefined ? [] : [{ batch, target: claim as TargetClaim }];
  });
}

/** The sources where these batches have a row for each sample. */
function withSamples(sources: readonly MatrixSource[], turned: readonly BatchClaim[]): readonly MatrixSource[] {
  const samples = new Map(turned.map(({ source }) => [source.sample, source.shape.rows]));
  return sources.map((source) =>
    source.kind === 'target' && source.sample !== null && samples.has(source.sample)
      ? { ...source, columns: samples.get(source.sample)! }
      : source,
  );
}
