import type { DescentPlot } from '../../panel/protocol';
import { svgElement } from '../element';

/** The whole picture, and the part of it that the curve has to itself. */
const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 86;
const RIGHT = 620;
const TOP = 30;
const BOTTOM = 254;
/** Points are drawn as such while there are few. */
const DOTS = 60;

/** The objective over the steps, with numbers on both axes. */
export function descentPlot(plot: DescentPlot, xName: string, yName: string, label: string): SVGSVGElement {
  const x = (at: number): number => round(LEFT + at * (RIGHT - LEFT));
  const y = (at: number): number => round(BOTTOM - at * (BOTTOM - TOP));
  const picture = svgElement('svg', {
    class: 'descent-plot',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
    'aria-label': label,
  });
  for (const tick of plot.yTicks) {
    picture.append(
      svgElement('line', { class: 'grid', x1: LEFT, x2: RIGHT, y1: y(tick.at), y2: y(tick.at) }),
      svgElement('text', { class: 'y-label', x: LEFT - 10, y: y(tick.at) }, tick.label),
    );
  }
  for (const tick of plot.xTicks) {
    picture.append(
      svgElement('line', { class: 'axis', x1: x(tick.at), x2: x(tick.at), y1: BOTTOM, y2: BOTTOM + 5 }),
      svgElement('text', { class: 'x-label', x: x(tick.at), y: BOTTOM + 22 }, tick.label),
    );
  }
  picture.append(
    svgElement('path', { class: 'axis', d: `M${LEFT} ${TOP - 8}V${BOTTOM}H${RIGHT}` }),
    svgElement('text', { class: 'name y-label', x: LEFT - 10, y: TOP - 16 }, yName),
    svgElement('text', { class: 'name x-label', x: RIGHT, y: HEIGHT - 4 }, xName),
    svgElement('polyline', {
      class: 'curve',
      points: plot.points.map((point) => `${x(point.x)},${y(point.y)}`).join(' '),
    }),
  );
  if (plot.points.length <= DOTS) {
    for (const point of plot.points) {
      picture.append(svgElement('circle', { class: 'dot', cx: x(point.x), cy: y(point.y), r: 2.6 }));
    }
  }
  return picture;
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}
