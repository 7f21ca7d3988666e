// What is said of a text by the analysis.
import { Analysis } from '../../../src/analysis/analysis';
import type { CheckedSpec } from '../../../src/language/meaning/checked';
import { say } from '../../../src/message/message';
import { formsOf } from '../../../src/notation/formula/forms';
import { networkSummary, sizesText } from '../../../src/service/hover/networkSummary';
import { shapeHints } from '../../../src/service/navigate/inlayHints';
import type { Said } from './fingerprints';

/** The problems with their fixes. */
export function problemsOf({ diagnostics }: Pick<CheckedSpec, 'diagnostics'>): unknown {
  return diagnostics.map(({ code, severity, message, range, related, fixes }) => [
    [code, severity, say(message), range],
    related.map((one) => [say(one.message), one.range]),
    fixes.map(({ title, edits, ...rest }) => [say(title), edits, rest]),
  ]);
}

/** The problems of a text, its network and its values. */
export async function analysed(text: string): Promise<Said> {
  const analysis = await Analysis.of(text);
  const { network, checked, forms } = analysis;
  const trace = await analysis.trace();
  const exact = trace && (await analysis.withFractions(trace));
  return {
    problems: problemsOf(analysis),
    network: [checked.sizes, network?.objective, network?.samples, network?.layers.map(({ weights, bias, affine }) => [weights, bias, affine]), forms, network && formsOf(network, trace)],
    summary: [networkSummary(checked), sizesText(checked), shapeHints(analysis, { start: 0, end: text.length })],
    values: exact && [exact.forward.layers.map(({ N, Sigma }) => [N, Sigma]), exact.backward?.value, exact.backward?.gradX, exact.exact],
  };
} // prettier-ignore
