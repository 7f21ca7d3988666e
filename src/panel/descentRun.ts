import * as vscode from 'vscode';
import { CancelledError, drive } from '../analysis/cancellation';
import { say } from '../message/message';
import type { DescentStart } from './making/pageResult';
import type { DescentState } from './protocol';
import { translate } from './translate';

/** Runs the descents that the reader asks for in the page, one at a time, and keeps the last. */
export class DescentRun {
  private start: DescentStart | null = null;
  private running: { isCancellationRequested: boolean } | null = null;
  private last: (DescentState & { kind: 'ended' }) | null = null;
  private rate = 0;

  /** @param show puts a state on the page. */
  constructor(
    private readonly show: (state: DescentState) => void,
    private readonly uri: () => vscode.Uri,
  ) {}

  /** Takes what the page shows now; a descent from something else is old then. */
  take(start: DescentStart | null): void {
    if (start?.trace === this.start?.trace) return;
    this.start = start;
    this.stop();
    if (this.last === null || this.last.outdated) return;
    this.last = { ...this.last, outdated: true };
    this.show(this.last);
  }

  /** Another text is shown: a descent of the last one is nothing of it. */
  forget(): void {
    this.stop();
    this.start = null;
    this.last = null;
    this.show({ kind: 'none' });
  }

  /** Shows the last descent again, on a page that has lost it. */
  again(): void {
    if (this.last !== null) this.show(this.last);
  }

  /** Descends so many steps; a descent under way is abandoned. */
  async run(rate: number, count: number): Promise<void> {
    this.stop();
    if (!this.start?.trace.backward) return;
    const { tried } = this.start;
    const { forward, backward } = this.start.trace;
    const token = { isCancellationRequested: false };
    this.running = token;
    this.show({ kind: 'running', done: 0 });
    try {
      const { descend } = await import('../engine/descent');
      const descent = await drive(descend(forward.network, forward.sample, backward.objective, rate, count), {
        token,
        pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
        progress: (done) => this.show({ kind: 'running', done }),
      });
      const { descentReport } = await import('../service/navigate/descentReport');
      const { sentences, ...report } = descentReport(descent);
      const words = sentences.map((sentence) => say(sentence, translate));
      this.rate = rate;
      this.last = { kind: 'ended', ...report, sentences: words, tried, outdated: false };
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
    if (this.running !== token) return;
    this.running = null;
    this.show(this.last ?? { kind: 'none' });
  }

  stop(): void {
    if (this.running) this.running.isCancellationRequested = true;
  }

  /** Writes the parameters after a step of the last descent into the text. */
  write(step: number): void {
    if (this.last === null || this.last.outdated || this.last.tried || this.start === null) return;
    const asked = { view: this.start.view, rate: this.rate, count: step };
    void vscode.commands.executeCommand('nnet.takeGradientSteps', this.uri(), asked);
  }

  dispose(): void {
    this.stop();
  }
}
