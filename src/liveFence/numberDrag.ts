/** How far the pointer goes before a press is a drag, and for each step, in pixels. */
const START = 4;
const PER_STEP = 6;

interface Drag {
  readonly at: number;
  /** The number when the drag began. */
  readonly from: string;
  readonly x: number;
  readonly y: number;
  moving: boolean;
}

/** Numbers of a text under the pointer: dragged up or to the right they grow. */
export class NumberDrag {
  private drag: Drag | null = null;

  /** @param move a number, by its place among all, is so many steps from where the drag found it. */
  constructor(
    area: HTMLElement,
    private readonly move: (at: number, from: string, steps: number) => void,
  ) {
    area.addEventListener('pointerdown', (event) => this.press(event));
    area.addEventListener('pointermove', (event) => this.moved(event));
    for (const end of ['pointerup', 'pointercancel']) area.addEventListener(end, () => (this.drag = null));
  }

  private press(event: PointerEvent): void {
    const number = event.target instanceof Element ? event.target.closest<HTMLElement>('.number') : null;
    if (number === null || event.button !== 0) return;
    const from = number.firstChild?.textContent ?? '';
    this.drag = { at: Number(number.dataset['at']), from, x: event.clientX, y: event.clientY, moving: false };
    number.setPointerCapture(event.pointerId);
    number.focus();
    // Otherwise the browser would select text.
    event.preventDefault();
  }

  private moved({ clientX, clientY, shiftKey }: PointerEvent): void {
    const { drag } = this;
    if (drag === null) return;
    drag.moving ||= Math.hypot(clientX - drag.x, clientY - drag.y) >= START;
    if (!drag.moving) return;
    this.move(drag.at, drag.from, Math.round((clientX - drag.x + drag.y - clientY) / PER_STEP) * (shiftKey ? 10 : 1));
  }
}
