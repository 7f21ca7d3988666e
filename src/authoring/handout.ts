import type { GradientCheck, Trace } from '../engine/trace';
import type { Message } from '../message/message';
import type { Network } from '../network/network';
import type { Block, FormulaBlock } from '../page/page';
import type { StepView } from '../page/steps';
import type { HandoutChoices, HandoutPartName } from './choices';

/** A block of the page that can leave it: everything but the panel's controls. */
export type HandoutBlock = Exclude<Block, { readonly kind: 'neuron' | 'compare' | 'descent' | 'heatMap' }>;

/** The steps of one formula: what it gives, and its products one by one. */
export interface StepGroup {
  readonly title: Message;
  readonly steps: readonly StepView[];
}

export type HandoutPart =
  | {
      readonly name: Exclude<HandoutPartName, 'steps'>;
      readonly heading: Message;
      readonly blocks: readonly HandoutBlock[];
      /** Of the gradient: its form with all numbers, which has the place of the form in letters on a slide. */
      readonly alone?: readonly FormulaBlock[];
    }
  | { readonly name: 'steps'; readonly heading: Message; readonly groups: readonly StepGroup[] };

/** Where a handout comes from, for the comment at its top: nothing of the machine, no date. */
export interface HandoutSource {
  /** The file's name without its folder. */
  readonly file: string;
  /** Whether the text came from standard input: then the command that makes it again reads it there. */
  readonly fromStandardInput?: boolean;
  /** The text of the spec. */
  readonly text: string;
}

/**
 * What was chosen to leave: text as messages, formulas as the page has them, and the network and trace for writers of
 * code. A writer turns it into files.
 */
export interface Handout {
  readonly source: HandoutSource;
  readonly choices: HandoutChoices;
  /** The title of the spec, or null. */
  readonly title: string | null;
  /** In reading order, none of them empty. */
  readonly parts: readonly HandoutPart[];
  /** In the form that was chosen. */
  readonly network: Network;
  /** null without numbers, or if only symbols were chosen. */
  readonly trace: Trace | null;
  /** The traces of f_1, …, f_{n_k} where nothing says which output to differentiate; else empty. */
  readonly outputs: readonly Trace[];
  /** The homogeneous form, where it is beside the affine one; else null. */
  readonly homogeneous: Pick<Handout, 'network' | 'trace' | 'outputs'> | null;
  /** The comparison with central differences; null if it was not chosen. */
  readonly check: GradientCheck | null;
}

/** Why there is no handout, in words for people. */
export class NoHandout extends Error {
  constructor(readonly text: Message) {
    super(text.template);
    this.name = 'NoHandout';
  }
}

/** Whether there is no handout. The writers and the pictures are files of their own, across which `instanceof` says nothing. */
export function isNoHandout(error: unknown): error is NoHandout {
  return error instanceof Error && error.name === 'NoHandout' && 'text' in error;
}
