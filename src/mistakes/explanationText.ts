import type { Trace } from '../engine/trace';
import { message, quantities, type Message } from '../message/message';
import type { QuantityRef } from './quantity';
import { quantityWord } from './quantityName';
import type { Explanation, Rounding } from './slip';
import { slipText } from './slipText';

/** Sentences for all that explains a matrix; nothing where nothing does. */
export function explanationsText(
  explanations: readonly Explanation[],
  wanted: QuantityRef,
  trace: Trace,
): readonly Message[] {
  if (explanations.length === 1) return explanationText(explanations[0], wanted, trace);
  return explanations.flatMap((each, i) => [
    i === 0
      ? message('More than one mistake gives these numbers. Possibility {0}:', 1)
      : message('Possibility {0}:', i + 1),
    ...explanationText(each, wanted, trace),
  ]);
}

function explanationText(explanation: Explanation, wanted: QuantityRef, trace: Trace): readonly Message[] {
  if (explanation.kind === 'rounding') return roundingText(explanation);
  const { slips } = explanation;
  const texts = slips.flatMap((slip) => slipText(slip, wanted, trace));
  return slips.length === 1 ? texts : [message('Two mistakes together give these numbers.'), ...texts];
}

function roundingText({ quantity, layer, digits, style, exact }: Rounding): Message[] {
  const keep = message('Keep more digits in intermediate results and round only the final one.');
  const places = style === 'significant';
  if (!exact) {
    return [
      places
        ? message('Rounding the intermediate results to {0} significant digits can cause these differences.', digits)
        : message('Rounding the intermediate results to {0} decimals can cause these differences.', digits),
      keep,
    ];
  }
  if (quantity === 'all') {
    return [
      places
        ? message('Rounding every intermediate result to {0} significant digits gives exactly these numbers.', digits)
        : message('Rounding every intermediate result to {0} decimals gives exactly these numbers.', digits),
      keep,
    ];
  }
  const name = layer === 'all' ? quantities({ N: 'N', Sigma: 'Σ', dSigma: 'Σ′', Delta: 'Δ' }[quantity]) : quantityWord({ quantity, layer }); // prettier-ignore
  return [
    places
      ? message('Rounding {0} to {1} significant digits gives exactly these numbers.', name, digits)
      : message('Rounding {0} to {1} decimals gives exactly these numbers.', name, digits),
    keep,
  ];
}
