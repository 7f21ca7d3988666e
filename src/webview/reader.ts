import type {
  Alphabet,
  DescentState,
  FormulaBlock,
  HeatMapCell,
  Message,
  OwnWork,
  PictureRequest,
  SourceTarget,
  SpokenMessage,
} from '../panel/protocol';
import type { Fit } from './formula/fit';
import type { PageWords } from '../panel/protocol/pageWords';

/** What a formula or drawing does with its entries. */
export interface EntryTools {
  /** The pointer or the keys have come to a mark, or left it; says whether more will be said of it. */
  point(mark: HTMLElement | SVGElement | null, byKeys: boolean): boolean;
  /** The same for a cell of a heat map; null: it was left. */
  pointAt(cell: HeatMapCell | null, beside: Element, byKeys: boolean): void;
  /** Opens how the entry at a mark comes about; says whether there is an entry. */
  open(mark: HTMLElement | SVGElement, byKeys: boolean): boolean;
  /** The same for a cell of a heat map; one of the text is gone to as well. */
  openAt(cell: HeatMapCell, beside: Element, byKeys: boolean): void;
  /** Closes what was opened; says whether there was anything. */
  close(): boolean;
  /** Moves the number at a mark, to be tried; says whether there is one. */
  step(mark: HTMLElement | SVGElement, steps: number): boolean;
  /** Lets go of what is tried; says whether there was anything. */
  letGo(): boolean;
  /** Marks what is tried in an area that was drawn, and nothing else. */
  mark(area: Element): void;
  /** Whether the page shows what is tried. */
  readonly trying: boolean;
}

/** What a block needs of the page around it. */
export interface Reader {
  readonly words: PageWords;
  /** Whether the page is so large that its formulas have words alone for a screen reader, no MathML. */
  lean: boolean;
  /** Whose letters the quantities have. */
  readonly letters: Alphabet;
  /** The message in the reader's language. */
  say(message: Message): string;
  /** Goes to a quantity in the text. */
  goTo(target: SourceTarget): void;
  /** Opens the help page on conventions. */
  help(): void;
  /** Takes what the formulas of the page say, by their ids. */
  takeSpoken(message: SpokenMessage): void;
  /** The words of a formula of the page for a screen reader, as far as they have come. */
  spoken(id: string): readonly Message[];
  /** Gets the LaTeX of a formula as it is copied. */
  plainTex(block: FormulaBlock, take: (tex: string) => void): void;
  /** Puts a text on the clipboard; `done` is called once it is there. */
  copy(text: string, done: () => void): void;
  /** Puts a picture of a formula on the clipboard. */
  copyPicture(picture: Omit<PictureRequest, 'type'>, done: () => void): void;
  /** Chooses a column of the batch, or all of them. */
  chooseColumn(column: number | null): void;
  /** Chooses the neuron of the proof, layer and neuron from 1. */
  chooseNeuron(layer: number, index: number): void;
  /** Opens more of an elided matrix; see elision.ts. */
  open(elision: string): void;
  /** Opens elided matrices as far as they go, or closes them. */
  expand(matrices: readonly string[], open: boolean): void;
  /** Whether anything of the matrix has been opened. */
  isExpanded(matrix: string): boolean;
  /** Checks matrices of the reader's own; null takes them away. */
  compare(own: OwnWork | null): void;
  /** Takes steps of gradient descent, for a look. */
  descend(rate: number, count: number): void;
  stopDescent(): void;
  /** Writes the parameters after a step of the last descent into the text. */
  writeStep(step: number): void;
  /** Tells what becomes of the descents, from now on and up to now; one listener, the last, is told. */
  watchDescent(listener: (state: DescentState) => void): void;
  /** What single entries are, and the numbers that are tried. */
  readonly entries: EntryTools;
  /** Says something to a screen reader and, briefly, to the eye. */
  announce(text: string): void;
  /** Sets a formula smaller where it is wider than its place. */
  readonly fit: Fit;
  readonly edges: 'weight' | 'gradient';
  showEdges(what: 'weight' | 'gradient'): void;
}

/** Puts the arguments into a template with `{0}`, `{1}`, …. */
export function fill(template: string, ...args: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
}
