import type { Analysis, View } from '../analysis/analysis';
import { drive, type DriveOptions } from '../analysis/cancellation';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Network } from '../network/network';
import type { Steps } from '../steps/steps';
import { lookOf } from '../notation/look';
import { formsOf, type GradientForm } from '../notation/formula/forms';
import { partOf, withoutForm, type PagePart } from '../page/blockParts';
import { buildPage } from '../page/networkPage';
import type { Block, FormulaBlock, Page, Section } from '../page/page';
import { usualChoices, type PageChoices } from '../page/pageChoices';
import { Steps as PageSteps, type StepView } from '../page/steps';
import { partNames, type HandoutChoices, type HandoutPartName } from './choices';
import {
  NoHandout,
  type Handout,
  type HandoutBlock,
  type HandoutPart,
  type HandoutSource,
  type StepGroup,
} from './handout';

/** More steps than this are no reading matter. */
const MOST_STEPS = 400;

/**
 * The handout of a text.
 * @param foreign what the reader of another program's file has to know; null for a text in the language
 * @throws CancelledError once `options.token` is cancelled.
 * @throws NoHandout if the text has errors, or a choice names what is not there.
 */
export function buildHandout(
  analysis: Analysis,
  source: HandoutSource,
  choices: HandoutChoices,
  options: DriveOptions = {},
  foreign: readonly Message[] | null = null,
): Promise<Handout> {
  return drive(handoutSteps(analysis, source, choices, foreign), options);
}

/** `buildHandout` in steps that can be abandoned. */
export function* handoutSteps(
  analysis: Analysis,
  source: HandoutSource,
  choices: HandoutChoices,
  foreign: readonly Message[] | null,
): Steps<Handout> {
  if (analysis.broken || analysis.network === null) {
    throw new NoHandout(message('The text has errors, so nothing was exported. Fix them first.'));
  }
  const view: View = {
    sample: choices.sample,
    column: choices.column,
    output: choices.output === 'all' ? 'none' : choices.output,
    form: choices.network,
  };
  const network = analysis.networkIn(view)!;
  refuseWhatIsNotThere(analysis, network, choices);
  const trace = choices.numbers === 'symbols' ? null : yield* traceOf(analysis, view, choices);
  const pages: PageOf = {
    network,
    trace,
    outputs: trace !== null && isJacobian(trace, network) ? yield* tracesOfOutputs(analysis, view, choices) : [],
    check: trace && choices.what.includes('check') ? yield* analysis.checking(view) : null,
    foreign,
    homogeneous: yield* homogeneousOf(analysis, view, choices),
  };
  const forms = formsToWrite(network, trace, choices.forms);
  const pageIn = pagesIn(pages, choices);
  const parts: HandoutPart[] = [];
  for (const name of partNames) {
    if (!choices.what.includes(name)) continue;
    if (name === 'steps') {
      const groups = yield* stepGroups(network, pages.outputs[0] ?? trace, choices, forms[0]);
      parts.push({ name, heading: message('Step by step'), groups });
    } else {
      const part = pagePart(name, pageIn, choices, forms);
      const hasAlone = name === 'gradient' && trace !== null && !choices.what.includes('formula');
      if (part !== null) parts.push(hasAlone ? { ...part, alone: aloneOf(pageIn, choices, forms) } : part);
    }
    yield parts.length / choices.what.length;
  }
  const { outputs, check, homogeneous } = pages;
  return { source, choices, title: network.title, parts, network, trace, outputs, check, homogeneous };
}

/** What a page is built of, besides the choices. */
interface PageOf
  extends
    Pick<Parameters<typeof buildPage>[0], 'foreign'>,
    Pick<Handout, 'network' | 'trace' | 'outputs' | 'check' | 'homogeneous'> {}

function* traceOf(analysis: Analysis, view: View, { digits }: HandoutChoices): Steps<Trace | null> {
  const trace = yield* analysis.tracing(view);
  return trace !== null && digits.kind === 'fractions' ? yield* analysis.addingFractions(trace) : trace;
}

