import { DraggedSteps, stepsBy } from '../../numbers/draggedSteps';
import { numberOf, type EntryTarget } from './ownEntry';
import type { WhatIf } from './whatIf';

interface Drag {
  readonly target: EntryTarget;
  readonly steps: DraggedSteps;
  /** Where the number was when the drag began. */
  readonly from: number;
}

/** Numbers under the pointer: dragged up or to the right they grow, and with the wheel once they are tried or chosen. */
export class EntryDrag {
  private drag: Drag | null = null;

  constructor(
    area: HTMLElement,
    private readonly whatIf: WhatIf,
  ) {
    area.addEventListener('pointerdown', (event) => this.press(event));
    document.addEventListener('pointermove', (event) => this.move(event));
    for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => this.end());
    area.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  private press(event: PointerEvent): void {
    // A finger scrolls the page.
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const target = numberOf(markAt(event.target));
    if (target === null) return;
    this.drag = { target, steps: new DraggedSteps(event), from: this.whatIf.stepsOf(target) };
    // Otherwise the browser would drag a selection along.
    event.preventDefault();
    focusOn(event.target);
  }

  private move(event: PointerEvent): void {
    const { drag } = this;
    if (drag === null) return;
    const by = drag.steps.at(event);
    if (by === null) return;
    document.body.classList.add('dragging');
    const steps = drag.from + by;
    if (steps !== this.whatIf.stepsOf(drag.target)) this.whatIf.move(drag.target, steps);
  }

  private end(): void {
    const moved = this.drag?.steps.isDrag === true;
    this.drag = null;
    if (!moved) return;
    document.body.classList.remove('dragging');
    // What follows is no click on what is there.
    const swallow = (event: Event): void => event.stopPropagation();
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
  }

  private wheel(event: WheelEvent): void {
    const mark = markAt(event.target);
    const target = numberOf(mark);
    if (target === null || event.deltaY === 0 || event.ctrlKey) return;
    // Elsewhere the wheel scrolls the page.
    const held = event.altKey || mark!.matches('.tried, .current-mark');
    if (!held) return;
    event.preventDefault();
    const step = stepsBy(event.deltaY < 0 ? 1 : -1, event);
    this.whatIf.move(target, this.whatIf.stepsOf(target) + step);
  }
}

function markAt(node: EventTarget | null): HTMLElement | SVGElement | null {
  return node instanceof Element ? node.closest<HTMLElement | SVGElement>('[data-t], [data-q]') : null;
}

function focusOn(node: EventTarget | null): void {
  if (node instanceof Element) node.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
}
