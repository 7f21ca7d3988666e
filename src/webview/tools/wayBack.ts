import type { Place } from '../place';
import type { TabSection } from './sectionTabs';
import type { StickyTop } from './stickyTop';
import type { Toolbar } from './toolbar';

/** More places are not remembered. */
const MOST = 50;

/** The places that the reader left by a jump, to go back to. */
export class WayBack {
  private left: Place['scroll'][] = [];

  constructor(
    private readonly place: Place,
    private readonly top: StickyTop,
    private readonly toolbar: Pick<Toolbar, 'showBack' | 'tabs'>,
  ) {}

  /** Jumps elsewhere, to a section or another place. */
  jump(go: () => void, goal: TabSection | null = null): void {
    this.left = [...this.left.slice(1 - MOST), this.place.here()];
    this.top.measure();
    go();
    if (goal !== null) this.place.hold(goal.section, goal.heading);
    this.toolbar.showBack(true);
  }

  /** Goes back to where the last jump began. */
  back(): void {
    const last = this.left.pop();
    if (last !== undefined) this.place.goTo(last);
    this.toolbar.tabs.followReader();
    this.toolbar.showBack(this.left.length > 0);
  }

  /** The places were those of another page. */
  forget(): void {
    this.left = [];
    this.toolbar.showBack(false);
  }
}
