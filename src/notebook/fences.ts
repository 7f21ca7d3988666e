import russian from '../../l10n/bundle.l10n.ru.json';
import { FenceRenderer, type FenceText } from '../authoring/fences/fenceRenderer';
import { inEnglish, type Translate } from '../message/message';
import { foreignNotes } from '../service/stanford/stanfordNotes';

/** What shows the fences of a notebook's Markdown cells, in the language of the window (a tag such as `ru-RU`). */
export async function loadFences(tag: string): Promise<(fence: FenceText) => string> {
  const language = tag.startsWith('ru') ? 'ru' : 'en';
  const known: Readonly<Record<string, string>> = russian;
  const inRussian: Translate = (template, ...args) => inEnglish(known[template] ?? template, ...args);
  const translate = language === 'ru' ? inRussian : inEnglish;
  const renderer = await FenceRenderer.load({ translate, language, foreign: foreignNotes });
  // A cell has no lines that a reader could count from the top of the notebook.
  return (fence) => renderer.html({ ...fence, firstLine: null });
}
