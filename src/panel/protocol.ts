/** The only place where the page and the host meet: every message in either direction. */
import type { Message } from '../message/message';
import type { QuantityRef } from '../mistakes/quantity';
import type * as whole from '../page/page';
import type { SourceTarget } from '../page/page';
import type { StepsOverview, StepView } from '../page/steps';
import type { AboutPictures, PictureMessage } from './protocol/picture';
import type { AboutNumbers, EntryMessage, LentText, PageTrials } from './protocol/whatIf';
import type { DescentReport } from '../service/navigate/descentReport';

// The page may look into no other room, so what a message carries is named here too.
export type { Message } from '../message/message';
export type { QuantityRef } from '../mistakes/quantity';
export type {
  CompareBlock,
  ComparedCell,
  DescentBlock,
  DrawingBlock,
  HeatMapBlock,
  Inline,
  NeuronBlock,
  SourceTarget,
  WorkVerdict,
} from '../page/page';
export type { PictureRequest } from './protocol/picture';
export type { LentText, PageTrial, PageTrials } from './protocol/whatIf';
export type { EntryRef } from '../notation/entry/entryRef';
export type { EntryAspect, EntryQuestion, EntryView } from '../page/entry/entryView';
export type { EntryTable, EntryWork, SourceLine } from '../page/entry/entryWork';
export type { HeatMapCell } from '../page/heatMap/heatMaps';
export type { DrawingLayout, Point } from '../page/drawing/drawingLayout';
export type { DescentPlot } from '../service/navigate/descentReport';
export type { StepsOverview, StepView } from '../page/steps';

/**
 * A formula as it is sent: in a page without what only some readers need, the LaTeX for copying, which the page asks for,
 * and the words for a screen reader, which follow once typing rests.
 */
export type FormulaBlock = Omit<whole.FormulaBlock, 'plainTex' | 'spoken' | 'write'> &
  Partial<Pick<whole.FormulaBlock, 'plainTex' | 'spoken'>>;
export type Block = Exclude<whole.Block, { readonly kind: 'formula' }> | FormulaBlock;
export type Section = Omit<whole.Section, 'blocks'> & { readonly blocks: readonly Block[] };
export type Page = Omit<whole.Page, 'sections'> & { readonly sections: readonly Section[] };

/** A problem shown on top of the page, ready to read; the position is for the link to it. */
export interface PageProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly text: string;
  /** From 1, for people. */
  readonly line: number;
  readonly column: number;
  /** Offset in the text, for the link. */
  readonly offset: number;
}

/** The reader's choices, kept per file. */
export interface ViewChoices {
  /** The sample looked at, by name; null = the first. */
  readonly sample: string | null;
  /** The column of a batch (from 1) that is looked at on its own; null = all. */
  readonly column: number | null;
  /** The output looked at (from 1) when the spec chooses none, or all, one by one; null = as the spec says. */
  readonly output: number | 'all' | null;
  /** Significant digits (2 … 17) or decimals (0 … 15) of shown numbers; or fractions, and significant digits of what is none. */
  readonly digits: { readonly kind: 'significant' | 'decimals' | 'fractions'; readonly count: number };
  /** What of elided matrices was opened: keys of the matrices, `KEY/r2` for two steps of rows, `KEY/c1` for one of columns. */
  readonly expanded: readonly string[];
  /** The form of the gradient; a network that does not have it shows (3). */
  readonly form: GradientForm;
  /** The layer (from 1) whose gradient is shown; null = all. */
  readonly layer: number | null;
  /** Whether every letter of a formula has its shape under it. */
  readonly shapes: boolean;
  /** Whose letters the quantities have. */
  readonly letters: Alphabet;
  /** Whether the form also stands there for a general k, as in the paper. */
  readonly general: boolean;
  /** The neuron for which the proof is written out, layer and neuron from 1; null = the page's choice. */
  readonly neuron: { readonly layer: number; readonly index: number } | null;
  /** In which form the network is shown (§3); a network that does not have it is shown as it is written. */
  readonly network: NetworkForm;
  /** The reader's own matrices; null = none. */
  readonly own: OwnWork | null;
}

/** Matrices as the reader typed them, and what those without a name are said to be; null: whatever they are. */
export interface OwnWork {
  readonly claim: QuantityRef | null;
  readonly text: string;
}

/** A longer text of own matrices is neither checked nor kept. */
export const longestWork = 50_000;

/** The forms of the gradient in the order in which they are offered. */
export const gradientForms = ['1', '2', '3', '4', '5', 'delta', 'proof'] as const;
export type GradientForm = (typeof gradientForms)[number];

/** The forms of the network by §3 in the order in which they are offered; `both` are side by side. */
export const networkForms = ['written', 'homogeneous', 'affine', 'both'] as const;
export type NetworkForm = (typeof networkForms)[number];

/** The letters of the quantities: the paper's, or those of many courses. */
export const alphabets = ['paper', 'course'] as const;
export type Alphabet = (typeof alphabets)[number];

