/** How far from the window a formula of a large network is drawn, and how far it is taken away again, in windows. */
const NEAR = 0.2;
const FAR = 0.25;

/** Whether an element is in the window or next to it. */
export function isNear(element: Element): boolean {
  return distance(element) <= NEAR;
}

/** Whether an element is so far from the window that nobody misses it. */
export function isFar(element: Element): boolean {
  const away = distance(element);
  return away > FAR && away < Infinity;
}

/** How far an element is from the window, in heights of the window; infinite for what is not laid out. */
export function distance(element: Element): number {
  if (element.getClientRects().length === 0) return Infinity;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, -bottom, top - window.innerHeight) / window.innerHeight;
}
