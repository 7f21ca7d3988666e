import { DONE } from '../../notation/tex/stepTex';
import type katexModule from 'katex';
import { PAPER_IN_EM, pageTex, type TexStyle } from '../../notation/tex/texStyle';

/** The product being taken is marked, so that the style sheet can set it off. */
export const htmlStyle: TexStyle = {
  ...pageTex,
  lineWidthInEm: PAPER_IN_EM,
  matrixInEm: PAPER_IN_EM,
  data: (attribute, tex) =>
    attribute.startsWith('step=') && !attribute.endsWith(DONE) ? `\\htmlClass{${attribute.slice(5)}}{${tex}}` : tex,
};

export type Typeset = (tex: string, display: boolean) => string;

/** The last formulas: a sheet and its key, a page and its slides have many in common, and to typeset one takes long. */
let kept = new Map<string, string>();
let keptLength = 0;
/** Those before them. */
let keptBefore = new Map<string, string>();
/** About so many signs of HTML are kept, and as many of those before. */
const MOST_KEPT = 4_000_000;

/**
 * KaTeX, which is loaded when the first formula is written: it is large.
 * @param output MathML alone needs neither a style sheet nor fonts.
 */
export async function loadTypeset(output: 'htmlAndMathml' | 'mathml' = 'htmlAndMathml'): Promise<Typeset> {
  const loaded: { readonly default: typeof katexModule } = await import('katex');
  const options = {
    strict: false,
    output,
    // Formulas come from the model, which has no other command with a right to do something.
    trust: ({ command }: { command: string }) => command === '\\htmlClass',
  } as const;
  return (tex, display) => {
    const key = `${output} ${display} ${tex}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const html = keptBefore.get(key) ?? loaded.default.renderToString(tex, { ...options, displayMode: display });
    // To look at a sign makes one text of its thousands of pieces, which otherwise are kept too.
    html.charCodeAt(0);
    if (keptLength > MOST_KEPT) {
      keptBefore = kept;
      kept = new Map();
      keptLength = 0;
    }
    kept.set(key, html);
    keptLength += html.length;
    return html;
  };
}

/** Families of KaTeX that no formula of a network has. */
const UNUSED = /@font-face\s*\{[^}]*KaTeX_(?:Caligraphic|Fraktur|SansSerif|Script|Typewriter)[^}]*\}/g;

/** KaTeX's style sheet with the fonts that formulas of networks need. */
export function usedMathStyle(style: string): string {
  if (used?.of !== style) {
    const part = style
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(UNUSED, '')
      .replace(/<\//g, '<\\/')
      .trim();
    used = { of: style, part };
  }
  return used.part;
}

/** The last one: every file has the same. */
let used: { readonly of: string; readonly part: string } | null = null;
