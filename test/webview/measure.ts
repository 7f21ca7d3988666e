// All run inside the browser, so each is whole in itself.

/** What is cut, out of reach, too small or lies over something else on a page, found by measuring it. */
export function misplaced(): string[] {
  const found = new Set<string>();
  const nameOf = (element: Element): string => {
    const block = element.closest<HTMLElement>('[data-block]')?.dataset['block'] ?? '';
    const { tagName, classList } = element;
    return `${block} ${tagName.toLowerCase()}${[...classList].map((name) => `.${name}`).join('')}`.trim();
  };
  const shown = (element: Element): boolean => element.getClientRects().length > 0;
  /** Only for screen readers. */
  const aside = (element: Element): boolean => element.closest('.katex-mathml, .spoken, .status, title') !== null;

  if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
    found.add('the page is wider than the window');

  for (const element of document.querySelectorAll<HTMLElement>('body *:not(svg, svg *, .katex *)')) {
    if (!shown(element) || aside(element) || /^(SELECT|INPUT|TEXTAREA|OPTION)$/.test(element.tagName)) continue;
    const { overflowX, overflowY, scrollbarWidth } = getComputedStyle(element);
    const wider = element.scrollWidth > element.clientWidth + 1;
    if (overflowX === 'visible') continue;
    const bar = scrollbarWidth === 'thin' || parseFloat(getComputedStyle(element, '::-webkit-scrollbar').height) > 0;
    if (wider && (overflowX === 'hidden' || !bar)) found.add(`${nameOf(element)} is cut at its side`);
    if (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1)
      found.add(`${nameOf(element)} is cut below: ${element.scrollHeight} of ${element.clientHeight}`);
    // What lies to the left of the place cannot be scrolled to.
    const edge = element.getBoundingClientRect().left - element.scrollLeft;
    for (const inner of element.querySelectorAll('.katex-base, text, td, th')) {
      if (shown(inner) && !aside(inner) && inner.getBoundingClientRect().left < edge - 2)
        found.add(`${nameOf(inner)} begins left of its place`);
    }
  }

  const apart = (boxes: readonly { readonly box: DOMRect; readonly name: string }[], play: number): void => {
    boxes.forEach(({ box: a, name }, i) => {
      for (const { box: b, name: other } of boxes.slice(i + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > play && down > play) found.add(`${name} lies over ${other}`);
      }
    });
  };
  const boxOf = (element: Element, name: string) => ({ box: element.getBoundingClientRect(), name });
  for (const svg of document.querySelectorAll('.drawing-area svg')) {
    const texts = [...svg.querySelectorAll('text')];
    apart(
      texts.map((text) => boxOf(text, `“${text.textContent}”`)),
      2,
    );
    for (const text of texts) {
      const scale = text.getBoundingClientRect().height / text.getBBox().height;
      if (scale * parseFloat(getComputedStyle(text).fontSize) < 7) found.add(`“${text.textContent}” is too small`);
      const circle = text.parentElement!.querySelector(':scope > circle')?.getBoundingClientRect();
      if (circle && text.getBoundingClientRect().width > circle.width)
        found.add(`“${text.textContent}” leaves its neuron`);
    }
  }
  for (const formula of document.querySelectorAll('.formula-area')) {
    const bases = [...formula.querySelectorAll('.katex-base')].filter(
      (base) => !base.parentElement!.closest('.katex-base'),
    );
    apart(
      bases.map((base) => boxOf(base, `${nameOf(formula)}: “${base.textContent.slice(0, 30)}”`)),
      4,
    );
  }
  apart(
    [...document.querySelectorAll('main > h1, main h2, main .block')]
      .filter(shown)
      .map((part) => boxOf(part, nameOf(part))),
    1,
  );

  return [...found];
}

/** Text that is too faint on what it lies on, by the measure of WCAG: a contrast of less than 4.5. */
export function faint(): string[] {
  const found: string[] = [];
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const known = new Map<string, Colour>();
  const read = (colour: string): Colour => {
    const before = known.get(colour);
    if (before !== undefined) return before;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    const colours: Colour = [red, green, blue, alpha / 255];
    known.set(colour, colours);
    return colours;
  };
  const over = (top: Colour, below: Colour): Colour => {
    const mixed = (i: 0 | 1 | 2) => top[i] * top[3] + below[i] * (1 - top[3]);
    return [mixed(0), mixed(1), mixed(2), 1];
  };
  const luminance = (colour: Colour): number => {
    const linear = (i: 0 | 1 | 2) =>
      colour[i] / 255 <= 0.04045 ? colour[i] / 255 / 12.92 : ((colour[i] / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
  };
  const white: Colour = [255, 255, 255, 1];
  const grounds = new Map<Element, Colour>();
  const groundOf = (element: Element): Colour => {
    const there = grounds.get(element);
    if (there !== undefined) return there;
    const own = read(getComputedStyle(element).backgroundColor);
    const ground =
      own[3] === 1 ? own : over(own, element.parentElement === null ? white : groundOf(element.parentElement));
    grounds.set(element, ground);
    return ground;
  };
  const seen = new Set<string>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement!;
    if (
      node.textContent!.trim() === '' ||
      element.closest('script, :disabled, .formula-tools, .katex-mathml, .spoken, .status, title') ||
      !element.checkVisibility()
    )
      continue;
    const { color, fill } = getComputedStyle(element);
    const ground = groundOf(element);
    const written = element instanceof SVGElement ? fill : color;
    if (seen.has(`${written} ${ground.join()}`)) continue;
    seen.add(`${written} ${ground.join()}`);
    // Only as tall as something else is.
    if (read(written)[3] === 0) continue;
    const [a, b] = [luminance(over(read(written), ground)), luminance(ground)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5)
      found.push(`“${node.textContent}” of ${element.closest('[class]')!.className}: contrast ${contrast.toFixed(1)}`);
  }
  return found;
}

/** The numbers, letters and signs of every formula, in no order: what must be there however it is set. */
export function written(): Record<string, string> {
  const formulas = [...document.querySelectorAll('.formula-area')].filter((area) => area.querySelector('.katex-html'));
  const signs = (area: Element) =>
    [...area.querySelectorAll('.katex-html')].flatMap(
      (html) => html.textContent.match(/[0-9ΣΔ∇WXYLfbηT=·∘∙+−]/g) ?? [],
    );
  return Object.fromEntries(
    formulas.map((area) => [area.closest<HTMLElement>('[data-block]')!.dataset['block']!, signs(area).sort().join('')]),
  );
}
