// The examples as the plain numbers that an independent computation takes.
import fs from 'node:fs';
import path from 'node:path';
import type { Analysis } from '../../../src/analysis/analysis';
import type { Matrix } from '../../../src/network/matrix';
import { parameterCount } from '../../../src/network/network';
import type { PlainNetwork } from './oracle';
import { isKnown, losses, lossesOfExamples } from './textbook';

/** More parameters take textbook loops too long. */
const MOST = 300_000;
const EXAMPLES = path.resolve('examples');

export function exampleTexts(): readonly (readonly [string, string])[] {
  const names = fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.nnet'));
  return names.map((name) => [name, fs.readFileSync(path.join(EXAMPLES, name), 'utf8')] as const);
}

const rowsOf = ({ rows, cols, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, r) => [...data.subarray(r * cols, (r + 1) * cols)]);

/** The numbers of a text as they are written, of one column of a sample or of all; null if a function is not in the textbook. */
export function plainOf({ network }: Analysis, column: number | null, s = 0): PlainNetwork | null {
  if (network === null || network.samples.length === 0 || parameterCount(network) > MOST) return null;
  const sample = network.samples[s];
  const { objective } = network;
  if (objective.kind === 'loss' && (!Object.hasOwn({ ...losses, ...lossesOfExamples }, objective.loss.name) || sample.target === null)) return null; // prettier-ignore
  const one = (rows: number[][]) => (column === null ? rows : rows.map((row) => [row[column - 1]]));
  const layers: PlainNetwork['layers'][number][] = [];
  for (const { weights, bias, activation, direction } of network.layers) {
    if (weights === null) return null;
    const names =
      activation.kind === 'softmax'
        ? 'softmax'
        : activation.activations.map(({ name, parameters }) =>
            parameters.length === 0 ? name : `${name}(${parameters.map(({ value }) => value).join(', ')})`,
          );
    if (names !== 'softmax' && !names.every(isKnown)) return null;
    layers.push({
      W: rowsOf(weights),
      b: bias && [...bias.data],
      activations: names,
      ...(direction?.W ? { V: rowsOf(direction.W) } : {}),
      ...(direction?.b ? { v: [...direction.b.data] } : {}),
    });
  }
  return {
    layers,
    X: one(rowsOf(sample.X)),
    Y: sample.target && one(rowsOf(sample.target)),
    objective: objective.kind === 'loss' ? { loss: objective.loss.name, mean: objective.reduction === 'mean' } : { output: objective.kind === 'output' ? objective.index : 1 }, // prettier-ignore
    rate: network.rate,
    samples: sample.X.cols,
    homogeneous: null,
  };
}

/** A network that is written in homogeneous form (§3) with the biases as vectors: without its formal neurons. */
export function affineForm(plain: PlainNetwork): PlainNetwork {
  return {
    ...plain,
    X: plain.X.slice(0, -1),
    layers: plain.layers.map(({ W, activations }, i) => {
      const rows = i < plain.layers.length - 1 ? W.slice(0, -1) : W;
      return {
        W: rows.map((row) => row.slice(0, -1)),
        b: rows.map((row) => row[row.length - 1]),
        activations: activations === 'softmax' ? activations : activations.slice(0, rows.length),
      };
    }),
  };
}
