import type { Steps } from '../../steps/steps';
import { generatorTable, type GeneratorPlace } from './generators';

/** So many entries are kept for their next use: 64 MB. */
const KEPT_ENTRIES = 8_000_000;

/** How many entries are drawn in one step. */
const AT_ONCE = 8192;

/** The latest, oldest first. */
const kept = new Map<string, Float64Array>();
let entries = 0;
/** All that somebody still has, however large. */
const inUse = new Map<string, WeakRef<Float64Array>>();
/** With so many, those that are gone are taken out. */
let many = 64;

/**
 * The entries of a generated matrix. They depend on nothing but the arguments, so while a text is edited they are drawn
 * once and not again at every keystroke, as long as the network before the edit is there; the longest unused are
 * forgotten. Nobody may write into them.
 */
export function* madeMatrix(
  name: string,
  rows: number,
  cols: number,
  values: readonly number[],
  place: GeneratorPlace,
): Steps<Float64Array> {
  const key = [
    name,
    rows,
    cols,
    ...values,
    place.layer,
    place.parameter,
    place.fanIn,
    place.fanOut,
    place.variant ?? 0,
  ].join(' ');
  const known = kept.get(key) ?? inUse.get(key)?.deref();
  if (known !== undefined) {
    if (kept.delete(key)) kept.set(key, known);
    return known;
  }
  const count = rows * cols;
  const data = new Float64Array(count);
  const generator = generatorTable.get(name)!;
  for (let from = 0; from < count; from += AT_ONCE) {
    if (from > 0) yield from / count;
    generator.fill(data, from, Math.min(from + AT_ONCE, count), cols, values, place);
  }
  keep(key, data);
  return data;
}

function keep(key: string, data: Float64Array): void {
  if (inUse.size >= many) {
    for (const [old, weak] of inUse) if (weak.deref() === undefined) inUse.delete(old);
    many = Math.max(64, 2 * inUse.size);
  }
  inUse.set(key, new WeakRef(data));
  if (data.length > KEPT_ENTRIES) return;
  kept.set(key, data);
  entries += data.length;
  for (const [oldest, { length }] of kept) {
    if (entries <= KEPT_ENTRIES) break;
    kept.delete(oldest);
    entries -= length;
  }
}
