/** How far the pointer goes before a press is a drag, and for each step, in pixels. */
const START = 4;
const PER_STEP = 6;
const COARSE = 10;

/** So many steps, or ten times as many with Shift. */
export function stepsBy(steps: number, { shiftKey }: { readonly shiftKey: boolean }): number {
  return steps * (shiftKey ? COARSE : 1);
}

/** Where the pointer is, in pixels from the left and the top. */
interface Pointer {
  readonly clientX: number;
  readonly clientY: number;
}

/** A number that is pressed: dragged up or to the right it grows. */
export class DraggedSteps {
  private moving = false;

  constructor(private readonly start: Pointer) {}

  /** Whether the press has become a drag. */
  get isDrag(): boolean {
    return this.moving;
  }

  /** So many steps from where the drag began; null while it may still be a click. */
  at(pointer: Pointer & { readonly shiftKey: boolean }): number | null {
    const right = pointer.clientX - this.start.clientX;
    const up = this.start.clientY - pointer.clientY;
    this.moving ||= Math.hypot(right, up) >= START;
    return this.moving ? stepsBy(Math.round((right + up) / PER_STEP), pointer) : null;
  }
}