/** The homogeneous form, where both are to be written. */
function* homogeneousOf(analysis: Analysis, view: View, choices: HandoutChoices): Steps<PageOf['homogeneous']> {
  const beside = analysis.homogeneousBeside(view);
  if (beside === null) return null;
  const network = analysis.networkIn(beside)!;
  const trace = choices.numbers === 'symbols' ? null : yield* traceOf(analysis, beside, choices);
  const jacobian = trace !== null && isJacobian(trace, network);
  return { network, trace, outputs: jacobian ? yield* tracesOfOutputs(analysis, beside, choices) : [] };
}

/** Whether nothing says what to differentiate: then every output is. */
function isJacobian({ backward }: Trace, { objective }: Network): boolean {
  return backward === null && objective.kind === 'none';
}

/** The traces of f_1, …, f_{n_k}. */
function* tracesOfOutputs(analysis: Analysis, view: View, choices: HandoutChoices): Steps<readonly Trace[]> {
  const traces: Trace[] = [];
  for (let output = 1; output <= analysis.network!.sizes.at(-1)!; output++) {
    traces.push((yield* traceOf(analysis, { ...view, output }, choices))!);
  }
  return traces;
}

function refuseWhatIsNotThere(analysis: Analysis, network: Network, choices: HandoutChoices): void {
  const { sample, column, output, layer } = choices;
  const names = network.samples.map(({ name }) => name);
  if (sample !== null && !names.includes(sample)) {
    throw new NoHandout(message('There is no input or batch named “{0}”.', sample));
  }
  const columns = analysis.wholeSample({ sample, column: null, output: null })?.X.cols ?? 0;
  if (column !== null && column > columns) {
    throw new NoHandout(message('There is no column {0}: the input has {1}.', column, columns));
  }
  if (layer !== null && layer > network.layers.length) {
    throw new NoHandout(message('There is no layer {0}: the network has {1}.', layer, network.layers.length));
  }
  const outputs = network.sizes.at(-1)!;
  if (output !== null && network.objective.kind === 'loss') {
    throw new NoHandout(message('The text has a loss, which is what is differentiated, so no output can be chosen.'));
  }
  if (typeof output === 'number' && output > outputs) {
    throw new NoHandout(message('There is no output {0}: the network has {1}.', output, outputs));
  }
  const { forms } = analysis;
  if (!forms.includes(choices.network)) {
    const other = { homogeneous: 'affine', affine: 'homogeneous' } as const;
    if (choices.network !== 'both' && choices.network !== 'written' && forms.includes(other[choices.network])) {
      throw new NoHandout(message('The network is already in this form.'));
    }
    throw new NoHandout(message('The network cannot be converted to this form.'));
  }
}

/** The chosen forms that the network has; (3) if it has none of them. */
function formsToWrite(network: Network, trace: Trace | null, chosen: readonly GradientForm[]): readonly GradientForm[] {
  const there = formsOf(network, trace);
  const forms = chosen.filter((form) => there.includes(form));
  return forms.length > 0 ? forms : ['3'];
}

/** The page in a form, or with the gradient's formula alone. */
type PageIn = (form: GradientForm, alone: boolean) => Page;

/** Each page is built once for all parts that are taken from it. */
function pagesIn(pages: PageOf, choices: HandoutChoices): PageIn {
  const built = new Map<string, Page>();
  return (form, alone) => {
    const key = `${form} ${alone}`;
    const page = built.get(key) ?? buildPage({ ...pages, choices: { ...pageChoices(choices, form), alone } });
    built.set(key, page);
    return page;
  };
}

/** One part of the page; the gradient once for each form. null if nothing in the page belongs to it. */
function pagePart(
  name: PagePart,
  pageIn: PageIn,
  choices: HandoutChoices,
  forms: readonly GradientForm[],
): PartOfPage | null {
  const blocks: HandoutBlock[] = [];
  let heading: Message | null = null;
  for (const form of name === 'gradient' || name === 'formula' ? forms : forms.slice(0, 1)) {
    const section = sectionWith(pageIn(form, name === 'formula'), name);
    if (section === null) continue;
    heading ??= headings[name] ?? section.heading;
    blocks.push(...withoutEmptyHeadings(resultsLast(section.blocks.filter((block) => isWanted(block, name, choices)))));
  }
  // What cannot be shown here is left out with the note that says so.
  const empty = blocks.every(({ kind }) => kind === 'heading' || (kind === 'note' && name === 'proof'));
  return heading === null || empty ? null : { name, heading, blocks };
}

