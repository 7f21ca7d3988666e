import type { GradientForm } from '../notation/formula/forms';
import type { Digits } from '../numbers/numberLayout';
import { usualLook, type Look } from '../notation/look';

/** How numbers are shown, which elisions are open, and what of the gradient is shown in which form. */
export interface PageChoices extends Look {
  readonly digits: Digits;
  readonly expanded: ReadonlySet<string>;
  /** The form of the gradient; where the network does not have it, (3). */
  readonly form: GradientForm;
  /** The layer (from 1) whose gradient is shown; null, or one that is not there, for all. */
  readonly layer: number | null;
  /** Whether every letter of a formula has its shape under it. */
  readonly shapes: boolean;
  /** Whether the form also stands there for a general k, as in the paper. */
  readonly general: boolean;
  /** The neuron for which the proof is written out, layer and neuron from 1; null for the first one that shows all of it. */
  readonly neuron: { readonly layer: number; readonly index: number } | null;
  /** Whether the form with its numbers, and nothing else, is there too: what a slide or a picture has room for. */
  readonly alone?: boolean;
}

/** What a page shows until someone chooses. */
export const usualChoices: PageChoices = {
  ...usualLook,
  digits: { kind: 'significant', count: 4 },
  expanded: new Set(),
  form: '3',
  layer: null,
  shapes: false,
  general: false,
  neuron: null,
};
