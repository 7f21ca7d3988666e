import type { FormulaBlock, Page } from '../../page/page';
import { type Clock, hostClock } from '../clock';
import { translationsOfSentences } from '../making/pageTranslation';
import type { ToPage } from '../protocol';

/** How long typing rests before the words are made, in milliseconds: they take as long as the formulas. */
const REST = 400;

interface Shown {
  readonly formulas: readonly FormulaBlock[];
  readonly documentVersion: number;
}

/** What the formulas of the page are in other forms: in words, sent once typing rests, and in LaTeX for copying, on request. */
export class Speech {
  private shown: Shown | null = null;
  private stop: (() => void) | null = null;

  constructor(
    private readonly post: (message: ToPage) => void,
    private readonly translate: (template: string) => string,
    private readonly clock: Clock = hostClock,
  ) {}

  /** Takes the page that is sent now. */
  take(page: Page, documentVersion: number): void {
    const formulas = page.sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === 'formula');
    this.shown = { formulas, documentVersion };
  }

  /** The page no longer matters. */
  forget(): void {
    this.stop?.();
    this.stop = null;
    this.shown = null;
  }

  /** Sends the words of the page after a rest. */
  speakSoon(): void {
    this.stop?.();
    this.stop = this.clock.after(REST, () => this.speak());
  }

  /** Sends the LaTeX of a formula as it is copied. */
  write(id: string): void {
    const formula = this.shown?.formulas.find((one) => one.id === id);
    if (formula !== undefined) this.post({ type: 'plain', id, tex: formula.plainTex });
  }

  private speak(): void {
    if (this.shown === null) return;
    const { formulas, documentVersion } = this.shown;
    const sentences = Object.fromEntries(formulas.map(({ id, spoken }) => [id, spoken]));
    const words = translationsOfSentences(sentences, this.translate);
    this.post({ type: 'spoken', documentVersion, sentences, words });
  }
}
