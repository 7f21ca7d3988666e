import type { FileContent } from '../meaning/checked';
import { decimalPoints } from '../syntax/decimalCommas';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { insertAt } from '../text/lineEdits';
import { isRagged, statedShape, untransposed } from '../matrices/matrixShape';
import { isVector } from '../matrices/matrixSources';
import { message } from '../../message/message';
import { fillFixes } from '../syntax/raggedRows';
import type { SizeClaim, SizeLabels } from './sizeClaims';
import { otherMend, samplesInRowsComplaint, sizeComplaint, symbolOf } from './sizeComplaints';
import type { Alternative, Dissent } from './sizeInference';
import { samplesInRows, type SamplesInRows, type TextSizes } from './textSizes';
import type { Steps } from '../../steps/steps';
import type { ActivationList, MatrixNode, Spec } from '../syntax/tree';

/** How many dissents are worded in one step. */
const DISSENTS_AT_ONCE = 256;

/**
 * Says which statements about sizes are wrong, one diagnostic each, with the ways to mend them. In steps that can be
 * abandoned.
 * @param least how many outputs there must be, see `leastOutputs`
 */
export function* sizeDiagnostics(
  spec: Spec,
  labels: SizeLabels,
  inferred: TextSizes,
  least: number | null,
  files: ReadonlyMap<string, FileContent>,
): Steps<readonly Diagnostic[]> {
  const { dissents, turned } = inferred;
  const inRows = samplesInRows(turned);
  const dissenting = new Set(dissents.map(({ claim }) => claim));
  const found: Diagnostic[] = [];
  for (const [i, dissent] of dissents.entries()) {
    const pair = inRows.get(dissent.claim);
    // One slip, one problem: where both dissent, the batch is blamed.
    if (pair !== undefined && dissent.claim === pair.target && dissenting.has(pair.batch)) continue;
    found.push(sizeDiagnostic(spec, labels, inferred, dissent, { pair, least, files }));
    if (i % DISSENTS_AT_ONCE === DISSENTS_AT_ONCE - 1) yield i / dissents.length;
  }
  return found;
}

/** What else is known of a dissent. */
interface Around {
  readonly pair: SamplesInRows | undefined;
  readonly least: number | null;
  readonly files: ReadonlyMap<string, FileContent>;
}

function sizeDiagnostic(
  spec: Spec,
  labels: SizeLabels,
  { sizes, otherMends }: TextSizes,
  dissent: Dissent<SizeClaim>,
  { pair, least, files }: Around,
): Diagnostic {
  const { text } = spec;
  const { claim, fact, expected, winner, mendedBy } = dissent;
  const related: Diagnostic['related'][number][] = [...shapeOfFile(claim, files)];
  if (winner.claim !== claim) {
    related.push({ range: winner.claim.range, message: message('The size {0} is given here.', expected) });
  }
  if (pair !== undefined) {
    const fixes = [turnBoth(text, pair)];
    return diagnostic(fact.code, claim.range, samplesInRowsComplaint(pair), { related, fixes });
  }
  const fixes: Fix[] = [];
  if (mendedBy !== null) fixes.push(...mend(text, claim, mendedBy, true));
  const other = otherMends.get(dissent);
  if (other !== undefined && 'node' in other.claim.source) {
    related.push({ range: other.claim.range, message: otherMend(other.claim.source, other.alternative) });
    fixes.push(...mend(text, other.claim, other.alternative, false));
  }
  if (mendedBy === null) {
    fixes.push(...sizeFixes(spec, dissent, fact.about === labels.atEnd ? (least ?? Infinity) : 1));
  }
  return diagnostic(fact.code, claim.range, sizeComplaint(labels, sizes, dissent), { related, fixes });
}

/** What a file holds cannot be seen in the text. */
function shapeOfFile({ source }: SizeClaim, files: ReadonlyMap<string, FileContent>): Diagnostic['related'] {
  const node = 'node' in source ? untransposed(source.node) : null;
  if (node?.kind !== 'file') return [];
  const { value: path, range } = node.path;
  const { rows, cols } = statedShape(node, files);
  if (rows === null || cols === null) return [];
  return [{ range, message: message('The file {0} contains {1} × {2} numbers.', path, rows, cols) }];
}

/** Transposes a batch and its target, or takes the signs of transposition away. */
function turnBoth(text: string, { batch, target }: SamplesInRows): Fix {
  const edits = [batch, target].flatMap((claim) => mend(text, claim, transposed, true).flatMap((fix) => fix.edits));
  return { title: message('Transpose {0} and its target', symbolOf(batch.source)), edits, preferred: true };
}

const transposed: Alternative = { kind: 'transposed', values: [] };

