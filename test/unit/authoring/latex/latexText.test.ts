import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unsetLetters } from '../../../../src/authoring/latex/unsetLetters';
import { latexComment, latexFonts, latexProse, latexText } from '../../../../src/authoring/latex/latexText';

describe('text in LaTeX', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['50 % of {a}', '50 \\% of \\{a\\}'],
    ['\\input{/etc/passwd}', '\\textbackslash{}input\\{/etc/passwd\\}'],
    ['$x_1^2$ & #3 ~', '\\$x\\_\\allowbreak{}1\\textasciicircum{}2\\$ \\& \\#3 \\textasciitilde{}'],
    ['∇W₁₂ of Σ′₁', "$\\nabla$W$_{12}$ of $\\Sigma'_{1}$"],
    ['4.3⋅10⁻⁹', '4.3$\\cdot$10$^{-9}$'],
    ['W₂ᵀ·Δ₂', 'W$_{2}^{T}\\cdot\\Delta_{2}$'],
    ['слой', 'слой'],
    ['層', '\\texttt{[U+5C64]}'],
    ['“a” – b', "``a'' -- b"],
    // What T1 and TS1 have is typed; what no encoding has as a whole has its accents.
    [
      'Łódź, Győr, Iași, Ağrı, Ålesund, Tromsø, Straße, Færøerne',
      'Łódź, Győr, Iași, Ağrı, Ålesund, Tromsø, Straße, Færøerne',
    ],
    ['5 € № 3‰ § 20° „a“ «b»', '5 € № 3‰ § 20° „a`` \\guillemotleft{}b\\guillemotright{}'],
    ['Nguyễn, ẏ, ḳ, x̂', 'Nguy\\~{\\^{e}}n, \\.{y}, \\d{k}, \\^{x}'],
    ['їжак, ґанок, Њ', 'їжак, ґанок, Њ'],
    ['xᵢ₊₁ ⇒ eⁿ', 'x$_{i+1}$ $\\Rightarrow$ e$^{n}$'],
    ['a\u2028b', 'a\\texttt{[U+2028]}b'],
  ];
  for (const [text, source] of cases) it(`writes ${text}`, () => assert.equal(latexText(text), source));

  it('sets quantities in sentences as mathematics, and words as words', () => {
    const written = [
      ['A ⋅ B is a product', '$A$ $\\cdot$ $B$ is a product'],
      ['the entry in row i of its W.', 'the entry in row $i$ of its $W$.'],
      ['A layer, e.g. a small one; I', 'A layer, e.g. a small one; I'],
      ['respect to W2, Σ′₁ and W₂ᵀ', "respect to $W_{2}$, $\\Sigma'_{1}$ and $W_{2}^{T}$"],
      ['the layer’s “x”', "the layer's ``x''"],
    ];
    for (const [text, source] of written) assert.equal(latexProse(text), source);
  });

  it('names the letters that it could not write, each once', () => {
    const file = (name: string, text: string) => ({ name, content: `\\title{${latexText(text)}}` });
    const said = unsetLetters([file('a.tex', 'Łódź 層 [U+5C64] ħ 層'), file('a.svg', '字')]);
    assert.deepEqual(said?.args, ['層 (U+5C64), ħ (U+0127)']);
    assert.equal(unsetLetters([file('a.tex', 'Łódź [U+5C64] слой €')]), null);
  });

  it('leaves no character that TeX reads as a command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const rest = latexText(text)
          .replace(
            /\\(textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar|textquotedbl|textasciigrave|allowbreak|dots|guillemotleft|guillemotright)\{\}/g,
            '',
          )
          .replace(/\\[{}$&#%_,-]/g, '')
          // A letter with its accents.
          .replace(/(?:\\[`'^~=u."rHvdckb]\{)+(?:[a-zA-Z]|\\i)\}+/g, '')
          .replace(/\\texttt\{\[U\+[0-9A-F]{4,6}\]\}/g, '')
          .replace(/\$[^$]*\$/g, '');
        assert.doesNotMatch(rest, /[\\{}$&#%_^\n\r]/);
      }),
    );
  });

  it('keeps a comment on its line', () => {
    assert.equal(latexComment('a\nb', 'c\u2028d'), '% a?b\n% c?d');
  });

  it('writes every sign that TeX reads otherwise, every space, hyphen and quote, and every accent', () => {
    const signs: Readonly<Record<string, string>> = {
      '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', $: '\\$', '&': '\\&', '#': '\\#', '%': '\\%', _: '\\_\\allowbreak{}',
      '^': '\\textasciicircum{}', '~': '\\textasciitilde{}', '<': '\\textless{}', '>': '\\textgreater{}', '|': '\\textbar{}',
      '"': '\\textquotedbl{}', '`': '\\textasciigrave{}', '-': '-', '“': '``', '”': "''", '‘': '`', '’': "'",
      '«': '\\guillemotleft{}', '»': '\\guillemotright{}', '–': '--', '—': '---', '…': '\\dots{}', '\u2010': '-', '\u2011': '-',
      '\u00ad': '\\-', '\u00a0': '~', '\u2009': '\\,', '\u202f': '\\,', '\t': ' ', '\n': ' ', '\r': ' ',
    }; // prettier-ignore
    for (const [sign, source] of Object.entries(signs)) assert.equal(latexText(`A${sign}B`), `A${source}B`, sign);
    // The commands of LaTeX for accents; Unicode has no q with any of them.
    const accents = { '\u0300': '`', '\u0301': "'", '\u0302': '^', '\u0303': '~', '\u0304': '=', '\u0306': 'u', '\u0307': '.', '\u0308': '"', '\u030a': 'r', '\u030b': 'H', '\u030c': 'v', '\u0323': 'd', '\u0327': 'c', '\u0328': 'k', '\u0331': 'b' }; // prettier-ignore
    for (const [mark, command] of Object.entries(accents))
      assert.equal(latexText(`q${mark}`), `\\${command}{q}`, command);
    // An accent above takes the dot of an i, one below leaves it.
    assert.equal(latexText('i\u030b'), '\\H{\\i}');
    assert.equal(latexText('i\u0331'), '\\b{i}');
  });

  it('has fonts for Latin and Cyrillic letters, and takes from those for Latin what the others lack', () => {
    assert.match(latexFonts('a').join(), /\[T1\]\{fontenc\}.*lmodern/);
    const cyrillic = latexFonts('слой').join();
    assert.match(cyrillic, /\[T1,T2A\]\{fontenc\}/);
    assert.doesNotMatch(cyrillic, /lmodern|DeclareTextSymbolDefault/);
    // The commands that inputenc gives these letters in t1enc.dfu.
    const commands = { Ð: 'DH', Þ: 'TH', ð: 'dh', þ: 'th', Đ: 'DJ', đ: 'dj', Ŋ: 'NG', ŋ: 'ng', Ł: 'L', ł: 'l', '‚': 'quotesinglbase', '‹': 'guilsinglleft', '›': 'guilsinglright' }; // prettier-ignore
    for (const [letter, command] of Object.entries(commands)) {
      assert.ok(latexFonts(`слой ${letter}`).join().includes(`\\DeclareTextSymbolDefault{\\${command}}{T1}`), letter);
      assert.ok(!latexFonts(letter).join().includes('DeclareTextSymbolDefault'), letter);
    }
  });
});
