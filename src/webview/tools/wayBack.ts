import type { Place } from '../place';
import type { TabSection } from './sectionTabs';
import type { StickyTop } from './stickyTop';

/** More places are not remembered. */
const MOST = 50;

/** The places that the reader left by a jump, to go back to. */
export class WayBack {
  private left: Place['scroll'][] = [];

  /** @param changed is told whether there is a way back. */
  constructor(
    private readonly place: Place,
    private readonly top: StickyTop,
    private readonly changed: (possible: boolean) => void,
  ) {}

  /** Jumps elsewhere, to a section or another place. */
  jump(go: () => void, goal: TabSection | null = null): void {
    this.left = [...this.left.slice(1 - MOST), this.place.here()];
    this.top.measure();
    go();
    if (goal !== null) this.place.hold(goal.section, goal.heading);
    this.changed(true);
  }

  /** Goes back to where the last jump began. */
  back(): void {
    const last = this.left.pop();
    if (last !== undefined) this.place.goTo(last);
    this.changed(this.left.length > 0);
  }

  /** The places were those of another page. */
  forget(): void {
    this.left = [];
    this.changed(false);
  }
}
