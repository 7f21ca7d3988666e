import type { Factor, Letters } from '../formula/formula';
import { factorTex } from './chainTex';
import { matrixOf, type NumberLook } from './quantityTex';
import type { TexStyle } from './texStyle';

/** Members up to which a tuple is written without dots, and has its numbers. */
const FULL = 6;
const NUMBERS = 4;
/** Wider than this, a tuple's numbers go on in the next line. */
const LINE_WIDTH_IN_EM = 40;

/** `W = (W_2, W_1)` and, if there are numbers and they can be read, the same with the matrices. */
export function tupleTex(
  left: string,
  members: readonly Factor[],
  letters: Letters,
  look: NumberLook,
  style: TexStyle,
): string {
  const names = members.map((member) => factorTex(member, letters, style));
  const shown = names.length <= FULL ? names : [...names.slice(0, 3), '\\dots', names[names.length - 1]];
  const inLetters = `(${shown.join(',\\, ')})`;
  const numbers = members.length <= NUMBERS ? numberTuple(members, letters, look, style) : null;
  if (numbers === null) return `${left} = ${inLetters}`;
  return `\\begin{aligned} ${left} &= ${inLetters} \\\\[0.8em] &= ${numbers} \\end{aligned}`;
}

/** The matrices with their symbols below, broken into lines; null if one has no numbers. */
function numberTuple(members: readonly Factor[], letters: Letters, look: NumberLook, style: TexStyle): string | null {
  let tex = '';
  let width = 0;
  for (const [i, member] of members.entries()) {
    if (member.value === null) return null;
    const { tex: numbers, widthInEm } = matrixOf(member.symbol, member.transposed, member.value, look, style);
    const broken = i > 0 && width + widthInEm > LINE_WIDTH_IN_EM;
    width = broken ? widthInEm : width + widthInEm + 1;
    const separator = i === 0 ? '' : broken ? ', \\\\[0.4em] &\\quad {} ' : ',\\; ';
    tex += `${separator}\\underset{${factorTex(member, letters, style)}}{${numbers}}`;
  }
  // \left( … \right) cannot go over a line's end.
  return tex.includes('&\\quad') ? `\\biggl( ${tex} \\biggr)` : `\\left( ${tex} \\right)`;
}
