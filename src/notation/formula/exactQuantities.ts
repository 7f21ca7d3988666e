import type { ExactLayerTrace, ExactTrace } from '../../engine/trace';
import type { ExactMatrix } from '../../network/exactNetwork';
import type { Shape } from '../../network/matrix';
import { ONE, rational, ZERO, type Rational } from '../../functions/numbers/rational';
import type { BaseSymbol, LayerIndex } from './symbol';

/** A quantity of this shape in fractions; null where it has none. */
export function exactValueOf(symbol: BaseSymbol, shape: Shape, exact: ExactTrace): ExactMatrix | null {
  const filled = (entry: (r: number, c: number) => Rational): ExactMatrix => ({
    ...shape,
    data: Array.from({ length: shape.rows * shape.cols }, (_, i) => entry(Math.floor(i / shape.cols), i % shape.cols)),
  });
  const at = (layer: LayerIndex) => layerOf(exact, layer);
  switch (symbol.name) {
    case 'W':
    case 'b':
    case 'N':
    case 'dSigma':
    case 'Delta':
      return at(symbol.layer)[symbol.name];
    case 'Sigma':
      return symbol.layer === 0 ? exact.X : at(symbol.layer).Sigma;
    case 'diagonal': {
      const derivative = at(symbol.layer).dSigma;
      return derivative && filled((r, c) => (r === c ? derivative.data[r] : ZERO));
    }
    case 'Jacobian':
      return null;
    case 'Y':
      return exact.target;
    case 'lossGradient':
      return exact.seed;
    case 'indicator':
      return filled((r) => (r === symbol.output - 1 ? ONE : ZERO));
    case 'ones':
      return filled(() => ONE);
    case 'mask':
      return filled((r, c) => {
        const { row, column } = symbol.frozen;
        return (row && r === shape.rows - 1) || (column && c === shape.cols - 1) ? ZERO : ONE;
      });
    case 'reciprocal':
      return filled(() => rational(1n, BigInt(symbol.of)));
    case 'rate': {
      const { rate } = exact;
      return rate && filled(() => rate);
    }
    case 'gradient':
      return gradientBy(symbol.by, symbol.layer, exact);
    case 'updated':
      return at(symbol.layer)[symbol.of === 'W' ? 'updatedW' : 'updatedb'];
  }
}

function gradientBy(by: 'W' | 'b' | 'Sigma' | 'N' | 'X', layer: LayerIndex, exact: ExactTrace): ExactMatrix | null {
  switch (by) {
    case 'X':
      return exact.gradX;
    case 'W':
      return layerOf(exact, layer).gradW;
    case 'b':
      return layerOf(exact, layer).gradb;
    case 'Sigma':
      return layerOf(exact, layer).gradSigma;
    case 'N':
      return layerOf(exact, layer).Delta;
  }
}

function layerOf(exact: ExactTrace, index: LayerIndex): ExactLayerTrace {
  const layer = typeof index === 'number' ? exact.layers[index - 1] : undefined;
  if (layer === undefined) throw new RangeError('The network has no such layer.');
  return layer;
}
