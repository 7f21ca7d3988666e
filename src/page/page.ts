import type { QuantityRef } from '../mistakes/quantity';
import type { Message } from '../message/message';
import type { DrawingLayout, Line } from './drawing/drawingLayout';
import type { Spoken } from '../notation/spoken/spokenSymbol';
import type { TexStyle } from '../notation/tex/texStyle';

/**
 * What the preview shows, as data: built once from a trace, drawn by the webview, written out by the exports.
 * Every text for people is a Message, every formula TeX from the formula model.
 */
export interface Page {
  /** The spec's title, or null. */
  readonly title: string | null;
  readonly sections: readonly Section[];
}

export type SectionId = 'network' | 'forward' | 'gradient' | 'proof' | 'hessian' | 'check' | 'work' | 'descent';

export interface Section {
  readonly id: SectionId;
  readonly heading: Message;
  /** Given where a reader can fold the section: whether it is, until someone unfolds it. */
  readonly folded?: boolean;
  readonly blocks: readonly Block[];
}

/** A piece of running text: words, inline TeX (with how it is read aloud), a link to the help page on conventions, or one that makes a choice. */
export type Inline =
  | { readonly kind: 'text'; readonly text: Message }
  /** `write` as in a formula block; absent where the TeX is the same in every style. */
  | {
      readonly kind: 'math';
      readonly tex: string;
      readonly write?: (style: TexStyle) => string;
      readonly spoken: Spoken;
    }
  | { readonly kind: 'help'; readonly text: Message }
  /** Chooses a column of the batch (from 1), or all of them. */
  | { readonly kind: 'choose'; readonly text: Message; readonly column: number | null };

/** A place in the spec that a click goes to: the parameter or layer, or one entry of it (row and column from 0). */
export interface SourceTarget {
  readonly quantity: 'W' | 'b' | 'V' | 'v' | 'Sigma' | 'X' | 'target' | 'loss' | 'rate';
  /** Layer from 1; 0 for X, target, loss and rate. */
  readonly layer: number;
  readonly entry?: { readonly row: number; readonly column: number };
}

/**
 * In TeX for the page, `\htmlData{t=W.2}{…}` marks what a click goes to (`W.2`, `b.1`, `Sigma.3`, `X.0`, and with an entry from 0: `W.2.0.1`),
 * `\htmlData{q=gradW.2.0.1}{…}` an entry of a result, whose row × column a click shows,
 * `\htmlData{expand=KEY}{…}` an elision that a click opens, `KEY/r1` and `KEY/c1` some of its rows or columns (see elision.ts). The TeX for copying has neither.
 */
export interface FormulaBlock {
  readonly kind: 'formula';
  /** Stable from one version of the text to the next, so that the page can update in place: `gradient.2.numbers`. */
  readonly id: string;
  readonly tex: string;
  /** The same without \htmlData, for copying as LaTeX. */
  readonly plainTex: string;
  /** Writes it in another style; a message to the page leaves it out. */
  readonly write?: (style: TexStyle) => string;
  /** The number at the right margin, e.g. `(3)`. */
  readonly tag?: string;
  /** What the formula is, in a few words. */
  readonly label: Message;
  /** The formula read aloud, sentence by sentence: for screen readers and as alt text. */
  readonly spoken: readonly Message[];
  /** The layer it belongs to (from 1), for the highlight that follows the cursor. */
  readonly layer?: number;
  /** Whether what it shares with the line above is folded into its value; `key` is opened to have it otherwise. */
  readonly fold?: Fold;
  /** Given where both forms of §3 are shown and differ: which of the two it is. */
  readonly beside?: { readonly side: 'left' | 'right'; readonly caption: Message };
}

export interface Fold {
  readonly key: string;
  readonly folded: boolean;
}

