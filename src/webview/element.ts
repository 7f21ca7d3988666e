/** Makes an element with a class and children; a string becomes text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element with attributes and children. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Makes a button that shows a word or a drawing and says its purpose. */
export function button(className: string, label: string, face: Node | string, click: () => void): HTMLButtonElement {
  const made = element('button', className, face);
  made.type = 'button';
  made.title = label;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', click);
  return made;
}

// What is as it was is not written again: the browser would look for all styles that may depend on it.

export function setHidden(part: HTMLElement, hidden: boolean): void {
  if (part.hidden !== hidden) part.hidden = hidden;
}

export function setText(part: Element, text: string): void {
  if (part.textContent !== text) part.textContent = text;
}

/** Shows a text; an empty one takes no room. */
export function showText(part: HTMLElement, text: string): void {
  setText(part, text);
  setHidden(part, text === '');
}

/** Sets what a part is called by a screen reader. */
export function setLabel(part: Element, label: string): void {
  if (part.getAttribute('aria-label') !== label) part.setAttribute('aria-label', label);
}
