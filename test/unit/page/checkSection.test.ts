import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import type { GradientCheck } from '../../../src/engine/trace';
import { checkSection } from '../../../src/page/checkSection';
import { usualChoices } from '../../../src/page/pageChoices';

async function columns(change: Partial<GradientCheck>): Promise<number> {
  const analysis = await Analysis.of('input X = [1 2]\nlayer tanh\n  W = [1 2]\n');
  const check = { ...(await analysis.check())!, ...change };
  const section = checkSection(analysis.network!, await analysis.trace(), check, null, usualChoices)!;
  const table = section.blocks.find((block) => block.kind === 'table')!;
  assert.ok(table.rows.every((row) => row.length === table.head.length));
  return table.head.length;
}

describe('the table of the check', () => {
  it('tells how many entries were compared only where not all were', async () => {
    assert.equal(await columns({}), 5);
    assert.equal(await columns({ checked: 3, total: 4 }), 6);
  });
});
