import type { Analysis, View } from '../../analysis/analysis';
import { drive, type DriveOptions } from '../../analysis/cancellation';
import { type Place, writtenPlace } from '../../analysis/places';
import { tryNumbers, type Tried } from '../../analysis/whatIf';
import type { GradientCheck, Trace } from '../../engine/trace';
import { namedPaths } from '../../language/matrices/namedFiles';
import { say, type Translate } from '../../message/message';
import { hasNumbers, parameterCount, type Network, type Sample } from '../../network/network';
import { formsOf } from '../../notation/formula/forms';
import { type EntryQuestion, entrySteps } from '../../page/entry/entryView';
import { PictureCache } from '../../page/heatMap/pictureCache';
import { pageSteps, picturedMatrices } from '../../page/networkPage';
import type { Block, Page, SourceTarget } from '../../page/page';
import type { PageChoices } from '../../page/pageChoices';
import { Steps } from '../../page/steps';
import { checkOwnWork } from '../../service/paste/ownWork';
import { stanfordNotes } from '../../service/stanford/stanfordNotes';
import type { PageProblem, PageTrial, PageTrials, ViewChoices } from '../protocol';
import type { PageResult } from './pageResult';

/** Up to so many parameters the check takes no longer than a keystroke; beyond, the page does not wait for it. */
const QUICK_CHECK = 500;

/** A longer text is not lent: it takes long to read once more. */
const LONGEST_LENT = 100_000;

/** Makes pages of the preview from the analysis of a text: in the extension, and in the page itself where it tries numbers. */
export class PageMaker {
  private readonly pictures = new PictureCache();

  constructor(private readonly translate: Translate) {}

  /**
   * The page of a text, and then, where a part of it takes long, the same page with that part.
   * @param trials numbers in the place of those in the text.
   */
  async *pages(
    written: Analysis,
    documentVersion: number,
    choices: ViewChoices,
    trials: readonly PageTrial[],
    options: DriveOptions,
  ): AsyncGenerator<PageResult, void, void> {
    const view = viewOf(choices, written.network);
    const { analysis, numbers } = triedOn(written, view, trials);
    const network = analysis.networkIn(view);
    const result = {
      documentVersion,
      problems: problemsOf(written, this.translate),
      trials: numbers,
      lendable: isLendable(written) ? written.text : null,
      ...optionsOf(analysis, view, network),
    };
    if (network === null || analysis.broken) {
      yield { ...result, forms: [], exact: false, descent: null, page: null, steps: null, entry: null };
      return;
    }
    // What a descent ends in is written into the text, so it goes through the parameters that stand there, or are tried.
    const asWritten: View = { ...view, form: 'written' };
    const start = await analysis.trace(asWritten, options);
    const { trace, outputs } = await this.tracesShown(analysis, view, network, choices, options);
    const beside = analysis.homogeneousBeside(view);
    const other = beside && analysis.networkIn(beside);
    const homogeneous = beside &&
      other && { network: other, ...(await this.tracesShown(analysis, beside, other, choices, options)) };
    const pageChoices = { ...choices, expanded: new Set(choices.expanded) };
    const work = trace && (await checkOwnWork(choices.own, trace, options));
    const foreign = analysis.stanford && stanfordNotes(analysis.stanford, network);
    const input = { network, trace, outputs, choices: pageChoices, foreign, work, homogeneous };
    // Of several outputs the steps lead to the gradient of the first.
    const way = outputs[0] ?? trace;
    const shown = {
      ...result,
      forms: formsOf(network, way),
      exact: trace !== null && analysis.hasFractions(trace),
      descent: start && { view: asWritten, trace: start, tried: numbers.length > 0 },
      entry: trace && ((question: EntryQuestion) => entrySteps(question, trace, choices)),
      steps: () => new Steps(network, way, pageChoices),
    };
    let before: Page | null = null;
    const page = async (check: GradientCheck | null): Promise<PageResult> => {
      const pictures = this.pictures.made(trace, network, picturedMatrices(network, pageChoices));
      const made = await drive(pageSteps({ ...input, check, pictures }), options);
      before = before === null ? made : withFormulasOf(made, before);
      return { ...shown, page: before };
    };
    if (parameterCount(network) > QUICK_CHECK) {
      yield await page(null);
    }
    if (trace !== null && (await this.makePictures(trace, network, pageChoices, options))) yield await page(null);
    if (parameterCount(network) > QUICK_CHECK) await options.rest?.();
    yield await page(await analysis.check(view, options));
  }

  /** Makes the pictures of the page that are not there yet; whether there were any. */
  private async makePictures(
    trace: Trace,
    network: Network,
    choices: PageChoices,
    options: DriveOptions,
  ): Promise<boolean> {
    const matrices = picturedMatrices(network, choices);
    const before = this.pictures.made(trace, network, matrices).size;
    const made = await drive(this.pictures.make(trace, network, matrices), options);
    return made.size > before;
  }

