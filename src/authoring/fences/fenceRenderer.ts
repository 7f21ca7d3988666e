import { Analysis } from '../../analysis/analysis';
import { drive, type Pause } from '../../analysis/cancellation';
import type { FileContent } from '../../language/meaning/checked';
import { message, type Translate } from '../../message/message';
import { usualLook, type Look } from '../../notation/look';
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
  /** How formulas are written where a fence does not choose it; the usual one unless given. */
  readonly look?: () => Look;
  /** Without it files are not read. */
  readonly files?: FenceFiles;
  /** Where previews can be made anew; without it a fence is waited for. */
  readonly later?: Later;
  /** Milliseconds since some moment; the computer's clock unless given. */
  readonly now?: () => number;
}

/** How a fence that takes longer is made. */
export interface Later {
  readonly pause: Pause;
  /** Told when such a fence is there. */
  done(): void;
}

/** A longer text is not read while somebody writes Markdown. */
const MOST_CHARACTERS = 20_000;
/** The longest that a fence may take, in milliseconds. */
const MOST_TIME = 400;
/** After so many milliseconds it goes on later, if that can be. */
const AT_ONCE = 30;
/** More signs of TeX in one fence take too long to typeset. */
const MOST_TEX = 60_000;
/** So many fences are kept, the latest: an edit of one computes no other. */
const MOST_KEPT = 200;

const LOADING = message('Loading formulas…');

/** A fence takes too long for a preview. */
class TooLong extends Error {}

/** The HTML of a fence whose text begins on a line, from 0; null where that is not known. */
type Written = (firstLine: number | null) => string;

/**
 * Shows fences in a preview that parses all its Markdown at each edit and cannot wait: bounded in time and size, and
 * what has not changed is not computed again. One that takes longer is made in steps, and till then what was at its place.
 */
export class FenceRenderer {
  private readonly kept = new Map<string, KeptFence>();
  /** What was shown last at each place. */
  private readonly last = new Map<string, Written>();

  private constructor(
    private readonly typeset: Typeset,
    private readonly options: FenceRendererOptions,
  ) {}

  static async load(options: FenceRendererOptions): Promise<FenceRenderer> {
    return new FenceRenderer(await loadTypeset(), options);
  }

  /** The HTML of a fence. Never throws. */
  html({ info, content, firstLine, document }: FenceText): string {
    const look = this.options.look?.() ?? usualLook;
    const key = `${document}\n${JSON.stringify(look)}\n${info}\n${content}`;
    let fence = this.kept.get(key);
    if (fence === undefined || this.isOutdated(fence)) {
      fence = { write: null, files: new FilesOfFence(document, this.options.files) };
      this.make(info, content, look, fence);
    }
    keep(this.kept, key, fence);
    const place = firstLine === null ? null : `${document}\n${firstLine}`;
    if (fence.write !== null && place !== null) keep(this.last, place, fence.write);
    const before = place === null ? undefined : this.last.get(place);
    const write = fence.write ?? before ?? this.writtenAtOnce(waitingFence(content, LOADING));
    return write(firstLine);
  }

  /** Whether a file that the fence names has been read, or has changed, since. */
  private isOutdated({ files: { document, contents } }: KeptFence): boolean {
    return [...contents].some(([path, content]) => this.options.files!.read(document!, path) !== content);
  }

  /** Makes a fence, at once or, if it takes longer and that can be, later. */
  private make(info: string, content: string, look: Look, fence: KeptFence): void {
    const { now = Date.now, later } = this.options;
    const steps = this.writing(info, content, look, fence.files);
    const end = now() + AT_ONCE;
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        fence.write = value;
        return;
      }
      if (later === undefined || now() <= end) continue;
      void drive(steps, { pause: later.pause, now }).then((write) => {
        fence.write = write;
        later.done();
      });
      return;
    }
  }

  /** How a fence is written, or why not. */
  private *writing(info: string, content: string, look: Look, files: FilesOfFence): Steps<Written> {
    try {
      return yield* this.inTime(this.whole(info, content, look, files));
    } catch (error) {
      if (error instanceof TooLong) return this.writtenAtOnce(tooLong(content));
      const said = message(
        'The fence couldn’t be shown because of an error in NNet ({0}).',
        String(error).slice(0, 200),
      );
      return this.writtenAtOnce(refusedFence(content, said));
    }
  }

  /** The same steps, while they do not take too long in all. */
  private *inTime<T>(steps: Steps<T>): Steps<T> {
    const { now = Date.now } = this.options;
    for (let taken = 0; ;) {
      const start = now();
      const { done, value } = steps.next();
      if (done) return value;
      taken += now() - start;
      if (taken > MOST_TIME) throw new TooLong();
      yield value;
    }
  }

  private *whole(info: string, content: string, look: Look, files: FilesOfFence): Steps<Written> {
    if (content.length > MOST_CHARACTERS) return this.writtenAtOnce(tooLong(content));
    const fence = yield* this.making(info, content, look, files);
    // What is to be typeset is found first, so that others have their turn between two formulas.
    const formulas = new Map<string, string>();
    let left = MOST_TEX;
    const styled = (typeset: Typeset) => ({ typeset, translate: this.options.translate, palette: themePalette });
    const find: Typeset = (tex, display) => {
      left -= tex.length;
      if (left < 0) throw new TooLong();
      formulas.set(`${display}${tex}`, '');
      return '';
    };
    fenceHtml(fence, styled(find));
    for (const key of formulas.keys()) {
      const display = key.startsWith('true');
      formulas.set(key, this.typeset(key.slice(String(display).length), display));
      yield 0;
    }
    return fenceHtml(
      fence,
      styled((tex, display) => formulas.get(`${display}${tex}`)!),
    );
  }

  private *making(info: string, content: string, look: Look, files: FilesOfFence): Steps<Fence> {
    const opened = openFence(content, info);
    if ('pieces' in opened) return opened;
    const { language, foreign } = this.options;
    const choices = { ...usualHandout, ...look, language };
    const analysis = yield* Analysis.steps(content, files.read);
    const waiting = files.firstWaiting;
    if (waiting !== undefined) return waitingFence(content, message('Reading {0}…', waiting));
    return yield* fenceSteps(analysis, opened, { choices, file: '', foreign });
  }

  private writtenAtOnce(fence: Fence): Written {
    return fenceHtml(fence, { typeset: this.typeset, translate: this.options.translate, palette: themePalette });
  }
}

/** Puts something among the latest that are kept. */
function keep<T>(all: Map<string, T>, key: string, one: T): void {
  all.delete(key);
  all.set(key, one);
  if (all.size > MOST_KEPT) all.delete(all.keys().next().value!);
}

/** A fence as it was written, null while it is being made, and the files that it named then. */
interface KeptFence {
  write: Written | null;
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
