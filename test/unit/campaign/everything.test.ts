// Mutated texts through everything that the editor, the preview and the exports do. NNET_FUZZ=N looks at N other ones.
import { Analysis } from '../../../src/analysis/analysis';
import { diagnosticsReport } from '../../../src/analysis/diagnosticsReport';
import { gradientReport } from '../../../src/analysis/gradientReport';
import { usualHandout } from '../../../src/authoring/choices';
import { NoHandout } from '../../../src/authoring/handout';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { targetNames, targets } from '../../../src/authoring/targets';
import { inEnglish } from '../../../src/message/message';
import { format, withEdits } from '../../../src/language/format/format';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';
import { Steps } from '../../../src/page/steps';
import { formsOf } from '../../../src/notation/formula/forms';
import { completionsAt } from '../../../src/service/complete/completion';
import { signatureAt } from '../../../src/service/complete/signatureHelp';
import { addBias } from '../../../src/service/edit/addBias';
import { extractLet } from '../../../src/service/edit/extractLet';
import { giveSeed } from '../../../src/service/edit/giveSeed';
import { otherForms } from '../../../src/service/edit/homogeneousForm';
import { inlineLet } from '../../../src/service/edit/inlineLet';
import { matrixForms } from '../../../src/service/edit/rewriteMatrix';
import { gradientText } from '../../../src/service/hover/gradientText';
import { hoverAt } from '../../../src/service/hover/hover';
import { folds } from '../../../src/service/navigate/folding';
import { shapeHints } from '../../../src/service/navigate/inlayHints';
import { references, rename } from '../../../src/service/navigate/navigation';
import { outline } from '../../../src/service/navigate/outline';
import { selectionRanges } from '../../../src/service/navigate/selectionRanges';
import { semanticTokens } from '../../../src/service/navigate/semanticTokens';
import { restraints } from '../../../src/service/navigate/longTexts';
import { everyForm } from './everyForm';
import { mutant } from './mutants';
import { mutantsOf } from './numbers';

const failed = (error: unknown): never => {
  throw error;
};

/** Every feature of the editor at every place; every fix and every refactoring applied. */
async function edited(analysis: Analysis): Promise<void> {
  const { text, checked } = analysis;
  folds(analysis);
  outline(checked);
  semanticTokens(checked);
  restraints(analysis);
  shapeHints(analysis, { start: 0, end: text.length });
  diagnosticsReport([{ file: 'a.nnet', lines: analysis.lines, diagnostics: analysis.diagnostics }]);
  const results = new Set<string>([withEdits(text, format(checked.spec))]);
  const apply = (edits: Parameters<typeof withEdits>[1]): void => void results.add(withEdits(text, edits));
  for (const found of analysis.diagnostics) for (const { edits } of found.fixes) apply(edits);
  for (let at = 0; at <= text.length; at++) {
    hoverAt(analysis, at, inEnglish);
    completionsAt(analysis, at, inEnglish);
    signatureAt(analysis, at, inEnglish);
    selectionRanges(checked, at);
    references(checked, at);
    rename(checked, at, 'renamed');
    const fixes = [addBias(checked, at), giveSeed(checked, at), inlineLet(checked, at)];
    fixes.push(extractLet(checked, { start: at, end: Math.min(text.length, at + 3) }));
    fixes.push(...matrixForms(checked, at), ...otherForms(analysis, at));
    for (const fix of fixes) if (fix) apply(fix.edits);
  }
  for (const result of results) await Analysis.of(result, { failed });
}

/** Every form of the network and of its gradient: page, steps and reports. */
async function shown(analysis: Analysis): Promise<void> {
  for await (const { form, network, trace, check } of everyForm(analysis)) {
    for (const gradient of formsOf(network, trace)) {
      const choices = { ...usualChoices, form: gradient, general: true, shapes: true };
      // As it goes to the preview: all TeX is written.
      JSON.stringify(buildPage({ network, trace, check, choices }));
      const steps = new Steps(network, trace, { ...choices, layer: null });
      for (let i = 0; i < steps.overview.count; i++) JSON.stringify(steps.view(i));
    }
    if (trace !== null && form === 'written') {
      const result = [{ trace, check }];
      gradientText(network, result);
      JSON.stringify(gradientReport(network, result));
    }
  }
}

async function exported(analysis: Analysis): Promise<void> {
  try {
    const source = { file: 'a.nnet', text: analysis.text };
    const handout = await buildHandout(analysis, source, usualHandout);
    const options = { name: 'a', translate: inEnglish, command: 'nnet', mathStyle: () => Promise.resolve('') };
    for (const name of targetNames) await targets[name].write(handout, options);
  } catch (error) {
    if (!(error instanceof NoHandout)) throw error;
  }
}

describe('Mutated texts', () => {
  it('go through the editor, the page, the steps and the exports without an exception', async function () {
    this.timeout(0);
    for (const number of mutantsOf(40)) {
      const text = mutant(number);
      try {
        const analysis = await Analysis.of(text, { failed });
        await edited(analysis);
        await shown(analysis);
        await exported(analysis);
      } catch (error) {
        throw new Error(`mutant ${number}:\n${text}`, { cause: error });
      }
    }
  });
});
