import type { PersistedState } from '../../panel/protocol';
import type { VsCodeApi } from '../vscodeApi';

/** How long a change of scroll or zoom waits to be kept, in milliseconds. */
const DELAY = 150;

/** What VS Code keeps of the page for its next life; told only what is other than before. */
export class Keeping {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private kept = '';

  constructor(
    private readonly api: VsCodeApi,
    private readonly state: () => PersistedState,
  ) {}

  /** Something may have changed. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), DELAY);
  }

  private keep(): void {
    const state = this.state();
    const text = JSON.stringify(state);
    if (text !== this.kept) this.api.setState(state);
    this.kept = text;
  }
}
