import type { ToPage } from '../panel/protocol';

export type PageMessage = Extract<ToPage, { type: 'page' }>;
export type ProblemsMessage = Extract<ToPage, { type: 'problems' }>;

/** The last page and the problems that came after it. */
export interface Version {
  readonly page: PageMessage | null;
  readonly problems: ProblemsMessage | null;
}

/** Of several versions that come within one frame lets the first through at once and the last with the next frame. */
export class LatestFrame {
  private waiting: Version | null = null;

  constructor(private readonly apply: (version: Version) => void) {}

  page(page: PageMessage): void {
    this.schedule({ page, problems: null });
  }

  problems(problems: ProblemsMessage): void {
    this.schedule({ page: this.waiting?.page ?? null, problems });
  }

  private schedule(version: Version): void {
    if (this.waiting) {
      this.waiting = version;
      return;
    }
    this.apply(version);
    this.waiting = { page: null, problems: null };
    requestAnimationFrame(() => {
      const last = this.waiting!;
      this.waiting = null;
      if (last.page || last.problems) this.schedule(last);
    });
  }
}
