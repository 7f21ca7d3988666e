import { say, type Translate } from '../message/message';
import type { Spoken } from '../notation/spoken/spokenSymbol';
import type { FormulaBlock } from '../page/page';
import { inSentences } from '../message/sentences';

/** A formula or drawing in words, for whoever does not see it: what it is, then sentence by sentence. */
export function spokenBlock(
  { label, spoken, beside }: Pick<FormulaBlock, 'label' | 'spoken' | 'beside'>,
  translate: Translate,
): string {
  const form = beside === undefined ? [] : [beside.caption];
  const said = [...form, ...spoken].map((sentence) => say(sentence, translate));
  return inSentences(say(label, translate), said);
}

/** A formula in running text in words. */
export function spokenInline(spoken: Spoken, translate: Translate): string {
  // Letters of quantities are in it, which a translation may write in another alphabet.
  return typeof spoken === 'string' ? translate('{0}', spoken) : say(spoken, translate);
}
