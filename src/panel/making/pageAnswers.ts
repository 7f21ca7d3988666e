import { CancelledError, drive } from '../../analysis/cancellation';
import type { Translate } from '../../message/message';
import type { EntryAspect, EntryQuestion } from '../../page/entry/entryView';
import type { PageResult } from './pageResult';
import { translationsOfEntry } from './pageTranslation';
import type { EntryMessage } from '../protocol/whatIf';

/** Answers what the page asks about single entries of what it shows, in its formulas and heat maps. */
export class PageAnswers {
  private asked: PageResult['entry'] = null;
  /** The last question about each aspect; an earlier one is no longer answered. */
  private readonly last = new Map<EntryAspect, EntryQuestion>();

  constructor(
    private readonly post: (message: EntryMessage) => void,
    private readonly translate: Translate,
  ) {}

  /** Takes what can be asked about a new page; while the text is broken, the last good page and its answers stay. */
  take({ entry }: Pick<PageResult, 'entry'>): void {
    this.asked = entry;
  }

  forget(): void {
    this.asked = null;
    this.last.clear();
  }

  async entry(question: EntryQuestion): Promise<void> {
    const { asked, last } = this;
    const { about } = question;
    last.set(about, question);
    // Another question, or another page, of which the page asks again.
    const outdated = () => last.get(about) !== question || this.asked !== asked;
    const token = {
      get isCancellationRequested() {
        return outdated();
      },
    };
    try {
      const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
      const view = asked && (await drive(asked(question), { token, pause }));
      if (outdated()) return;
      const words = view === null ? {} : translationsOfEntry(view, (template) => this.translate(template));
      this.post({ type: 'entry', question, view, words });
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
  }
}
