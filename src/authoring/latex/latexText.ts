import { mathematics } from './mathematicalCharacters';

/** Characters that TeX reads as commands. */
const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  // A long name may break there.
  _: '\\_\\allowbreak{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '`': '\\textasciigrave{}',
  '-': '-',
};

/** Characters with a plain text command or spelling. */
const spellings: Readonly<Record<string, string>> = {
  '“': '``', '”': "''", '‘': '`', '’': "'", '«': '\\guillemotleft{}', '»': '\\guillemotright{}', '–': '--', '—': '---',
  '…': '\\dots{}', '‐': '-', '‑': '-', '\u00ad': '\\-', '\u00a0': '~', '\u2009': '\\,', '\u202f': '\\,', '\t': ' ', '\n': ' ', '\r': ' ',
}; // prettier-ignore

/** Letters and signs that the encodings T1, TS1 and T2A have, each as it is typed. */
const TYPED =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0192\u0218-\u021b\u1e9e\u201a\u201e\u2020-\u2022\u2030\u2031\u2039\u203a\u203b\u203d\u20a1\u20a4\u20a6\u20a9\u20ab\u20ac\u20b1\u2103\u2116\u2117\u211e\u2120\u2122\u212e\u0400-\u045f\u0490-\u0493\u0496-\u049d\u04a0-\u04a5\u04aa\u04ab\u04ae-\u04b3\u04b6-\u04bb\u04c0-\u04c2\u04d0-\u04df\u04e2-\u04e9\u04ec-\u04f5\u04f8\u04f9]$/;

/** The accents of letters that no encoding has as a whole. */
const accents: Readonly<Record<string, string>> = {
  '\u0300': '\\`', '\u0301': "\\'", '\u0302': '\\^', '\u0303': '\\~', '\u0304': '\\=', '\u0306': '\\u', '\u0307': '\\.',
  '\u0308': '\\"', '\u030a': '\\r', '\u030b': '\\H', '\u030c': '\\v', '\u0323': '\\d', '\u0327': '\\c', '\u0328': '\\k',
  '\u0331': '\\b',
}; // prettier-ignore

/**
 * Text for people as LaTeX source: nothing in it can become a command. Letters that pdfLaTeX has no font for are written
 * as their code point; `lettersWithoutFont` finds them.
 */
export function latexText(text: string): string {
  return sourceOf(text.normalize('NFC'), []);
}

/** The same of our own sentences, in which single letters are quantities: the row i of W. */
export function latexProse(text: string): string {
  const normal = text
    .normalize('NFC')
    .replace(
      LAYERED,
      (_whole, letter: string, layer: string) => letter + [...layer].map((digit) => below[Number(digit)]).join(''),
    );
  return sourceOf(
    normal,
    [...normal.matchAll(QUANTITY)].flatMap(({ 0: letters, index }) => [...letters].map((_, i) => index + i)),
  );
}

/** A quantity of a layer, as labels name it: W2, Σ′1. */
const LAYERED = /(?<![\p{L}\d])([WNbXΣΔ]|Σ′)(\d+)(?![\p{L}\d])/gu;

/**
 * Latin letters that are quantities: single ones that are no English word and no part of one, any beside an operator,
 * and those with an index or an exponent.
 */
const QUANTITY =
  /(?<![\p{L}\d.’'“-])(?:[B-HJ-Zb-z]|[aAI](?= ?[⋅·∘∙•⊗=−+])|(?<=[⋅·∘∙•⊗=−+] ?)[aAI])(?![\p{L}\d’'”-]|\.\p{L})|(?<![\p{L}\d])\p{Script=Latin}{1,2}(?=[₀-₉ᵀ′])/gu;

