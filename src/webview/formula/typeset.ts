import katex from 'katex';

/**
 * Sets TeX into an element, through the DOM: KaTeX then gives styles to elements, which the page's policy allows, and
 * writes no markup, which it forbids.
 * @param mathMl whether the formula is there for a screen reader too, which doubles its nodes
 */
export function typeset(tex: string, into: HTMLElement, displayMode: boolean, mathMl = true): void {
  into.replaceChildren();
  withStylesThroughDom(() =>
    katex.render(tex, into, {
      displayMode,
      output: mathMl ? 'htmlAndMathml' : 'html',
      throwOnError: false,
      // The TeX is made by `notation`; of the commands that touch HTML it uses this one.
      trust: ({ command }) => command === '\\htmlData',
      strict: false,
      // The limit guards against hostile macros; a large matrix written out may well expand more.
      maxExpand: Infinity,
    }),
  );
}

/**
 * The pictures that tall brackets are made of are the one place where KaTeX writes a style as an attribute, which the
 * policy takes for an inline style. For as long as it draws, such an attribute becomes a style by the DOM's own way.
 */
function withStylesThroughDom(draw: () => void): void {
  SVGElement.prototype.setAttribute = function (this: SVGElement, name: string, value: string): void {
    if (name === 'style') this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
  try {
    draw();
  } finally {
    // What is left is the method of Element, from which this one was taken over.
    delete (SVGElement.prototype as { setAttribute?: unknown }).setAttribute;
  }
}
