// Networks whose numbers, not their text, have something to say, beyond the first sample, layer and neuron.

const net = (X: string, layer: string, W: string, rest: string): string =>
  `batch X = ${X}\nlayer ${layer}\n  W = ${W}\n${rest}\n`;
const LOSS = 'loss half_sse';

export const numberCases: readonly string[] = [
  // Kinks: of one neuron, of several places, of a list, of a loss.
  net('[0]', 'relu', '[1]', 'output 1'),
  net('[1 0; 1 0]', 'relu', '[1 1; 0 1]', 'target = [1 1; 1 1]\nloss half_sse'),
  net('[2]', '[tanh hard_tanh]', '[1; -0.5]', 'target = [0; 0]\nloss half_sse'),
  net('[2]', 'identity', '[1; 3]', 'target = [1; 3]\nloss l1'),
  net('[2]', 'identity', '[1; 3]', 'target = [1; 6]\nloss l1 mean'),
  // What is too large, or not defined.
  net('[1 1e200]', 'identity', '[1; 1e200]', 'target = [1 1; 1 1]\nloss half_sse'),
  net('[1 -1]', '[tanh f]', '[1; 2]', 'target = [1 1; 1 1]\nloss half_sse').replace(/^/, 'activation f(x) = ln(x)\n'),
  net('[1 400]', 'exp_f', '[1; 2]', `target = [1 1; 1 1]\n${LOSS}`).replace(/^/, 'activation exp_f(x) = exp(x)\n'),
  net('[1 0]', 'root', '[1; 2]', `target = [1 1; 1 1]\n${LOSS}`).replace(/^/, 'activation root(x) = sqrt(x)\n'),
  net('[1 -1]', 'identity', '[1; 2]', 'target = [1 1; 0 0]\nloss cross_entropy'),
  net('[1 0]', 'identity', '[1; 2]', 'target = [1 1; 0 0]\nloss cross_entropy'),
  net('[0.1 2]', 'identity', '[1; 0.1]', 'target = [1 1; 0 0]\nloss binary_cross_entropy'),
  net('[1 2]', 'softmax', '[1; 2]', 'target = [1 2; 0 -1]\nloss cross_entropy'),
  net('[1 2]', 'sigmoid', '[1]', 'target = [1 1.5]\nloss binary_cross_entropy'),
  net('[1 -2]', 'identity', '[1]', 'target = [1 1]\nloss (y, t) = ln(y)*t'),
  net('[1 0]', 'identity', '[1]', 'target = [1 1]\nloss (y, t) = t/y'),
  net('[1 0]', 'identity', '[1]', 'target = [1 1]\nloss (y, t) = t*sqrt(y)'),
  net('[1e154 1e154]', 'identity', '[1]', 'target = [0 0]\nloss sse'),
  net('[1.7e308 1.7e308]', 'identity', '[1]', 'output 1'),
  net('[1e200]', 'identity', '[1e-150; 2e-150]\nlayer identity\n  W = [1e100 1e140]', 'target = [1]\nloss half_sse'),
  net('[1e150]', 'identity', '[1; 1]', 'target = [0; 0]\nloss (y, t) = 1e200*(y - t)'),
  net(
    '[1 2]',
    'identity',
    '[1]\n  b = 0\nlayer identity\n  W = [1e300]',
    'target = [0 0]\nloss (y, t) = 1e200*(y - t)',
  ),
  net('[1 2]', 'identity', '[1]\n  b = 0', 'target = [0 0]\nloss (y, t) = 1e308*(y - t)'),
  net('[1; 2]', 'identity', '[1 1]', 'target = [0]\nloss (y, t) = 1e100*(y - t)\nrate = 1e250'),
  net('[1e-200]', 'identity', '[1]\n  b = 0', 'target = [0]\nloss (y, t) = 1e100*(y - t)\nrate = 1e250'),
  net('[1e-9; 1e-9]', 'identity', '[1e200 1]', 'target = [0]\nloss (y, t) = 1e150*(y - t)'),
  // What is too small.
  net('[1 1e-200]', 'identity', '[1; 1e-200]', 'target = [0 0; 0 0]\nloss half_sse'),
  net('[1 -800]', 'sigmoid', '[1; 1]', 'target = [0 0; 0 0]\nloss half_sse'),
  net('[1 1e-170]', 'identity', '[1]', 'target = [0 0]\nloss half_sse'),
  net('[1 2]', 'softmax', '[1; -400]', 'target = [1 1; 0 0]\nloss cross_entropy'),
  // Digits lost by rounding.
  net('[1 1e-9]', '[tanh f]', '[1; 1]', `target = [1 1; 1 1]\n${LOSS}`).replace(
    /^/,
    'activation f(x) = sqrt(1 + x^2) - 1\n',
  ),
  net('[1 2e-6]', '[tanh f]', '[1; 1]', `target = [1 1; 1 1]\n${LOSS}`).replace(
    /^/,
    'activation f(x) = sqrt(1 + x^2) - 1\n',
  ),
  net('[1 3e-7]', '[tanh f]', '[1; 1]', `target = [1 1; 1 1]\n${LOSS}`).replace(
    /^/,
    'activation f(x) = sqrt(1 + x^2) - 1\n',
  ),
  net('[1 1e-9]', 'identity', '[1; 1]', 'target = [0 0; 0 0]\nloss (y, t) = sqrt(1 + (y - t)^2) - 1'),
  net('[1 2e-6]', 'identity', '[2; 1]', 'target = [0 0; 0 0]\nloss (y, t) = sqrt(1 + (y - t)^2) - 1'),
  // Of the loss all digits are there, of its slope, 4.2e-18, none.
  net('[1 40]', 'identity', '[1]', 'target = [0 0]\nloss (y, t) = exp(y)/(1 + exp(y))'),
  // A derivative that is not that of its function.
  net('[1 2]', 'f', '[1; 3]', 'output 2').replace(/^/, 'activation f(x) = x^2\nderivative f(x) = 3*x\n'),
];
