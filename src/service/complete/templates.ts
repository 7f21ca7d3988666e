import { message, type Message } from '../../message/message';

/** A network to start from. */
export interface Template {
  readonly name: Message;
  readonly description: Message;
  readonly text: string;
}

/** What *New Network…* offers, the simplest first. Each but the empty one is a whole spec without problems. */
export const templates: readonly Template[] = [
  {
    name: message('Single neuron'),
    description: message('Two inputs, one sigmoid neuron with a bias'),
    text: `network "Single neuron"

input X = [1 -2]

layer sigmoid
  W = [0.5 0.25]
  b = 0.1
`,
  },
  {
    name: message('2-2-1 with a loss'),
    description: message('A hidden layer, a target, a loss and a learning rate'),
    text: `network "Two by two by one"

input X = [0.5 -1]
target = 1

layer hidden: tanh
  W = [0.1  0.2
       0.3 -0.4]
  b = [0 0.1]

layer identity
  W = [0.5 -0.6]
  b = 0

loss half_sse
rate = 0.1
`,
  },
  {
    name: message('As in the paper'),
    description: message('Homogeneous, one output, one activation per neuron: exactly formula (3)'),
    text: `network "Homogeneous, as in the paper"

activation bump(x, a = 1) = exp(-a*x^2)

input X = [1 -1/2 1]

layer [tanh bump(2) identity]
  W = [0.5 -1    0.2
       1    0.3 -0.4
       0    0    1]

layer 1 sigmoid
  W = [0.7 -0.2 0.1]
`,
  },
  {
    name: message('One-dimensional chain'),
    description: message('One neuron per layer: formulas (1) and (2) with plain numbers'),
    text: `network "Chain"

input X = [2]

layer sin
  W = [0.1]
layer exp
  W = [-0.4]
layer cos
  W = [2]
`,
  },
  {
    name: message('Classification of a batch'),
    description: message('Four points in columns, softmax and cross-entropy'),
    text: `network "Three classes"

batch X = [1 0 -1  0.5
           0 1  1 -1]
target = onehot([1 2 3 1])

layer hidden: 4 relu
  W = glorot(seed = 1)
  b = zeros()

layer 3 softmax
  W = glorot(seed = 2)
  b = zeros()

loss cross_entropy mean
rate = 0.1
`,
  },
  {
    name: message('XOR'),
    description: message('Four named inputs, each with its target'),
    text: `network "XOR"

input x00 = [0 0]
target = 0
input x01 = [0 1]
target = 1
input x10 = [1 0]
target = 1
input x11 = [1 1]
target = 0

layer tanh
  W = [1  1
       1 -1]
  b = [-0.5 0.5]

layer sigmoid
  W = [1 -1]
  b = 0

loss binary_cross_entropy
`,
  },
  {
    name: message('Shapes only'),
    description: message('Sizes without numbers: shapes and symbolic formulas'),
    text: `network "784-128-10"

input 784

layer 128 relu
  b

layer 10 softmax
  b

loss cross_entropy
`,
  },
  {
    name: message('Empty'),
    description: message('Nothing yet: completion offers what can come next'),
    text: '',
  },
];
