import { Session, type Profiler } from 'node:inspector';

/** Samples the stack all the time, to say afterwards what a stretch of it was spent on. */
export class BlockProfile {
  private readonly session = new Session();

  private constructor() {
    this.session.connect();
  }

  static async start(): Promise<BlockProfile> {
    const made = new BlockProfile();
    const post = (method: string, parameters?: object): Promise<void> =>
      new Promise((resolve, reject) => {
        made.session.post(method, parameters, (error) => (error ? reject(error) : resolve()));
      });
    await post('Profiler.enable');
    await post('Profiler.setSamplingInterval', { interval: 500 });
    await post('Profiler.start');
    return made;
  }

  /** The functions that were on the stack longest from `start` to `end` (of `performance.now()`), outermost first. */
  async spentOn(start: number, end: number): Promise<string[]> {
    const profile = await new Promise<Profiler.Profile>((resolve, reject) => {
      this.session.post('Profiler.stop', (error, { profile: made }) => (error ? reject(error) : resolve(made)));
    });
    this.session.disconnect();
    // Both clocks count from the start of the machine, V8's in microseconds.
    const origin = Number(process.hrtime.bigint()) / 1000 - performance.now() * 1000;
    const [from, to] = [origin + start * 1000, origin + end * 1000];
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((c) => [c, id] as const)));
    const spent = new Map<string, { time: number; depth: number }>();
    let at = profile.startTime;
    profile.samples!.forEach((sample, i) => {
      at += profile.timeDeltas![i];
      if (at < from || at > to) return;
      const path: number[] = [];
      for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) path.push(id);
      const seen = new Set<string>();
      path.reverse().forEach((id, depth) => {
        const { functionName, url, lineNumber } = nodes.get(id)!.callFrame;
        const place = `${functionName || '(anonymous)'} ${url.replace(/^.*\/(src|test|out)\//, '')}:${lineNumber + 1}`;
        if (seen.has(place)) return;
        seen.add(place);
        const known = spent.get(place) ?? { time: 0, depth };
        spent.set(place, { time: known.time + profile.timeDeltas![i] / 1000, depth: Math.min(known.depth, depth) });
      });
    });
    const share = (end - start) / 10;
    return [...spent]
      .filter(([, { time }]) => time >= share)
      .sort(([, a], [, b]) => a.depth - b.depth || b.time - a.time)
      .map(([place, { time }]) => `${time.toFixed(0).padStart(6)} ms ${place}`);
  }
}
