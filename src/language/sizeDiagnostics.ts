import { decimalCommaEdits } from './decimalCommas';
import { diagnostic, type Diagnostic, type Fix } from './diagnostic';
import { message } from './message';
import type { SizeClaim, SizeLabels } from './sizeClaims';
import { otherMend, sizeComplaint, symbolOf } from './sizeComplaints';
import type { Alternative, Dissent, InferredSizes } from './sizeInference';
import type { ActivationList } from './tree';

/** Says which statements about sizes are wrong, one diagnostic each, with the ways to mend them. */
export function sizeDiagnostics(
  text: string,
  labels: SizeLabels,
  { sizes, dissents, otherMends }: InferredSizes<SizeClaim>,
): readonly Diagnostic[] {
  return dissents.map((dissent) => {
    const { claim, fact, expected, winner, mendedBy } = dissent;
    const related = [{ range: winner.claim.range, message: message('The size {0} is stated here.', expected) }];
    const fixes: Fix[] = [];
    if (mendedBy !== null) fixes.push(...mend(text, claim, mendedBy, true));
    const other = otherMends.get(dissent);
    if (other !== undefined && 'node' in other.claim.source) {
      related.push({ range: other.claim.range, message: otherMend(other.claim.source, other.alternative) });
      fixes.push(...mend(text, other.claim, other.alternative, false));
    }
    if (mendedBy === null) fixes.push(...sizeFixes(text, dissent));
    return diagnostic(fact.code, claim.range, sizeComplaint(labels, sizes, dissent), { related, fixes });
  });
}

function mend(text: string, { source }: SizeClaim, { kind }: Alternative, preferred: boolean): Fix[] {
  if (!('node' in source)) return [];
  const { node } = source;
  if (kind === 'decimal-commas') {
    const edits = node.kind === 'literal' ? decimalCommaEdits(text, node) : null;
    return edits === null ? [] : [{ title: message('Write decimal points'), edits, preferred }];
  }
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

/** Changes a stated size: the wrong one, or one that stands alone against what is called wrong. */
function sizeFixes(text: string, { claim, fact, expected, winner, support }: Dissent<SizeClaim>): Fix[] {
  const { source } = claim;
  if (source.kind === 'layer-size' || source.kind === 'input-size') {
    return [changeSize(source.literal.range, expected, true)];
  }
  const fixes: Fix[] = [];
  if (source.kind === 'activations') fixes.push(...repeatLast(text, source.list, expected - fact.value));
  const said = winner.claim.source;
  if (support === 1 && (said.kind === 'layer-size' || said.kind === 'input-size')) {
    fixes.push(changeSize(said.literal.range, fact.value, false));
  }
  return fixes;
}

function changeSize(range: { start: number; end: number }, size: number, preferred: boolean): Fix {
  return {
    title: message('Change the stated size to {0}', size),
    edits: [{ range, newText: String(size) }],
    preferred,
  };
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