export type Block =
  | { readonly kind: 'heading'; readonly id: string; readonly text: Message; readonly layer?: number }
  | { readonly kind: 'paragraph'; readonly id: string; readonly content: readonly Inline[]; readonly layer?: number }
  | FormulaBlock
  | {
      readonly kind: 'note';
      readonly id: string;
      readonly tone: 'info' | 'warning';
      readonly content: readonly Inline[];
    }
  | {
      readonly kind: 'table';
      readonly id: string;
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | DrawingBlock
  | HeatMapBlock
  | NeuronBlock
  | CompareBlock
  | DescentBlock;

/** The network as neurons and edges, for the page to draw. Large layers are grouped. */
export interface DrawingBlock {
  readonly kind: 'drawing';
  readonly id: string;
  readonly label: Message;
  /** The letters over the columns; their layer is an index below or, in brackets, above. */
  readonly symbols: DrawingSymbols;
  /** The drawing in words, sentence by sentence. */
  readonly spoken: readonly Message[];
  /** Columns of neurons, X first. `shown` neuron indices (from 0); the others are elided between `shown[elidedAfter]` and the next. */
  readonly columns: readonly {
    /** 0 for X. */
    readonly layer: number;
    readonly size: number;
    readonly name: string | null;
    readonly activation: string | null;
    readonly shown: readonly number[];
    readonly elidedAfter: number | null;
    readonly affine: boolean;
    /** Whether the last neuron is a formal one (§3). */
    readonly formal: boolean;
    /** Values of the shown neurons (Σ_i, or X), if there are numbers and one column: in a neuron, and beside it. */
    readonly values: readonly { readonly short: string; readonly text: string }[] | null;
  }[];
  /** Where neurons and labels are. */
  readonly layout: DrawingLayout;
  /** Edges between shown neurons of neighbouring columns, by position in `shown`; weight and gradient null without numbers. */
  readonly edges: readonly {
    readonly layer: number;
    readonly from: number;
    readonly to: number;
    readonly line: Line;
    readonly weight: EdgeNumber | null;
    readonly gradient: EdgeNumber | null;
  }[];
}

export interface DrawingSymbols {
  readonly input: string;
  readonly activations: string;
  readonly index: 'below' | 'above';
}

/** What an edge is as thick as, and how it is written. */
export interface EdgeNumber {
  readonly value: number;
  readonly text: string;
  /** From 0 to 1: its size as a share of the largest one in the drawing. */
  readonly share: number;
}

/** A matrix of many entries as a picture, with its figures. */
export interface HeatMapBlock {
  readonly kind: 'heatMap';
  readonly id: string;
  readonly label: Message;
  readonly layer?: number | undefined;
  /** null while it is being made. */
  readonly picture: {
    /** Cells of the picture; of a larger matrix each stands for several entries. */
    readonly rows: number;
    readonly columns: number;
    /** The cells row by row, one character each: U+0100 + level, 1 … 255 from −`magnitude` to `magnitude`, 0 for an entry that is not finite. */
    readonly levels: string;
    readonly magnitude: string;
    readonly least: string;
    readonly greatest: string;
    /** How many entries there are in equal intervals from `least` to `greatest`. */
    readonly histogram: readonly number[];
    readonly summary: readonly Message[];
    readonly largest: readonly { readonly text: Message; readonly target: SourceTarget }[];
    /** The entry of the largest magnitude in each of a few rectangles, whose rows and columns are from 1. */
    readonly blocks: {
      readonly rows: readonly string[];
      readonly columns: readonly string[];
      readonly values: readonly (readonly string[])[];
    };
  } | null;
}

/** The choice of a neuron: layer and neuron from 1. */
export interface NeuronBlock {
  readonly kind: 'neuron';
  readonly id: string;
  /** n_1, …, n_k. */
  readonly sizes: readonly number[];
  readonly layer: number;
  readonly index: number;
}

/** What became of a reader's matrix: correct, or but for rounding; computed correctly from a wrong one; wrong; no matrix. */
export type WorkVerdict = 'right' | 'rounded' | 'follows' | 'wrong' | 'unreadable';

/** A box for a reader's own matrices, and what a comparison with the correct ones says. */
export interface CompareBlock {
  readonly kind: 'compare';
  readonly id: string;
  /** What the numbers can be, with the name in running text. */
  readonly claims: readonly (QuantityRef & { readonly name: string })[];
  /** The index of what numbers without a name are said to be; null: whatever they are; −1 if that is not there. */
  readonly claim: number | null;
  /** As it was typed. */
  readonly text: string;
  /** Of all of it; null while there is no text. */
  readonly verdict: WorkVerdict | null;
  readonly sentences: readonly Message[];
  /** Of several matrices each, along the computation. */
  readonly items: readonly {
    readonly name: string;
    readonly verdict: WorkVerdict;
    readonly sentences: readonly Message[];
  }[];
  /** The written matrix, or the first wrong one of several, or its upper left part. */
  readonly rows: readonly (readonly ComparedCell[])[];
  /** The name of that one of several. */
  readonly shown: string | null;
}

/** One written entry; the state is null where the shapes differ, and the right value, as TeX, too. */
export interface ComparedCell {
  readonly text: string;
  readonly state: 'equal' | 'close' | 'wrong' | null;
  readonly right: string | null;
}

/** Controls for gradient descent, and the plot that comes of it. */
export interface DescentBlock {
  readonly kind: 'descent';
  readonly id: string;
  /** η as the text states it, or null. */
  readonly rate: number | null;
  /** So many steps can be taken at once. */
  readonly most: number;
  /** The letter of what is made smaller. */
  readonly objective: 'f' | 'L';
}
