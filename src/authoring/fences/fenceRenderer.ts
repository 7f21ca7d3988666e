import { Analysis } from '../../analysis/analysis';
import type { FileContent } from '../../language/meaning/checked';
import { message, type Translate } from '../../message/message';
import type { Steps } from '../../steps/steps';
import { usualHandout, type HandoutChoices } from '../choices';
import { loadTypeset, type Typeset } from '../html/htmlMath';
import { fenceSteps, openFence, refusedFence, waitingFence, type Fence, type ForeignNotes } from './fence';
import { fenceHtml, themePalette } from './fenceHtml';

/** Where a fence is, and what it says. */
export interface FenceText {
  /** What follows its sign. */
  readonly info: string;
  readonly content: string;
  /** The line of the Markdown, from 0, on which its text begins; null if that is not known. */
  readonly firstLine: number | null;
  /** The address of the file of Markdown; null if it is not known. */
  readonly document: string | null;
}

/** The files that fences name. */
export interface FenceFiles {
  /** What a file holds that a fence of this document names; null while that is read, after which the preview is made anew. */
  read(document: string, path: string): FileContent | null;
}

export interface FenceRendererOptions {
  readonly translate: Translate;
  readonly language: HandoutChoices['language'];
  readonly foreign: ForeignNotes;
  /** Without it files are not read. */
  readonly files?: FenceFiles;
  /** Milliseconds since some moment; the computer's clock unless given. */
  readonly now?: () => number;
}

/** A longer text is not read while somebody writes Markdown. */
const MOST_CHARACTERS = 20_000;
/** The longest that a fence may keep a preview waiting, in milliseconds. */
const MOST_TIME = 400;
/** More signs of TeX in one fence take too long to typeset. */
const MOST_TEX = 60_000;
/** So many fences are kept, the latest: an edit of one computes no other. */
const MOST_KEPT = 200;

/** A fence takes too long for a preview. */
class TooLong extends Error {}

/**
 * Shows fences in a preview that parses all its Markdown at each edit and cannot wait: bounded in time and size, and
 * what has not changed is not computed again.
 */
export class FenceRenderer {
  private readonly kept = new Map<string, KeptFence>();

  private constructor(
    private readonly typeset: Typeset,
    private readonly options: FenceRendererOptions,
  ) {}

  static async load(options: FenceRendererOptions): Promise<FenceRenderer> {
    return new FenceRenderer(await loadTypeset(), options);
  }

  /** The HTML of a fence. Never throws. */
  html({ info, content, firstLine, document }: FenceText): string {
    const key = `${document}\n${info}\n${content}`;
    let fence = this.kept.get(key);
    if (fence === undefined || this.isOutdated(fence)) {
      const files = new FilesOfFence(document, this.options.files);
      fence = { write: this.make(info, content, files), files };
    }
    this.kept.delete(key);
    this.kept.set(key, fence);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return fence.write(firstLine);
  }

  /** Whether a file that the fence names has been read, or has changed, since. */
  private isOutdated({ files: { document, contents } }: KeptFence): boolean {
    return [...contents].some(([path, content]) => this.options.files!.read(document!, path) !== content);
  }

  private make(info: string, content: string, files: FilesOfFence): (firstLine: number | null) => string {
    try {
      return this.write(content.length > MOST_CHARACTERS ? tooLong(content) : this.fence(info, content, files));
    } catch (error) {
      if (error instanceof TooLong) return this.write(tooLong(content));
      const said = message(
        'The fence couldn’t be shown because of an error in NNet ({0}).',
        String(error).slice(0, 200),
      );
      return this.write(refusedFence(content, said));
    }
  }

  private fence(info: string, content: string, files: FilesOfFence): Fence {
    const { now = Date.now } = this.options;
    const end = now() + MOST_TIME;
    const steps = this.making(info, content, files);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (now() > end) throw new TooLong();
    }
  }

  private *making(info: string, content: string, files: FilesOfFence): Steps<Fence> {
    const opened = openFence(content, info);
    if ('pieces' in opened) return opened;
    const { language, foreign } = this.options;
    const choices = { ...usualHandout, language };
    const analysis = yield* Analysis.steps(content, files.read);
    const waiting = files.firstWaiting;
    if (waiting !== undefined) return waitingFence(content, message('Reading {0}…', waiting));
    return yield* fenceSteps(analysis, opened, { choices, file: '', foreign });
  }

  private write(fence: Fence): (firstLine: number | null) => string {
    let left = MOST_TEX;
    const typeset: Typeset = (tex, display) => {
      left -= tex.length;
      if (left < 0) throw new TooLong();
      return this.typeset(tex, display);
    };
    return fenceHtml(fence, { typeset, translate: this.options.translate, palette: themePalette });
  }
}

/** A fence as it was written, and the files that it named then. */
interface KeptFence {
  readonly write: (firstLine: number | null) => string;
  readonly files: FilesOfFence;
}

/** What the files of one fence held when it was written. */
class FilesOfFence {
  readonly contents = new Map<string, FileContent | null>();
  /** For an analysis; undefined where files are not read. */
  readonly read: ((path: string) => FileContent) | undefined;

  constructor(
    readonly document: string | null,
    files: FenceFiles | undefined,
  ) {
    if (files === undefined || document === null) return;
    this.read = (path) => {
      const content = files.read(document, path);
      this.contents.set(path, content);
      return content ?? { kind: 'problem', code: 'file-not-found', message: message('Reading {0}…', path) };
    };
  }

  /** The path of a file that is still being read. */
  get firstWaiting(): string | undefined {
    return [...this.contents].find(([, content]) => content === null)?.[0];
  }
}

function tooLong(text: string): Fence {
  const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  const why = message(
    'This takes too long to show in a Markdown preview. Choose less, for example one layer ({0}), or put the network into a .nnet file.',
    '{gradient layer=1}',
  );
  return refusedFence(shown, why);
}
