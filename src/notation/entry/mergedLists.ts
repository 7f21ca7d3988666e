/**
 * The largest elements of lists that are each sorted already, largest first, at most so many: each with the list it is
 * from. A heap of the lists by their next element, so that few elements of many lists cost little.
 */
export function* largestFirst<T>(
  lists: readonly (readonly T[])[],
  size: (element: T, list: number) => number,
  most: number,
): Generator<readonly [element: T, list: number], void> {
  const heap: { readonly list: number; at: number; size: number }[] = [];
  lists.forEach((elements, list) => {
    if (elements.length > 0) heap.push({ list, at: 0, size: size(elements[0], list) });
  });
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(heap, i);
  for (let n = 0; n < most && heap.length > 0; n++) {
    const [top] = heap;
    const elements = lists[top.list];
    yield [elements[top.at], top.list];
    top.at++;
    if (top.at < elements.length) top.size = size(elements[top.at], top.list);
    else {
      const last = heap.pop()!;
      if (heap.length === 0) return;
      if (last !== top) heap[0] = last;
    }
    sink(heap, 0);
  }
}

/** Lets the element at i sink to where none below it is larger. */
function sink(heap: { readonly size: number }[], i: number): void {
  for (;;) {
    let largest = i;
    for (const child of [2 * i + 1, 2 * i + 2]) {
      if (child < heap.length && heap[child].size > heap[largest].size) largest = child;
    }
    if (largest === i) return;
    [heap[i], heap[largest]] = [heap[largest], heap[i]];
    i = largest;
  }
}
