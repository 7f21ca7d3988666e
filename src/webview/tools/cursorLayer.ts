import type { DocumentView } from '../documentView';
import type { Presentation } from './presentation';
import type { StickyTop } from './stickyTop';
import type { Toolbar } from './toolbar';
import type { WayBack } from './wayBack';

/** What is around the layer of the cursor. */
export interface CursorSurroundings {
  readonly document: DocumentView;
  readonly toolbar: Toolbar;
  readonly top: StickyTop;
  readonly way: WayBack;
  readonly presentation: Presentation;
}

/** The layer that the cursor is in, to which the page scrolls if the reader wants it. */
export class CursorLayer {
  layer: number | null = null;

  constructor(
    private followed: boolean,
    private readonly around: CursorSurroundings,
  ) {}

  /** Whether the page scrolls to it. */
  get isFollowed(): boolean {
    return this.followed;
  }

  take(layer: number | null): void {
    this.layer = layer;
    this.show();
  }

  follow(on: boolean): void {
    this.followed = on;
    this.around.toolbar.showFollowing(on);
    this.show();
  }

  /** Scrolls to the layer, if that is asked for and cannot be seen. */
  private show(): void {
    const { document, toolbar, top, way, presentation } = this.around;
    if (!this.followed || this.layer === null || presentation.on) return;
    const block = document.blockOfLayer(this.layer, toolbar.tabs.current);
    if (block === null) return;
    const box = block.getBoundingClientRect();
    if (box.top >= top.covered && box.bottom <= window.innerHeight) return;
    toolbar.tabs.leaveGoal();
    way.jump(() => block.scrollIntoView({ block: 'start', behavior: 'instant' }));
  }
}
