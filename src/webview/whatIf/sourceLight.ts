import type { SourceLine } from '../../panel/protocol';
import { entryOf } from './ownEntry';

/** Lights up the rows and columns that an entry is made of, in the block of the page that it is in; null: no longer. */
export function lightSources(sources: readonly SourceLine[], beside: Element | null): void {
  for (const lit of document.querySelectorAll('.source')) lit.classList.remove('source');
  const block = beside?.closest('[data-block]') ?? null;
  if (block === null || sources.length === 0) return;
  for (const mark of block.querySelectorAll<HTMLElement | SVGElement>('[data-t], [data-q]')) {
    const entry = entryOf(mark);
    const isSource =
      entry !== null &&
      sources.some(
        ({ quantity, layer, of, index }) => quantity === entry.quantity && layer === entry.layer && entry[of] === index,
      );
    if (isSource) mark.classList.add('source');
  }
}
