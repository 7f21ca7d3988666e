import { generatorTable, type GeneratorPlace } from './generators';

/** So many entries are kept: 64 MB. */
const KEPT_ENTRIES = 8_000_000;

const made = new Map<string, Float64Array>();
let entries = 0;

/**
 * The entries of a made matrix. They depend on nothing but the arguments, so while a text is edited they are drawn once
 * and not again at every keystroke; the longest unused are forgotten. Nobody may write into them.
 */
export function madeMatrix(
  name: string,
  rows: number,
  cols: number,
  values: readonly number[],
  place: GeneratorPlace,
): Float64Array {
  const key = [name, rows, cols, ...values, place.layer, place.parameter, place.fanIn, place.fanOut].join(' ');
  let data = made.get(key);
  if (data === undefined) {
    data = generatorTable.get(name)!.make(rows, cols, values, place);
    entries += data.length;
  }
  // The latest use goes to the end.
  made.delete(key);
  made.set(key, data);
  for (const [oldest, { length }] of made) {
    if (entries <= KEPT_ENTRIES) break;
    made.delete(oldest);
    entries -= length;
  }
  return data;
}
