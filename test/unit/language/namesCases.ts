import { rest, type Case } from './checkerCase';

/** Names and the places of statements. */
export const namesCases: Readonly<Record<string, readonly Case[]>> = {
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
      wrong: 'input X = ‹misplaced-statement|glorot|›()\nlayer 1 tanh\nW = [1 2]',
      right: 'input X = zeros()\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a generator of a batch that does not say how many columns it has',
      wrong: 'input 2\nbatch X = ‹misplaced-statement|ones|›()\nlayer 1 tanh\nW = [1 2]',
      right: 'input 2\nbatch X = [1 1; 1 1]\nlayer 1 tanh\nW = [1 2]',
    },
    {
      name: 'a generator for weights as a target',
      wrong: 'input X = [1 2]\ntarget = ‹misplaced-statement|he|›()\nlayer 1 tanh\nW = [1 2]\nloss sse',
      right: 'input X = [1 2]\ntarget = zeros()\nlayer 1 tanh\nW = [1 2]\nloss sse',
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
      wrong: `derivative ‹unknown-activation|tanhh|›(x) = 1 - tanh(x)^2${rest}`,
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
};
