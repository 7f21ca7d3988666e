/** The only place where the page and the host meet: every message in either direction. */
import type { Message } from '../message/message';
import type * as whole from '../page/page';
import type { SourceTarget } from '../page/page';
import type { StepsOverview, StepView } from '../page/steps';
import type { AboutPictures, PictureMessage } from './protocol/picture';
import {
  isRecord,
  isWhole,
  readChoices,
  type GradientForm,
  type NetworkForm,
  type ViewChoices,
} from './protocol/viewChoices';
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
export {
  alphabets,
  defaultChoices,
  gradientForms,
  longestWork,
  networkForms,
  readChoices,
  type Alphabet,
  type GradientForm,
  type NetworkForm,
  type OwnWork,
  type ViewChoices,
} from './protocol/viewChoices';
export type { LentText, PageTrial, PageTrials } from './protocol/whatIf';
export type { EntryRef } from '../notation/entry/entryRef';
export type { Look } from '../notation/look';
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
