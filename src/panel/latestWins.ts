import type { CancellationToken } from '../analysis/cancellation';
import { type Clock, hostClock } from './clock';

/** The rest after an answer, in milliseconds: half of what it took, within these bounds. */
const SHORTEST_REST = 16;
const LONGEST_REST = 300;
/** How long a request may stay unanswered before that is said. */
const LATE = 300;

/** Work under way. */
class Run implements CancellationToken {
  isCancellationRequested = false;
  private tell: () => void = () => {};
  readonly cancelled = new Promise<void>((resolve) => (this.tell = resolve));

  cancel(): void {
    this.isCancellationRequested = true;
    this.tell();
  }
}

/**
 * Runs a piece of asynchronous work for the latest of many requests: the first at once, later ones as soon as the last
 * has ended and a short rest after its answer is over. A request abandons the run under way, and the last request is
 * always answered.
 */
export class LatestWins {
  private running: Run | null = null;
  private wanted = false;
  /** Whether what is wanted comes without a rest. */
  private hurried = false;
  private restUntil = 0;
  private stopRest: (() => void) | null = null;
  private stopLate: (() => void) | null = null;
  private disposed = false;

  /**
   * @param work does it; what it does after `token` is cancelled should have no effect. It says when the answer is there,
   * if more follows that nobody waits for. If it fails, the next request is answered all the same.
   * @param late is told when an answer takes longer than people wait without noticing.
   */
  constructor(
    private readonly work: (token: CancellationToken, answered: () => void) => Promise<void>,
    private readonly late: () => void,
    private readonly clock: Clock = hostClock,
  ) {}

  /**
   * Asks for a run with all that is known now.
   * @param atOnce without the rest, for who asks only when the last answer has come.
   */
  request(atOnce = false): void {
    if (this.disposed) return;
    if (atOnce) this.endRest();
    this.wanted = true;
    this.hurried ||= atOnce;
    this.stopLate ??= this.clock.after(LATE, this.late);
    if (this.running) this.running.cancel();
    else this.startAfterRest();
  }

  /** Abandons everything. */
  dispose(): void {
    this.disposed = true;
    this.running?.cancel();
    this.stopRest?.();
    this.stopLate?.();
  }

  private endRest(): void {
    this.restUntil = 0;
    this.stopRest?.();
    this.stopRest = null;
  }

  private startAfterRest(): void {
    if (this.stopRest !== null) return;
    const rest = this.restUntil - this.clock.now();
    if (rest <= 0) void this.start();
    else
      this.stopRest = this.clock.after(rest, () => {
        this.stopRest = null;
        void this.start();
      });
  }

  private async start(): Promise<void> {
    const token = new Run();
    this.running = token;
    this.wanted = false;
    this.hurried = false;
    const started = this.clock.now();
    let answered: number | null = null;
    try {
      await this.work(token, () => {
        answered ??= this.clock.now();
        if (!this.wanted) this.stopWaiting();
      });
    } finally {
      this.running = null;
      this.ended(started, answered ?? this.clock.now());
    }
  }

  private ended(started: number, answered: number): void {
    if (this.disposed) return;
    const rest = Math.min(LONGEST_REST, Math.max(SHORTEST_REST, (answered - started) / 2));
    this.restUntil = this.hurried ? 0 : answered + rest;
    if (this.wanted) {
      this.startAfterRest();
    } else {
      this.stopWaiting();
    }
  }

  /** The answer is there: what follows it is no longer late. */
  private stopWaiting(): void {
    this.stopLate?.();
    this.stopLate = null;
  }
}
