import fs from 'node:fs';
import path from 'node:path';
import { Analysis } from '../../src/analysis/analysis';
import { buildPage } from '../../src/page/networkPage';
import type { Page } from '../../src/page/page';
import { Steps } from '../../src/page/steps';
import { defaultChoices, type ToHost, type ToPage, type ViewChoices } from '../../src/panel/protocol';
import { filesIn } from '../exampleFiles';

export const EXAMPLES = path.resolve(__dirname, '..', '..', '..', 'examples');

/** The page of an example, and a host that answers with its steps. */
export async function exampleSteps(
  file: string,
  choices: ViewChoices = defaultChoices,
  edit: (text: string) => string = (text) => text,
): Promise<{ page: Page; answer: (message: ToHost) => ToPage | null }> {
  const analysis = await Analysis.of(edit(fs.readFileSync(path.join(EXAMPLES, file), 'utf8')), {
    readFile: filesIn(EXAMPLES),
  });
  const network = analysis.network!;
  const [rounded, check] = [await analysis.trace(), await analysis.check()];
  const trace = rounded && (await analysis.withFractions(rounded));
  const made = { ...choices, expanded: new Set(choices.expanded) };
  const steps = new Steps(network, trace, made);
  return {
    page: buildPage({ network, trace, check, choices: made }),
    answer: (message) =>
      message.type === 'step'
        ? { type: 'step', overview: steps.overview, view: steps.view(message.index), words: {} }
        : null,
  };
}
