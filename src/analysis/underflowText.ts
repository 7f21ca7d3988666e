import type { Trace, Underflow } from '../engine/trace';
import { message, quantities, type Message } from '../message/message';
import { subscript } from '../message/subscript';
import { pointName } from './faultText';

/** Says which number is too small for a double, and what it is taken as. */
export function underflowText(trace: Trace, place: Underflow): Message {
  return message(
    'At {0}, {1} is closer to 0 than a double can hold (about 2.2e-308), so it is taken as {2}.',
    pointName(trace.forward.sample, place),
    entryName(trace, place),
    takenAs(trace, place),
  );
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
  updatedW: 'η∇W',
  updatedb: 'η∇b',
};

function entryName(trace: Trace, { quantity, layer, row, column }: Underflow): string | Message {
  const index = quantity === 'gradX' || quantity === 'value' ? '' : subscript(layer);
  const symbol = quantities(`${symbols[quantity]}${index}`);
  if (quantity === 'value') return symbol;
  if (quantity === 'gradW' || quantity === 'updatedW') {
    return message('entry ({0}, {1}) of {2}', row + 1, column + 1, symbol);
  }
  return message('entry {0} of {1}', row + 1, symbol);
}

function takenAs({ forward, backward }: Trace, { quantity, layer, row, column }: Underflow): number {
  const at = ({ data, cols }: { data: Float64Array; cols: number }): number => data[row * cols + column];
  const { rate } = forward.network;
  switch (quantity) {
    case 'N':
    case 'Sigma':
    case 'dSigma':
      return at(forward.layers[layer - 1][quantity]!);
    case 'Delta':
      return at(backward!.Delta[layer - 1]);
    case 'gradW':
      return backward!.gradW[layer - 1].entry(row, column);
    case 'gradX':
      return at(backward!.gradX);
    case 'updatedW':
      return rate! * backward!.gradW[layer - 1].entry(row, column);
    case 'updatedb':
      return rate! * at(backward!.gradb[layer - 1]!);
    default:
      return backward!.value;
  }
}
