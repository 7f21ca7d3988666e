import { gaussian, normalDensity, sigmoid, sigmoidDerivative, tanhDerivative } from '../numbers/specialFunctions';
import { mishGate } from './activations';

/** Beyond this e^(−x²/2) is 0 and x² times it, too. */
const FAR = 50;

/** σ″ of the smooth built-in activations without parameters, in forms in which nothing cancels or overflows far out. */
export const closedSecondDerivatives: Readonly<Record<string, (x: number) => number>> = {
  sigmoid: (x) => -sigmoidDerivative(x) * Math.tanh(x / 2),
  tanh: (x) => -2 * Math.tanh(x) * tanhDerivative(x),
  softplus: sigmoidDerivative,
  silu: (x) => sigmoidDerivative(x) * (2 - x * Math.tanh(x / 2)),
  mish: (x) => {
    const { gate, slope } = mishGate(x);
    return slope === 0 ? 0 : slope * (2 + x * (sigmoid(-x) - 2 * gate * sigmoid(x)));
  },
  gelu: (x) => (Math.abs(x) > FAR ? 0 : normalDensity(x) * (2 - x * x)),
  gaussian: (x) => (Math.abs(x) > FAR ? 0 : gaussian(x) * (4 * x * x - 2)),
  softsign: (x) => (-2 * Math.sign(x)) / (1 + Math.abs(x)) ** 3,
  square: () => 2,
};