  /** The trace that the page shows, and those of every output where they are asked for; exact where fractions are. */
  private async tracesShown(
    analysis: Analysis,
    view: View,
    network: Network,
    choices: ViewChoices,
    options: DriveOptions,
  ): Promise<{ trace: Trace | null; outputs: readonly Trace[] }> {
    const trace = await analysis.trace(view, options);
    const outputs = allOutputs(choices, network) ? await this.tracesOfOutputs(analysis, view, options) : [];
    if (choices.digits.kind !== 'fractions') return { trace, outputs };
    return {
      trace: trace && (await analysis.withFractions(trace, options)),
      outputs: await Promise.all(outputs.map((one) => analysis.withFractions(one, options))),
    };
  }

  /** The traces of f_1, …, f_{n_k}; none while there are no numbers. */
  private async tracesOfOutputs(analysis: Analysis, view: View, options: DriveOptions): Promise<Trace[]> {
    const traces: Trace[] = [];
    for (let output = 1; output <= analysis.network!.sizes.at(-1)!; output++) {
      const trace = await analysis.trace({ ...view, output }, options);
      if (trace === null) return [];
      traces.push(trace);
    }
    return traces;
  }
}

/** A page with the formulas of an earlier one of the same trace and choices, whose TeX is made already. */
function withFormulasOf(page: Page, { sections }: Page): Page {
  const formulas = new Map<string, Block>();
  for (const { blocks } of sections) for (const one of blocks) if (one.kind === 'formula') formulas.set(one.id, one);
  return {
    ...page,
    sections: page.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((one) => formulas.get(one.id) ?? one),
    })),
  };
}

/** The analysis with what is tried on the page, in the form and at the sample that the page shows. */
export function triedOn(
  analysis: Analysis,
  view: View,
  trials: readonly PageTrial[],
): Omit<Tried, 'numbers'> & { readonly numbers: PageTrials['numbers']; readonly tried: Tried } {
  const places = trials.map(({ target, ...to }) => {
    const place = placeOf(target, analysis.sample(view));
    return { place: writtenPlace(place, analysis.form(view), analysis.network), to };
  });
  const tried = tryNumbers(analysis, places);
  const numbers = tried.numbers.map(({ place, before, now }) => {
    const { target } = trials[places.findIndex((one) => one.place === place)];
    return { target, before, now };
  });
  return { analysis: tried.analysis, numbers, tried };
}

/** What the reader can choose. */
function optionsOf(
  analysis: Analysis,
  view: View,
  network: Network | null,
): Pick<PageResult, 'samples' | 'columns' | 'outputs' | 'defaultOutput' | 'networkForms' | 'layers'> {
  const common = {
    defaultOutput: analysis.stanford === null ? null : (analysis.stanford.chosen.output?.value ?? 1),
    networkForms: analysis.forms,
  };
  if (network === null) return { ...common, samples: [], columns: 0, outputs: 0, layers: 0 };
  const columns = hasNumbers(network) ? (analysis.wholeSample(view)?.X.cols ?? 0) : 0;
  return {
    ...common,
    samples: network.samples.map(({ name }) => name),
    columns: columns > 1 ? columns : 0,
    outputs: network.objective.kind === 'none' ? network.sizes.at(-1)! : 0,
    layers: network.layers.length,
  };
}

/** Which trace the choices mean. */
export function viewOf(choices: ViewChoices, network: Network | null): View {
  const { sample, column, output, network: form } = choices;
  // What the spec names goes before a choice that was made when it named nothing.
  const free = network?.objective.kind === 'none';
  return { sample, column, output: output === 'all' ? 'none' : free ? output : null, form };
}

function allOutputs({ output }: ViewChoices, { objective }: Network): boolean {
  return objective.kind === 'none' && output === 'all';
}

/** A target on the page of a sample; the column that is looked at stands somewhere in its batch. */
export function placeOf(target: SourceTarget, sample: Sample | null): Place {
  if (sample === null || (target.quantity !== 'X' && target.quantity !== 'target')) return target;
  const { entry, ...rest } = target;
  const column = sample.column ? sample.column.index - 1 : entry?.column;
  return { ...rest, sample: sample.name, ...(entry && { entry: { row: entry.row, column: column! } }) };
}

function problemsOf(analysis: Analysis, translate: Translate): PageProblem[] {
  const found: PageProblem[] = [];
  for (const { severity, code, message, range } of analysis.diagnostics) {
    if (severity === 'hint') continue;
    const { line, character } = analysis.lines.positionAt(range.start);
    const text = say(message, translate);
    found.push({ severity, code, text, line: line + 1, column: character + 1, offset: range.start });
  }
  return found;
}

/** Whether a text alone tells all, and a page of its network with other numbers takes no longer than a picture of the screen. */
function isLendable({ text, network, stanford, checked }: Analysis): boolean {
  if (network === null || stanford !== null || text.length > LONGEST_LENT) return false;
  const given = network.samples.reduce((sum, { X }) => sum + X.rows * X.cols, 0);
  return given + parameterCount(network) <= QUICK_CHECK && namedPaths(checked.spec).length === 0;
}
