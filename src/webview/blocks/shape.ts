import { svgElement } from '../element';

/** An SVG element as it is to be drawn. */
export interface Shape {
  readonly tag: keyof SVGElementTagNameMap;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Shape | string)[];
}

/** A shape with attributes and children. */
export function shape(
  tag: Shape['tag'],
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Shape | string)[]
): Shape {
  const written = Object.entries(attributes).map(([name, value]) => [name, String(value)]);
  return { tag, attributes: Object.fromEntries(written) as Shape['attributes'], children };
}

/** Draws a shape. */
export function drawn({ tag, attributes, children }: Shape): SVGElement {
  return svgElement(tag, attributes, ...children.map((child) => (typeof child === 'string' ? child : drawn(child))));
}

/**
 * Makes of the drawing of one shape that of another; what is equal in both is not touched, and keeps the classes that it
 * has got otherwise.
 *
 * @returns false if the two are built otherwise: then the drawing has to be made anew.
 */
export function redraw(element: Element, before: Shape, now: Shape): boolean {
  if (!isLike(before, now)) return false;
  change(element, before, now);
  return true;
}

function change(element: Element, before: Shape, now: Shape): void {
  for (const [name, value] of Object.entries(now.attributes)) {
    const old = before.attributes[name];
    if (value === old) continue;
    if (name !== 'class') element.setAttribute(name, value);
    else {
      element.classList.remove(...wordsOf(old));
      element.classList.add(...wordsOf(value));
    }
  }
  now.children.forEach((child, i) => {
    const old = before.children[i];
    const node = element.childNodes[i];
    if (typeof child !== 'string') change(node as Element, old as Shape, child);
    else if (child !== old) (node as Text).data = child;
  });
}

/** Whether two shapes have the same elements with the same attributes, whatever is in these. */
function isLike(a: Shape, b: Shape): boolean {
  const names = Object.keys(a.attributes);
  return (
    a.tag === b.tag &&
    names.length === Object.keys(b.attributes).length &&
    names.every((name) => name in b.attributes) &&
    a.children.length === b.children.length &&
    a.children.every((child, i) => {
      const other = b.children[i];
      return typeof child === 'string' || typeof other === 'string'
        ? typeof child === typeof other
        : isLike(child, other);
    })
  );
}

function wordsOf(className: string): string[] {
  return className.split(' ').filter((word) => word !== '');
}
