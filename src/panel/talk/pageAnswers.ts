import { say, type Translate } from '../../message/message';
import type { EntryRef } from '../../page/entry/entryView';
import type { PageResult } from '../pageSource';
import { translationsOfEntry } from './pageTranslation';
import type { HeatMapCell, ToPage } from '../protocol';

/** Answers what the page asks about single numbers of what it shows: entries of its formulas, cells of its heat maps. */
export class PageAnswers {
  private asked: Pick<PageResult, 'cell' | 'entry'> = { cell: null, entry: null };

  constructor(
    private readonly post: (message: ToPage) => void,
    private readonly translate: Translate,
  ) {}

  /** Takes what can be asked about a new page; while the text is broken, the last good page and its answers stay. */
  take({ cell, entry }: PageResult): void {
    this.asked = { cell, entry };
  }

  forget(): void {
    this.asked = { cell: null, entry: null };
  }

  cell(at: HeatMapCell): void {
    const found = this.asked.cell?.(at) ?? null;
    if (found === null) return;
    const sentences = found.text.map((text) => say(text, this.translate));
    this.post({ type: 'cell', at, sentences, target: found.target });
  }

  entry(entry: EntryRef): void {
    const view = this.asked.entry?.(entry) ?? null;
    if (view === null) return;
    this.post({ type: 'entry', entry, view, words: translationsOfEntry(view, (template) => this.translate(template)) });
  }
}
