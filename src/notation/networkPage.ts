import type { GradientCheck, Trace } from '../engine/trace';
import type { Network } from '../network/network';
import { checkSection } from './checkSection';
import { forwardSection, type PageChoices } from './forwardSection';
import { gradientSection } from './gradientSection';
import { networkSection } from './networkSection';
import type { Page } from './page';
import { quantitiesOf } from './quantities';

/** What a page is made of. */
export interface PageInput {
  readonly network: Network;
  /** null while there are no numbers: then the page shows letters and shapes. */
  readonly trace: Trace | null;
  readonly check: GradientCheck | null;
  readonly choices: PageChoices;
}

/**
 * The page of the preview: the network, forward, gradient, check. Only the entries that are shown are made, so it costs
 * milliseconds for layers thousands wide.
 */
export function buildPage({ network, trace, check, choices }: PageInput): Page {
  const q = quantitiesOf(network, trace);
  const checked = checkSection(network, trace, check);
  return {
    title: network.title,
    sections: [
      networkSection(network, trace, q),
      forwardSection(network, trace, q, choices),
      gradientSection(network, trace, q, choices),
      ...(checked === null ? [] : [checked]),
    ],
  };
}
