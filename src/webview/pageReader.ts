import type {
  DescentState,
  FormulaBlock,
  Message,
  OwnWork,
  PictureRequest,
  SourceTarget,
  SpokenMessage,
  ToHost,
  ToPage,
  ViewChoices,
} from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import type { Choosing } from './tools/choosing';
import { matrixOf, withOpened } from './elision';
import type { Fit } from './formula/fit';
import { putPicture } from './tools/pictureClipboard';
import { type EntryTools, fill, type Reader } from './reader';

/** What the reader's wishes set off. */
export interface ReaderActions {
  tell(message: ToHost): void;
  choose(change: Partial<ViewChoices>): void;
  announce(text: string): void;
  edgesChosen(): void;
}

type Translations = Readonly<Record<string, string>>;

/** What the blocks of the page can ask for, by messages to the host. */
export class PageReader implements Reader {
  lean = false;
  private translations: Translations = {};
  /** The translations of what the steps say. */
  private stepTranslations: Translations = {};
  private entryTranslations: Translations = {};
  private descent: DescentState = { kind: 'none' };
  private tellDescent: ((state: DescentState) => void) | null = null;
  private copied: (() => void) | null = null;
  private sentences: Readonly<Record<string, readonly Message[]>> = {};
  private sentenceTranslations: Translations = {};
  private copying: { readonly id: string; take(tex: string): void } | null = null;

  constructor(
    readonly words: PageWords,
    private readonly choosing: Choosing,
    readonly fit: Fit,
    readonly entries: EntryTools,
    public edges: 'weight' | 'gradient',
    private readonly host: ReaderActions,
  ) {}

  get letters(): ViewChoices['letters'] {
    return this.choosing.made.letters;
  }

  /** Takes the words of a new page; what its formulas say comes later. */
  takeWords(words: Translations): void {
    this.translations = words;
    this.sentences = {};
  }

  /** What the formulas of the page say, by their ids. */
  takeSpoken({ sentences, words }: SpokenMessage): void {
    this.sentences = sentences;
    this.sentenceTranslations = words;
  }

  /** An answer of the host to what a block has asked. */
  receive(message: Extract<ToPage, { type: 'plain' | 'descent' | 'copied' | 'picture' }>): void {
    switch (message.type) {
      case 'plain':
        this.takePlain(message.id, message.tex);
        break;
      case 'descent':
        this.takeDescent(message.state);
        break;
      case 'copied':
        this.takeCopied();
        break;
      case 'picture':
        void this.takePicture(message.png);
        break;
    }
  }

  private takePlain(id: string, tex: string): void {
    if (this.copying?.id !== id) return;
    this.copying.take(tex);
    this.copying = null;
  }

  takeStepWords(words: Translations): void {
    this.stepTranslations = words;
  }

  /** The translations of what entries are. */
  takeEntryWords(words: Translations): void {
    this.entryTranslations = words;
  }

  private takeDescent(state: DescentState): void {
    this.descent = state;
    this.tellDescent?.(state);
  }

  /** The text of the last `copy` is on the clipboard. */
  private takeCopied(): void {
    this.copied?.();
    this.copied = null;
    this.announce(this.words.copied);
  }

  say(message: Message): string {
    const { template, args } = message;
    const { translations, stepTranslations, sentenceTranslations, entryTranslations } = this;
    const translated =
      translations[template] ??
      stepTranslations[template] ??
      sentenceTranslations[template] ??
      entryTranslations[template] ??
      template;
    return unbroken(fill(translated, ...args.map((arg) => (typeof arg === 'object' ? this.say(arg) : arg))));
  }

  goTo(target: SourceTarget): void {
    this.host.tell({ type: 'goTo', target });
  }

  help(): void {
    this.host.tell({ type: 'help' });
  }

  spoken(id: string): readonly Message[] {
    return this.sentences[id] ?? [];
  }

  plainTex({ id, plainTex }: FormulaBlock, take: (tex: string) => void): void {
    if (plainTex !== undefined) {
      take(plainTex);
      return;
    }
    this.copying = { id, take };
    this.host.tell({ type: 'plain', id });
  }

  copy(text: string, done: () => void): void {
    this.copied = done;
    this.host.tell({ type: 'copy', text });
  }

  copyPicture(picture: Omit<PictureRequest, 'type'>, done: () => void): void {
    this.copied = done;
    this.host.tell({ type: 'picture', ...picture });
  }

  private async takePicture(png: Uint8Array | null): Promise<void> {
    const done = png !== null && (await putPicture(png));
    this.host.tell({ type: 'pictureCopied', done });
    if (done) this.takeCopied();
    else this.copied = null;
  }

  chooseColumn(column: number | null): void {
    this.host.choose({ column });
  }

  chooseNeuron(layer: number, index: number): void {
    this.host.choose({ neuron: { layer, index } });
  }

  open(elision: string): void {
    this.host.choose({ expanded: withOpened(this.choosing.made.expanded, elision) });
  }

  expand(matrices: readonly string[], open: boolean): void {
    const others = this.choosing.made.expanded.filter((elision) => !matrices.includes(matrixOf(elision)));
    this.host.choose({ expanded: open ? [...others, ...matrices] : others });
  }

  isExpanded(matrix: string): boolean {
    return this.choosing.made.expanded.some((elision) => matrixOf(elision) === matrix);
  }

  compare(own: OwnWork | null): void {
    this.host.choose({ own });
  }

  descend(rate: number, count: number): void {
    this.host.tell({ type: 'descend', rate, count });
  }

  stopDescent(): void {
    this.host.tell({ type: 'stopDescent' });
  }

  writeStep(step: number): void {
    this.host.tell({ type: 'writeStep', step });
  }

  watchDescent(listener: (state: DescentState) => void): void {
    this.tellDescent = listener;
    listener(this.descent);
  }

  announce(text: string): void {
    this.host.announce(text);
  }

  showEdges(what: 'weight' | 'gradient'): void {
    this.edges = what;
    this.host.edgesChosen();
  }
}

/** A shape such as 3 × 1 stays on one line. */
function unbroken(text: string): string {
  return text.replace(/(\d) × (?=\d)/g, '$1\u00a0×\u00a0');
}