function sourceOf(text: string, quantities: readonly number[]): string {
  let source = '';
  let math = '';
  const flush = () => {
    if (math !== '') source += `$${math}$`;
    math = '';
  };
  let before = '';
  const isQuantity = new Set(quantities);
  for (const { 0: part, index } of text.matchAll(/[₀-₉₊₋ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ]+|[⁰¹²³⁴-⁹⁻ᵀ⁺ⁱⁿ]+|(?:[a-zA-Z]\p{M}+|.)/gsu)) {
    // Two of these would be set as another sign: a dash, a quotation mark.
    if (part === before && "-',".includes(part)) source += '{}';
    before = part;
    const symbol = isQuantity.has(index) ? part : Object.hasOwn(mathematics, part) ? mathematics[part] : script(part);
    if (symbol !== null) {
      math += /\\[a-zA-Z]+$/.test(math) && /^[a-zA-Z]/.test(symbol) ? ` ${symbol}` : symbol;
      continue;
    }
    flush();
    source += plain(part);
  }
  flush();
  return source;
}

const below = '₀₁₂₃₄₅₆₇₈₉₊₋ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ';
const above = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ⁺ⁱⁿ';

/** A run of small raised or lowered characters as one exponent or index; null if it is none. */
function script(run: string): string | null {
  const characters = [...run];
  if (below.includes(characters[0]))
    return `_{${characters.map((one) => '0123456789+-aeijklmnoprstuvx'[below.indexOf(one)]).join('')}}`;
  if (!above.includes(characters[0])) return null;
  return `^{${characters.map((one) => '0123456789-T+in'[above.indexOf(one)]).join('')}}`;
}

function plain(character: string): string {
  if (Object.hasOwn(commands, character)) return commands[character];
  if (Object.hasOwn(spellings, character)) return spellings[character];
  if (TYPED.test(character)) return character;
  return accented(character) ?? `\\texttt{[U+${codeOf(character)}]}`;
}

/** A letter with the accents that it has, the innermost first. */
function accented(character: string): string | null {
  const [letter, ...marks] = character.normalize('NFD');
  if (marks.length === 0 || !/[a-zA-Z]/.test(letter) || !marks.every((mark) => Object.hasOwn(accents, mark)))
    return null;
  // Above an i with an accent is no dot.
  const bare = letter === 'i' && marks.some((mark) => !'\u0323\u0327\u0328\u0331'.includes(mark)) ? '\\i' : letter;
  return marks.reduce((source, mark) => `${accents[mark]}{${source}}`, bare);
}

function codeOf(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}

/** The letters of a text that are code points in this source, as pdfLaTeX has no font for them, each once. */
export function lettersWithoutFont(source: string): readonly string[] {
  const codes = [...source.matchAll(/\\texttt\{\[U\+([0-9A-F]+)\]\}/g)].map(([, code]) => parseInt(code, 16));
  return [...new Set(codes)].map((code) => String.fromCodePoint(code));
}

/** What the preamble needs for the letters of this source. */
export function latexFonts(source: string): readonly string[] {
  const cyrillic = /[\u0400-\u04ff]/.test(source);
  // Outlines where they are there; of Cyrillic letters Latin Modern has none.
  const outlines = cyrillic ? [] : ['\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}'];
  const latinOnly = cyrillic && LATIN_ONLY.test(source) ? [fromLatin] : [];
  return [
    // So that letters can be searched and copied; every TeX has it, and it goes before the fonts.
    '\\usepackage{cmap}',
    `\\usepackage[${cyrillic ? 'T1,T2A' : 'T1'}]{fontenc}`,
    '\\usepackage[utf8]{inputenc}',
    ...outlines,
    '\\usepackage{textcomp}',
    ...latinOnly,
  ];
}

/** What the encoding of Cyrillic lacks, or puts together from parts, and that of Latin has. */
const LATIN_ONLY = /[ÐÞðþĐđŊŋŁł‚‹›]/;
const fromLatin = [
  'DH',
  'TH',
  'dh',
  'th',
  'DJ',
  'dj',
  'NG',
  'ng',
  'L',
  'l',
  'quotesinglbase',
  'guilsinglleft',
  'guilsinglright',
]
  .map((name) => `\\DeclareTextSymbolDefault{\\${name}}{T1}`)
  .join('');

/** A comment of one or more lines; what a name holds cannot end it. */
export function latexComment(...lines: readonly string[]): string {
  return lines.map((line) => `% ${line.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, '?')}`).join('\n'); // eslint-disable-line no-control-regex
}
