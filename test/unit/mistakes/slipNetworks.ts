/** Networks in which every known slip can be made. */
export const networks = {
  'a batch, two layers': `batch X = [1 2; 0.5 -1]
target = [1 0; 0.25 1]
layer sigmoid
  W = [0.1 0.2; 0.3 0.4]
  b = [0.5 0.6]
layer relu
  W = [0.7 -0.8; 0.9 1]
  b = [0.1 0.2]
loss mse mean
rate = 0.5
`,
  softmax: `input X = [1 2]
target = [1 0]
layer tanh
  W = [0.1 0.2; 0.3 0.4]
layer softmax
  W = [0.7 -0.8; 0.9 1]
loss cross_entropy
`,
  'binary cross-entropy': `input X = [1 2]
target = [1]
layer sigmoid
  W = [0.1 0.2]
loss binary_cross_entropy
`,
  'homogeneous, an output': `input X = [1 1]
layer [square identity]
  W = [0.1 0.2; 0 1]
layer 1 softplus
  W = [0.7 -0.8]
output 1
`,
};