/** What the webview keeps with setState and gets back after a restart; `readPersistedState` validates it on load. */
export interface PersistedState {
  readonly version: 1;
  readonly uri: string;
  readonly choices: ViewChoices;
  /** The block at the top of the window and how far it is scrolled out, in pixels; null at the very top. */
  readonly scroll: { readonly block: string; readonly offset: number } | null;
  /** 1 = as large as the editor's text asks for. */
  readonly zoom: number;
  /** What the colours of the drawing's edges show. */
  readonly edges: 'weight' | 'gradient';
  /** The step shown, from 0; null while the steps are closed. */
  readonly step: number | null;
  /** Whether the preview stays with its text, or follows the active editor. */
  readonly locked: boolean;
  /** Whether the page scrolls to the layer of the cursor. */
  readonly follow: boolean;
}

export interface SpokenMessage {
  readonly type: 'spoken';
  readonly documentVersion: number;
  readonly sentences: Readonly<Record<string, readonly Message[]>>;
  readonly words: Readonly<Record<string, string>>;
}

export type ToPage =
  /** A good page. `words` translates every template that the page contains. */
  | {
      readonly type: 'page';
      readonly uri: string;
      readonly documentVersion: number;
      readonly page: Page;
      readonly problems: readonly PageProblem[];
      readonly choices: ViewChoices;
      readonly samples: readonly string[];
      /** m if one column of a batch can be chosen, else 0. */
      readonly columns: number;
      /** n_k if an output can be chosen, else 0. */
      readonly outputs: number;
      /** The output that is differentiated while none is chosen; null or absent: nothing is. */
      readonly defaultOutput?: number | null;
      /** The forms of the gradient that this network has. */
      readonly forms: readonly GradientForm[];
      /** The forms in which this network can be shown (§3). */
      readonly networkForms: readonly NetworkForm[];
      /** k, the number of layers. */
      readonly layers: number;
      /** Whether some of the numbers are exact, so that they can be shown as fractions. */
      readonly exact: boolean;
      /** What is tried on it; absent: it shows what the text says. */
      readonly trials?: PageTrials;
      readonly words: Readonly<Record<string, string>>;
    }
  /** The words of the formulas of the last page, by their ids, once typing rests; `words` translates their templates. */
  | SpokenMessage
  /** The LaTeX of a formula as it is copied, after `plain`. */
  | { readonly type: 'plain'; readonly id: string; readonly tex: string }
  /** The text is broken, or is not there (`missing` says why): the last good page stays, dimmed, with these on top. */
  | {
      readonly type: 'problems';
      readonly uri: string;
      readonly documentVersion: number;
      readonly problems: readonly PageProblem[];
      readonly choices: ViewChoices;
      readonly missing?: 'closed' | 'unreadable';
    }
  /** The text has changed and its page takes a while: what is shown is older than the text. */
  | { readonly type: 'busy' }
  /** The step asked for last, also after every change of the page; `words` translates its templates. */
  | {
      readonly type: 'step';
      readonly overview: StepsOverview;
      readonly view: StepView;
      readonly words: Readonly<Record<string, string>>;
    }
  | LentText
  /** The answer to `inspect`. */
  | EntryMessage
  /** What became of the descent that was asked for. */
  | { readonly type: 'descent'; readonly state: DescentState }
  /** Whether the preview stays with its text. */
  | { readonly type: 'lock'; readonly locked: boolean }
  /** The text of the last `copy`, or the picture that is text, is on the clipboard. */
  | { readonly type: 'copied' }
  | PictureMessage
  /** A command has a section to be shown: that of the reader's own work, to be typed into, or the gradient. */
  | { readonly type: 'reveal'; readonly section: 'work' | 'gradient' }
  /** The command to present: begin, or end. */
  | { readonly type: 'present' }
  /** Asks how large the page is. */
  | { readonly type: 'measure' }
  /** The layer the cursor is in, or null. */
  | { readonly type: 'highlight'; readonly layer: number | null };

export type ToHost =
  /** The page is ready (again): send all there is. */
  | { readonly type: 'ready' }
  /** Choices for the text at `uri`, the one whose page was shown. */
  | { readonly type: 'choose'; readonly uri: string; readonly choices: ViewChoices }
  | { readonly type: 'goTo'; readonly target: SourceTarget }
  | { readonly type: 'goToProblem'; readonly offset: number }
  /** Asks for the LaTeX of a formula of the page as it is copied. */
  | { readonly type: 'plain'; readonly id: string }
  | { readonly type: 'copy'; readonly text: string }
  | AboutPictures
  /** Opens the steps at one of them (from 0; beyond the last it is the last), or goes to it. */
  | { readonly type: 'step'; readonly index: number }
  /** Closes the steps. */
  | { readonly type: 'endSteps' }
  /** Takes steps of gradient descent from what is shown, for a look. */
  | { readonly type: 'descend'; readonly rate: number; readonly count: number }
  | { readonly type: 'stopDescent' }
  /** Writes the parameters after so many steps of the last descent into the text. */
  | { readonly type: 'writeStep'; readonly step: number }
  | AboutNumbers
  /** Exports what is shown; the colours of the drawing show this. */
  | { readonly type: 'export'; readonly colours: 'weight' | 'gradient' }
  /** The page is presented, or no longer. */
  | { readonly type: 'present'; readonly on: boolean }
  /** How large the page is, in pixels, after `measure`. */
  | { readonly type: 'area'; readonly area: number }
  /** Opens the help page on conventions. */
  | { readonly type: 'help' };

