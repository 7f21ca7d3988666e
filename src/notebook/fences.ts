import { FenceRenderer, type FenceText } from '../authoring/fences/fenceRenderer';
import { translation } from '../message/translation';
import { foreignNotes } from '../service/stanford/stanfordNotes';

/** What shows the fences of a notebook's Markdown cells, in the language of the window (a tag such as `ru-RU`). */
export async function loadFences(tag: string): Promise<(fence: FenceText) => string> {
  const language = tag.startsWith('ru') ? 'ru' : 'en';
  const renderer = await FenceRenderer.load({ translate: translation(language), language, foreign: foreignNotes });
  // A cell has no lines that a reader could count from the top of the notebook.
  return (fence) => renderer.html({ ...fence, firstLine: null });
}