type PartOfPage = Exclude<HandoutPart, { readonly name: 'steps' }>;

/** What a slide has in the place of the form in letters. */
function aloneOf(pageIn: PageIn, choices: HandoutChoices, forms: readonly GradientForm[]): readonly FormulaBlock[] {
  const blocks = pagePart('formula', pageIn, choices, forms)?.blocks ?? [];
  return blocks.filter((block) => block.kind === 'formula');
}

/** What the reader of the page could choose instead is no matter of a paper that has one form. */
function isWanted(block: Block, part: PagePart, { forms }: HandoutChoices): block is HandoutBlock {
  if (withoutForm(block.id) === 'gradient.oneSample' && forms.every((form) => form === '3')) return false;
  return isOf(block, part);
}

/** The gradient as a whole after the products that give it. */
function resultsLast(blocks: readonly HandoutBlock[]): readonly HandoutBlock[] {
  const results = blocks.filter((block) => block.kind === 'formula' && withoutForm(block.id) === 'gradient.tuple');
  if (results.length === 0) return blocks;
  const text = (results[0] as FormulaBlock).label;
  const others = blocks.filter((block) => !results.includes(block));
  return [...others, { kind: 'heading', id: 'gradient.tuple.heading', text }, ...results];
}

/** Parts that are no section of the page have a heading of their own. */
const headings: Partial<Record<HandoutPartName, Message>> = {
  drawing: message('Drawing'),
  formula: message('Gradient with its numbers'),
  biases: message('Gradient with respect to the biases'),
  input: message('Gradient with respect to the input'),
  updates: message('One step of gradient descent'),
};

function sectionWith(page: Page, part: PagePart): Section | null {
  return page.sections.find(({ blocks }) => blocks.some((block) => isOf(block, part))) ?? null;
}

/** Whether a block belongs to a part; a heading over the formulas of a layer belongs to whatever follows it. */
function isOf(block: Block, part: PagePart): block is HandoutBlock {
  if (block.kind === 'neuron' || block.kind === 'compare' || block.kind === 'descent' || block.kind === 'heatMap')
    return false;
  const its = partOf(block.id);
  const perLayer = part === 'biases' || part === 'updates';
  return its === part || (perLayer && block.kind === 'heading' && its === 'gradient');
}

function withoutEmptyHeadings(blocks: readonly HandoutBlock[]): readonly HandoutBlock[] {
  return blocks.filter(
    ({ kind }, i) => kind !== 'heading' || (blocks[i + 1] ?? { kind: 'heading' }).kind !== 'heading',
  );
}

/** The choices of an export that pages have too; the compiler asks for a new one here. */
type Shared = Pick<HandoutChoices, keyof HandoutChoices & keyof PageChoices>;

function pageChoices(choices: HandoutChoices, form: GradientForm): PageChoices {
  const chosen: Shared = { ...lookOf(choices), digits: choices.digits, layer: choices.layer };
  return { ...usualChoices, ...chosen, form };
}

/** Every step of the way from X to the gradient of the chosen layer, gathered by formula. */
function* stepGroups(
  network: Network,
  trace: Trace | null,
  choices: HandoutChoices,
  form: GradientForm,
): Steps<readonly StepGroup[]> {
  const steps = new PageSteps(network, trace, pageChoices(choices, form));
  const { count, formulas } = steps.overview;
  if (count > MOST_STEPS) {
    throw new NoHandout(
      message('There are {0} steps; at most {1} can be exported. Choose a layer.', count, MOST_STEPS),
    );
  }
  const groups: StepGroup[] = [];
  for (const [i, { title, first }] of formulas.entries()) {
    const next = formulas[i + 1]?.first ?? count;
    const views: StepView[] = [];
    for (let index = first; index < next; index++) views.push(yield* steps.viewing(index));
    groups.push({ title, steps: views });
  }
  return groups;
}
