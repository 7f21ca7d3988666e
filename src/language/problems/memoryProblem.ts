import { message } from '../../message/message';
import type { CheckedSample } from '../meaning/checkedSamples';
import type { CheckedLayer } from '../meaning/checked';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { grouped, maxNumbers } from '../text/limits';

/**
 * The numbers that the network holds at its samples, if they are too many: the weights, X, and for each column of data N,
 * Σ, Σ′ and Δ of every neuron. The largest layer is to blame where it is wider than the data, otherwise the data.
 */
export function memoryProblem(layers: readonly CheckedLayer[], samples: readonly CheckedSample[]): Diagnostic | null {
  let largest = layers[0];
  let neurons = 0;
  let numbers = 0;
  for (const layer of layers) {
    const { size, inputSize, affine } = layer;
    if (size === null || inputSize === null) return null;
    neurons += size;
    numbers += size * (inputSize + (affine ? 1 : 0));
    if (size > largest.size!) largest = layer;
  }
  for (const { sample, statements } of samples) {
    const { rows, cols } = sample.X;
    numbers += cols * (rows + 4 * neurons);
    if (numbers <= maxNumbers) continue;
    const written = largest.statement;
    const ofLayer = written.size?.range ?? largest.weightsStatement?.value?.range ?? written.keyword;
    const range = largest.size! >= cols ? ofLayer : (statements.data.value?.range ?? statements.data.keyword);
    return diagnostic(
      'too-large',
      range,
      message(
        'Layer {0} has {1} neurons and {2} has {3} columns: its values ({1} × {3} each for N, Σ, Σ′ and Δ) and the rest of the network need {4} numbers = {5}. The limit is {6}.',
        largest.index,
        grouped(largest.size!),
        sample.name,
        grouped(cols),
        grouped(numbers),
        inBytes(numbers),
        grouped(maxNumbers),
      ),
    );
  }
  return null;
}

/** How much room so many numbers take, 8 bytes each. */
function inBytes(count: number): string {
  const bytes = 8 * count;
  return bytes >= 1e9 ? `${Number((bytes / 1e9).toPrecision(2))} GB` : `${Math.round(bytes / 1e6)} MB`;
}
