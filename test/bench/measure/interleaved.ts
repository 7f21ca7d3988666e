/** Something whose time is taken. */
export interface Timed {
  /** Milliseconds that doing it `times` times takes. */
  time(times: number): Promise<number>;
}

export interface Measured {
  /** The fastest round, milliseconds for one time. */
  readonly best: number;
  /** Milliseconds for one time, round by round. */
  readonly rounds: readonly number[];
}

/** Milliseconds that a sample should take at least, and that everyone may run before anything counts. */
const SAMPLE = 20;
const WARM_UP = 150;

/** Measures all in turn, round after round, so that whatever the machine does meets all of them. */
export async function interleaved(all: ReadonlyMap<string, Timed>, rounds: number): Promise<Map<string, Measured>> {
  const names = [...all.keys()];
  const times = new Map<string, number>();
  for (const name of names) times.set(name, await timesForSample(all.get(name)!));
  const results = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length];
      const n = times.get(name)!;
      results.get(name)!.push((await all.get(name)!.time(n)) / n);
    }
  }
  return new Map(names.map((name) => [name, { best: Math.min(...results.get(name)!), rounds: results.get(name)! }]));
}

/** Warms up, so that compilers have seen enough, and finds how often it must be done to fill a sample. */
async function timesForSample(timed: Timed): Promise<number> {
  for (const start = performance.now(); performance.now() - start < WARM_UP;) await timed.time(1);
  for (let times = 1; ; times *= 2) {
    const took = await timed.time(times);
    if (took >= SAMPLE) return Math.max(1, Math.round((times * SAMPLE) / took));
  }
}

/** The median of ours ÷ theirs over the rounds. */
export function ratio(ours: Measured, theirs: Measured): number {
  const ratios = ours.rounds.map((time, i) => time / theirs.rounds[i]).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)];
}
