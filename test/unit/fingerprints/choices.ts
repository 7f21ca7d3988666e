// Choices of all kinds for pages and files; the compiler asks for a value of a new one.
import { partNames, usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import { flavors } from '../../../src/authoring/markdown/flavors';
import type { Trace } from '../../../src/engine/trace';
import type { Network } from '../../../src/network/network';
import { formsOf } from '../../../src/notation/formula/forms';
import type { PageChoices } from '../../../src/page/pageChoices';
import { lookOfNumber } from '../../otherLooks';

const PAGE_DIGITS: readonly PageChoices['digits'][] = [
  { kind: 'significant', count: 4 },
  { kind: 'decimals', count: 3 },
  { kind: 'fractions', count: 4 },
  { kind: 'significant', count: 12 },
  { kind: 'significant', count: 2 },
  { kind: 'decimals', count: 0 },
];

/** Choices of a page, others for each number. */
export function pageChoices(n: number, network: Network, trace: Trace | null): Required<PageChoices> {
  const forms = formsOf(network, trace);
  const layers = network.layers.length;
  return {
    digits: PAGE_DIGITS[n % PAGE_DIGITS.length],
    form: forms[n % forms.length],
    layer: n % 5 === 0 ? 1 + (n % layers) : null,
    shapes: n % 2 === 0,
    ...lookOfNumber(n),
    general: n % 4 === 1,
    neuron: n % 7 === 0 ? { layer: layers, index: 1 + (n % network.sizes[layers]) } : null,
    alone: n % 6 === 2,
    expanded: n % 8 === 3 ? new Set(['gradient.X', 'forward.1.W', 'forward.X']) : new Set(),
  };
}

const HANDOUT_FORMS: readonly HandoutChoices['forms'][] = [['3'], ['4', '5'], ['delta'], ['proof', '3'], ['1', '2']];
const HANDOUT_DIGITS: readonly HandoutChoices['digits'][] = [
  { kind: 'significant', count: 4 },
  { kind: 'fractions', count: 4 },
  { kind: 'decimals', count: 2 },
  { kind: 'significant', count: 9 },
];

/** Choices of an exported file, others for each number. */
export function handoutChoices(number: number): HandoutChoices {
  // Files of every third number are made.
  const n = Math.floor(number / 3);
  return {
    what: n % 3 === 0 ? usualHandout.what : partNames,
    forms: HANDOUT_FORMS[n % HANDOUT_FORMS.length],
    digits: HANDOUT_DIGITS[n % HANDOUT_DIGITS.length],
    layer: n % 6 === 5 ? 1 : null,
    sample: null,
    column: n % 7 === 3 ? 1 : null,
    output: n % 5 === 2 ? 'all' : null,
    network: (['written', 'both', 'written', 'homogeneous'] as const)[n % 4],
    numbers: n % 8 === 6 ? 'symbols' : 'both',
    ...lookOfNumber(n + 2),
    colours: n % 2 === 0 ? 'weight' : 'gradient',
    background: n % 2 === 0 ? 'white' : 'transparent',
    language: 'en',
    flavor: flavors[n % flavors.length],
  };
}
