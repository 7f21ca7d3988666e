import { Analysis } from '../../analysis/analysis';
import { message, type Translate } from '../../message/message';
import type { Steps } from '../../steps/steps';
import { usualHandout, type HandoutChoices } from '../choices';
import { loadTypeset, type Typeset } from '../html/htmlMath';
import { fenceSteps, openFence, refusedFence, type Fence, type ForeignNotes } from './fence';
import { fenceHtml, themePalette } from './fenceHtml';

/** Where a fence is, and what it says. */
export interface FenceText {
  /** What follows its sign. */
  readonly info: string;
  readonly content: string;
  /** The line of the Markdown, from 0, on which its text begins; null if that is not known. */
  readonly firstLine: number | null;
}

export interface FenceRendererOptions {
  readonly translate: Translate;
  readonly language: HandoutChoices['language'];
  readonly foreign: ForeignNotes;
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
  private readonly kept = new Map<string, (firstLine: number | null) => string>();

  private constructor(
    private readonly typeset: Typeset,
    private readonly options: FenceRendererOptions,
  ) {}

  static async load(options: FenceRendererOptions): Promise<FenceRenderer> {
    return new FenceRenderer(await loadTypeset(), options);
  }

  /** The HTML of a fence. Never throws. */
  html({ info, content, firstLine }: FenceText): string {
    const key = `${info}\n${content}`;
    const write = this.kept.get(key) ?? this.make(info, content);
    this.kept.delete(key);
    this.kept.set(key, write);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return write(firstLine);
  }

  private make(info: string, content: string): (firstLine: number | null) => string {
    try {
      return this.write(content.length > MOST_CHARACTERS ? tooLong(content) : this.fence(info, content));
    } catch (error) {
      if (error instanceof TooLong) return this.write(tooLong(content));
      const said = message(
        'The fence couldn’t be shown because of an error in NNet ({0}).',
        String(error).slice(0, 200),
      );
      return this.write(refusedFence(content, said));
    }
  }

  private fence(info: string, content: string): Fence {
    const { now = Date.now } = this.options;
    const end = now() + MOST_TIME;
    const steps = this.making(info, content);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (now() > end) throw new TooLong();
    }
  }

  private *making(info: string, content: string): Steps<Fence> {
    const opened = openFence(content, info);
    if ('pieces' in opened) return opened;
    const { language, foreign } = this.options;
    const choices = { ...usualHandout, language };
    return yield* fenceSteps(yield* Analysis.steps(content), opened, { choices, file: '', foreign });
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

function tooLong(text: string): Fence {
  const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  const why = message(
    'This takes too long to show in a Markdown preview. Choose less, for example one layer ({0}), or put the network into a .nnet file.',
    '{gradient layer=1}',
  );
  return refusedFence(shown, why);
}
