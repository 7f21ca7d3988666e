// The examples as the plain numbers that an independent computation takes.
import fs from 'node:fs';
import path from 'node:path';
import type { Analysis } from '../../../src/analysis/analysis';
import type { Matrix } from '../../../src/network/matrix';
import { parameterCount } from '../../../src/network/network';
import type { PlainNetwork } from './oracle';
import { activations as textbook, losses } from './textbook';

/** More parameters take textbook loops too long. */
const MOST = 5000;
const EXAMPLES = path.resolve('examples');

export function exampleTexts(): readonly (readonly [string, string])[] {
  const names = fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.nnet'));
  return names.map((name) => [name, fs.readFileSync(path.join(EXAMPLES, name), 'utf8')] as const);
}

const rowsOf = ({ rows, cols, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, r) => [...data.subarray(r * cols, (r + 1) * cols)]);

/** The numbers of a text as they are written, of one column of its first sample or of all; null if a function is not in the textbook. */
export function plainOf({ network }: Analysis, column: number | null): PlainNetwork | null {
  if (network === null || network.samples.length === 0 || parameterCount(network) > MOST) return null;
  // What is frozen in a network that is written in homogeneous form (§3) is not worked out here.
  if (network.formalInput === true) return null;
  const [sample] = network.samples;
  const { objective } = network;
  if (objective.kind === 'loss' && (!Object.hasOwn(losses, objective.loss.name) || sample.target === null)) return null;
  const one = (rows: number[][]) => (column === null ? rows : rows.map((row) => [row[column - 1]]));
  const layers: PlainNetwork['layers'][number][] = [];
  for (const { weights, bias, activation, direction } of network.layers) {
    if (weights === null) return null;
    const names = activation.kind === 'softmax' ? 'softmax' : activation.activations.map(({ name }) => name);
    if (names !== 'softmax' && activation.kind !== 'softmax') {
      const known = activation.activations.every(({ name, custom, parameters }) => !custom && parameters.length === 0 && Object.hasOwn(textbook, name)); // prettier-ignore
      if (!known) return null;
    }
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
