/** A Stanford NNet file as plain numbers, written as text. */
export interface StanfordNumbers {
  /** n_0 … n_k. */
  readonly sizes: readonly number[];
  readonly minimums: readonly number[];
  readonly maximums: readonly number[];
  /** One for each input, and a last one for the outputs. */
  readonly means: readonly number[];
  readonly ranges: readonly number[];
  /** W_i row by row, and b_i. */
  readonly layers: readonly { readonly W: readonly (readonly number[])[]; readonly b: readonly number[] }[];
}

const line = (numbers: readonly number[]): string => `${numbers.join(',')},\n`;

export function stanfordText({ sizes, minimums, maximums, means, ranges, layers }: StanfordNumbers): string {
  const k = sizes.length - 1;
  return [
    '// A network for a test\n',
    line([k, sizes[0], sizes[k], Math.max(...sizes)]),
    line(sizes),
    '0,\n',
    ...[minimums, maximums, means, ranges].map(line),
    ...layers.flatMap(({ W, b }) => [...W.map(line), ...b.map((x) => line([x]))]),
  ].join('');
}
