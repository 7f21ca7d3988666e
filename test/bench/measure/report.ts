import { ratio, type Measured } from './interleaved';

/** A row of the table in docs/performance.md: ours beside a peer's, and the target. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly compared: string;
  readonly target: string;
  /** null if it was not compared. */
  readonly met: boolean | null;
}

/** A target of design/performance.md for our time ÷ the peer's, and what came of it. */
export function verdict(
  measured: ReadonlyMap<string, Measured>,
  what: string,
  ours: string,
  theirs: string,
  atMost: number,
): Line {
  const a = measured.get(ours);
  const b = measured.get(theirs);
  const target = `≤ ${fraction(atMost)}`;
  if (a === undefined || b === undefined) {
    return { what, ours: a ? spread(a) : '–', peer: `${theirs} –`, compared: 'not compared', target, met: null };
  }
  const r = ratio(a, b);
  return { what, ours: spread(a), peer: `${theirs} ${spread(b)}`, compared: digits(r), target, met: r <= atMost };
}

/** A line for the terminal. */
export function printed({ what, ours, peer, compared, target, met }: Line): string {
  const outcome = met === null ? '' : met ? ', met' : ', missed';
  return `${what}: ${ours} beside ${peer}: ${compared} (target ${target}${outcome})`;
}

/** The fastest round of each, and the spread of its rounds. */
export function table(measured: ReadonlyMap<string, Measured>): string[] {
  return [...measured].map(([name, each]) => `${name.padEnd(24)} ${spread(each)}`);
}

/** The fastest round; from the first to the third quartile of all. */
function spread({ best, rounds }: Measured): string {
  const sorted = [...rounds].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  return `${duration(best)} (${duration(at(0.25))} – ${duration(at(0.75))})`;
}

/** Milliseconds with three digits and a fitting unit. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1) return `${digits(milliseconds)} ms`;
  return milliseconds >= 1e-3 ? `${digits(milliseconds * 1e3)} µs` : `${digits(milliseconds * 1e6)} ns`;
}

function digits(x: number): string {
  return x >= 100 ? x.toFixed(0) : x.toPrecision(x < 0.1 ? 2 : 3);
}

function fraction(x: number): string {
  return x < 0.1 ? `1/${Math.round(1 / x)}` : String(x);
}
