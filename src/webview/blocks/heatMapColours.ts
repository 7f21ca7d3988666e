/** Red, green, blue, 0 … 255. */
export type Colour = readonly [number, number, number];

const MIDDLE = 128;
const SPAN = 127;

/**
 * The colours of levels 0 … 255 in the theme of the page: from the colour of negative numbers over the paper to that of
 * positive ones, which differ for every kind of colour vision; level 0, no number, is half-way to the text.
 */
export function colourScale(element: Element): readonly Colour[] {
  const style = getComputedStyle(element);
  const [paper, text, positive, negative] = ['--paper', '--text', '--positive', '--negative'].map((name) =>
    rgb(style.getPropertyValue(name)),
  );
  const scale: Colour[] = [mixed(paper, text, 0.5)];
  for (let level = 1; level <= 255; level++) {
    const share = (level - MIDDLE) / SPAN;
    scale.push(mixed(paper, share < 0 ? negative : positive, Math.abs(share)));
  }
  return scale;
}

/** Any colour of CSS in numbers: the browser reads it. */
function rgb(colour: string): Colour {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = colour.trim();
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function mixed(from: Colour, to: Colour, share: number): Colour {
  const part = (i: number) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [part(0), part(1), part(2)];
}

/** Calls the listener whenever the editor's theme has changed, for as long as the element is in the page. */
export function onThemeChange(element: Element, listener: () => void): void {
  const observer = new MutationObserver(() => {
    if (element.isConnected) listener();
    else observer.disconnect();
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
