import type { Message } from '../message/message';
import type { Spoken } from '../notation/spoken/spokenSymbol';
import type { Block, FormulaBlock, Inline } from './page';
import { pageTex, plainTex, type TexStyle } from '../notation/tex/texStyle';

/**
 * A formula block; `write` is called when its TeX is looked at: for the page, for copying, by an export in its own style;
 * `speak` when its words are.
 */
export function formulaBlock(
  id: string,
  label: Message,
  write: (style: TexStyle) => string,
  speak: () => readonly Message[],
  more: Pick<FormulaBlock, 'tag' | 'layer' | 'fold' | 'beside'> = {},
): FormulaBlock {
  let [tex, plain]: (string | null)[] = [null, null];
  let spoken: readonly Message[] | null = null;
  const block: FormulaBlock = {
    kind: 'formula',
    id,
    get tex() {
      return (tex ??= write(pageTex));
    },
    get plainTex() {
      return (plain ??= write(plainTex));
    },
    label,
    get spoken() {
      return (spoken ??= speak());
    },
    ...more,
  };
  // A function cannot be part of a message to the page.
  return Object.defineProperty(block, 'write', { value: write, enumerable: false });
}

/** The same formula, changed as it is written, or with another place on the page. */
export function changedFormula(
  block: FormulaBlock,
  write: (style: TexStyle) => string,
  more: Partial<Pick<FormulaBlock, 'id' | 'beside'>> = {},
): FormulaBlock {
  // Nothing else of the block is looked at: what is not shown is not written.
  const { label, tag, layer, fold } = block;
  const { id = block.id, beside = block.beside } = more;
  return formulaBlock(id, label, write, () => block.spoken, {
    ...(tag !== undefined && { tag }),
    ...(layer !== undefined && { layer }),
    ...(fold !== undefined && { fold }),
    ...(beside !== undefined && { beside }),
  });
}

/** A paragraph of whole sentences. */
export function paragraph(id: string, ...sentences: readonly Message[]): Block {
  return { kind: 'paragraph', id, content: sentences.map(words) };
}

export function note(id: string, tone: 'info' | 'warning', ...content: readonly (Message | Inline)[]): Block {
  return { kind: 'note', id, tone, content: content.map((part) => ('kind' in part ? part : words(part))) };
}

export function heading(id: string, text: Message): Block {
  return { kind: 'heading', id, text };
}

export function layerHeading(id: string, text: Message, layer: number): Block {
  return { kind: 'heading', id, text, layer };
}

export function words(text: Message): Inline {
  return { kind: 'text', text };
}

/**
 * Inline TeX; given as a function if it has letters of quantities in it.
 * @param spoken the formula read aloud
 */
export function math(tex: string | ((style: TexStyle) => string), spoken: Spoken): Inline {
  if (typeof tex === 'string') return { kind: 'math', tex, spoken };
  return Object.defineProperty({ kind: 'math', tex: tex(plainTex), spoken }, 'write', {
    value: tex,
    enumerable: false,
  });
}