function mend(text: string, { source }: SizeClaim, { kind }: Alternative, preferred: boolean): Fix[] {
  if (!('node' in source)) return [];
  const { node } = source;
  if (kind === 'decimal-commas') return [...decimalPoints(text, node, preferred)];
  const isTarget = source.kind === 'target';
  if (node.kind === 'transpose') {
    const edits = [{ range: node.operator, newText: '' }];
    const title = isTarget
      ? message('Do not transpose the target of {0}', symbolOf(source))
      : message('Do not transpose {0}', symbolOf(source));
    return [{ title, edits, preferred }];
  }
  const { end } = node.range;
  const title = isTarget
    ? message('Transpose the target of {0}', symbolOf(source))
    : message('Transpose {0}', symbolOf(source));
  return [{ title, edits: [{ range: { start: end, end }, newText: "'" }], preferred }];
}

/**
 * Changes a stated size: the wrong one, or one that stands alone against what is called wrong, but not below `least`;
 * or what states another size, where that can be filled up or shortened.
 */
function sizeFixes(spec: Spec, { claim, fact, expected, winner, support }: Dissent<SizeClaim>, least: number): Fix[] {
  const { source } = claim;
  if (source.kind === 'layer-size' || source.kind === 'input-size') {
    return [changeSize(source.literal.range, expected, true)];
  }
  const fixes: Fix[] = [];
  if (source.kind === 'activations') {
    const missing = expected - fact.value;
    const ofLast = repeatLast(spec.text, source.list, missing);
    fixes.push(...(ofLast.length > 0 ? ofLast : shorten(spec.text, source.list, expected)));
  }
  if ('node' in source) {
    if (isVector(source)) fixes.push(...fillVector(spec, source.node, expected));
    if (source.kind === 'target') fixes.push(...asLabels(spec.text, source.node, source.columns, expected));
  }
  const said = winner.claim.source;
  if (support === 1 && fact.value >= least && (said.kind === 'layer-size' || said.kind === 'input-size')) {
    fixes.push(changeSize(said.literal.range, fact.value, false));
  }
  return fixes;
}

function changeSize(range: { start: number; end: number }, size: number, preferred: boolean): Fix {
  return {
    title: message('Change the size to {0}', size),
    edits: [{ range, newText: String(size) }],
    preferred,
  };
}

/** Fills a vector that is too short with zeros. */
function fillVector(spec: Spec, node: MatrixNode, expected: number): Fix[] {
  if (node.kind !== 'literal' || isRagged(node)) return [];
  const { rowLengths } = node;
  if (rowLengths.length > 1 && rowLengths[0] > 1) return [];
  return fillFixes(spec, node, rowLengths.length - 1, expected);
}

/** Reads a row of whole numbers where class labels can stand as such: `[3 1]` as `onehot([3 1])`. */
function asLabels(text: string, node: MatrixNode, columns: number | null, classes: number): Fix[] {
  const isNumber = node.kind === 'scalar' && node.value.kind === 'number';
  const values =
    node.kind === 'literal' && node.wrapper === null && node.rowLengths.length === 1 && node.entries.kind === 'numbers'
      ? node.entries.values
      : isNumber
        ? [node.value.value]
        : [];
  if (values.length !== columns || !values.every((v) => Number.isInteger(v) && v >= 1 && v <= classes)) return [];
  const { start, end } = node.range;
  const newText = isNumber ? `onehot([${text.slice(start, end)}])` : null;
  const edits =
    newText === null ? [insertAt(start, 'onehot('), insertAt(end, ')')] : [{ range: { start, end }, newText }];
  return [{ title: message('Convert to class labels: {0}', 'onehot([…])'), edits, preferred: false }];
}

/** Leaves activations out at the end of a list, until it is `length` long. */
function shorten(text: string, { items, range }: ActivationList, length: number): Fix[] {
  let left = length;
  const kept: string[] = [];
  for (const { count, name, range: whole } of items) {
    const times = Math.min(count?.value ?? 1, left);
    if (times === 0) break;
    left -= times;
    const written = text.slice(name.range.start, whole.end);
    kept.push(times === 1 ? written : `${times} ${written}`);
  }
  const separator = text.slice(range.start, range.end).includes(',') ? ', ' : ' ';
  const newText = `[${kept.join(separator)}]`;
  return [{ title: message('Write {0}', newText), edits: [{ range, newText }], preferred: false }];
}

/** Lets the last activation of a list stand for more neurons, or for fewer. */
function repeatLast(text: string, { items }: ActivationList, missing: number): Fix[] {
  const last = items.at(-1);
  if (last === undefined) return [];
  const times = (last.count?.value ?? 1) + missing;
  if (times < 1) return [];
  const { start } = last.range;
  const written = text.slice(last.name.range.start, last.range.end);
  const newText = times === 1 ? written : `${times} ${written}`;
  return [
    {
      title: message('Write {0}', newText),
      edits: [{ range: { start, end: last.range.end }, newText }],
      preferred: false,
    },
  ];
}
