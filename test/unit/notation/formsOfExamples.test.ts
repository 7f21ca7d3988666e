import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { formsOf, gradientInForm } from '../../../src/notation/formula/forms';
import { quantitiesOf } from '../../../src/notation/formula/quantities';
import { sumOverSamples } from '../../../src/page/columnBlocks';
import { filesIn } from '../../exampleFiles';
import { assertClose, assertHolds } from './holds';

const folder = path.resolve(import.meta.dirname, '../../../examples');

describe('every form of every example', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.nnet'))) {
    it(`of ${file} evaluates to the engine’s gradient, also for each sample of a batch`, async () => {
      const analysis = await Analysis.of(readFileSync(path.join(folder, file), 'utf8'), { readFile: filesIn(folder) });
      const { samples, layers } = analysis.network!;
      for (const { name, X } of samples) {
        const columns = X.cols === 1 ? [null] : [null, ...Array.from({ length: X.cols }, (_, s) => s + 1)];
        for (const column of columns) {
          const trace = await analysis.trace({ ...defaultView, sample: name, column });
          if (!trace?.backward) continue;
          for (const form of formsOf(analysis.network!, trace)) {
            for (const { index } of layers) {
              const formulas = gradientInForm(form, analysis.network!, trace, index);
              // The lines before are those of other layers too; each is looked at once.
              assertHolds(formulas.slice(-2), `${form}, r = ${index}`);
              assertClose(formulas[formulas.length - 1], trace.backward.gradW[index - 1], `${form}, r = ${index}`);
              assert.equal(formulas[formulas.length - 1].left.name, 'gradient');
            }
          }
          if (column !== null || X.cols === 1) continue;
          const q = quantitiesOf(analysis.network!, trace);
          for (const { index } of layers) assertHolds([sumOverSamples(q, index, X.cols)], `the sum, r = ${index}`);
        }
      }
    }).timeout(120_000);
  }
});
