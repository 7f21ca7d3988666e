/** Short texts that together use the whole language, right and wrong. */
export const everyPlaceTexts: Readonly<Record<string, string>> = {
  'an affine network with a loss': `# two lines
# of comment
network "All of it"
let c = 1/2
let unused = c*pi
activation bump(x, a = 1) = exp(-a*x^2)
derivative relu(x) = if x > 0 then 1 else 0
input X = [1, -0.5]
target X = [0.25, 1]   # what it should be
layer hidden: [2 tanh bump(2)]
  W = [[c, -c], [0.5, 1],
       [0, 1]]
  b = [1 .5 2e-3]
layer 2 leaky_relu(slope = .1)
  W = [1 -2 0.25; 3 4 5]
loss huber(delta = 2) mean
rate = 0.1
exercise "Sheet"
  give N1
  ask Delta2 gradW1[1, 2]
  note "by hand"
`,
  'a batch': `batch X = [1 2 3
  4 5 6]
target X = onehot([1 2 2])
layer 3 relu
  W = he(seed = 3)
layer 2 softmax
  W = [1 2 3; 4 5 6]
  b = zeros()
loss cross_entropy
`,
  'the homogeneous form at two inputs': `input A = [0.5 1]
input B = [1/3 1]
layer [identity identity]
  W = [1/2 1/3; 0 1]
  V = [1 0; 0 0]
layer sin
  W = [1 2]
output 1
`,
  'shapes, and what is missing': `input 3
layer 2 tanh
  W = uniform(-1, 1)
layer wide: softmax
  W = [1 2; 3 4]'
  b
`,
  'a loss of one’s own': `input [2]
target = 1
layer abs
  W = [3]
loss (y, t) = abs(y - t)^3 sum
`,
  'while it is typed': `input X = [1 2]
layer 3 sigm
  W = [1 2; c
layer
output
loss (y, t) =
`,
  'a Stanford NNet file': `// made by hand
2,2,1,2,
2,2,1,
0,
-1,-2,
1,2,
0.5,0,0.25,
2,1,4,
1,2,
3,-4,
0.5,
-0.5,
1,-1,
0.25,
`,
  'a Stanford NNet file with faults': `// made by hand
2,2,1,2,
2,3,1,
0,
-1,-2,
1,
0.5,0,x,
0,1,4,
1,2,
3,-4,
0.5,
`,
};
