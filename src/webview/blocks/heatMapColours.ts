/** Red, green, blue, 0 … 255. */
type Colour = readonly [number, number, number];

const MIDDLE = 128;
const SPAN = 127;

/** The colours in the theme of the page; null until they are asked for, and when the theme has changed. */
let known: Uint32Array | null = null;

/**
 * The colours of levels 0 … 255 in the theme of the page, as the four bytes of a pixel: from the colour of negative
 * numbers over the paper to that of positive ones, which differ for every kind of colour vision; level 0, no number, is
 * half-way to the text.
 */
export function colourScale(element: Element): Uint32Array {
  return (known ??= scaleIn(getComputedStyle(element)));
}

function scaleIn(style: CSSStyleDeclaration): Uint32Array {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const [paper, text, positive, negative] = ['--paper', '--text', '--positive', '--negative'].map((name) =>
    rgb(context, style.getPropertyValue(name)),
  );
  const scale = [mixed(paper, text, 0.5)];
  for (let level = 1; level <= 255; level++) {
    const share = (level - MIDDLE) / SPAN;
    scale.push(mixed(paper, share < 0 ? negative : positive, Math.abs(share)));
  }
  return new Uint32Array(Uint8Array.from(scale.flatMap((colour) => [...colour, 255])).buffer);
}

/** Any colour of CSS in numbers: the browser reads it. */
function rgb(context: CanvasRenderingContext2D, colour: string): Colour {
  context.fillStyle = colour.trim();
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function mixed(from: Colour, to: Colour, share: number): Colour {
  const part = (i: number) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [part(0), part(1), part(2)];
}

const listeners = new Set<() => boolean>();

/** Calls the listener whenever the editor's theme has changed, for as long as the element is in the page. */
export function onThemeChange(element: Element, listener: () => void): void {
  if (listeners.size === 0) observe();
  listeners.add(() => {
    if (element.isConnected) listener();
    return element.isConnected;
  });
}

function observe(): void {
  known = null;
  let theme = themeOfPage();
  const observer = new MutationObserver(() => {
    // The body has classes for what the reader does too.
    const before = theme;
    theme = themeOfPage();
    if (theme === before) return;
    known = null;
    for (const tell of listeners) if (!tell()) listeners.delete(tell);
    if (listeners.size === 0) observer.disconnect();
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

function themeOfPage(): string {
  const classes = [...document.body.classList].filter((name) => name.startsWith('vscode-'));
  return `${classes.join(' ')} ${document.documentElement.getAttribute('style') ?? ''}`;
}
