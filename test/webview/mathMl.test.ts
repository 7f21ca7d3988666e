import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Analysis } from '../../src/analysis/analysis';
import { buildPage } from '../../src/page/networkPage';
import { defaultChoices, type GradientForm } from '../../src/panel/protocol';
import { pageMessage } from './pages';
import { PreviewLab } from './preview';
import { filesIn } from '../exampleFiles';

const FOLDER = path.resolve(__dirname, '..', '..', '..', 'examples');

describe('The MathML that is copied', () => {
  let lab: PreviewLab;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());

  /** All formulas of a page, copied by their buttons and pasted into a bare document. */
  async function pasted(file: string, form: GradientForm) {
    const analysis = await Analysis.of(fs.readFileSync(path.join(FOLDER, file), 'utf8'), { readFile: filesIn(FOLDER) });
    const choices = { ...defaultChoices, form, general: true };
    const trace = await analysis.trace();
    const input = {
      network: analysis.network!,
      trace,
      check: null,
      choices: { ...choices, expanded: new Set<string>() },
    };
    const preview = await lab.preview();
    await preview.show(pageMessage(buildPage(input), { choices }));
    await preview.page
      .getByRole('button', { name: 'Copy as MathML', includeHidden: true })
      .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLButtonElement).click()));
    const formulas = (await preview.said('copy')).map(({ text }) => text);
    assert.deepEqual(await preview.violations(), []);
    const bare = await preview.page.context().newPage();
    await bare.setContent(`<!DOCTYPE html><meta charset="utf-8">${formulas.map((math) => `<p>${math}</p>`).join('')}`);
    await preview.close();
    return { bare, formulas };
  }

  for (const [file, form] of [
    ['mazur.nnet', '3'],
    ['paper.nnet', '5'],
    ['softmax-batch.nnet', 'delta'],
  ] as const) {
    it(`shows matrices as matrices in a bare page, for form ${form} of ${file}`, async () => {
      const { bare, formulas } = await pasted(file, form);
      assert.ok(formulas.length > 10);
      const hidden = await bare.locator('mi > *, mo > *, mn > *').count();
      assert.equal(hidden, 0, 'a token with elements in it would show their text only');
      const wrong = await bare.locator('mtable[columnalign^="right right"]').evaluateAll(
        (tables) =>
          tables.filter((table) => {
            const rows = [...table.children].map((row) => [...row.children].map((cell) => cell.firstElementChild!));
            const right = (cell: Element) => Math.round(cell.getBoundingClientRect().right);
            return rows.some((row) => row.some((cell, c) => c > 0 && right(cell) <= right(row[c - 1])));
          }).length,
      );
      assert.equal(wrong, 0, 'entries stand beside one another');
      await bare.close();
    });
  }

  it('lines up the right edges of the numbers of a column, and the equals signs of the lines', async () => {
    const { bare } = await pasted('mazur.nnet', '3');
    const spread = (formula: string, cells: string, side: 'left' | 'right') =>
      bare
        .locator('p', { hasText: formula })
        .first()
        .locator(cells)
        .evaluateAll((all, of) => {
          const edges = all.map((cell) => cell.firstElementChild!.getBoundingClientRect()[of]);
          return { count: edges.length, spread: Math.max(...edges) - Math.min(...edges) };
        }, side);
    const numbers = await spread('\\nabla L = ', 'mtable[columnalign="right"] mtd', 'right');
    assert.equal(numbers.count, 2);
    assert.ok(numbers.spread < 1, `${numbers.spread} pixels apart`);
    const lines = await spread('N_1 &= W_1', 'mtable[columnalign="right left"] > mtr > mtd:last-child', 'left');
    assert.equal(lines.count, 3);
    assert.ok(lines.spread < 1, `${lines.spread} pixels apart`);
    await bare.close();
  });
});
