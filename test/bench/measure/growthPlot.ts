import { duration } from './report';

/** Time against a size. */
export interface Growth {
  readonly what: string;
  readonly points: readonly (readonly [size: number, milliseconds: number])[];
  /** The exponent of the power law through the larger half of the points. */
  readonly power: number;
}

const WIDTH = 250;
const HEIGHT = 190;
const LEFT = 52;
const TOP = 40;
const PLOT_WIDTH = 180;
const PLOT_HEIGHT = 110;

/** Panels beside each other with logarithmic scales: the points, and the power law dashed. */
export function growthPlot(growths: readonly Growth[], foot: string): string {
  const width = WIDTH * growths.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT + 24}" font-family="sans-serif" font-size="11" role="img" aria-label="Time against size on logarithmic scales; the exponents are in the titles">
<rect width="100%" height="100%" fill="#fff"/>
${growths.map((growth, i) => `<g transform="translate(${i * WIDTH} 0)">${panel(growth)}</g>`).join('\n')}
<text x="${LEFT}" y="${HEIGHT + 14}" fill="#555">${foot}</text>
</svg>
`;
}

function panel({ what, points, power }: Growth): string {
  const sizes = points.map(([size]) => Math.log(size));
  const times = points.map(([, time]) => Math.log(time));
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const x = (size: number): number => LEFT + (PLOT_WIDTH * (size - sizes[0])) / (sizes.at(-1)! - sizes[0]);
  const y = (time: number): number => TOP + PLOT_HEIGHT * (1 - (time - low) / (high - low));
  const half = sizes.length >> 1;
  const center = mean(sizes.slice(half));
  const law = (size: number): number => mean(times.slice(half)) + power * (size - center);
  const dots = sizes.map((size, i) => `<circle cx="${x(size).toFixed(1)}" cy="${y(times[i]).toFixed(1)}" r="3" fill="#1f5fa8"/>`); // prettier-ignore
  const [from, to] = [sizes[half], sizes.at(-1)!];
  return `
<text x="${LEFT}" y="16" font-weight="bold">${what}</text>
<text x="${LEFT}" y="30" fill="#555">exponent ${power.toFixed(2)}</text>
<path d="M${LEFT} ${TOP - 4}V${TOP + PLOT_HEIGHT + 6}H${LEFT + PLOT_WIDTH + 6}" fill="none" stroke="#888"/>
<path d="M${x(from).toFixed(1)} ${y(law(from)).toFixed(1)}L${x(to).toFixed(1)} ${y(law(to)).toFixed(1)}" stroke="#b3541e" stroke-dasharray="5 3"/>
${dots.join('')}
<text x="${LEFT}" y="${TOP + PLOT_HEIGHT + 20}" text-anchor="middle">${points[0][0]}</text>
<text x="${LEFT + PLOT_WIDTH}" y="${TOP + PLOT_HEIGHT + 20}" text-anchor="middle">${points.at(-1)![0]}</text>
<text x="${LEFT - 5}" y="${TOP + PLOT_HEIGHT + 2}" text-anchor="end">${duration(Math.exp(low))}</text>
<text x="${LEFT - 5}" y="${TOP + 4}" text-anchor="end">${duration(Math.exp(high))}</text>`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
