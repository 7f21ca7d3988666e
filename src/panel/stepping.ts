import { CancelledError, drive, type CancellationToken } from '../analysis/cancellation';
import type { Steps, StepsOverview, StepView } from '../page/steps';
import { type Clock, hostClock } from './clock';
import { LatestWins } from './latestWins';

/** Makes the steps of what the page shows; the same function for as long as that is the same. */
type MakeSteps = () => Steps;

/** What becomes of a step. */
export interface SteppingListener {
  /** `asked` says whether the reader went there; otherwise the step is the same and its numbers are new. */
  show(overview: StepsOverview, view: StepView, asked: boolean): void;
  closed(): void;
}

/**
 * Goes through the steps of what the page shows, for as long as the reader wants: of several wishes the last is
 * fulfilled, and when the network changes the same step is shown anew.
 */
export class Stepping {
  private make: MakeSteps | null = null;
  private steps: Steps | null = null;
  /** The step asked for, from 0; null while the steps are closed. */
  private index: number | null = null;
  private asked = false;
  private readonly views: LatestWins;

  constructor(
    private readonly listener: SteppingListener,
    private readonly clock: Clock = hostClock,
  ) {
    this.views = new LatestWins(
      (token) => this.view(token),
      () => {},
      clock,
    );
  }

  /** Takes the steps of a new page. While the text is broken nothing is taken, and those of the last page stay. */
  take(make: MakeSteps): void {
    if (make === this.make) return;
    this.make = make;
    this.steps = null;
    if (this.index !== null) this.views.request();
  }

  /** Opens the steps, or goes to another of them; before there is a page, as soon as there is one. */
  go(index: number): void {
    this.index = index;
    this.asked = true;
    this.views.request();
  }

  close(): void {
    if (this.index === null) return;
    this.index = null;
    this.listener.closed();
  }

  dispose(): void {
    this.close();
    this.views.dispose();
  }

  private async view(token: CancellationToken): Promise<void> {
    if (this.index === null || this.make === null) return;
    this.steps ??= this.make();
    const { steps, index } = this;
    try {
      const { clock } = this;
      const pause = (): Promise<void> => new Promise((resolve) => void clock.after(0, resolve));
      const view = await drive(steps.viewing(index), { token, pause, now: () => clock.now() });
      if (token.isCancellationRequested || this.index === null) return;
      const { asked } = this;
      this.asked = false;
      this.listener.show(steps.overview, view, asked);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
  }
}
