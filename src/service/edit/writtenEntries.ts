import type { Analysis } from '../../analysis/analysis';
import type { Place } from '../../analysis/places';
import { writtenNumber } from '../../analysis/whatIf';
import type { TextRange } from '../../functions/expression/tree';
import { message, quantities, type Message } from '../../message/message';
import { subscript } from '../../message/subscript';
import type { Matrix } from '../../network/matrix';

/** A number of W, b, X, the target or the rate that a text writes on its own. */
export interface WrittenEntry {
  readonly range: TextRange;
  /** As it is written. */
  readonly text: string;
  readonly name: Message;
}

/** So many entries are looked at. */
const MOST = 400;

/** Every such number, in the order of the text; those of a large network that are beyond the first few hundred are left out. */
export function writtenEntries(analysis: Analysis): readonly WrittenEntry[] {
  const found: WrittenEntry[] = [];
  let looked = 0;
  for (const { place, name } of places(analysis)) {
    if (looked++ === MOST) break;
    const written = writtenNumber(analysis, place);
    if (written === null || written.range === null) continue;
    const { start, end } = written.range;
    // What is no plain number, such as √2, is not stepped.
    if (analysis.text.slice(start, end).replace('\u2212', '-') !== written.text) continue;
    found.push({ range: written.range, text: written.text, name });
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

function* places({ network }: Analysis): Generator<{ readonly place: Place; readonly name: Message }> {
  if (network === null) return;
  for (const { name: sample, X, target } of network.samples) {
    yield* entriesOf(X, { quantity: 'X', layer: 0, sample }, quantities('X'));
    if (target !== null) yield* entriesOf(target, { quantity: 'target', layer: 0, sample }, quantities('Y'));
  }
  for (const { index, weights, bias } of network.layers) {
    if (weights !== null)
      yield* entriesOf(weights, { quantity: 'W', layer: index }, quantities(`W${subscript(index)}`));
    if (bias !== null) yield* entriesOf(bias, { quantity: 'b', layer: index }, quantities(`b${subscript(index)}`));
  }
  if (network.rate !== null) yield { place: { quantity: 'rate', layer: 0 }, name: quantities('η') };
}

function* entriesOf({ rows, cols }: Matrix, place: Place, letter: Message) {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cols; column++) {
      const name = message('{0}, entry [{1}, {2}]', letter, row + 1, column + 1);
      yield { place: { ...place, entry: { row, column } }, name };
    }
  }
}
