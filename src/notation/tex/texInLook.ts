import { lookNames, type Look } from '../look';
import type { LetterStyle } from './letters';
import type { TexStyle } from './texStyle';

/** What each choice of how formulas are written is in the style of TeX. */
const inTex: { readonly [Name in keyof Look]: (value: Look[Name]) => Partial<TexStyle> } = {
  letters: (alphabet) => ({ alphabet }),
};

function inTexOf<Name extends keyof Look>(look: Look, name: Name): Partial<TexStyle> {
  return inTex[name](look[name]);
}

/** A style of TeX with this look. */
export function texIn<S extends LetterStyle>(look: Look, style: S): S {
  return lookNames.reduce((made, name) => ({ ...made, ...inTexOf(look, name) }), style);
}

/** How letters are written in this look. */
export function lettersIn(look: Look): LetterStyle {
  return texIn(look, { alphabet: 'paper' });
}
