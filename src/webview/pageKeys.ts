import type { Stepper } from './stepper';

/** What the keys of the page set off; an action says false where it had nothing to do. */
export type KeyActions = Readonly<Record<string, () => void | boolean>>;

/**
 * Listens to the keys of the page. Those of a control are left to it, and those of the steps go to them while they have
 * the focus, or the whole window.
 */
export function listenToKeys(actions: KeyActions, stepper: Stepper, presenting: () => boolean): void {
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof HTMLTextAreaElement) return;
    // In a presentation the steps have the window, and all keys, to themselves.
    const stepping = presenting() || (target instanceof Node && stepper.element.contains(target));
    if ((stepping && stepper.key(event)) || (!isControl(target) && act(actions, event.key))) event.preventDefault();
  });
}

function act(actions: KeyActions, key: string): boolean {
  return Object.hasOwn(actions, key) && actions[key]() !== false;
}

function isControl(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['range', 'checkbox', 'radio'].includes(target.type);
  return target instanceof HTMLSelectElement;
}
