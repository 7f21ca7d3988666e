import { expectProblems } from './checkerFixture';

/** A whole network around a few lines of interest. */
const rest = `
input X = [1 2]
layer 1 tanh
  W = [1 2]`;

interface Case {
  readonly name: string;
  /** Marked with the one diagnostic that it must have. */
  readonly wrong: string;
  /** Nearly the same, and nothing to say against it. */
  readonly right: string;
}

const cases: Record<string, readonly Case[]> = {
  'misplaced-statement': [
    {
      name: 'W above the first layer',
      wrong: 'input 2\n‹misplaced-statement|W|› = [1 2]\nlayer 1 tanh\nW = [1 2]',
      right: 'input 2\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'b above the first layer',
      wrong: '‹misplaced-statement|b|› = 1' + rest,
      right: rest + '\nb = 1',
    },
    {
      name: 'an index of another layer',
      wrong: 'input X = 1\nlayer tanh\nW1 = 1\nlayer tanh\n‹misplaced-statement|W1|› = 1',
      right: 'input X = 1\nlayer tanh\nW1 = 1\nlayer tanh\nW_2 = 1',
    },
    {
      name: 'a target above every input',
      wrong: `‹misplaced-statement|target|› = 1${rest}`,
      right: `${rest}\ntarget = 1\nloss sse`,
    },
    {
      name: 'a generator in an input',
      wrong: 'input X = ‹misplaced-statement|zeros|›()\nlayer 1 tanh\nW = [1 2]',
      right: 'input X = [0 0]\nlayer 1 tanh\nW = zeros()',
    },
    {
      name: 'one-hot columns in W',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = ‹misplaced-statement|onehot|›([1 2])',
      right: 'input X = [1 2]\nlayer softmax\nW = [1 2; 3 4]\ntarget = onehot([2])\nloss cross_entropy',
    },
  ],
  'unknown-activation': [
    {
      name: 'a misspelt one',
      wrong: 'input X = [1 2]\nlayer 1 ‹unknown-activation|sigmod|›\nW = [1 2]',
      right: 'input X = [1 2]\nlayer 1 sigmoid\nW = [1 2]',
    },
    {
      name: 'one in a list',
      wrong: 'input X = 1\nlayer [tanh 2 ‹unknown-activation|foo|›]\nW = [1; 2; 3]\noutput 1',
      right: 'input X = 1\nlayer [tanh 2 relu]\nW = [1; 2; 3]\noutput 1',
    },
    {
      name: 'one defined further down',
      wrong: 'input X = 1\nlayer ‹unknown-activation|own|›\nW = 1\nactivation own(x) = x^2\nlayer own\nW = 1',
      right: 'activation own(x) = x^2\ninput X = 1\nlayer own\nW = 1',
    },
    {
      name: 'a constant',
      wrong: 'let c = 1\ninput X = c\nlayer ‹unknown-activation|c|›\nW = 1',
      right: 'let c = 1\ninput X = c\nlayer cos\nW = 1',
    },
    {
      name: 'the derivative of nothing',
      wrong: `derivative ‹unknown-activation|tanhh|›(x) = 1${rest}`,
      right: `derivative tanh(x) = 1 - tanh(x)^2${rest}`,
    },
  ],
  'unknown-loss': [
    {
      name: 'a misspelt one',
      wrong: `${rest}\ntarget = 1\nloss ‹unknown-loss|crossentropy|›`,
      right: `${rest}\ntarget = 1\nloss cross_entropy`,
    },
  ],
  'unknown-function': [
    {
      name: 'a misspelt one',
      wrong: `${rest}\nrate = ‹unknown-function|sqr|›(4)`,
      right: `${rest}\nrate = sqrt(4)`,
    },
    {
      name: 'a constant that is called',
      wrong: `let c = 2\n${rest}\nrate = ‹unknown-function|c|›(4)`,
      right: `let c = 2\n${rest}\nrate = c*(4)`,
    },
    {
      name: 'recursion',
      wrong: 'activation f(x) = ‹unknown-function|f|›(x - 1)\ninput X = 1\nlayer f\nW = 1',
      right: 'activation g(x) = x\nactivation f(x) = g(x - 1)\ninput X = 1\nlayer f\nW = 1',
    },
    {
      name: 'softmax in an expression',
      wrong: 'activation f(x) = ‹unknown-function|softmax|›(x)\ninput X = 1\nlayer f\nW = 1',
      right: 'activation f(x) = sigmoid(x)\ninput X = 1\nlayer f\nW = 1',
    },
  ],
  'unknown-name': [
    {
      name: 'a name that is nowhere',
      wrong: `${rest}\nrate = ‹unknown-name|alpha|›`,
      right: `let alpha = 1${rest}\nrate = alpha`,
    },
    {
      name: 'a name that is defined further down',
      wrong: `let a = ‹unknown-name|c|›\nlet c = 1${rest}\nrate = a*c`,
      right: `let c = 1\nlet a = c${rest}\nrate = a*c`,
    },
    {
      name: 'a name in its own definition',
      wrong: `let a = ‹unknown-name|a|› + 1${rest}\nrate = a`,
      right: `let a = 1${rest}\nrate = a`,
    },
    {
      name: 'a name that only looks like another',
      wrong: `let c = 1${rest}\nrate = c + ‹unknown-name|с|›`,
      right: `let c = 1${rest}\nrate = c + c`,
    },
    {
      name: 'a function without its argument',
      wrong: `${rest}\nrate = ‹unknown-name|sqrt|›`,
      right: `${rest}\nrate = sqrt(1)`,
    },
    {
      name: 'a target of no input',
      wrong: `${rest}\ntarget ‹unknown-name|Y|› = 1\nloss sse`,
      right: `${rest}\ntarget X = 1\nloss sse`,
    },
    {
      name: 'a parameter of no such name',
      wrong: 'input X = 1\nlayer leaky_relu(‹unknown-name|slop|› = 0.1)\nW = 1',
      right: 'input X = 1\nlayer leaky_relu(slope = 0.1)\nW = 1',
    },
    {
      name: 'a parameter outside its function',
      wrong: `activation f(x, a = 1) = a*x\n${rest.replace('tanh', 'f')}\nrate = ‹unknown-name|a|›`,
      right: `activation f(x, a = 1) = a*x\n${rest.replace('tanh', 'f')}\nrate = 1`,
    },
    {
      name: 'an entry of a matrix',
      wrong: 'input X = [1 ‹unknown-name|t|›]\nlayer 1 tanh\nW = [1 2]',
      right: 'let t = 2\ninput X = [1 t]\nlayer 1 tanh\nW = [1 2]',
    },
  ],
  'duplicate-name': [
    {
      name: 'two constants',
      wrong: `let c = 1\nlet ‹duplicate-name|c|› = 2${rest}\nrate = c`,
      right: `let c = 1\nlet d = 2${rest}\nrate = c + d`,
    },
    {
      name: 'a constant and an activation',
      wrong: `activation f(x) = x\nlet ‹duplicate-name|f|› = 2${rest}\nrate = f`,
      right: `activation f(x) = x\nlet g = 2${rest.replace('tanh', 'f')}\nrate = g`,
    },
    {
      name: 'two layers',
      wrong: 'input X = 1\nlayer a: tanh\nW = 1\nlayer ‹duplicate-name|a|›: tanh\nW = 1',
      right: 'input a = 1\nlayer a: tanh\nW = 1\nlayer A: tanh\nW = 1',
    },
    {
      name: 'two inputs without a name',
      wrong: `${rest}\n‹duplicate-name|input|› = [3 4]`,
      right: `input Y = [1 2]${rest}`,
    },
    {
      name: 'two parameters',
      wrong: 'activation f(x, ‹duplicate-name|x|› = 1) = x\ninput X = 1\nlayer f\nW = 1',
      right: 'activation f(x, y = 1) = x*y\ninput X = 1\nlayer f\nW = 1',
    },
    {
      name: 'an argument given twice',
      wrong: 'input X = 1\nlayer leaky_relu(0.1, ‹duplicate-name|slope = 0.2|›)\nW = 1',
      right: 'input X = 1\nlayer leaky_relu(0.1)\nW = 1',
    },
    {
      name: 'output and target of an own loss',
      wrong: `${rest}\ntarget = 1\nloss (y, ‹duplicate-name|y|›) = y`,
      right: `${rest}\ntarget = 1\nloss (y, t) = y`,
    },
  ],
  'duplicate-statement': [
    { name: 'network', wrong: `network "a"\n‹duplicate-statement|network|› "b"${rest}`, right: `network "a"${rest}` },
    { name: 'W', wrong: `${rest}\n‹duplicate-statement|W|› = [1 2]`, right: `${rest}\nb = 1` },
    { name: 'b', wrong: `${rest}\nb = 1\n‹duplicate-statement|b|› = 2`, right: `${rest}\nb = 1` },
    { name: 'rate', wrong: `${rest}\nrate = 1\n‹duplicate-statement|rate|› = 2`, right: `${rest}\nrate = 1` },
    { name: 'output', wrong: `${rest}\noutput 1\n‹duplicate-statement|output|› 1`, right: `${rest}\noutput 1` },
    {
      name: 'loss',
      wrong: `${rest}\ntarget = 1\nloss sse\n‹duplicate-statement|loss|› sse`,
      right: `${rest}\ntarget = 1\nloss sse`,
    },
    {
      name: 'target',
      wrong: `${rest}\ntarget = 1\n‹duplicate-statement|target|› = 2\nloss sse`,
      right: `${rest}\ntarget = 1\ninput Y = [1 2]\ntarget = 2\nloss sse`,
    },
    { name: 'input SIZE', wrong: `input 2\n‹duplicate-statement|input|› 2${rest}`, right: `input 2${rest}` },
    {
      name: 'derivative',
      wrong: `derivative relu(x) = step(x)\n‹duplicate-statement|derivative|› relu(x) = step(x)${rest}`,
      right: `derivative relu(x) = step(x)\nderivative tanh(x) = 1 - tanh(x)^2${rest}`,
    },
  ],
  'ragged-rows': [
    {
      name: 'a short row of W',
      wrong: 'input X = [1 2 3]\nlayer tanh\nW = [1 2 3; ‹ragged-rows|4 5|›; 6 7 8]\nlayer 1 tanh\nW = [1 2 3]',
      right: 'input X = [1 2 3]\nlayer tanh\nW = [1 2 3; 4 5 9; 6 7 8]\nlayer 1 tanh\nW = [1 2 3]',
    },
    {
      name: 'the first row, where the input says so',
      wrong: 'input X = [1 2 3]\nlayer tanh\nW = [‹ragged-rows|1 2|›; 4 5 6]\noutput 1',
      right: 'input X = [1 2 3]\nlayer tanh\nW = [1 2 3; 4 5 6]\noutput 1',
    },
    {
      name: 'a batch',
      wrong: 'batch X = [1 2 3\n ‹ragged-rows|4 5 6 7|›]\nlayer 1 tanh\nW = [1 2]',
      right: 'batch X = [1 2 3\n 4 5 6]\nlayer 1 tanh\nW = [1 2]',
    },
  ],
  'weight-columns': [
    {
      name: 'the first layer',
      wrong: 'input X = [1 2 3]\nlayer 2 tanh\nW = ‹weight-columns|[1 2 3 4; 5 6 7 8]|›\noutput 1',
      right: 'input X = [1 2 3]\nlayer 2 tanh\nW = [1 2 3; 5 6 7]\noutput 1',
    },
    {
      name: 'a later layer',
      wrong: 'input X = 1\nlayer tanh\nW = [1; 2]\nb = [1 2]\nlayer 1 tanh\nW = ‹weight-columns|[1 2 3]|›',
      right: 'input X = 1\nlayer tanh\nW = [1; 2]\nb = [1 2]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a transposed W is one mistake',
      wrong: 'input X = [1 2 3]\nlayer 2 tanh\nW = ‹weight-columns|[1 2; 3 4; 5 6]|›\noutput 1',
      right: "input X = [1 2 3]\nlayer 2 tanh\nW = [1 2; 3 4; 5 6]'\noutput 1",
    },
  ],
  'weight-rows': [
    {
      name: 'more rows than neurons',
      wrong: 'input X = [1 2]\nlayer 2 tanh\nW = ‹weight-rows|[1 2; 3 4; 5 6]|›\noutput 1',
      right: 'input X = [1 2]\nlayer 3 tanh\nW = [1 2; 3 4; 5 6]\noutput 1',
    },
  ],
  'bias-size': [
    {
      name: 'too long',
      wrong: 'input X = [1 2]\nlayer tanh\nW = [1 2]\nb = ‹bias-size|[1 2]|›',
      right: 'input X = [1 2]\nlayer tanh\nW = [1 2]\nb = [1]',
    },
    {
      name: 'a matrix',
      wrong: 'input X = [1 2]\nlayer 4 tanh\nW = zeros()\nb = ‹bias-size|[1 2; 3 4]|›\noutput 1',
      right: 'input X = [1 2]\nlayer 4 tanh\nW = zeros()\nb = [1; 2; 3; 4]\noutput 1',
    },
  ],
  'input-size': [
    {
      name: 'one input of several',
      wrong: 'input A = [1 2]\ninput B = ‹input-size|[1 2 3]|›\nlayer 1 tanh\nW = [1 2]',
      right: 'input A = [1 2]\ninput B = [1; 3]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a matrix',
      wrong: 'input A = ‹input-size|[1 2; 3 4]|›\nlayer 1 tanh\nW = [1 2]',
      right: 'batch A = [1 2; 3 4]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a stated size',
      wrong: 'input X = [1 2]\ninput ‹input-size|3|›\nlayer 1 tanh\nW = [1 2]',
      right: 'input X = [1 2]\ninput 2\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a batch with its samples in rows',
      wrong: 'layer 1 tanh\nW = [1 2]\nbatch X = ‹input-size|[1 2; 3 4; 5 6]|›',
      right: "layer 1 tanh\nW = [1 2]\nbatch X = [1 2; 3 4; 5 6]'",
    },
  ],
  'target-size': [
    {
      name: 'too long',
      wrong: `${rest}\ntarget = ‹target-size|[1 2]|›\nloss sse`,
      right: `${rest}\ntarget = [1]\nloss sse`,
    },
    {
      name: 'not one column for each sample',
      wrong: 'batch X = [1 2 3; 4 5 6]\ntarget = ‹target-size|[1 2]|›\nlayer 1 tanh\nW = [1 2]\nloss sse',
      right: 'batch X = [1 2 3; 4 5 6]\ntarget = [1 2 3]\nlayer 1 tanh\nW = [1 2]\nloss sse',
    },
    {
      name: 'one number for many samples',
      wrong: 'batch X = [1 2 3; 4 5 6]\ntarget = ‹target-size|1|›\nlayer 1 tanh\nW = [1 2]\nloss sse',
      right: 'batch X = [1; 4]\ntarget = 1\nlayer 1 tanh\nW = [1 2]\nloss sse',
    },
    {
      name: 'a label beyond the classes',
      wrong:
        'batch X = [1 2 3]\ntarget = onehot([1 ‹target-size|3|› 2])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'batch X = [1 2 3]\ntarget = onehot([1 1 2])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
    {
      name: 'several labels for one input',
      wrong: 'input X = 1\ntarget = ‹target-size|onehot([1 2])|›\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'input X = 1\ntarget = onehot([2])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
  ],
  'activation-count': [
    {
      name: 'too few',
      wrong: 'input X = 1\nlayer ‹activation-count|[tanh relu]|›\nW = [1; 2; 3]\nb = [1 2 3]\noutput 1',
      right: 'input X = 1\nlayer [tanh 2 relu]\nW = [1; 2; 3]\nb = [1 2 3]\noutput 1',
    },
  ],
  'layer-size': [
    {
      name: 'outvoted by W and b',
      wrong: 'input X = 1\nlayer ‹layer-size|3|› tanh\nW = [1; 2]\nb = [1 2]\noutput 1',
      right: 'input X = 1\nlayer 2 tanh\nW = [1; 2]\nb = [1 2]\noutput 1',
    },
  ],
  'bad-number': [
    {
      name: 'a layer of no neurons',
      wrong: 'input X = 1\nlayer ‹bad-number|0|› tanh\nW = zeros()',
      right: 'input X = 1\nlayer 1 tanh\nW = zeros()',
    },
    {
      name: 'half an entry',
      wrong: 'input ‹bad-number|2.5|›\nlayer 1 tanh\nW = [1 2]',
      right: 'input 2\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a repetition',
      wrong: 'input X = 1\nlayer [‹bad-number|0|› tanh relu]\nW = [1; 2]\noutput 1',
      right: 'input X = 1\nlayer [1 tanh relu]\nW = [1; 2]\noutput 1',
    },
    {
      name: 'an output',
      wrong: `${rest}\noutput ‹bad-number|1.5|›`,
      right: `${rest}\noutput 1`,
    },
    {
      name: 'a label',
      wrong: 'input X = 1\ntarget = onehot([‹bad-number|1.5|›])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
      right: 'input X = 1\ntarget = onehot([1])\nlayer softmax\nW = [1; 2]\nloss cross_entropy',
    },
  ],
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
  'file-not-found': [
    {
      name: 'any file, as yet',
      wrong: 'input X = [1 2]\nlayer 1 tanh\nW = file(‹file-not-found|"w.csv"|›)',
      right: 'input X = [1 2]\nlayer 1 tanh\nW = [1 2]',
    },
  ],
  'too-large': [
    {
      name: 'too many neurons',
      wrong: 'input X = 1\nlayer ‹too-large|2000000|› tanh\nW = zeros()\noutput 1',
      right: 'input X = 1\nlayer 20000 tanh\nW = zeros()\noutput 1',
    },
    {
      name: 'too many weights',
      wrong:
        'input 10000\nlayer 1000 tanh\nW = zeros()\nlayer ‹too-large|50000|› tanh\nW = zeros()\nlayer 1 tanh\nW = zeros()',
      right: 'input 10000\nlayer 10 tanh\nW = zeros()\nlayer 5000 tanh\nW = zeros()\nlayer 1 tanh\nW = zeros()',
    },
    {
      name: 'activations that double one another',
      wrong: `activation f0(x) = x\n${Array.from({ length: 12 }, (_, i) => {
        const name = i === 11 ? '‹too-large|f12|›' : `f${i + 1}`;
        return `activation ${name}(x) = f${i}(x) + f${i}(x)`;
      }).join('\n')}\ninput X = 1\nlayer f12\nW = 1`,
      right: 'activation f0(x) = x\nactivation f1(x) = f0(x) + f0(x)\ninput X = 1\nlayer f1\nW = 1',
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
  'redefined-builtin': [
    {
      name: 'an activation',
      wrong: 'activation ‹redefined-builtin|tanh|›(x) = x\ninput X = 1\nlayer tanh\nW = 1',
      right: 'activation tanhh(x) = x\ninput X = 1\nlayer tanhh\nW = 1',
    },
    {
      name: 'a constant',
      wrong: `let ‹redefined-builtin|e|› = 3${rest}\nrate = e`,
      right: `let ee = 3${rest}\nrate = ee`,
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
  'size-unknown': [
    {
      name: 'nothing states it',
      wrong: 'input X = 1\n‹size-unknown|layer|› tanh\nW = glorot()\nlayer 1 tanh\nW = glorot()',
      right: 'input X = 1\nlayer tanh\nW = glorot()\nb = [1 2]\nlayer 1 tanh\nW = glorot()',
    },
  ],
  'unused-let': [
    { name: 'never used', wrong: `let ‹unused-let|c|› = 1${rest}`, right: `let c = 1${rest}\nrate = c` },
    {
      name: 'hidden by a parameter',
      wrong: 'let ‹unused-let|a|› = 1\nactivation f(x, a = 1) = a*x\ninput X = 1\nlayer f\nW = 1',
      right: 'let a = 1\nactivation f(x, b = a) = b*x\ninput X = 1\nlayer f\nW = 1',
    },
  ],
  'unused-activation': [
    {
      name: 'never used',
      wrong: `activation ‹unused-activation|f|›(x) = x${rest}`,
      right: `activation f(x) = x${rest.replace('tanh', 'f')}`,
    },
    {
      name: 'only differentiated',
      wrong: `activation ‹unused-activation|f|›(x) = x\nderivative f(x) = 1${rest}`,
      right: `activation f(x) = x\nderivative f(x) = 1${rest.replace('tanh', 'f')}`,
    },
  ],
  'unused-target': [
    { name: 'no loss', wrong: `${rest}\n‹unused-target|target|› = 1`, right: `${rest}\ntarget = 1\nloss sse` },
  ],
  'unexpected-token': [
    {
      name: 'too many arguments',
      wrong: 'input X = 1\nlayer leaky_relu(0.1, ‹unexpected-token|2|›)\nW = 1',
      right: 'input X = 1\nlayer leaky_relu(0.1)\nW = 1',
    },
    {
      name: 'a generator without what it needs',
      wrong: 'input X = 1\nlayer 1 tanh\nW = ‹unexpected-token|fill|›()',
      right: 'input X = 1\nlayer 1 tanh\nW = fill(2)',
    },
    {
      name: 'a function of two with one argument',
      wrong: `${rest}\nrate = ‹unexpected-token|max|›(1)`,
      right: `${rest}\nrate = max(1, 2)`,
    },
  ],
};

describe('Every code of the checker', () => {
  for (const [code, those] of Object.entries(cases)) {
    describe(code, () => {
      for (const { name, wrong, right } of those) {
        it(name, () => {
          expectProblems(wrong);
          expectProblems(right);
        });
      }
    });
  }
});
