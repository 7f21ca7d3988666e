/** The first `count` values; where only a little room is left after them, without a copy. */
export function filledPart(values: Float64Array<ArrayBuffer>, count: number): Float64Array<ArrayBuffer> {
  return count > 65_536 && values.length < 1.1 * count ? values.subarray(0, count) : values.slice(0, count);
}

/** The values with room for `length` of them. */
export function withRoom(values: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}
