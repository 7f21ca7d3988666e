import type { GradientCheck, Trace } from '../engine/trace';
import type { Message } from '../message/message';
import type { Network } from '../network/network';
import { bothForms } from './homogeneous/bothForms';
import { checkSection } from './checkSection';
import { descentSection } from './descentSection';
import type { PicturedMatrix, Pictures } from './heatMap/heatMaps';
import { layersWithBlocks, shownLayers } from './shownLayers';
import { forwardSection } from './forwardSection';
import { gradientFacts, gradientSection } from './gradientSection';
import { networkSection } from './networkSection';
import { pageIn } from './look';
import type { Page, Section } from './page';
import { hessianSection } from './hessianSection';
import { proofSection } from './proofSection';
import { type AskedWork, workSection } from './workSection';
import { shownForm } from '../notation/formula/forms';
import type { PageChoices } from './pageChoices';
import { quantitiesOf } from '../notation/formula/quantities';
import { finish, type Steps } from '../steps/steps';

/** What a page is made of. */
export interface PageInput {
  readonly network: Network;
  /** null while there are no numbers: then the page shows letters and shapes. */
  readonly trace: Trace | null;
  readonly check: GradientCheck | null;
  readonly choices: PageChoices;
  /** The trace of every output, in their order, where the Jacobian of a network without an objective is asked for. */
  readonly outputs?: readonly Trace[];
  /** Given if the text is another program's, which names no objective: what else its reader has to know. */
  readonly foreign?: readonly Message[] | null;
  /** A reader's own matrices; null where the trace has nothing to compare with. */
  readonly work?: AskedWork | null;
  /** The pictures of large matrices that are made already. */
  readonly pictures?: Pictures;
  /** The homogeneous form of an affine network, to be shown beside it (§3). */
  readonly homogeneous?: Pick<PageInput, 'network' | 'trace' | 'outputs'> | null;
}

/** The matrices of a page that have a picture if they are large. */
export function picturedMatrices(network: Network, choices: PageChoices): readonly PicturedMatrix[] {
  return [
    { quantity: 'X', layer: 0 },
    ...layersWithBlocks(network.layers).map(({ index }) => ({ quantity: 'W', layer: index }) as const),
    ...layersWithBlocks(shownLayers(network, choices.layer)).map(
      ({ index }) => ({ quantity: 'gradW', layer: index }) as const,
    ),
  ];
}

/** A section that takes a few milliseconds at most. */
const atOnce = (make: () => Section | null) =>
  function* (): Steps<Section | null> {
    yield 0;
    return make();
  };

/**
 * The page of the preview: the network, forward, gradient, check, the reader's work, descent. Only the entries that are shown are made, so it costs
 * milliseconds for layers thousands wide.
 */
export function buildPage(input: PageInput): Page {
  return finish(pageSteps(input));
}

/** `buildPage` in steps: a section each. */
export function* pageSteps(input: PageInput): Steps<Page> {
  const page = yield* pageOf(input);
  const { homogeneous, choices, foreign = null } = input;
  if (!homogeneous) return page;
  const other = yield* pageOf({ check: null, choices, foreign, ...homogeneous });
  return bothForms(page, other, homogeneous.network);
}

function* pageOf({
  network,
  trace,
  check,
  choices,
  outputs = [],
  foreign = null,
  work = null,
  pictures = new Map(),
}: PageInput): Steps<Page> {
  if (trace !== null) yield* gradientFacts(trace);
  const q = quantitiesOf(network, trace);
  const make: readonly (() => Steps<Section | null>)[] = [
    () => networkSection(network, trace, q, choices, foreign ?? []),
    atOnce(() => forwardSection(network, trace, q, choices, pictures)),
    atOnce(() => gradientSection(network, trace, q, choices, outputs, pictures)),
    atOnce(() => proofSection(network, trace, q, choices, shownForm(choices.form, network, trace))),
    () => hessianSection(network, trace, q, choices),
    atOnce(() => checkSection(network, trace, check)),
    atOnce(() => (work === null || trace === null ? null : workSection(work, trace, choices.digits))),
    atOnce(() => descentSection(trace)),
  ];
  const sections: Section[] = [];
  for (const [i, section] of make.entries()) {
    if (i > 0) yield i / make.length;
    const made = yield* section();
    if (made !== null) sections.push(made);
  }
  return pageIn(choices, { title: network.title, sections });
}
