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
  return (tex, display) => loaded.default.renderToString(tex, { ...options, displayMode: display });
}

/** Families of KaTeX that no formula of a network has. */
const UNUSED = /@font-face\s*\{[^}]*KaTeX_(?:Caligraphic|Fraktur|SansSerif|Script|Typewriter)[^}]*\}/g;

/** KaTeX's style sheet with the fonts that formulas of networks need. */
export function usedMathStyle(style: string): string {
  return style
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(UNUSED, '')
    .replace(/<\//g, '<\\/')
    .trim();
}
