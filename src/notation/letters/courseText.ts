import { fill, type Translate } from '../../message/message';
import type { Alphabet } from './alphabet';

/**
 * The translation with the quantities of running text in these letters. Templates and names of quantities (see
 * `quantities`) have the paper's letters in every language; what is put in their place is left as it is.
 */
export function inLetters(alphabet: Alphabet, translate: Translate): Translate {
  if (alphabet === 'paper') return translate;
  return (template, ...args) => fill(courseText(translate(template)), ...args);
}

/** The letters of a course for those of the paper in a text: Δ₂ is δ[2], Wᵢ₊₁ᵀ is W[i+1]ᵀ, Σ{0} is a[{0}]. */
export function courseText(text: string): string {
  // An index by itself, to be put behind a letter: that brings the brackets.
  if (/^[₀-₉]+$/u.test(text)) return plainIndex(text);
  const words = spokenWords.reduce((said, [paper, course]) => said.replace(paper, course), text);
  return words.replace(letterWithIndex, (whole, letter: string, index: string | undefined, offset: number) => {
    if (isPartOfText(words, offset)) return whole;
    return `${courseLetters[letter] ?? letter}${index === undefined ? '' : `[${plainIndex(index)}]`}`;
  });
}

const courseLetters: Readonly<Record<string, string>> = {
  'Σ′': 'g′',
  'Σ″': 'g″',
  Σ: 'a',
  σ: 'g',
  'σ′': 'g′',
  'σ″': 'g″',
  Δ: 'δ',
  N: 'z',
  X: 'x',
  Y: 'y',
};

/** A letter of the paper that is a word by itself, with its index: a subscript or what is put there. */
const letterWithIndex =
  /(?<![\p{L}\p{N}])(Σ[′″]?|σ[′″]?|Δ|δ|N|X|Y|W|w|b|V|v|J|M|\(HV\)|\(Hv\))(?![\p{L}\p{N}](?<![₀-₉ᵢₖᵣ₊₋ᵀ]))(\{\d\}|[₀-₉ᵢₖᵣ][₀-₉ᵢₖᵣ₊₋]*)?/gu;

/** `input X = […]` is the language of the text. */
function isPartOfText(text: string, offset: number): boolean {
  return text.startsWith('X =', offset) && text.slice(0, offset).endsWith('input ');
}

const plainSubscripts: Readonly<Record<string, string>> = { ᵢ: 'i', ₖ: 'k', ᵣ: 'r', '₊': '+', '₋': '−' };

function plainIndex(index: string): string {
  return index.replace(/[₀-₉ᵢₖᵣ₊₋]/gu, (sign) => plainSubscripts[sign] ?? String(sign.charCodeAt(0) - 0x2080));
}

/** How the letters are said, in English and Russian; in front of an argument Sigma is the map. */
const spokenWords: readonly (readonly [RegExp, string])[] = [
  [/(сигма(?: штрих)? \{\d\}|\b[xy]) с малой буквы/g, '$1'],
  [/(?:small )?[Ss]igma (prime|double prime)/g, 'g $1'],
  [/сигма (штрих|два штриха)/g, 'g $1'],
  [/(?:small )?[Ss]igma(?= \{\d\}(?:,? applied| applied| acts|, which is| is, neuron))/g, 'g'],
  [/сигма(?= \{\d\}(?: от| действует|, это softmax|, нейрон))|(?<=применить )сигма/g, 'g'],
  [/(?:small )?[Ss]igma/g, 'a'],
  [/сигма/g, 'a'],
  [/Delta/g, 'delta'],
  [/small (?=[xy])/g, ''],
];
