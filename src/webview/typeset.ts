import katex from 'katex';

/**
 * Sets TeX into an element, through the DOM: KaTeX then gives styles to elements, which the page's policy allows, and
 * writes no markup, which it forbids.
 */
export function typeset(tex: string, into: HTMLElement, displayMode: boolean): void {
  into.replaceChildren();
  katex.render(tex, into, {
    displayMode,
    throwOnError: false,
    // The TeX is made by `notation`; of the commands that touch HTML it uses this one.
    trust: ({ command }) => command === '\\htmlData',
    strict: false,
    // The limit guards against hostile macros; a large matrix written out may well expand more.
    maxExpand: Infinity,
  });
}
