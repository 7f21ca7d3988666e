import type { LostDigits, Trace, Underflow } from '../engine/trace';
import { updatedEntry } from '../engine/updated';
import { message, quantities, type Message } from '../message/message';
import { subscript } from '../message/subscript';
import { pointName } from './faultText';

/** Says which number is too small for a double, and what it is taken as. */
export function underflowText(trace: Trace, place: Underflow): Message {
  return message(
    'At {0}, {1} is closer to 0 than a double can hold (about 2.2e-308), so it is taken as {2}.',
    pointName(trace.forward.sample, place),
    entryName(trace, place, isStep(place) ? 'η∇' : ''),
    takenAs(trace, place),
  );
}

/** Says which number is what remains of terms that nearly cancel, and how many of its digits are right. */
export function lostDigitsText(trace: Trace, place: LostDigits): Message {
  const point = pointName(trace.forward.sample, place);
  const name = entryName(trace, place);
  // As few digits as the page shows: those after them are no better.
  const value = Number(valueAt(trace, place).toPrecision(4));
  if (isStep(place)) {
    return place.digits === 0
      ? message('At {0}, a step makes {1} {2}, but its terms nearly cancel: rounding leaves no correct digit of it.', point, name, value) // prettier-ignore
      : message('At {0}, a step makes {1} {2}, but its terms nearly cancel: rounding leaves fewer than {3} correct digits of it.', point, name, value, place.digits + 1); // prettier-ignore
  }
  return place.digits === 0
    ? message('At {0}, {1} is {2}, but its terms nearly cancel: rounding leaves no correct digit of it.', point, name, value) // prettier-ignore
    : message('At {0}, {1} is {2}, but its terms nearly cancel: rounding leaves fewer than {3} correct digits of it.', point, name, value, place.digits + 1); // prettier-ignore
}

const symbols: Readonly<Record<Underflow['quantity'], string>> = {
  N: 'N',
  Sigma: 'Σ',
  dSigma: 'Σ′',
  lossTerm: 'L',
  value: 'L',
  lossGradient: '∇L',
  Delta: 'Δ',
  gradW: '∇W',
  gradb: '∇b',
  gradX: '∇X',
  updatedW: 'W',
  updatedb: 'b',
};

const isStep = ({ quantity }: Underflow): boolean => quantity === 'updatedW' || quantity === 'updatedb';

/** What concerns the network as a whole and so has no index. */
const ofNetwork: readonly Underflow['quantity'][] = ['lossTerm', 'value', 'lossGradient', 'gradX'];

function entryName({ backward }: Trace, { quantity, layer, row, column }: Underflow, before = ''): string | Message {
  if (quantity === 'value' && backward?.objective.kind === 'output') return quantities('f');
  const symbol = quantities(`${before}${symbols[quantity]}${ofNetwork.includes(quantity) ? '' : subscript(layer)}`);
  if (quantity === 'value') return symbol;
  if (quantity === 'gradW' || quantity === 'updatedW') {
    return message('entry ({0}, {1}) of {2}', row + 1, column + 1, symbol);
  }
  return message('entry {0} of {1}', row + 1, symbol);
}

/** The number there; of a step what it subtracts, η times the gradient. */
function takenAs({ forward, backward }: Trace, { quantity, layer, row, column }: Underflow): number {
  const { rate } = forward.network;
  switch (quantity) {
    case 'updatedW':
      return rate! * backward!.gradW[layer - 1].entry(row, column);
    case 'updatedb':
      return rate! * backward!.gradb[layer - 1]!.data[row];
    default:
      return valueAt({ forward, backward }, { quantity, layer, row, column });
  }
}

function valueAt(
  { forward, backward }: Pick<Trace, 'forward' | 'backward'>,
  { quantity, layer, row, column }: Underflow,
): number {
  const at = ({ data, cols }: { data: Float64Array; cols: number }): number => data[row * cols + column];
  switch (quantity) {
    case 'N':
    case 'Sigma':
    case 'dSigma':
      return at(forward.layers[layer - 1][quantity]!);
    case 'lossGradient':
      return at(backward!.seed);
    case 'Delta':
      return at(backward!.Delta[layer - 1]);
    case 'gradW':
      return backward!.gradW[layer - 1].entry(row, column);
    case 'gradb':
      return at(backward!.gradb[layer - 1]!);
    case 'gradX':
      return at(backward!.gradX);
    case 'updatedW':
    case 'updatedb':
      return updatedAt({ forward, backward }, { quantity, layer, row, column });
    case 'lossTerm':
    case 'value':
      return backward!.value;
  }
}

/** An entry of W_i or b_i after a step of the network's rate. */
function updatedAt(
  { forward, backward }: Pick<Trace, 'forward' | 'backward'>,
  { quantity, layer: index, row, column }: Underflow,
): number {
  const layer = forward.network.layers[index - 1];
  const of = quantity === 'updatedW' ? 'W' : 'b';
  const gradient =
    of === 'W' ? backward!.gradW[index - 1] : { entry: (r: number) => backward!.gradb[index - 1]!.data[r] };
  return updatedEntry(layer, of, gradient, forward.network.rate!)!(row, column);
}
