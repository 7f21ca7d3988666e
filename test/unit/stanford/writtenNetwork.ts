// Writes random networks as Stanford NNet files in every layout that was met. It knows nothing of the code under test.
import fc from 'fast-check';

/** The numbers of a network, as the file says them, and how it says them. */
export interface WrittenNetwork {
  readonly sizes: readonly number[];
  readonly W: readonly (readonly (readonly number[])[])[];
  readonly b: readonly (readonly number[])[];
  /** The bounds of each input; null: none. */
  readonly bounds: readonly (readonly [number, number])[] | null;
  readonly normalisation: Normalisation;
  readonly style: Style;
}

export type Normalisation =
  /** A mean and a range for each input and one for the outputs. */
  | { readonly kind: 'usual'; readonly means: readonly number[]; readonly ranges: readonly number[] }
  /** One for each input alone. */
  | { readonly kind: 'inputs'; readonly means: readonly number[]; readonly ranges: readonly number[] }
  /** One for each input and for each output. */
  | { readonly kind: 'outputs'; readonly means: readonly number[]; readonly ranges: readonly number[] }
  /** Means and ranges that are all 0. */
  | { readonly kind: 'zeros' }
  /** A single 0, or `-` in all four lines. */
  | { readonly kind: 'nothing'; readonly mark: '0' | '-' }
  /** No line at all of the four. */
  | { readonly kind: 'absent'; readonly flags: 'one' | 'each' };

export interface Style {
  readonly header: 'usual' | 'counts-input' | 'layers-alone' | 'one-size-more';
  /** A row of more numbers than this goes on in the next line, but in files without the four lines. */
  readonly wrap: number;
  readonly biasInOneLine: boolean;
  readonly lineEnd: ',\n' | '\n' | ',\r\n' | ' , \n';
  readonly comments: readonly string[];
}

export function written({ sizes, W, b, bounds, normalisation, style }: WrittenNetwork): string {
  const { header, wrap, biasInOneLine, lineEnd, comments } = style;
  const [n, k] = [sizes[0], sizes.length - 1];
  const lines: string[] = [];
  const line = (numbers: readonly (number | string)[]): void => void lines.push(numbers.join(',') + lineEnd);
  const row = (numbers: readonly number[]): void => {
    const most = normalisation.kind === 'absent' ? Infinity : wrap;
    for (let i = 0; i < numbers.length; i += most) line(numbers.slice(i, i + most));
  };
  if (header === 'layers-alone') line([k]);
  else line([header === 'counts-input' ? k + 1 : k, n, sizes[k], Math.max(...sizes)]);
  line(header === 'one-size-more' ? [...sizes, sizes[k]] : sizes);
  if (normalisation.kind === 'absent') line(normalisation.flags === 'each' ? sizes.slice(1).map(() => 0) : [0]);
  else {
    line([0]);
    const mark = normalisation.kind === 'nothing' ? normalisation.mark : '0';
    if (bounds === null || normalisation.kind === 'nothing') lines.push(mark + lineEnd.trim(), '\n', mark, '\n');
    else for (const side of [0, 1]) line(bounds.map((pair) => infinityText(pair[side])));
    if (normalisation.kind === 'nothing') lines.push(mark, '\n', mark, '\n');
    else if (normalisation.kind === 'zeros') [0, 1].forEach(() => line(new Array<number>(n + 1).fill(0)));
    else {
      line(normalisation.means);
      line(normalisation.ranges);
    }
  }
  W.forEach((rows, i) => {
    rows.forEach(row);
    if (biasInOneLine) line(b[i]);
    else b[i].forEach((value) => line([value]));
  });
  return comments.map((text) => `//${text}\n`).join('') + lines.join('').replace(/-\s*,\s*\n/g, '-\n');
}

function infinityText(value: number): string {
  return String(value).replace('Infinity', 'inf');
}

const number = fc.double({ min: -4, max: 4, noNaN: true }).map((x) => x + 0);
const list = <T>(of: fc.Arbitrary<T>, length: number) => fc.array(of, { minLength: length, maxLength: length });

/** @param smallest the fewest neurons of a layer */
export const writtenNetworks = (smallest = 1): fc.Arbitrary<WrittenNetwork> =>
  fc.array(fc.integer({ min: smallest, max: 5 }), { minLength: 2, maxLength: 4 }).chain((sizes) => {
    const [n, outputs] = [sizes[0], sizes[sizes.length - 1]];
    const scales = (count: number) =>
      fc.record({
        means: list(fc.double({ min: -9, max: 9, noNaN: true }), count),
        ranges: list(fc.double({ min: 0.5, max: 20, noNaN: true }), count),
      });
    const normalisation: fc.Arbitrary<Normalisation> = fc.oneof(
      scales(n + 1).map((s) => ({ kind: 'usual' as const, ...s })),
      scales(n).map((s) => ({ kind: 'inputs' as const, ...s })),
      scales(n + outputs).map((s) => ({ kind: 'outputs' as const, ...s })),
      fc.constant({ kind: 'zeros' as const }),
      fc.constantFrom('0' as const, '-' as const).map((mark) => ({ kind: 'nothing' as const, mark })),
      fc.constantFrom('one' as const, 'each' as const).map((flags) => ({ kind: 'absent' as const, flags })),
    );
    const low = fc.oneof(fc.double({ min: -50, max: -1, noNaN: true }), fc.constant(-Infinity));
    const high = fc.oneof(fc.double({ min: 1, max: 50, noNaN: true }), fc.constant(Infinity));
    return fc.record({
      sizes: fc.constant(sizes),
      W: fc.tuple(...sizes.slice(1).map((size, i) => list(list(number, sizes[i]), size))),
      b: fc.tuple(...sizes.slice(1).map((size) => list(number, size))),
      bounds: fc.option(list(fc.tuple(low, high), n)),
      normalisation,
      style: fc.record({
        header: fc.constantFrom<Style['header']>('usual', 'counts-input', 'layers-alone', 'one-size-more'),
        wrap: fc.constantFrom(2, 3, 100),
        biasInOneLine: fc.boolean(),
        lineEnd: fc.constantFrom<Style['lineEnd']>(',\n', '\n', ',\r\n', ' , \n'),
        comments: fc.array(fc.constantFrom('a network', ' 1,2,3', ''), { maxLength: 3 }),
      }),
    });
  });
