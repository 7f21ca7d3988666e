import { DraggedSteps } from '../numbers/draggedSteps';

interface Drag {
  readonly at: number;
  /** The number when the drag began. */
  readonly from: string;
  readonly steps: DraggedSteps;
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
    this.drag = { at: Number(number.dataset['at']), from, steps: new DraggedSteps(event) };
    number.setPointerCapture(event.pointerId);
    number.focus();
    // Otherwise the browser would select text.
    event.preventDefault();
  }

  private moved(event: PointerEvent): void {
    const { drag } = this;
    const steps = drag?.steps.at(event) ?? null;
    if (drag !== null && steps !== null) this.move(drag.at, drag.from, steps);
  }
}
