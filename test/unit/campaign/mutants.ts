import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tokens } from '../../../src/language/syntax/scanner';

const examples = path.join(__dirname, '../../../examples');

/** What mutations start from: short texts that together use the whole language. */
const seeds: readonly string[] = [
  ...readdirSync(examples)
    .filter((name) => name.endsWith('.nnet'))
    .sort()
    .map((name) => readFileSync(path.join(examples, name), 'utf8'))
    .filter((text) => text.length < 900),
  `network "All of it"
let c = sqrt(2)/2
activation bump(x, a = 1) = exp(-a*x^2)
activation clip(x) = if x < 0 then 0 else if not x >= 1 and (x < 2 or x == 3) then x else 1
derivative relu(x) = if x > 0 then 1 else 0
input X = [1, -1/2, 1]
target X = [0.25, 1]   # what it should be
layer [2 tanh bump(2) clip]
  W = [[c, -c, 0], [0.5, 1, -1],
       [0, 0, 1], [1 2 3]]
  b = [1. .5 2e-3 0]
  V = [1 0 0; 0 0 0; 0 0 0; 0 0 1]
layer out: 2 leaky_relu(slope = .1)
  W = [1 -2 0.25 ...
    3; 4 5 6 7]
  b = glorot(seed = 7)
loss (y, t) = (y - t)^2 mean
rate = 0.1
`,
  `batch X = [1 2 3; 4 5 6]
target X = onehot([1 2 2])
layer 3 sigmoid
  W = he(seed = 3)
layer 2 softmax
  W = [1 2 3; 4 5 6]
loss cross_entropy mean
`,
  `input A = [0.5 1]
input B = [1/3; 2]
layer identity
  W = [1/2 1/3; 1 -1]
layer 2 relu
  W = identity()
output 2
`,
  `input X = [[1], [2]]
layer 2 elu(0.5)
  W = np.array([[1., 2.], [3., 4.]], dtype=float32)
layer 1 tanh
  W = [3, 4]
target = 0.5
loss huber(delta = 2)
`,
];

/** What mutations put into a text. */
export const pieces: readonly string[] = [
  'layer', 'W = ', 'b', 'b = ', 'V = ', 'input', 'target', 'batch', 'loss', 'output', 'rate = ', 'let', 'network', 'activation', 'derivative',
  '[', ']', '[]', '(', ')', '()', ';', ',', '\n', '\r\n', '\r', '\t', ' ', "'", '.T', '=', '==', '<', '>=', '...', ':', '0', '-1', '2.5', '1e999',
  '1e-320', '1e200', '-', '−', '+', '*', '/', '/0', '^', '^2', '**', 'c', 'f', 'x', 'X', 'a', 'softmax', 'sigmoid', 'relu', 'sqrt(', 'ln(0)', 'max(1,',
  'zeros()', 'he(', 'uniform(1,-1)', 'onehot([1 2])', 'file("a")', '[1 2; 3]', '[[1,2],[3,4]]', 'sse', 'mse', 'cross_entropy', 'sum', 'mean',
  'if', 'then', 'else', 'not', 'and', 'or', '#', '# c\n', '"', '`', '\\', '$', '{', '}', '|', '~', '@', 'ж', '₁', '′', '\u00a0', '\u2028', '\ufeff',
  '\u0000', '\ud800', '😀', 'é', 'e\u0301', '__proto__', 'constructor', 'NaN', 'inf', 'ones()', '50000000', '999999999999', '0,1', '1;', 'W₁ = ', 'b1 = ',
]; // prettier-ignore

/** Random numbers from a seed (mulberry32): the same mutants on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The mutant of that number: one of the texts after one to four changes of characters, tokens or lines. */
export function mutant(number: number): string {
  return mutantOf(seeds, pieces, number);
}

/** The same of other texts, into which these pieces are put. */
export function mutantOf(texts: readonly string[], put: readonly string[], number: number): string {
  const random = randomFrom(number);
  const below = (n: number): number => Math.floor(random() * n);
  const one = <T>(list: readonly T[]): T => list[below(list.length)];
  let text = one(texts);
  for (let changes = 1 + below(4); changes > 0; changes--) text = changed(text, put, below, one);
  return text;
}

function changed(
  text: string,
  pieces: readonly string[],
  below: (n: number) => number,
  one: <T>(list: readonly T[]) => T,
): string {
  const at = below(text.length + 1);
  const insert = (piece: string): string => text.slice(0, at) + piece + text.slice(at);
  switch (below(9)) {
    case 0:
      return insert(one(pieces));
    case 1:
      return insert(` ${one(pieces)} `);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + below(3));
    case 3:
      return text.slice(0, at) + one(pieces) + text.slice(at + 1);
    case 4: {
      const lines = text.split('\n');
      const [a, b] = [below(lines.length), below(lines.length)];
      [lines[a], lines[b]] = [lines[b], lines[a]];
      return lines.join('\n');
    }
    case 5: {
      const lines = text.split('\n');
      lines.splice(below(lines.length), 1, ...one([[], [one(lines)], [one(lines), one(lines)]]));
      return lines.join('\n');
    }
    case 6:
      // Cut off, as while it is typed.
      return text.slice(0, at);
    default: {
      const found = [...tokens(text)].filter((token) => token.end > token.start);
      if (found.length === 0) return insert(one(pieces));
      const { start, end } = one(found);
      const other = one(found);
      const taken = one([one(pieces), text.slice(other.start, other.end), '']);
      return text.slice(0, start) + taken + text.slice(end);
    }
  }
}
