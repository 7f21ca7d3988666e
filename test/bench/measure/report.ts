import { ratio, type Measured } from './interleaved';

/** One line: ours ÷ theirs beside its target of design/performance.md, and whether it was met. */
export function verdict(measured: ReadonlyMap<string, Measured>, ours: string, theirs: string, atMost: number): string {
  const a = measured.get(ours);
  const b = measured.get(theirs);
  const target = `target ≤ ${atMost.toFixed(3)}`;
  if (a === undefined || b === undefined) return `${ours} ÷ ${theirs}: not compared (${target})`;
  const r = ratio(a, b);
  return `${ours} ÷ ${theirs}: ${r.toFixed(3)} (${target}, ${r <= atMost ? 'met' : 'missed'})`;
}

/** The fastest round of each. */
export function table(measured: ReadonlyMap<string, Measured>): string[] {
  return [...measured].map(([name, { best }]) => `${name.padEnd(24)} ${duration(best).padStart(12)}`);
}

function duration(milliseconds: number): string {
  if (milliseconds >= 1) return `${milliseconds.toFixed(2)} ms`;
  return milliseconds >= 1e-3 ? `${(milliseconds * 1e3).toFixed(2)} µs` : `${(milliseconds * 1e6).toFixed(0)} ns`;
}
