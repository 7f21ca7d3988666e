import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import type { GradientCheck } from '../../../src/engine/trace';
import { checkSection } from '../../../src/page/checkSection';

async function columns(change: Partial<GradientCheck>): Promise<number> {
  const analysis = await Analysis.of('input X = [1 2]\nlayer tanh\n  W = [1 2]\n');
  const check = { ...(await analysis.check())!, ...change };
  const section = checkSection(analysis.network!, await analysis.trace(), check)!;
  const table = section.blocks.find((block) => block.kind === 'table')!;
  assert.ok(table.rows.every((row) => row.length === table.head.length));
  return table.head.length;
}

describe('the table of the check', () => {
  it('tells how many entries were compared only where not all were', async () => {
    assert.equal(await columns({}), 5);
    assert.equal(await columns({ compared: 3, total: 4 }), 6);
  });
});

describe('the check on the page', () => {
  async function blocks(text: string): Promise<string> {
    const analysis = await Analysis.of(text);
    const section = checkSection(analysis.network!, await analysis.trace(), await analysis.check())!;
    return JSON.stringify(section.blocks);
  }

  it('says what was left out, and why, and that nothing of a row was compared', async () => {
    const said = await blocks('input X = [1 1]\nlayer [relu tanh]\nW = [1 -1; 1 1]\nlayer identity\nW = [1 1]\n');
    assert.match(said, /"args":\["[^"]*",4,8\]/);
    assert.match(said, /at a kink:/);
    assert.match(said, /w\^\{1\}_\{11\},\\\\ w\^\{1\}_\{12\},\\\\ x_\{1\},\\\\ x_\{2\}"/);
    assert.match(said, /none compared.*"\{0\} of \{1\}","args":\[0,2\]/);
    const all = await blocks('input X = [1 2]\nlayer tanh\nW = [0.1 0.2]\n');
    assert.match(all, /,4,4\]/);
    assert.doesNotMatch(all, /Skipped|none compared|sample/);
  });

  it('names an entry of a batch by row and column, of one column by its row', async () => {
    const kink = 'layer relu\nW = [1]\n';
    assert.match(await blocks(`input X = [0]\n${kink}`), /x_\{1\}/);
    assert.match(await blocks(`batch X = [0 1]\n${kink}`), /x_\{11\}/);
  });

  it('is left out where the gradient has no finite value', async () => {
    const analysis = await Analysis.of('input X = [-1]\ntarget = [1]\nlayer identity\nW = [1]\nloss cross_entropy\n');
    assert.equal(await analysis.check(), null);
  });
});
