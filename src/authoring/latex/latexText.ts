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

/** Characters that text fonts lack and mathematics has. */
const mathematics: Readonly<Record<string, string>> = {
  α: '\\alpha', β: '\\beta', γ: '\\gamma', δ: '\\delta', ε: '\\varepsilon', ζ: '\\zeta', η: '\\eta', θ: '\\theta',
  ι: '\\iota', κ: '\\kappa', λ: '\\lambda', μ: '\\mu', ν: '\\nu', ξ: '\\xi', π: '\\pi', ρ: '\\rho', σ: '\\sigma',
  τ: '\\tau', υ: '\\upsilon', φ: '\\varphi', χ: '\\chi', ψ: '\\psi', ω: '\\omega', Γ: '\\Gamma', Δ: '\\Delta',
  Θ: '\\Theta', Λ: '\\Lambda', Ξ: '\\Xi', Π: '\\Pi', Σ: '\\Sigma', Φ: '\\Phi', Ψ: '\\Psi', Ω: '\\Omega',
  '∇': '\\nabla', '∂': '\\partial', '′': "'", '·': '\\cdot', '•': '\\bullet', '∘': '\\circ',
  '⊗': '\\otimes', '×': '\\times', '−': '-', '≤': '\\le', '≥': '\\ge', '≠': '\\ne', '≈': '\\approx', '∞': '\\infty',
  '→': '\\to', '∈': '\\in', '√': '\\surd', '½': '\\tfrac{1}{2}', 'ℝ': '\\mathbb{R}',
 '⟨': '\\langle', '⟩': '\\rangle', '⋯': '\\cdots', '⋅': '\\cdot', '∙': '\\bullet', '‖': '\\|',
}; // prettier-ignore

/** Characters with a plain text command or spelling. */
const spellings: Readonly<Record<string, string>> = {
  '“': '``', '”': "''", '‘': '`', '’': "'", '«': '\\guillemotleft{}', '»': '\\guillemotright{}', '–': '--', '—': '---',
  '…': '\\dots{}', '\u00a0': '~', '\u2009': '\\,', '\u202f': '\\,', '\t': ' ', '\n': ' ', '\r': ' ',
}; // prettier-ignore

/**
 * Text for people as LaTeX source: nothing in it can become a command. Letters that pdfLaTeX has no font for are written
 * as their code point.
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

/** A quantity of a layer, as labels name it: W2. */
const LAYERED = /(?<![\p{L}\d])([WNb])(\d+)(?![\p{L}\d])/gu;

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
  for (const { 0: part, index } of text.matchAll(/[₀-₉]+|[⁰¹²³⁴-⁹⁻ᵀ]+|./gsu)) {
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

const below = '₀₁₂₃₄₅₆₇₈₉';
const above = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ';

/** A run of small raised or lowered characters as one exponent or index; null if it is none. */
function script(run: string): string | null {
  const characters = [...run];
  if (below.includes(characters[0])) return `_{${characters.map((one) => below.indexOf(one)).join('')}}`;
  if (!above.includes(characters[0])) return null;
  return `^{${characters.map((one) => '0123456789-T'[above.indexOf(one)]).join('')}}`;
}

function plain(character: string): string {
  if (Object.hasOwn(commands, character)) return commands[character];
  if (Object.hasOwn(spellings, character)) return spellings[character];
  if (/[\u0020-\u007e\u00a1-\u00ff\u0400-\u045f]/.test(character)) return character;
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `\\texttt{[U+${code}]}`;
}

/** What the preamble needs for the letters of this source. */
export function latexFonts(source: string): readonly string[] {
  const cyrillic = /[\u0400-\u04ff]/.test(source);
  // With cmap, which every TeX has, Russian can be searched and copied; it goes before the fonts.
  const copied = cyrillic ? ['\\usepackage{cmap}'] : [];
  // Outlines where they are there; of Cyrillic letters Latin Modern has none.
  const outlines = cyrillic ? [] : ['\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}'];
  const encoding = `\\usepackage[${cyrillic ? 'T1,T2A' : 'T1'}]{fontenc}`;
  return [...copied, encoding, '\\usepackage[utf8]{inputenc}', ...outlines];
}

/** A comment of one or more lines; what a name holds cannot end it. */
export function latexComment(...lines: readonly string[]): string {
  return lines.map((line) => `% ${line.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, '?')}`).join('\n'); // eslint-disable-line no-control-regex
}
