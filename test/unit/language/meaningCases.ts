import { rest, type Case } from './checkerCase';

/** Objectives, values, and what is missing. */
export const meaningCases: Readonly<Record<string, readonly Case[]>> = {
  'output-range': [
    { name: 'beyond the last', wrong: `${rest}\noutput ‹output-range|2|›`, right: `${rest}\noutput 1` },
    { name: 'zero', wrong: `${rest}\noutput ‹output-range|0|›`, right: `${rest}\noutput 1` },
  ],
  'softmax-position': [
    {
      name: 'a hidden layer',
      wrong: 'input X = 1\nlayer ‹softmax-position|softmax|›\nW = 1\nlayer tanh\nW = 1',
      right: 'input X = 1\nlayer tanh\nW = 1\nlayer softmax\nW = 1',
    },
    {
      name: 'in a list',
      wrong: 'input X = 1\nlayer [tanh ‹softmax-position|softmax|›]\nW = [1; 2]\noutput 1',
      right: 'input X = 1\nlayer softmax\nW = [1; 2]\noutput 1',
    },
  ],
  'objective-conflict': [
    {
      name: 'a loss and an output',
      wrong: `${rest}\ntarget = 1\nloss sse\n‹objective-conflict|output|› 1`,
      right: `${rest}\ntarget = 1\nloss sse`,
    },
  ],
  'not-finite': [
    { name: 'division by zero', wrong: `${rest}\nrate = ‹not-finite|1/0|›`, right: `${rest}\nrate = 1/2` },
    {
      name: 'overflow in a matrix',
      wrong: 'input X = [1 ‹not-finite|exp(1000)|›]\nlayer 1 tanh\nW = [1 2]',
      right: 'input X = [1 exp(700)]\nlayer 1 tanh\nW = [1 2]',
    },
  ],
  'domain-error': [
    {
      name: 'ln of a negative number',
      wrong: `${rest}\nrate = 1 + ‹domain-error|ln(-1)|›`,
      right: `${rest}\nrate = ln(2)`,
    },
    {
      name: 'a constant',
      wrong: `let c = ‹domain-error|sqrt(-2)|›${rest}\nrate = c`,
      right: `let c = sqrt(2)${rest}\nrate = c`,
    },
  ],
  'parameter-range': [
    {
      name: 'a bound beyond which doubles have gaps',
      wrong: `input 1\nlayer 2 tanh\nW = integers(1, ‹parameter-range|1e18|›)\noutput 1`,
      right: `input 1\nlayer 2 tanh\nW = integers(1, 1e15)\noutput 1`,
    },
    {
      name: 'uniform from more to less',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = uniform(1, ‹parameter-range|-1|›)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = uniform(-1, -1)',
    },
    {
      name: 'named the other way round',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = uniform(high = ‹parameter-range|0|›, low = 2)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = uniform(high = 2, low = 0)',
    },
    {
      name: 'a negative standard deviation',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = normal(0, ‹parameter-range|-1|›)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = normal(-1, 0)',
    },
    {
      name: 'bounds whose difference overflows',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = uniform(-1e308, ‹parameter-range|1e308|›)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = uniform(-8e307, 8e307)\nb = 1',
    },
    {
      name: 'a standard deviation beyond doubles',
      wrong: 'input X = [1e-3 2e-3]\nlayer 1 tanh\nW = normal(sd = ‹parameter-range|1e308|›, mean = 0)',
      right: 'input X = [1e-3 2e-3]\nlayer 1 tanh\nW = normal(sd = 1e307, mean = 0)',
    },
    {
      name: 'half a seed',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = glorot(‹parameter-range|1.5|›)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = glorot(-15)',
    },
    {
      name: 'a step in the place of the seed',
      wrong:
        'input 2\ninput X = choose([-1, 1/2], seed = ‹parameter-range|1/3|›)\nlayer 1 tanh\nW = integers(-3, 3, 2)',
      right: 'input 2\ninput X = choose([-1, 1/2], seed = 6/3)\nlayer 1 tanh\nW = integers(-3, 3, 2)',
    },
    {
      name: 'a negative delta',
      wrong: `${rest}\ntarget = 1\nloss huber(‹parameter-range|-1|›)`,
      right: `${rest}\ntarget = 1\nloss huber(1e-3)`,
    },
    {
      name: 'a delta of 0, by a constant',
      wrong: `let c = 0${rest}\ntarget = 1\nloss huber(delta = ‹parameter-range|c|›)`,
      right: `let c = 2${rest}\ntarget = 1\nloss huber(delta = c)`,
    },
  ],
  'unusual-parameter': [
    {
      name: 'a negative alpha',
      wrong: 'input X = [1 2]\nlayer 1 elu(‹unusual-parameter|-1|›)\nW = [1 2]',
      right: 'input X = [1 2]\nlayer 1 elu(0)\nW = [1 2]',
    },
    {
      name: 'a negative slope in a list',
      wrong: 'input X = [1 2]\nlayer [leaky_relu(slope = ‹unusual-parameter|-0.01|›) tanh]\nW = [1 2; 3 4]\noutput 1',
      right: 'input X = [1 2]\nlayer [leaky_relu(slope = 0.01) tanh]\nW = [1 2; 3 4]\noutput 1',
    },
    {
      name: 'within an expression',
      wrong:
        'let c = -2\nactivation f(x) = elu(x, alpha = ‹unusual-parameter|c|›)\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
      right: 'activation f(x, c = -2) = elu(x, alpha = c)\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
    },
    {
      name: 'a sign within an expression',
      wrong: 'activation f(x) = elu(x, ‹unusual-parameter|-1|›)\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
      right: 'activation f(x) = elu(x, +1)\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
    },
    {
      name: 'computed within an expression',
      wrong:
        'let c = 2\nactivation f(x) = elu(x, ‹unusual-parameter|exp(0) - c^2/3|›)\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
      right: 'let c = 2\nactivation f(x) = elu(x, exp(0) - c^2/4)\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
    },
    {
      name: 'within a loss',
      wrong: `${rest}\ntarget = 1\nloss (f, y) = leaky_relu(f, ‹unusual-parameter|0 - 1|›)*y`,
      right: `${rest}\ntarget = 1\nloss (f, y) = leaky_relu(f, 0 - y)*y`,
    },
    { name: 'a negative rate', wrong: `${rest}\nrate = ‹unusual-parameter|-0.1|›`, right: `${rest}\nrate = 0.1` },
    { name: 'a rate of 0', wrong: `${rest}\nrate = ‹unusual-parameter|1 - 1|›`, right: `${rest}\nrate = 1 - 0.1` },
  ],
  underflow: [
    {
      name: 'a number that becomes 0',
      wrong: 'input X = [1 ‹underflow|1e-400|›]\nlayer 1 tanh\nW = [1 2]',
      right: 'input X = [1 1e-300]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a number that loses digits',
      wrong: 'input X = [1 -‹underflow|1.23456789e-320|›]\nlayer 1 tanh\nW = [1 2]',
      right: 'input X = [1 -9.999888671826829e-321]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a constant',
      wrong: `let c = 1 + ‹underflow|1e-400|›${rest}\nrate = c`,
      right: `let c = 1 + 0e-400${rest}\nrate = c`,
    },
    {
      name: 'a parameter',
      wrong: 'input X = [1 2]\nlayer 1 leaky_relu(‹underflow|1e-400|›)\nW = [1 2]',
      right: 'input X = [1 2]\nlayer 1 leaky_relu(0)\nW = [1 2]',
    },
    {
      name: 'a formula',
      wrong: 'activation f(x) = tanh(x) + ‹underflow|1e-999|›\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
      right: 'activation f(x) = tanh(x) + 1e-99\ninput X = [1 2]\nlayer 1 f\nW = [1 2]',
    },
    {
      name: 'a generator',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = fill(‹underflow|1e-400|›)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = fill(0)',
    },
    {
      name: 'a value',
      wrong: `let c = 1e300*‹underflow|exp(-800)|›${rest}\nrate = 1 + c`,
      right: `${rest}\nrate = 1 + exp(-800)`,
    },
    {
      name: 'the smaller factor',
      wrong: `${rest}\nrate = 1e300*(‹underflow|1e-160*1e-160|›)`,
      right: `${rest}\nrate = 1e300*1e-160*1e-140`,
    },
    {
      name: 'a reciprocal',
      wrong: `${rest}\nrate = 1e-10/(1 + 1e9)*‹underflow|1e-200^2|›*1e300 + 1e-150`,
      right: `${rest}\nrate = 1e-200^2*1e300 + 1`,
    },
    {
      name: 'a choice that hangs on it',
      wrong: `${rest}\nrate = if ‹underflow|exp(-800)|› > 0 then 1 else 2`,
      right: `${rest}\nrate = if exp(-800) < 1 then 1 else 2`,
    },
  ],
  'file-not-found': [
    {
      name: 'any file, as yet',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = file(‹file-not-found|"w.csv"|›)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = [1 2]',
    },
  ],
  'missing-target': [
    {
      name: 'a loss without a target',
      wrong: 'input ‹missing-target|X|› = [1 2]\nlayer 1 tanh\nW = [1 2]\nloss sse',
      right: 'input X = [1 2]\ntarget = 1\nlayer 1 tanh\nW = [1 2]\nloss sse',
    },
    {
      name: 'one of two inputs, without a name',
      wrong: '‹missing-target|input|› = 1\ninput B = 1\ntarget = 1\nlayer tanh\nW = 1\nloss sse',
      right: 'input = 1\ntarget = 1\ninput B = 1\ntarget = 1\nlayer tanh\nW = 1\nloss sse',
    },
  ],
  'output-required': [
    {
      name: 'two outputs',
      wrong: 'input X = 1\nlayer tanh\nW = 1\n‹output-required|layer|› tanh\nW = [1; 2]',
      right: 'input X = 1\nlayer tanh\nW = 1\nlayer tanh\nW = [1; 2]\noutput 2',
    },
    {
      name: 'not for shapes alone',
      wrong: 'batch X = [1 2]\n‹output-required|layer|› 2 tanh\nW = zeros()',
      right: 'batch X = [1 2]\nlayer 2 tanh\nW = zeros()\ntarget = [1 2; 3 4]\nloss mse',
    },
  ],
  'derivative-mismatch': [
    {
      name: 'of a built-in',
      wrong: `derivative tanh(x) = ‹derivative-mismatch|1 - tanh(x)|›${rest}`,
      right: `derivative tanh(x) = 1 - tanh(x)^2${rest}`,
    },
    {
      name: 'of an own one with a parameter',
      wrong:
        'activation f(x, a = 2) = a*x^2\nderivative f(x, a) = ‹derivative-mismatch|a*x|›\ninput X = 1\nlayer f\nW = 1',
      right: 'activation f(x, a = 2) = a*x^2\nderivative f(u, v) = 2*v*u\ninput X = 1\nlayer f(3)\nW = 1',
    },
    {
      name: 'but a choice at a kink is none',
      wrong: 'derivative relu(x) = ‹derivative-mismatch|if x > 1 then 1 else 0|›\ninput X = 1\nlayer relu\nW = 1',
      right: 'derivative relu(x) = if x >= 0 then 1 else 0\ninput X = 1\nlayer relu\nW = 1',
    },
  ],
  'missing-weights': [
    {
      name: 'no W',
      wrong: 'input X = 1\n‹missing-weights|layer|› 1 tanh\nlayer tanh\nW = 1',
      right: 'input X = 1\nlayer 1 tanh\nW = ones()\nlayer tanh\nW = 1',
    },
    {
      name: 'b alone',
      wrong: 'input X = 1\nlayer tanh\nW = 1\n‹missing-weights|b|›',
      right: 'input X = 1\nlayer tanh\nW = 1\nb = 0',
    },
    {
      name: 'neither W nor b',
      wrong: 'input X = 1\n‹missing-weights|layer|› 1 tanh\nb',
      right: 'input X = 1\nlayer 1 tanh\nW = 1\nb = zeros()',
    },
  ],
  'missing-input': [
    {
      name: 'none at all',
      wrong: '‹missing-input|layer|› tanh\nW = [1 2]',
      right: 'input 2\nlayer tanh\nW = [1 2]',
    },
  ],
  'missing-layer': [
    { name: 'an empty text', wrong: '‹missing-layer||›', right: 'input 1\nlayer tanh\nW = 1' },
    { name: 'only an input', wrong: '‹missing-layer|input|› X = 1', right: 'input X = 1\nlayer tanh\nW = 1' },
  ],
  'unknown-quantity': [
    {
      name: 'a misspelt one',
      wrong: `${rest}\nexercise "A"\nask ‹unknown-quantity|Dleta1|›`,
      right: `${rest}\nexercise "A"\nask Delta1`,
    },
    {
      name: 'a layer that is not there',
      wrong: `${rest}\nexercise "A"\nask N1 ‹unknown-quantity|Δ₉|›`,
      right: `${rest}\nexercise "A"\nask N1 Δ₁`,
    },
    {
      name: 'the bias of a layer without one',
      wrong: `input X = 1\nlayer tanh\nW = 1\nexercise "A"\nask ‹unknown-quantity|gradb1|› N1`,
      right: `input X = 1\nlayer tanh\nW = 1\nb = 1\nexercise "A"\nask gradb1 N1`,
    },
    {
      name: 'Σ′ of softmax',
      wrong: `input X = 1\nlayer softmax\nW = [1; 2]\noutput 1\nexercise "A"\nask ‹unknown-quantity|dSigma1|› N1`,
      right: `input X = 1\nlayer [tanh tanh]\nW = [1; 2]\noutput 1\nexercise "A"\nask dSigma1 N1`,
    },
    {
      name: 'a column that the batch does not have',
      wrong: `batch X = [1 2]\nlayer tanh\nW = 1\nexercise "A"\nask ‹unknown-quantity|N1[1, 3]|› N1[1, 2]`,
      right: `batch X = [1 2 3]\nlayer tanh\nW = 1\nexercise "A"\nask N1[1, 3] N1[1, 2]`,
    },
    {
      name: 'entry 0',
      wrong: `${rest}\nexercise "A"\nask N1 ‹unknown-quantity|gradW1[0, 1]|›`,
      right: `${rest}\nexercise "A"\nask N1 gradW1[1, 1]`,
    },
    {
      name: 'an entry between two',
      wrong: `${rest}\nexercise "A"\nask N1 ‹unknown-quantity|gradW1[1.5, 1]|›`,
      right: `${rest}\nexercise "A"\nask N1 gradW1[1, 1]`,
    },
    {
      name: 'an entry outside',
      wrong: `input X = 1\nlayer tanh\nW = 1\nexercise "A"\nask N1 ‹unknown-quantity|gradW1[2, 1]|›`,
      right: `input X = 1\nlayer tanh\nW = 1\nexercise "A"\nask N1 ∇W₁[1, 1]`,
    },
  ],
  'repeated-quantity': [
    {
      name: 'f, and the values of the last layer',
      wrong: `${rest}\nexercise "A"\ngive f\nask ‹repeated-quantity|Sigma1|›`,
      right: `${rest}\nexercise "A"\ngive f\nask N1`,
    },
    {
      name: 'all of what an entry is asked of',
      wrong: `${rest}\nexercise "A"\nask gradW1[1, 1] ‹repeated-quantity|gradW1|›`,
      right: `${rest}\nexercise "A"\nask gradW1[1, 1] gradW1[1, 2]`,
    },
    {
      name: 'given after an entry of it was asked',
      wrong: `${rest}\nexercise "A"\nask gradW1[1, 1]\ngive ‹repeated-quantity|gradW1|›`,
      right: `${rest}\nexercise "A"\nask gradW1[1, 1]\ngive N1`,
    },
    {
      name: 'asked twice, in two spellings',
      wrong: `${rest}\nexercise "A"\nask Delta1 ‹repeated-quantity|Δ₁|›`,
      right: `${rest}\nexercise "A"\nask Delta1\nexercise "B"\nask Δ₁`,
    },
    {
      name: 'given and asked',
      wrong: `${rest}\nexercise "A"\ngive Sigma1 N1\nask gradX ‹repeated-quantity|N1: 2|›`,
      right: `${rest}\nexercise "A"\ngive Sigma1\nask gradX N1: 2`,
    },
    {
      name: 'an entry of what is asked',
      wrong: `${rest}\nexercise "A"\nask N1\nask ‹repeated-quantity|N1[1]|›`,
      right: `${rest}\nexercise "A"\nask N1`,
    },
  ],
  'repeated-title': [
    {
      name: 'two exercises',
      wrong: `${rest}\nexercise "A"\nask N1\nexercise ‹repeated-title|"A"|›\nask f`,
      right: `${rest}\nexercise "A"\nask N1\nexercise "B"\nask f`,
    },
  ],
  'given-answer': [
    {
      name: 'given below the exercise that asks it',
      wrong: `${rest}\nexercise "A"\nask N1: 2\nexercise "B"\ngive ‹given-answer|N1|›\nask gradW1`,
      right: `${rest}\nexercise "A"\nask N1: 2\nexercise "B"\nask gradW1`,
    },
    {
      name: 'given above it under another name, of which an entry is asked',
      wrong: `${rest}\nexercise "A"\ngive N1 ‹given-answer|f|›\nask gradX\nexercise "B"\nask Sigma1[1]`,
      right: `${rest}\nexercise "A"\ngive N1\nask gradX\nexercise "B"\nask Sigma1[1]`,
    },
  ],
  unanswerable: [
    {
      name: 'a gradient where nothing is differentiated',
      wrong: `input X = 1\n‹output-required|layer|› 2 tanh\nW = [1; 2]\nexercise "A"\nask ‹unanswerable|Delta1|› N1`,
      right: `input X = 1\nlayer 2 tanh\nW = [1; 2]\noutput 2\nexercise "A"\nask Delta1 N1`,
    },
    {
      name: 'given though there is none',
      wrong: `${rest}\nexercise "A"\ngive ‹unanswerable|L|›\nask N1`,
      right: `${rest}\nexercise "A"\ngive f\nask N1`,
    },
    {
      name: 'no input',
      wrong: `input 1\nlayer tanh\nW = 1\n‹unanswerable|exercise|› "A"\nask N1`,
      right: `input X = 1\nlayer tanh\nW = 1\nexercise "A"\nask N1`,
    },
    {
      name: 'no weights, once for each exercise that asks',
      wrong: `input X = 1\n‹missing-weights|layer|› 2 tanh\noutput 1\n‹unanswerable|exercise|› "A"\nask N1 gradX\n‹unanswerable|exercise|› "B"\nask f`,
      right: `input X = 1\nlayer 2 tanh\nW = [1; 2]\noutput 1\nexercise "A"\nask N1 gradX`,
    },
    {
      name: 'no target',
      wrong: `input ‹missing-target|X|› = 1\nlayer tanh\nW = 1\nloss sse\n‹unanswerable|exercise|› "A"\nask gradX`,
      right: `input X = 1\ntarget = 1\nlayer tanh\nW = 1\nloss sse\nexercise "A"\nask gradX`,
    },
    {
      name: 'nothing asked',
      wrong: `${rest}\n‹unanswerable|exercise|› "A"\ngive N1\nnote "x"\nexercise "B"\nask N1`,
      right: `${rest}\nexercise "A"\nask N1`,
    },
    {
      name: 'nothing to differentiate, said once in each exercise',
      wrong: `input X = 1\n‹output-required|layer|› 2 tanh\nW = [1; 2]\nexercise "A"\nask ‹unanswerable|Delta1|› gradW1\nask gradX\nexercise "B"\nask ‹unanswerable|gradX|›`,
      right: `input X = 1\nlayer 2 tanh\nW = [1; 2]\noutput 2\nexercise "A"\nask Delta1 gradW1 gradX`,
    },
    {
      name: 'L without a loss',
      wrong: `${rest}\nexercise "A"\nask ‹unanswerable|L|›`,
      right: `${rest}\nexercise "A"\nask f`,
    },
    {
      name: 'an update without a rate',
      wrong: `${rest}\nexercise "A"\nask ‹unanswerable|nextW1|›`,
      right: `${rest}\nrate = 1\nexercise "A"\nask nextW1`,
    },
  ],
};
