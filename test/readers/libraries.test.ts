/** What PyTorch has for each loss, so that what is said to those who come from there is true. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Analysis, defaultView } from '../../src/analysis/analysis';
import type { LossName } from '../../src/functions/builtin/losses';
import { say } from '../../src/message/message';
import { pythonHas, runPython } from './python';

/** What PyTorch's loss takes instead of the outputs, if it has a part of the network in it. */
type Takes = 'N of softmax' | 'ln f';

interface InPyTorch {
  /** In z, what it takes, and the targets y, each row a sample; summed as here. */
  readonly call: string;
  readonly takes?: Takes;
}

/** How each loss is called there; the compiler asks for a new one. */
const inPyTorch: Readonly<Record<LossName, InPyTorch>> = {
  half_sse: { call: 'F.mse_loss(z, y, reduction="sum") / 2' },
  sse: { call: 'F.mse_loss(z, y, reduction="sum")' },
  mse: { call: 'F.mse_loss(z, y)' },
  l1: { call: 'F.l1_loss(z, y, reduction="sum")' },
  huber: { call: 'F.huber_loss(z, y, reduction="sum")' },
  cross_entropy: { call: 'F.cross_entropy(z, y, reduction="sum")', takes: 'N of softmax' },
  binary_cross_entropy: { call: 'F.binary_cross_entropy(z, y, reduction="sum")' },
};

/** What the note has to speak of. */
const told: Readonly<Record<Takes, RegExp>> = { 'N of softmax': /PyTorch.*softmax/, 'ln f': /PyTorch.*logarithm/ };

const N = [
  [0.5, -1.25],
  [2, 0.75],
  [-0.25, 0.5],
];
const y = [
  [0.25, 0.5],
  [0.125, 0.25],
  [0.625, 0.25],
];

const rows = (A: readonly (readonly number[])[]): string => A.map((row) => row.join(' ')).join('; ');
const analysed = (last: string, loss: string): Promise<Analysis> =>
  Analysis.of(`batch X = [1 0; 0 1]\ntarget = [${rows(y)}]\nlayer ${last}\n  W = [${rows(N)}]\nloss ${loss}\n`);

const PROGRAM = `
import json, sys, torch
import torch.nn.functional as F
torch.set_default_dtype(torch.float64)
N, y, calls = json.load(open('losses.json'))
N, y = torch.tensor(N).T, torch.tensor(y).T
after = {'softmax': torch.softmax(N, 1), 'sigmoid': torch.sigmoid(N)}
print(json.dumps([float(eval(call, {'F': F, 'y': y, 'z': {'': after[last], 'N of softmax': N, 'ln f': after[last].log()}[takes]}))
                  for call, takes, last in calls]))
`;

describe('A loss and PyTorch', function () {
  this.timeout(120_000);

  it('have the same values, from what PyTorch takes', async function () {
    if (!pythonHas('torch')) this.skip();
    const cases = Object.entries(inPyTorch).flatMap(([loss, { call, takes }]) =>
      (takes === 'N of softmax' ? ['softmax'] : ['softmax', 'sigmoid']).map((last) => ({ loss, last, call, takes })),
    );
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-libraries-'));
    const calls = cases.map(({ call, takes, last }) => [call, takes ?? '', last]);
    fs.writeFileSync(path.join(folder, 'losses.json'), JSON.stringify([N, y, calls]));
    const values = JSON.parse(runPython(PROGRAM, folder)) as number[];
    fs.rmSync(folder, { recursive: true });
    for (const [i, { loss, last }] of cases.entries()) {
      // `mse` is the mean over outputs and columns there, and so it is here.
      const L = (await (await analysed(last, loss)).trace(defaultView))!.backward!.value;
      assert.ok(
        Math.abs(L - values[i]) < 1e-12 * Math.abs(values[i]),
        `${loss} after ${last} is ${L}, in PyTorch ${values[i]}`,
      );
    }
  });

  for (const [loss, { takes }] of Object.entries(inPyTorch))
    for (const last of ['softmax', 'sigmoid'])
      it(`${loss} after ${last} has a note where PyTorch takes something else`, async () => {
        const { notes } = (await analysed(last, loss)).checked;
        const said = notes.map(({ message }) => say(message)).filter((text) => text.includes('PyTorch'));
        const differs = takes !== undefined && !(takes === 'N of softmax' && last === 'softmax');
        assert.equal(said.length, differs ? 1 : 0, said.join());
        if (differs) assert.match(said[0], told[takes], 'language/meaning/checkedObjective.ts');
      });
});
