import { element, svgElement } from '../element';
import { linesOf } from './texParts';
import { typeset } from './typeset';

/** Sets a formula in lines that break where the window ends: before an operator, as in a book; see `typeset`. */
export function setInLines(tex: string, into: HTMLElement, mathMl: boolean): void {
  const piece = (part: string): HTMLElement => setPiece(part, mathMl);
  const { braced, lines } = linesOf(tex);
  const rows = lines.map(({ left, parts }) => {
    const right = element('span', parts.length > 1 ? 'right columns' : 'right', ...parts.map((part) => piece(part)));
    return element('div', left === '' ? 'line further' : 'line', piece(left), right);
  });
  into.replaceChildren(element('div', braced ? 'lines braced' : 'lines', ...(braced ? [brace()] : []), ...rows));
}

function setPiece(tex: string, mathMl: boolean): HTMLElement {
  const made = element('span', 'piece');
  if (tex === '') return made;
  typeset(`\\displaystyle ${tex}`, made, false, mathMl);
  for (const html of made.querySelectorAll<HTMLElement>('.katex-html')) breakBeforeOperators(html);
  return made;
}

/** KaTeX lets a line break behind an operator: it goes to what follows it. */
function breakBeforeOperators(html: HTMLElement): void {
  const bases = [...html.children];
  for (const [i, base] of bases.slice(0, -1).entries()) {
    const moved: Element[] = [];
    for (let last = base.lastElementChild; last?.matches('.mspace'); last = last.previousElementSibling)
      moved.unshift(last);
    const operator = (moved[0] ?? base.lastElementChild)?.previousElementSibling ?? base.lastElementChild;
    const sign = moved.length === 0 ? base.lastElementChild : operator;
    if (!sign?.matches('.mbin, .mrel')) continue;
    bases[i + 1].firstElementChild!.after(sign, ...moved);
    if (base.childElementCount === 1) base.remove();
  }
}

/** A brace as tall as the lines beside it. */
function brace(): SVGElement {
  const path = svgElement('path', { d: 'M9 1Q5 1 5 8V42Q5 50 1 50Q5 50 5 58V92Q5 99 9 99' });
  return svgElement(
    'svg',
    { class: 'brace', viewBox: '0 0 10 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    path,
  );
}
