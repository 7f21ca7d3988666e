// Texts of 9 MB that are one word or hardly any words, wherever one can be, and very many statements of one kind.
const SIZE = 9_000_000;

const fill = (what: string, size = SIZE): string => what.repeat(Math.floor(size / what.length));

const after = 'input X = [1]\nlayer tanh\n  W = [1]\n';

/** 150 arguments. */
const max = (argument: string): string => `max(${new Array(150).fill(argument).join()})`;

const many = (line: string): string => `${after}exercise "A"\n  ask N1\n${`${line}\n`.repeat(300_000)}`;

/** Each is made when its turn comes. */
export const longTexts: Readonly<Record<string, () => string>> = {
  'a word of 9 MB': () => `${fill('a')}\n${after}`,
  'a defined name of 9 MB': () => `let ${fill('a')} = 1\n${after}`,
  'an unknown name of 9 MB': () => `input X = [1]\nlayer tanh\n  W = [${fill('λ', SIZE / 2)}]\n`,
  'an activation of 9 MB': () => `input X = [1]\nlayer ${fill('a')}\n  W = [1]\n`,
  'an activation’s name of 9 MB': () => `activation ${fill('λ', SIZE / 2)}(x) = x\n${after}`,
  'a parameter of 9 MB': () => `activation f(${fill('λ', SIZE / 2)}) = 2\n${after}`,
  'a loss of 9 MB': () => `${after}loss ${fill('a')}\n`,
  'a quantity of 9 MB': () => `${after}exercise "A"\n  ask ${fill('Σ', SIZE / 2)}\n`,
  'a number of 9 MB': () => `let a = ${fill('1')}\n${after}`,
  'a number of 9 MB in a matrix': () => `input X = [${'1 '.repeat(100)}0.${fill('0')}1]\nlayer 1 tanh\n  W = ones()\n`,
  'a bad number of 9 MB': () => `let a = ${fill('1', SIZE / 2)}.${fill('1', SIZE / 2)}.x\n${after}`,
  'a title of 9 MB': () => `network "${fill('a')}"\n${after}`,
  'a title of 9 MB without quotes': () => `network ${fill('a ')}\n${after}`,
  'a note of 9 MB': () => `${after}exercise "A"\n  note "${fill('a(')}"\n  ask N1\n`,
  'a path of 9 MB': () => `input 1\nlayer 1 tanh\n  W = file("${fill('a')}")\n`,
  '9 MB of spaces': () => `${fill(' ')}\n${after}`,
  '9 MB of spaces in front of a word': () => `input X = [1]\nlayer 1 tanh\n${fill(' ')}W = [a b]\n`,
  '9 MB of spaces in a matrix': () => `input X = [1]\nlayer 2 tanh\n  W = [1${fill(' ')}\n1]\n`,
  '9 MB of tabs': () => `${fill('\t')}\n${after}`,
  '9 MB of wide spaces': () => `let a = 1 + ${fill('\u3000', SIZE / 2)} 2\n${after}`,
  '9 MB of empty lines': () => `${fill('\n')}\n${after}`,
  '9 MB of empty lines in parentheses': () => `let a = max(1, ${fill('\n')} 2 <> 2)\n${after}`,
  '9 MB of empty lines in a matrix': () => `input X = [1]\nlayer 2 tanh\n  W = [1${fill('\n')}\n1]\n`,
  '9 MB of empty lines in a vector': () => `input X = [1 1+1${fill('\r')} 1]\nlayer 2 tanh\n  W = ones()\n`,
  '9 MB of empty lines in a list': () => `input X = [1]\nlayer [tanh${fill('\n')} tanh]\n  W = ones()\n`,
  '9 MB of comment signs': () => `${fill('#')}\n${after}`,
  '9 MB of comments': () => `${fill('#\n')}\n${after}`,
  '9 MB of comments in parentheses': () => `let a = (${fill('#\n')} 2)\n${after}`,
  '9 MB of comments in a matrix': () => `input X = [1]\nlayer 2 tanh\n  W = [1${fill('#\n')}\n1]\n`,
  '9 MB of semicolons behind a statement': () => `input 1${fill(';,')}\n${after}`,
  'a sum of 9 MB': () => `let a = (${fill('1+')}1)\n`,
  'comparisons of 9 MB': () => `let a = if ${fill('1<')}1 then 1 else 2\n`,
  'arguments of 9 MB': () => `let a = max(${fill('1,')}1)\n`,
  'arguments of arguments': () => `let a = ${max(max(max('1')))}\n`,
  'parameters of 9 MB': () => `activation f(x${fill(',a=1')}) = x\n`,
  'choices of 9 MB': () => `input 1\nlayer 1 tanh\n  W = choose([1]${fill(',1')})\n`,
  'options of 9 MB': () => `input 1\nlayer 1 tanh\n  W = tensor([1]${fill(', dtype=1')})\n`,
  'three levels of brackets': () => `input 1\nlayer 1 tanh\n  W = [[[${fill('1 ')}]]]\n`,
  'a broken entry of 9 MB': () => `input 1\nlayer 1 tanh\n  W = [1 (1 ~ ${fill('1 ')})]\n`,
  'parentheses of 9 MB': () => `let a = ${fill('(')}\n`,
  '300 000 losses': () => many('loss sse'),
  '300 000 custom losses': () => many('loss (y, t) = y'),
  '300 000 outputs': () => many('output 1'),
  '300 000 targets': () => many('target = [1]'),
  '300 000 rates': () => many('rate = 1'),
  '300 000 times what is asked': () => many('ask N1'),
  '300 000 times what is given': () => many('give N1'),
  '300 000 notes': () => many('note "a"'),
  '300 000 exercises': () => many('exercise "A"'),
  '300 000 titles': () => many('network "A"'),
  '300 000 sizes': () => many('input 1'),
  '300 000 inputs': () => many('input X = [1]'),
  '300 000 biases': () => many('b = [1]'),
  '300 000 derivatives': () => many('derivative f(x) = 1'),
  '300 000 activations': () => many('activation f(x) = x'),
  '300 000 layers': () => many('layer tanh'),
};
