import type { Translate } from '../../message/message';
import type { Block, Page } from '../../page/page';
import { translationsOf } from './pageTranslation';
import type { PageResult } from './pageResult';
import type * as sent from '../protocol';

/**
 * The message that brings a version of a text to the page: what is shown of it, or its problems while it has no page.
 * @param turn of the trials that the page shows; null if it shows the text
 */
export function messageOf(
  made: PageResult,
  uri: string,
  choices: sent.ViewChoices,
  turn: number | null,
  translate: Translate,
): Extract<sent.ToPage, { type: 'page' | 'problems' }> {
  const { page, steps: _steps, descent: _descent, entry: _entry, lendable: _lendable, trials, ...result } = made;
  const { documentVersion, problems } = made;
  const common = { uri, documentVersion, problems, choices };
  if (page === null) return { type: 'problems', ...common };
  const shown = sentPage(page);
  const words = translationsOf(shown, (template) => translate(template));
  const tried = turn === null ? {} : { trials: { turn, numbers: trials } };
  return { type: 'page', ...result, ...common, page: shown, ...tried, words };
}

/** The page as it is sent: its formulas with their TeX for the screen only. */
export function sentPage(page: Page): sent.Page {
  const sections = page.sections.map((section) => ({ ...section, blocks: section.blocks.map(sentBlock) }));
  return { ...page, sections };
}

function sentBlock(block: Block): sent.Block {
  if (block.kind !== 'formula') return block;
  const { kind, id, tex, tag, label, layer, fold, beside } = block;
  return {
    kind,
    id,
    tex,
    label,
    ...(tag !== undefined && { tag }),
    ...(layer !== undefined && { layer }),
    ...(fold !== undefined && { fold }),
    ...(beside !== undefined && { beside }),
  };
}