/** A descent under way (`done` from 0 to 1), or its end; `outdated` once it began at another network than the page's. */
export type DescentState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number }
  | (Omit<DescentReport, 'sentences'> & {
      readonly kind: 'ended';
      readonly sentences: readonly string[];
      /** Whether it began with numbers that are only tried. */
      readonly tried: boolean;
      readonly outdated: boolean;
    });

/** Where the shell of the page keeps its PageWords: `data-words` of the body, as JSON. */
export const wordsAttribute = 'words';

/** How numbers are shown until the reader chooses. */
export const defaultChoices: ViewChoices = {
  sample: null,
  column: null,
  output: null,
  digits: { kind: 'significant', count: 4 },
  expanded: [],
  form: '3',
  layer: null,
  shapes: false,
  letters: 'paper',
  general: false,
  neuron: null,
  network: 'written',
  own: null,
};

/** The choices in a value that was kept; whatever in it is not one of ours is replaced by the default. */
export function readChoices(value: unknown): ViewChoices {
  if (!isRecord(value)) return defaultChoices;
  const { sample, column, output, digits, expanded, form, layer, shapes, letters, general, neuron, network, own } =
    value;
  return {
    sample: typeof sample === 'string' ? sample : null,
    column: isWhole(column, 1, Number.MAX_SAFE_INTEGER) ? column : null,
    output: output === 'all' || isWhole(output, 1, Number.MAX_SAFE_INTEGER) ? output : null,
    digits: readDigits(digits),
    expanded: Array.isArray(expanded) ? expanded.filter((key) => typeof key === 'string') : [],
    form: gradientForms.find((known) => known === form) ?? defaultChoices.form,
    layer: isWhole(layer, 1, Number.MAX_SAFE_INTEGER) ? layer : null,
    shapes: shapes === true,
    letters: alphabets.find((known) => known === letters) ?? defaultChoices.letters,
    general: general === true,
    neuron: readNeuron(neuron),
    network: networkForms.find((known) => known === network) ?? defaultChoices.network,
    own: readOwn(own),
  };
}

function readNeuron(value: unknown): ViewChoices['neuron'] {
  if (!isRecord(value)) return null;
  const { layer, index } = value;
  const whole = (n: unknown): n is number => isWhole(n, 1, Number.MAX_SAFE_INTEGER);
  return whole(layer) && whole(index) ? { layer, index } : null;
}

/** The state in a value that was kept, or null if it is none of ours (a later version's, or broken). */
export function readPersistedState(value: unknown): PersistedState | null {
  if (!isRecord(value) || value['version'] !== 1 || typeof value['uri'] !== 'string') return null;
  const { uri, choices, scroll, zoom, edges, step, locked, follow } = value;
  return {
    version: 1,
    uri,
    choices: readChoices(choices),
    scroll:
      isRecord(scroll) && typeof scroll['block'] === 'string' && Number.isFinite(scroll['offset'])
        ? { block: scroll['block'], offset: scroll['offset'] as number }
        : null,
    zoom: typeof zoom === 'number' && zoom >= 0.5 && zoom <= 4 ? zoom : 1,
    edges: edges === 'gradient' ? 'gradient' : 'weight',
    step: isWhole(step, 0, Number.MAX_SAFE_INTEGER) ? step : null,
    locked: locked === true,
    follow: follow === true,
  };
}

function readOwn(value: unknown): ViewChoices['own'] {
  if (!isRecord(value) || typeof value['text'] !== 'string' || value['text'].length > longestWork) return null;
  const { text, claim } = value;
  if (claim === null) return { claim, text };
  if (!isRecord(claim)) return null;
  const { quantity, layer } = claim;
  const known = claimedQuantities.find((one) => one === quantity);
  if (known === undefined || !isWhole(layer, 0, Number.MAX_SAFE_INTEGER)) return null;
  return { claim: { quantity: known, layer }, text };
}

const claimedQuantities: readonly QuantityRef['quantity'][] = ['gradW', 'gradb', 'gradX', 'Delta', 'N', 'Sigma'];

function readDigits(value: unknown): ViewChoices['digits'] {
  if (isRecord(value)) {
    const { kind, count } = value;
    if ((kind === 'significant' || kind === 'fractions') && isWhole(count, 2, 17)) return { kind, count };
    if (kind === 'decimals' && isWhole(count, 0, 15)) return { kind, count };
  }
  return defaultChoices.digits;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
