import type { Trace } from '../../engine/trace';
import { message } from '../../message/message';
import type { Layer, Network } from '../../network/network';
import { neuronText, numberText } from '../../numbers/numberText';
import { spokenDrawing } from './spokenDrawing';
import { between, layOutDrawing, type DrawingLayout } from './drawingLayout';
import type { Alphabet } from '../../notation/letters/alphabet';
import type { DrawingBlock, DrawingSymbols, EdgeNumber } from '../page';

/** Neurons of a layer that are drawn in full; of a larger one the first four and the last two. */
const FULL = 10;
/** Deeper networks are not drawn: the chain of maps says more. */
const MAX_LAYERS = 30;
/** How strongly an edge is drawn whose number has no size to compare. */
const UNKNOWN_SHARE = 0.15;

/** The network as neurons and edges with what the trace knows of them, or null if it is too deep to draw. */
export function drawing(network: Network, trace: Trace | null): DrawingBlock | null {
  if (network.layers.length === 0 || network.layers.length > MAX_LAYERS) return null;
  const columns = network.sizes.map((size, i) => drawnColumn(network, trace, i, size));
  const layout = layOutDrawing(columns);
  return {
    kind: 'drawing',
    id: 'network.drawing',
    label: message('The network as neurons and connections, from the input on the left to the output on the right'),
    spoken: spokenDrawing(network, columns),
    symbols: symbolsIn('paper'),
    columns,
    layout,
    edges: drawnEdges(network, trace, columns, layout),
  };
}

export function symbolsIn(alphabet: Alphabet): DrawingSymbols {
  return alphabet === 'paper'
    ? { input: 'X', activations: 'Σ', index: 'below' }
    : { input: 'x', activations: 'a', index: 'above' };
}

function drawnColumn(network: Network, trace: Trace | null, i: number, size: number): DrawingBlock['columns'][number] {
  const all = size <= FULL;
  const shown = all ? Array.from({ length: size }, (_, n) => n) : [0, 1, 2, 3, size - 2, size - 1];
  const layer = i === 0 ? null : network.layers[i - 1];
  const forward = trace?.forward;
  const values = i === 0 ? forward?.sample.X : forward?.layers[i - 1].Sigma;
  return {
    layer: i,
    size,
    name: layer === null ? null : layer.name,
    activation: layer === null ? null : activationWords(layer),
    shown,
    elidedAfter: all ? null : 3,
    affine: layer !== null && layer.affine,
    formal: layer === null ? network.formalInput === true : layer.formal === true,
    values:
      values === undefined || values.cols !== 1
        ? null
        : shown.map((n) => ({ short: neuronText(values.data[n]), text: numberText(values.data[n]) })),
  };
}

/** The names of the layer's activations as the spec calls them, each once. */
function activationWords({ activation }: Layer): string {
  if (activation.kind === 'softmax') return 'softmax';
  if (activation.uniform !== null) return activation.uniform.name;
  const names = [...new Set(activation.activations.map((a) => a.name))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
}

function drawnEdges(
  network: Network,
  trace: Trace | null,
  columns: DrawingBlock['columns'],
  layout: DrawingLayout,
): DrawingBlock['edges'] {
  const edges = network.layers.flatMap(({ index, weights }) => {
    const gradient = trace?.backward?.gradW[index - 1];
    return columns[index].shown.flatMap((row, to) =>
      columns[index - 1].shown.map((column, from) => ({
        layer: index,
        from,
        to,
        line: between(layout.columns[index - 1].neurons[from], layout.columns[index].neurons[to], layout.radius),
        weight: weights === null ? null : weights.data[row * weights.cols + column],
        gradient: gradient === undefined ? null : gradient.entry(row, column),
      })),
    );
  });
  const weight = edgeNumbers(edges.map((edge) => edge.weight));
  const gradient = edgeNumbers(edges.map((edge) => edge.gradient));
  return edges.map((edge, i) => ({ ...edge, weight: weight[i], gradient: gradient[i] }));
}

/** The numbers of one quantity on all edges; where all are 0, or one is no number, edges are drawn as of unknown size. */
function edgeNumbers(values: readonly (number | null)[]): readonly (EdgeNumber | null)[] {
  const sizes = values.map((value) => Math.abs(value ?? 0));
  const largest = sizes.reduce((most, size) => (Number.isFinite(size) && size > most ? size : most), 0);
  const share = (size: number): number => {
    if (size === Infinity) return 1;
    return largest === 0 || Number.isNaN(size) ? UNKNOWN_SHARE : size / largest;
  };
  return values.map((value, i) => (value === null ? null : { value, text: numberText(value), share: share(sizes[i]) }));
}
