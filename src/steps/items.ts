import type { Steps } from './steps';

/** `items.map(work)` with a pause after each `size` items. */
export function* mapSteps<T, U>(items: readonly T[], size: number, work: (item: T, index: number) => U): Steps<U[]> {
  const made: U[] = [];
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) yield start / items.length;
    const end = Math.min(start + size, items.length);
    for (let i = start; i < end; i++) made.push(work(items[i], i));
  }
  return made;
}

/** `items.every(test)` with a pause after each `size` items. */
export function* everySteps<T>(
  items: readonly T[],
  size: number,
  test: (item: T, index: number) => boolean,
): Steps<boolean> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) yield start / items.length;
    const end = Math.min(start + size, items.length);
    for (let i = start; i < end; i++) if (!test(items[i], i)) return false;
  }
  return true;
}
