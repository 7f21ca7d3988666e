import katex from 'katex';

/** The letters that MathML Core has no attribute for, by the variant and the letter that KaTeX writes. */
const VARIANTS: Readonly<Record<string, string>> = { 'double-struck R': 'ℝ', 'bold 1': '𝟏' };

/**
 * The formula as a `math` element of MathML, as text for the clipboard. What KaTeX writes is mended so that browsers,
 * which know MathML Core only, show it as it is on the page.
 */
export function mathMl(tex: string): string {
  const html = katex.renderToString(tex, { displayMode: true, output: 'mathml', strict: false, maxExpand: Infinity });
  const math = html.slice(html.indexOf('<math'), html.lastIndexOf('</math>') + '</math>'.length);
  const { documentElement } = new DOMParser().parseFromString(math, 'application/xml');
  openTokens(documentElement);
  joinLetters(documentElement);
  for (const letter of all(documentElement, '[mathvariant]')) showVariant(letter);
  for (const table of all(documentElement, 'mtable')) alignCells(table);
  return new XMLSerializer().serializeToString(documentElement);
}

function all(root: Element, selector: string): MathMLElement[] {
  return [...root.querySelectorAll<MathMLElement>(selector)];
}

/** A token holds text only; in one that holds elements a browser would see just their text. Padding is written as MathML 3. */
function openTokens(root: Element): void {
  for (const token of all(root, 'mi, mo, mn, mpadded')) {
    if (token.firstElementChild === null) continue;
    const row = token.ownerDocument.createElementNS(token.namespaceURI, 'mrow');
    row.append(...token.childNodes);
    token.replaceWith(row.childElementCount === 1 ? row.firstElementChild! : row);
  }
}

/** An upright word is written letter by letter; as one token it is upright without any attribute. */
function joinLetters(root: Element): void {
  for (const letter of all(root, 'mi[mathvariant="normal"]')) {
    let next = letter.nextElementSibling;
    while (
      next?.localName === 'mi' &&
      next.getAttribute('mathvariant') === 'normal' &&
      /^[a-z]+$/i.test(letter.textContent)
    ) {
      letter.textContent += next.textContent;
      next.remove();
      next = letter.nextElementSibling;
    }
  }
}

function showVariant(letter: MathMLElement): void {
  const variant = letter.getAttribute('mathvariant')!;
  const written = VARIANTS[`${variant} ${letter.textContent}`];
  if (variant === 'normal') letter.style.textTransform = 'none';
  if (written === undefined) return;
  letter.textContent = written;
  letter.removeAttribute('mathvariant');
}

/** Browsers do not look at the attributes of a table, other readers at nothing else. */
function alignCells(table: Element): void {
  const alignments = (table.getAttribute('columnalign') ?? 'center').split(' ');
  const space = parseFloat(table.getAttribute('columnspacing') ?? '1');
  for (const row of table.children) {
    [...row.children].forEach((cell, c) => {
      const { style } = cell as MathMLElement;
      // What is in a cell is a block: only this way of aligning moves it.
      style.textAlign = `-webkit-${alignments[Math.min(c, alignments.length - 1)]}`;
      style.padding = `0.15em ${space / 2}em`;
    });
  }
}
