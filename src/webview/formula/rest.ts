/** How long nothing must have changed, in milliseconds. */
const REST = 250;

const waiting = new Set<() => void>();
let stirred = false;

/** Runs a piece of work once none was asked for any more for a moment: what changes while a number is dragged can wait. */
export function onceAtRest(work: () => void): void {
  stirred = true;
  if (waiting.size === 0) setTimeout(look, REST);
  waiting.add(work);
}

function look(): void {
  if (stirred) {
    stirred = false;
    setTimeout(look, REST);
    return;
  }
  const all = [...waiting];
  waiting.clear();
  for (const work of all) work();
}
