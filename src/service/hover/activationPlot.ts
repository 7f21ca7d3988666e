import type { Activation } from '../../functions/builtin/activation';
import { axisText } from '../../numbers/numberText';

const WIDTH = 260;
/** With the formulas above and the words below it fits into the lowest hover, of 250 pixels. */
const HEIGHT = 118;
const MARGIN = 14;
/** Mid tones that keep their contrast on a light and on a dark hover: an image does not know the theme. */
const COLOURS = { value: '#2f81d6', derivative: '#c8761a', axis: '#8a8a8a', mark: '#b5338a' };
const POINTS = 240;
/** Beyond so many pre-activations the marks would be a smear. */
const MARKS = 60;

/**
 * A small plot of σ (solid) and σ′ (dashed) as an SVG document, with the layer's own pre-activations marked on σ.
 * The window holds at least [−4, 4] and all the marks.
 */
export function activationPlot(activation: Activation, preActivations: ArrayLike<number>): string {
  const marks = Array.from({ length: Math.min(preActivations.length, MARKS) }, (_, i) => preActivations[i]).filter(
    Number.isFinite,
  );
  const reach = Math.min(1e6, Math.max(4, ...marks.map((x) => 1.15 * Math.abs(x))));
  const xs = Array.from({ length: POINTS + 1 }, (_, i) => ((2 * i) / POINTS - 1) * reach);
  const values = xs.map((x) => activation.value(x));
  const slopes = xs.map((x) => activation.derivative(x));
  const [low, high] = window([...values, ...slopes, ...marks.map((x) => activation.value(x))], reach);
  const px = (x: number): number => MARGIN + ((x + reach) / (2 * reach)) * (WIDTH - 2 * MARGIN);
  const py = (y: number): number => HEIGHT - MARGIN - ((y - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
  const path = (ys: readonly number[]): string => curve(xs, ys, px, py, low, high);
  const zero = py(Math.min(Math.max(0, low), high));
  const dots = marks
    .map((x) => ({ x: px(x), y: py(activation.value(x)) }))
    .filter(({ y }) => Number.isFinite(y))
    .map(({ x, y }) => `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="3.2" fill="${COLOURS.mark}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<g fill="none" stroke="${COLOURS.axis}" stroke-width="1">`,
    `<path d="M${MARGIN} ${fixed(zero)}H${WIDTH - MARGIN}M${fixed(px(0))} ${MARGIN}V${HEIGHT - MARGIN}"/></g>`,
    `<path d="${path(slopes)}" fill="none" stroke="${COLOURS.derivative}" stroke-width="1.6" stroke-dasharray="5 3"/>`,
    `<path d="${path(values)}" fill="none" stroke="${COLOURS.value}" stroke-width="2"/>`,
    ...dots,
    label(WIDTH - MARGIN, zero + 11, 'end', axisText(reach, 2)),
    label(MARGIN, zero + 11, 'start', axisText(-reach, 2)),
    label(px(0) + 4, MARGIN - 3, 'start', axisText(high, 2)),
    label(px(0) + 4, HEIGHT - 3, 'start', axisText(low, 2)),
    '</svg>',
  ].join('');
}

/** The plot as an image of Markdown. */
export function plotMarkdown(svg: string, title: string): string {
  const encoded = encodeURIComponent(svg).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `![${title}](data:image/svg+xml,${encoded})`;
}

/** From the lowest to the highest finite value, with 0 in it; functions that shoot off are cut. */
function window(values: readonly number[], reach: number): [number, number] {
  const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
  const limit = 4 * reach;
  const low = Math.max(-limit, Math.min(0, finite[0] ?? 0));
  const high = Math.min(limit, Math.max(0, finite.at(-1) ?? 1));
  const slack = 0.06 * (high - low || 1);
  return [low - slack, high + slack];
}

/** The curve through the points; it is lifted where the function jumps, leaves the window or has no value. */
function curve(
  xs: readonly number[],
  ys: readonly number[],
  px: (x: number) => number,
  py: (y: number) => number,
  low: number,
  high: number,
): string {
  let path = '';
  let down = false;
  ys.forEach((y, i) => {
    const inside = Number.isFinite(y) && y >= low && y <= high;
    const jump = i > 0 && Math.abs(y - ys[i - 1]) > 0.25 * (high - low);
    if (inside) path += `${down && !jump ? 'L' : 'M'}${fixed(px(xs[i]))} ${fixed(py(y))}`;
    down = inside;
  });
  return path;
}

function label(x: number, y: number, anchor: 'start' | 'end', text: string): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" font-family="sans-serif" font-size="9" fill="${COLOURS.axis}" text-anchor="${anchor}">${text}</text>`;
}

function fixed(n: number): string {
  return String(Math.round(n * 100) / 100);
}
